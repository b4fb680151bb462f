// SPDX-License-Identifier: Apache-2.0
#include "archive/history.hpp"

#include <algorithm>
#include <limits>
#include <ranges>
#include <unordered_map>

#include "archive/names.hpp"
#include "archive/state.hpp"
#include "archive/trailers.hpp"
#include "archive/walk.hpp"

namespace stet::archive {
namespace {

/// The fields of a version that every commit gives.
Version version_of(const ReadCommit& commit) {
  Version version;
  version.commit = hex(commit.id);
  version.published = seconds_of(commit.fields.author);
  version.recorded = seconds_of(commit.fields.committer);
  return version;
}

Version withdrawal_of(const ReadCommit& commit, std::string path) {
  Version version = version_of(commit);
  version.withdrawn = true;
  version.path = std::move(path);
  version.note = tidy_note(commit.fields.message);
  return version;
}

std::pair<Timestamp, std::uint32_t> publication_order(const Version& version) {
  return {version.published, version.number.value_or(std::numeric_limits<std::uint32_t>::max())};
}

/// Collects an archive's versions, newest commit first.
class ArchiveWalk {
 public:
  ArchiveWalk(const Objects& objects, std::string_view only) : objects_(objects), only_(only) {}
  /// Walks no further than to a commit; what is below it is known.
  ArchiveWalk(const Objects& objects, const git_oid& known) : objects_(objects), known_(known) {}
  /// Whether the walk came to that commit and to nothing that might stand beside it.
  [[nodiscard]] bool met_known() const { return met_known_ && !merged_; }

  Result<ArchiveHistory> run(const git_oid& tip) {
    const WalkLimit limit{known_ ? &*known_ : nullptr, &met_known_};
    const auto walked = walk_commits(objects_, tip, limit, [this](const ReadCommit& commit, bool merged) {
      merged_ = merged;
      auto visited = visit(commit);
      return visited ? Result<bool>(!complete_ || merged) : Result<bool>(std::unexpected(std::move(visited).error()));
    });
    if (!walked) return std::unexpected(walked.error());
    return finish();
  }

 private:
  Result<void> visit(const ReadCommit& commit) {
    const std::string_view release = release_in(commit.fields.message);
    if (release.empty()) return look_for_withdrawals(commit);
    const bool wanted = only_.empty() || release == only_;
    if (!wanted && history_.paths.contains(std::string(release))) return {};
    const auto record = parse_record(commit.fields.message);
    if (!record || !record->number) return {};
    auto file = find_release_file(objects_, commit.fields.tree, release);
    if (!file) return std::unexpected(std::move(file).error());
    history_.paths.try_emplace(record->release, *file ? (*file)->path : record->release);
    if (wanted) add(commit, *record, *file);
    return {};
  }

  void add(const ReadCommit& commit, const Record& record, const std::optional<FoundFile>& file) {
    Recorded recorded{version_of(commit), record.sha256};
    Version& version = recorded.version;
    version.number = record.number;
    version.published = record.published.value_or(version.published);
    version.source = record.source;
    version.note = record.note;
    if (file) {
      version.path = file->path;
      version.blob = hex(file->blob);
    }
    history_.releases[record.release].push_back(std::move(recorded));
    // Numbers are given in the order of recording, so nothing of this release lies below its first.
    complete_ = complete_ || (!only_.empty() && record.number == 1U);
  }

  Result<void> look_for_withdrawals(const ReadCommit& commit) {
    const auto paths = withdrawn_paths(objects_, commit);
    if (!paths) return std::unexpected(paths.error());
    for (const std::string& path : *paths) {
      const std::string release(release_of(path));
      if (only_.empty() || release == only_) withdrawals_.emplace_back(release, withdrawal_of(commit, path));
    }
    return {};
  }

  ArchiveHistory finish() {
    // Of two in one second the one that was recorded first comes first.
    for (auto& [release, withdrawal] : std::views::reverse(withdrawals_)) {
      // Whether it was a release at all is known where its versions are.
      if (known_ || history_.releases.contains(release))
        history_.releases[release].push_back({std::move(withdrawal), ""});
    }
    for (auto& [release, versions] : history_.releases) {
      std::stable_sort(versions.begin(), versions.end(), [](const Recorded& left, const Recorded& right) {
        return publication_order(left.version) < publication_order(right.version);
      });
    }
    return std::move(history_);
  }

  const Objects& objects_;
  std::string_view only_;
  ArchiveHistory history_;
  std::vector<std::pair<std::string, Version>> withdrawals_;
  std::optional<git_oid> known_;
  bool met_known_ = false;
  bool merged_ = false;
  bool complete_ = false;
};

/// Numbers what a walk from the newest commit found, and turns it round.
void number_oldest_first(std::vector<Version>& versions) {
  std::reverse(versions.begin(), versions.end());
  number_in_order(versions);
}

Version state_of(const ReadCommit& commit, const std::string& path, const std::optional<git_oid>& blob) {
  if (!blob) return withdrawal_of(commit, path);
  Version version = version_of(commit);
  version.path = path;
  version.blob = hex(*blob);
  version.note = tidy_note(commit.fields.message);
  return version;
}

std::optional<git_oid> file_id(const std::optional<TreeEntry>& entry) {
  return entry && entry->is_file() ? std::optional(entry->id) : std::nullopt;
}

bool same_id(const std::optional<git_oid>& before, const std::optional<git_oid>& after) {
  if (!before || !after) return before.has_value() == after.has_value();
  return git_oid_equal(&*before, &*after) != 0;
}

}  // namespace

bool is_document(std::string_view path) {
  for (const std::string_view ending : {".md", ".markdown", ".txt"}) {
    if (path.size() <= ending.size()) continue;
    const std::string_view tail = path.substr(path.size() - ending.size());
    const bool equal = std::equal(tail.begin(), tail.end(), ending.begin(), [](char left, char right) {
      return (left >= 'A' && left <= 'Z' ? static_cast<char>(left - 'A' + 'a') : left) == right;
    });
    if (equal) return true;
  }
  return false;
}

Result<ArchiveHistory> archive_history(const Objects& objects, const git_oid& tip, std::string_view only) {
  return ArchiveWalk(objects, only).run(tip);
}

Result<std::vector<Version>> path_history(const Objects& objects, const git_oid& tip, std::string_view asked_path,
                                          const FormerPath& former_path) {
  std::string path(asked_path);
  std::vector<Version> versions;
  std::optional<git_oid> known;  // The path in the commit that comes next: its parent's state of the step before.
  std::optional<git_oid> known_tree;
  const auto state = [&](const git_oid& tree) -> Result<std::optional<git_oid>> {
    if (known_tree && git_oid_equal(&*known_tree, &tree)) return known;
    const auto entry = objects.find(tree, path);
    if (!entry) return std::unexpected(entry.error());
    known_tree = tree;
    known = file_id(*entry);
    return known;
  };
  const auto walked = walk_first_parents(objects, tip, [&](const ReadCommit& commit, const ReadCommit* parent) {
    const auto after = state(commit.fields.tree);
    if (!after) return Result<void>(std::unexpected(after.error()));
    const auto before = parent ? state(parent->fields.tree) : Result<std::optional<git_oid>>(std::nullopt);
    if (!before) return Result<void>(std::unexpected(before.error()));
    if (same_id(*before, *after)) return Result<void>();
    versions.push_back(state_of(commit, path, *after));
    if (!former_path || *before) return Result<void>();
    auto former = former_path(commit.id, path);
    if (!former) return Result<void>(std::unexpected(std::move(former).error()));
    if (*former) {
      path = std::move(**former);
      known_tree.reset();
    }
    return Result<void>();
  });
  if (!walked) return std::unexpected(walked.error());
  number_oldest_first(versions);
  return versions;
}

namespace {

/// Every document's versions, newest first, down to a known commit.
/// @param complete  Whether the walk came to the end of history instead.
Result<std::map<std::string, std::vector<Version>>> walk_documents(const Objects& objects, const git_oid& tip,
                                                                   const git_oid* known, bool& complete) {
  std::map<std::string, std::vector<Version>> histories;
  complete = false;
  const auto visit = [&](const ReadCommit& commit, const ReadCommit* parent) {
    complete = complete || parent == nullptr;
    const auto changes = tree_changes(objects, parent ? &parent->fields.tree : nullptr, commit.fields.tree);
    if (!changes) return Result<void>(std::unexpected(changes.error()));
    for (const TreeChange& change : *changes) {
      if (!is_document(change.path)) continue;
      histories[change.path].push_back(state_of(commit, change.path, change.after));
    }
    return Result<void>();
  };
  const auto walked = walk_first_parents(objects, tip, visit, known);
  if (!walked) return std::unexpected(walked.error());
  return histories;
}

}  // namespace

Result<std::map<std::string, std::vector<Version>>> document_histories(const Objects& objects, const git_oid& tip) {
  bool complete = false;
  auto histories = walk_documents(objects, tip, nullptr, complete);
  if (!histories) return histories;
  for (auto& [path, versions] : *histories) number_oldest_first(versions);
  return histories;
}

void sort_by_publication(std::vector<Version>& versions) {
  std::stable_sort(versions.begin(), versions.end(), [](const Version& left, const Version& right) {
    return publication_order(left) < publication_order(right);
  });
}

void mark_returns(std::vector<Version>& versions) {
  std::unordered_map<std::string_view, std::uint32_t> first;
  first.reserve(versions.size());
  for (Version& version : versions) {
    if (!version.number) continue;
    const auto [earlier, is_new] = first.try_emplace(version.blob, *version.number);
    if (!is_new) version.same_text_as = earlier->second;
  }
}

void number_in_order(std::vector<Version>& versions) {
  std::uint32_t number = 0;
  for (Version& version : versions) {
    if (!version.withdrawn) version.number = ++number;
  }
}

Result<NewVersions> versions_since(const Archive& archive, const std::string& known_tip) {
  const RepositoryState& state = Revisions::state(archive);
  const auto head = read_head(state.repository.get());
  if (!head) return std::unexpected(head.error());
  NewVersions found;
  if (!head->tip) {
    found.complete = true;
    return found;
  }
  found.tip = hex(*head->tip);
  if (found.tip == known_tip) return found;
  const Objects objects = state.objects();
  const auto known = known_tip.empty() ? Result<git_oid>(git_oid{}) : parse_id(known_tip);
  if (!known) return std::unexpected(known.error());
  if (!archive.is_archive()) {
    auto documents = walk_documents(objects, *head->tip, known_tip.empty() ? nullptr : &*known, found.complete);
    if (!documents) return std::unexpected(std::move(documents).error());
    found.releases = std::move(*documents);
    for (auto& [path, versions] : found.releases) std::reverse(versions.begin(), versions.end());
    return found;
  }
  ArchiveWalk walk(objects, *known);
  auto history = walk.run(*head->tip);
  if (history && !walk.met_known() && !known_tip.empty()) history = archive_history(objects, *head->tip, {});
  if (!history) return std::unexpected(std::move(history).error());
  found.complete = !walk.met_known();
  for (auto& [name, recorded] : history->releases)
    for (Recorded& entry : recorded) found.releases[name].push_back(std::move(entry.version));
  return found;
}

}  // namespace stet::archive
