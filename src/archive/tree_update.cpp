// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "archive/names.hpp"
#include "archive/working_tree.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

/// Files that wait beside their place are recognised by this, and by the journal.
constexpr std::string_view kBesidePrefix = ".stet-";

git_index_time index_time(const timespec& time) {
  return {static_cast<std::int32_t>(time.tv_sec), static_cast<std::uint32_t>(time.tv_nsec)};
}

/// An index entry as git itself would make it, so that `git status` need not read the file.
git_index_entry entry_of(const struct stat& status, const git_oid& blob, const std::string& path) {
  git_index_entry entry{};
  entry.ctime = index_time(status.st_ctim);
  entry.mtime = index_time(status.st_mtim);
  entry.dev = static_cast<std::uint32_t>(status.st_dev);
  entry.ino = static_cast<std::uint32_t>(status.st_ino);
  entry.mode = GIT_FILEMODE_BLOB;
  entry.uid = status.st_uid;
  entry.gid = status.st_gid;
  entry.file_size = static_cast<std::uint32_t>(status.st_size);
  entry.id = blob;
  entry.path = path.c_str();
  return entry;
}

/// What the index says of a file that git is to look at again.
const std::optional<struct stat> kUnknownStatus = std::make_optional<struct stat>();

/// Whether the change puts new bytes into the working tree.
bool is_written(const FileChange& change) {
  return !change.kept && !change.blob.empty() && change.blob != change.found;
}

}  // namespace

std::string TreeUpdate::waiting_path(std::size_t file) const {
  const FileChange& change = plan_.files[file];
  if (!change.beside) return workshop_.temporary(fmt::format("file-{}", file));
  const std::string name = fmt::format("{}{}-{}", kBesidePrefix, plan_.after.substr(0, 16), file);
  return tree_.absolute(std::string(folder_of(change.path)) + name);
}

Result<void> TreeUpdate::write_waiting(const Objects& objects, std::size_t file) const {
  const auto id = parse_id(plan_.files[file].blob);
  if (!id) return std::unexpected(id.error());
  const auto blob = objects.read(*id, GIT_OBJECT_BLOB);
  if (!blob) return std::unexpected(blob.error());
  if (auto written = write_file(waiting_path(file), bytes_of(*blob)); !written) return written;
  return plan_.files[file].beside ? sync_file(waiting_path(file)) : Result<void>();
}

/// Writes the index that shall be into `stet/tmp`: the present one with the plan's files changed.
///
/// @param in_place  Whether the files are in their places already. A rename changes a file's ctime, so the index is
///                  written once before, to know that there is room for it, and once after.
Result<void> TreeUpdate::write_index(bool in_place) const {
  auto index = acquire<Index, git_index_open>("cannot read git's index", workshop_.index().c_str());
  if (!index) return std::unexpected(std::move(index).error());
  for (std::size_t i = 0; i < plan_.files.size(); ++i) {
    const FileChange& change = plan_.files[i];
    const bool waits = !in_place && is_written(change);
    auto status = status_of(waits ? waiting_path(i) : tree_.absolute(change.path));
    if (change.kept) status = kUnknownStatus;
    const auto blob = parse_id(change.blob);
    int result = 0;
    if (blob && status) {
      const git_index_entry entry = entry_of(*status, *blob, change.path);
      result = git_index_add(index->get(), &entry);
    } else {
      result = git_index_remove(index->get(), change.path.c_str(), 0);
      if (result == GIT_ENOTFOUND) result = 0;
    }
    if (result < 0) return std::unexpected(last_write_error(result, "cannot write git's index"));
  }
  if (const int result = git_index_write(index->get()); result < 0) {
    return std::unexpected(last_write_error(result, "cannot write git's index"));
  }
  return {};
}

Result<void> TreeUpdate::lock_index() {
  if (index_lock_) return {};
  if (auto written = write_file(workshop_.index_token(), fmt::format("stet {}\n", plan_.after)); !written)
    return written;
  auto lock = GitLock::acquire(tree_.index_lock(), workshop_.index_token(), kGitPatience);
  if (!lock) return std::unexpected(std::move(lock).error());
  index_lock_.emplace(std::move(*lock));
  return {};
}

Result<void> TreeUpdate::prepare(const Objects& objects) {
  if (auto locked = lock_index(); !locked) return locked;
  for (const std::string& folder : plan_.folders) {
    if (auto made = make_folder(tree_.absolute(folder)); !made) return made;
  }
  for (std::size_t i = 0; i < plan_.files.size(); ++i) {
    if (!is_written(plan_.files[i])) continue;
    if (auto written = write_waiting(objects, i); !written) return written;
  }
  if (status_of(tree_.index_path())) {
    const auto present = read_file(tree_.index_path());
    if (!present) return std::unexpected(present.error());
    if (auto copied = write_file(workshop_.index(), *present); !copied) return copied;
  }
  return write_index(false);
}

Result<void> TreeUpdate::apply(bool& replaced) {
  for (std::size_t i = 0; i < plan_.files.size(); ++i) {
    const FileChange& change = plan_.files[i];
    const std::string place = tree_.absolute(change.path);
    if (change.blob.empty() && !change.kept) {
      remove_file(place);
    } else if (is_written(change)) {
      if (auto renamed = rename_file(waiting_path(i), place); !renamed) return renamed;
    }
    replaced = true;
  }
  // Should this fail, the index of `prepare` is right but for the time of one inode change, which git looks up again.
  if (auto refined = write_index(true); !refined) replaced = true;
  if (auto renamed = rename_file(workshop_.index(), tree_.index_path()); !renamed) return renamed;
  index_lock_.reset();
  return {};
}

void TreeUpdate::abandon() {
  for (std::size_t i = 0; i < plan_.files.size(); ++i) {
    if (!plan_.files[i].blob.empty()) remove_file(waiting_path(i));
  }
  for (auto folder = plan_.folders.rbegin(); folder != plan_.folders.rend(); ++folder) {
    if (::rmdir(tree_.absolute(*folder).c_str()) != 0) break;  // Someone else put something into it.
  }
  index_lock_.reset();
  GitLock::clear(tree_.index_lock(), workshop_.index_token());
}

Plan TreeUpdate::brought_up_to_date(const WorkingTree& tree, Plan plan) {
  for (FileChange& change : plan.files) {
    const auto now = tree.blob_at(change.path);
    change.kept = !now || (*now != change.found && *now != change.blob);
    if (now) change.found = *now;
  }
  return plan;
}

}  // namespace stet::archive
