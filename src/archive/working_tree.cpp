// SPDX-License-Identifier: Apache-2.0
#include "archive/working_tree.hpp"

#include <unistd.h>

#include "archive/state.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

Error local_change(const std::string& path, std::string_view what, std::string_view remedy) {
  return {ErrorCode::LocalChange, fmt::format("{}: {}", what, remedy), path};
}

}  // namespace

WorkingTree::WorkingTree(git_repository* repository)
    : repository_(repository),
      root_(git_repository_workdir(repository)),
      git_directory_(git_repository_path(repository)) {}

std::string WorkingTree::relative_git_directory() const {
  const std::string common = git_repository_commondir(repository_);
  if (git_directory_ == common || !git_directory_.starts_with(common)) return ".";
  std::string relative = git_directory_.substr(common.size());
  while (relative.ends_with('/')) relative.pop_back();
  return relative;
}

Result<std::string> WorkingTree::blob_at(const std::string& path) const {
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const std::string folder = path.substr(0, slash);
    const auto status = status_of(absolute(folder));
    if (!status) return std::string();
    if (!S_ISDIR(status->st_mode)) {
      return std::unexpected(
          local_change(folder, "a folder is needed here and something else is in the way", "move it away"));
    }
  }
  const auto status = status_of(absolute(path));
  if (!status) return std::string();
  if (!S_ISREG(status->st_mode)) {
    return std::unexpected(local_change(path, "is no regular file in the working tree", "move it away"));
  }
  const auto bytes = read_file(absolute(path));
  if (!bytes) return std::unexpected(bytes.error());
  git_oid id{};
  git_odb_hash(&id, bytes->data(), bytes->size(), GIT_OBJECT_BLOB);
  return hex(id);
}

Result<std::string> WorkingTree::known_blob_at(const std::string& path, const std::set<std::string>& known) const {
  auto found = blob_at(path);
  if (!found || found->empty() || known.contains(*found)) return found;
  // A checkout under core.autocrlf has other bytes on the disk than git stores for them.
  git_oid stored{};
  const int status =
      git_repository_hashfile(&stored, repository_, absolute(path).c_str(), GIT_OBJECT_BLOB, path.c_str());
  if (status == 0 && known.contains(hex(stored))) return found;
  return std::unexpected(
      local_change(path, "the working file has changes that no version records",
                   fmt::format("publish it first, or drop them with `git checkout HEAD -- {}`", one_line(path))));
}

Result<Index> WorkingTree::staged() const {
  git_index* raw = nullptr;
  const int status = git_index_open(&raw, index_path().c_str());
  Index index(raw);
  if (status < 0) return std::unexpected(index_error(status));
  return index;
}

Result<void> WorkingTree::check_staged(git_index* raw, const std::string& path, const std::set<std::string>& known) {
  for (int stage = 1; stage <= 3; ++stage) {
    if (git_index_get_bypath(raw, path.c_str(), stage) != nullptr) {
      return std::unexpected(local_change(path, "git's index has a conflict here", "resolve it and commit"));
    }
  }
  const git_index_entry* const entry = git_index_get_bypath(raw, path.c_str(), 0);
  if (entry == nullptr || known.contains(hex(entry->id))) return {};
  return std::unexpected(local_change(path, "a change is staged that no version records",
                                      fmt::format("drop it with `git reset -- {}`", one_line(path))));
}

std::vector<std::string> WorkingTree::missing_folders(std::string_view path) const {
  std::vector<std::string> folders;
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    std::string folder(path.substr(0, slash));
    if (!status_of(absolute(folder))) folders.push_back(std::move(folder));
  }
  return folders;
}

bool WorkingTree::shares_file_system(const std::string& folder) const {
  const auto there = status_of(folder);
  const auto here = status_of(root_);
  return there && here && there->st_dev == here->st_dev;
}

}  // namespace stet::archive
