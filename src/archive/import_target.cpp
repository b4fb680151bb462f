// SPDX-License-Identifier: Apache-2.0
#include "archive/import_target.hpp"

#include <set>

#include "archive/history.hpp"
#include "archive/name_clashes.hpp"
#include "archive/working_tree.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

/// Finds a place for one file after the other.
class Placing {
 public:
  Placing(ImportTarget& target, std::map<std::string, ReleaseRecord> records)
      : target_(target), records_(std::move(records)) {
    for (const auto& [path, blob] : target_.present) {
      clashes_.add_present(path);
      if (path != kFormatFile) files_.try_emplace(std::string(release_of(path)), path);
    }
    // Of a withdrawn release only the name counts: its file may have had any ending.
    for (const auto& [name, record] : records_) {
      if (!files_.contains(name)) clashes_.add_present(name + ".txt");
    }
  }

  Result<void> place(const IncomingFile& file) {
    auto found = checked(file);
    if (!found) {
      if (found.error().place.empty()) found.error().place = file.place;
      return std::unexpected(std::move(found).error());
    }
    target_.releases_by_file.back() = release_index(found->name);
    target_.paths.back() = std::move(found->path);
    return {};
  }

 private:
  Result<ReleaseFile> checked(const IncomingFile& file) {
    auto found = release_file(file.name, file.extension);
    if (!found) return found;
    if (found->path == kFormatFile) {
      return failure(ErrorCode::InvalidInput, "'stet.toml' is the archive's own file: choose another name");
    }
    const bool is_recorded = records_.contains(found->name);
    if (is_recorded && target_.present.contains(found->path)) return found;
    if (auto clear = clashes_.add(found->path); !clear) return std::unexpected(std::move(clear).error());
    const auto same_stem = files_.find(found->name);
    if (is_recorded || same_stem == files_.end() || same_stem->second == found->path) return found;
    return failure(ErrorCode::InvalidInput,
                   fmt::format("'{}' clashes with '{}', which is there and no release's: choose another name, or "
                               "rename that file",
                               one_line(found->name), one_line(same_stem->second)));
  }

  std::uint32_t release_index(const std::string& name) {
    const auto [slot, is_new] = indices_.try_emplace(name, static_cast<std::uint32_t>(target_.releases.size()));
    if (!is_new) return slot->second;
    ImportRelease release;
    release.name = name;
    if (const auto record = records_.find(name); record != records_.end()) release.record = std::move(record->second);
    if (const auto file = files_.find(name); file != files_.end()) release.path = file->second;
    target_.releases.push_back(std::move(release));
    return slot->second;
  }

  ImportTarget& target_;
  std::map<std::string, ReleaseRecord> records_;
  std::map<std::string, std::string> files_;  ///< On the branch, by release.
  std::map<std::string, std::uint32_t> indices_;
  NameClashes clashes_;
};

std::string blob_of(std::string_view bytes) {
  git_oid id{};
  git_odb_hash(&id, bytes.data(), bytes.size(), GIT_OBJECT_BLOB);
  return hex(id);
}

/// What may be overwritten of one release, looked up only where the working file is not simply the branch's.
struct Overwritable {
  std::set<std::string> blobs;
  bool has_news = false;  ///< Whether the import has anything new for it.
};

Result<Overwritable> overwritable(const Objects& objects, const git_oid& tip, const Incoming& incoming,
                                  ImportTarget& target, std::uint32_t release) {
  Overwritable found;
  ImportRelease& mine = target.releases[release];
  const auto versions = recorded_versions_of(objects, tip, mine.name);
  if (!versions) return std::unexpected(versions.error());
  for (const Version& version : *versions) found.blobs.insert(version.blob);
  for (std::size_t i = 0; i < incoming.versions.size(); ++i) {
    const IncomingVersion& version = incoming.versions[i];
    if (target.releases_by_file[version.file] != release) continue;
    VersionKey key{version.published, {}};
    if (!version.is_withdrawal) {
      const auto bytes = incoming.bytes(i);
      if (!bytes) continue;
      found.blobs.insert(blob_of(bytes->bytes()));
      key.sha256 = sha256_of(bytes->bytes());
    }
    found.has_news = found.has_news || mine.record.count(key) == 0;
  }
  found.blobs.erase("");
  return found;
}

/// Compares the working files of an import's releases with what is recorded.
class WorkingTreeCheck {
 public:
  WorkingTreeCheck(const WorkingTree& tree, git_index* index, const Objects& objects, const git_oid& tip,
                   const Incoming& incoming, ImportTarget& target)
      : tree_(tree), index_(index), objects_(objects), tip_(tip), incoming_(incoming), target_(target) {}

  Result<void> check(std::uint32_t release, const std::string& path) {
    std::set<std::string> known;
    if (const auto present = target_.present.find(path); present != target_.present.end())
      known.insert(hex(present->second));
    if (tree_.known_blob_at(path, known) && WorkingTree::check_staged(index_, path, known)) return {};
    const auto mine = overwritable(objects_, tip_, incoming_, target_, release);
    if (!mine) return std::unexpected(mine.error());
    if (!mine->has_news) return {};
    auto found = tree_.known_blob_at(path, mine->blobs);
    if (!found) return std::unexpected(std::move(found).error());
    known.insert(mine->blobs.begin(), mine->blobs.end());
    if (auto staged = WorkingTree::check_staged(index_, path, known); !staged) return staged;
    accepted.emplace(path, std::move(*found));
    return {};
  }

  std::map<std::string, std::string> accepted;

 private:
  const WorkingTree& tree_;
  git_index* index_;
  const Objects& objects_;
  const git_oid& tip_;
  const Incoming& incoming_;
  ImportTarget& target_;
};

}  // namespace

Result<std::vector<Version>> recorded_versions_of(const Objects& objects, const git_oid& tip, const std::string& name) {
  auto history = archive_history(objects, tip, name);
  if (!history) return std::unexpected(std::move(history).error());
  std::vector<Version> versions;
  for (Recorded& recorded : history->releases[name]) versions.push_back(std::move(recorded.version));
  return versions;
}

Result<ImportTarget> import_target(const Objects& objects, const git_oid& tip, const Incoming& incoming,
                                   std::vector<NotRead>& not_read) {
  ImportTarget target;
  const auto tree = tree_of(objects, tip);
  if (!tree) return std::unexpected(tree.error());
  auto files = tree_changes(objects, nullptr, *tree);
  if (!files) return std::unexpected(std::move(files).error());
  for (const TreeChange& file : *files) target.present.emplace(file.path, file.after.value_or(git_oid{}));
  auto records = scan_records(objects, tip);
  if (!records) return std::unexpected(std::move(records).error());
  Placing placing(target, std::move(*records));
  for (const IncomingFile& file : incoming.files) {
    target.paths.emplace_back();
    target.releases_by_file.push_back(ImportTarget::kPassedOver);
    auto placed = placing.place(file);
    if (!placed && file.is_named) return std::unexpected(std::move(placed).error());
    if (!placed) not_read.push_back({file.place, placed.error().message});
  }
  return target;
}

Result<void> check_new_names(const Incoming& incoming) {
  ImportTarget target;
  Placing placing(target, {});
  for (const IncomingFile& file : incoming.files) {
    target.paths.emplace_back();
    target.releases_by_file.push_back(ImportTarget::kPassedOver);
    auto placed = placing.place(file);
    if (!placed && file.is_named) return placed;
  }
  return {};
}

Result<std::map<std::string, std::string>> check_working_tree(const RepositoryState& state, const Objects& objects,
                                                              const git_oid& tip, const Incoming& incoming,
                                                              ImportTarget& target) {
  const WorkingTree tree(state.repository.get());
  const auto index = tree.staged();
  if (!index) return std::unexpected(index.error());
  WorkingTreeCheck check(tree, index->get(), objects, tip, incoming, target);
  std::set<std::pair<std::uint32_t, std::string>> places;
  for (std::size_t i = 0; i < target.paths.size(); ++i) {
    const std::uint32_t release = target.releases_by_file[i];
    if (release == ImportTarget::kPassedOver) continue;
    places.emplace(release, target.paths[i]);
    if (const std::string& path = target.releases[release].path; !path.empty()) places.emplace(release, path);
  }
  for (const auto& [release, path] : places) {
    if (auto checked = check.check(release, path); !checked) return std::unexpected(std::move(checked).error());
  }
  return std::move(check.accepted);
}

}  // namespace stet::archive
