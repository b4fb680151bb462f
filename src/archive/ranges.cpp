// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "archive/fetch.hpp"
#include "archive/files.hpp"
#include "archive/lfs.hpp"
#include "archive/prose_renames.hpp"
#include "archive/ranges.hpp"
#include "archive/states.hpp"
#include "fmt/format.h"

namespace stet {
namespace {

using archive::FileDifference;
using archive::FileState;
using archive::one_line;
using archive::PathFilter;
using archive::Sides;
using archive::Snapshot;
using archive::StateKind;
using archive::States;

/// A comparison that is under way.
struct Comparison {
  const archive::RepositoryState& repository;
  const States& states;
  const PathFilter& filter;
  bool fetch = false;
  Sides sides;
};

Result<Sides> resolve(const States& states, const archive::RangeText& range, StateKind target, bool is_head) {
  Sides sides{{}, {}, target};
  auto before = is_head ? states.head() : states.snapshot(range.before);
  if (!before) return std::unexpected(std::move(before).error());
  sides.before = std::move(*before);
  if (!range.after) {
    sides.after.label = target == StateKind::Staged ? "index" : "working tree";
    return sides;
  }
  auto after = states.snapshot(*range.after);
  if (!after) return std::unexpected(std::move(after).error());
  sides.after = std::move(*after);
  if (!range.merge_base) return sides;
  auto base = states.merge_base(sides.before, sides.after);
  if (!base) return std::unexpected(std::move(base).error());
  sides.before = std::move(*base);
  return sides;
}

/// The two sides; with --fetch, git brings revisions and a merge base that are not here.
Result<Sides> resolve(const archive::RepositoryState& repository, const States& states, const RangeRequest& request,
                      const archive::RangeText& range, StateKind target) {
  const auto attempt = [&] { return resolve(states, range, target, request.range.empty()); };
  auto sides = attempt();
  if (sides || !request.fetch || sides.error().code != ErrorCode::NotFound) return sides;
  std::vector<std::string> revisions{range.before};
  if (range.after) revisions.push_back(*range.after);
  const auto is_enough = [&] {
    sides = attempt();
    return sides || sides.error().code != ErrorCode::NotFound;
  };
  auto fetched = archive::fetch_history(archive::program_of(repository), revisions, is_enough);
  if (!fetched) return std::unexpected(std::move(fetched).error());
  return attempt();
}

bool is_meant(const Comparison& comparison, const FileState& file) {
  return file.is_there() && comparison.filter.selects(file.path);
}

/// Whether files came and others went, so that one may be another renamed.
bool has_renames(const std::vector<FileDifference>& changes) {
  const auto came = [](const FileDifference& change) { return !change.before.is_there(); };
  const auto went = [](const FileDifference& change) { return !change.after.is_there(); };
  return std::ranges::any_of(changes, came) && std::ranges::any_of(changes, went);
}

/// The blobs that a comparison reads, by path: both sides of what is meant, and of what may be a rename.
std::vector<const FileState*> needed_blobs(const Comparison& comparison, const std::vector<FileDifference>& changes) {
  const bool renames = has_renames(changes);
  std::vector<const FileState*> needed;
  for (const FileDifference& change : changes) {
    const bool may_be_renamed = renames && (!change.before.is_there() || !change.after.is_there());
    if (!may_be_renamed && !is_meant(comparison, change.before) && !is_meant(comparison, change.after)) continue;
    for (const FileState* const file : {&change.before, &change.after})
      if (file->is_file() && file->kind != StateKind::Working) needed.push_back(file);
  }
  return needed;
}

Error texts_left_out(const std::set<std::string>& paths) {
  constexpr std::string_view kWay = "as a clone without --filter has";
  if (paths.size() == 1) {
    return {
        ErrorCode::Incomplete,
        fmt::format("this partial clone lacks the text of {}: --fetch lets git bring it, {} it", *paths.begin(), kWay),
        ""};
  }
  return {ErrorCode::Incomplete,
          fmt::format("this partial clone lacks the texts of {} documents, {} the first: --fetch lets git bring them, "
                      "{} them",
                      paths.size(), *paths.begin(), kWay),
          ""};
}

/// Sees to it that every text that is compared is here, in one fetch where that is allowed.
Result<void> ready_texts(const Comparison& comparison, const std::vector<FileDifference>& changes) {
  const auto needed = needed_blobs(comparison, changes);
  std::set<std::string> ids;
  for (const FileState* const file : needed) ids.insert(file->id);
  const auto left_out = comparison.states.left_out({ids.begin(), ids.end()});
  if (!left_out) return std::unexpected(left_out.error());
  if (left_out->empty()) return {};
  if (comparison.fetch) return archive::fetch_objects(archive::program_of(comparison.repository), *left_out);
  const std::set<std::string> absent(left_out->begin(), left_out->end());
  std::set<std::string> paths;
  for (const FileState* const file : needed)
    if (absent.contains(file->id)) paths.insert(one_line(file->path));
  return std::unexpected(texts_left_out(paths));
}

Error folders_left_out() {
  return {ErrorCode::Incomplete,
          "this partial clone lacks folders of what is compared: --fetch lets git bring them, as a clone without "
          "--filter has them",
          ""};
}

std::string label_of(const Comparison& comparison, const FileState& file, bool is_before) {
  switch (file.kind) {
    case StateKind::Working:
      return file.path;
    case StateKind::Staged:
      return ":" + file.path;  // As git writes it.
    case StateKind::Committed:
      break;
  }
  return fmt::format("{}:{}", is_before ? comparison.sides.before.label : comparison.sides.after.label, file.path);
}

/// The document of a side, whose bytes are given where it is a file.
Result<Source> document_of(const Comparison& comparison, const FileState& file, std::string label, std::string bytes) {
  if (!file.is_there()) return Source();
  if (file.mode == GIT_FILEMODE_LINK) return failure(ErrorCode::NotADocument, "is a symbolic link", label);
  if (file.mode == GIT_FILEMODE_COMMIT)
    return failure(ErrorCode::NotADocument, "is a submodule: run stet inside it", label);
  if (const auto pointer = archive::lfs_pointer(bytes)) {
    auto text = archive::lfs_text(*pointer, archive::program_of(comparison.repository).place().common_directory);
    if (!text) return failure(ErrorCode::NotADocument, std::move(text).error().message, label);
    bytes = std::move(*text);
  }
  return Source::of(std::move(bytes), label, type_of_path(file.path));
}

/// The sides of the changes that are meant, read in one go.
class Texts {
 public:
  Texts(const Comparison& comparison, const std::vector<FileDifference>& changes) : comparison_(comparison) {
    std::vector<std::string> ids;
    std::vector<std::string> paths;
    for (const FileDifference& change : changes)
      for (const FileState* const file : {&change.before, &change.after}) {
        if (!file->is_file()) continue;
        if (file->kind == StateKind::Working)
          paths.push_back(file->path);
        else
          ids.push_back(file->id);
      }
    if (!ids.empty()) blobs_ = comparison.states.blobs(ids);
    if (!paths.empty()) files_ = comparison.states.working_files(paths);
  }

  /// The document of the next side, in the order of the changes. The outer error is trouble: a repository that has lost
  /// or damaged what it should have.
  Result<Result<Source>> next(const FileState& file, bool is_before) {
    std::string label = label_of(comparison_, file, is_before);
    if (!file.is_file()) return document_of(comparison_, file, std::move(label), {});
    if (file.kind == StateKind::Working) {
      auto& bytes = files_[next_file_++];
      if (bytes) return document_of(comparison_, file, std::move(label), std::move(*bytes));
      return Result<Source>(failure(bytes.error().code, bytes.error().message, std::move(label)));
    }
    auto& bytes = blobs_[next_blob_++];
    if (bytes) return document_of(comparison_, file, std::move(label), std::move(*bytes));
    return failure(bytes.error().code, fmt::format("{}: {}", file.id, bytes.error().message), std::move(label));
  }

 private:
  const Comparison& comparison_;
  std::vector<Result<std::string>> blobs_;
  std::vector<Result<std::string>> files_;
  std::size_t next_blob_ = 0;
  std::size_t next_file_ = 0;
};

/// A document that came or went, and may be another renamed whatever was asked for.
bool may_be_renamed(const Comparison& comparison, const FileDifference& change) {
  const FileState& there = change.after.is_there() ? change.after : change.before;
  return change.before.is_there() != change.after.is_there() && comparison.filter.is_document(there.path);
}

const std::string& path_of(const ChangedPath& path) {
  return path.after_path.empty() ? path.before_path : path.after_path;
}

Result<std::vector<ChangedPath>> changed_paths(const Comparison& comparison, std::vector<FileDifference> changes) {
  const bool renames = has_renames(changes);
  std::erase_if(changes, [&](const FileDifference& change) {
    return !is_meant(comparison, change.before) && !is_meant(comparison, change.after) &&
           !(renames && may_be_renamed(comparison, change));
  });
  Texts texts(comparison, changes);
  std::vector<ChangedPath> paths;
  for (const FileDifference& change : changes) {
    auto before = texts.next(change.before, true);
    auto after = texts.next(change.after, false);
    if (!before) return std::unexpected(std::move(before).error());
    if (!after) return std::unexpected(std::move(after).error());
    ChangedPath changed{change.before.path, change.after.path, std::move(*before), std::move(*after)};
    const bool same_place = changed.before_path == changed.after_path;
    // What git's filters make equal is no change.
    if (same_place && changed.before && changed.after && changed.before->bytes() == changed.after->bytes()) continue;
    paths.push_back(std::move(changed));
  }
  archive::pair_renamed_prose(paths);
  const auto selects = [&](const std::string& path) { return !path.empty() && comparison.filter.selects(path); };
  std::erase_if(paths,
                [&](const ChangedPath& path) { return !selects(path.before_path) && !selects(path.after_path); });
  std::ranges::sort(paths, [](const ChangedPath& left, const ChangedPath& right) {
    return std::tie(path_of(left), left.before_path) < std::tie(path_of(right), right.before_path);
  });
  return paths;
}

/// The submodule that a path leads into; empty where there is none.
Result<std::string> submodule_above(const Comparison& comparison, const std::string& path) {
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    for (const Snapshot* const snapshot : {&comparison.sides.before, &comparison.sides.after}) {
      const auto found = comparison.states.find(*snapshot, path.substr(0, slash));
      if (!found) return std::unexpected(found.error());
      if (*found && (*found)->mode == GIT_FILEMODE_COMMIT) return path.substr(0, slash);
    }
  }
  return std::string();
}

Error missing_path(const Comparison& comparison, const std::string& path) {
  const auto submodule = submodule_above(comparison, path);
  if (submodule && !submodule->empty())
    return {ErrorCode::NotFound, fmt::format("lies in the submodule {}: run stet inside it", one_line(*submodule)),
            path};
  const std::string& root = comparison.repository.directory;
  if (comparison.sides.target == StateKind::Working && archive::status_of(root + "/" + path))
    return {ErrorCode::NotFound, "git does not track this file: `git add` it, or give two files to compare", path};
  return {ErrorCode::NotFound,
          fmt::format("no such file or folder in {} or {}", one_line(comparison.sides.before.label),
                      one_line(comparison.sides.after.label)),
          path};
}

/// NotFound for a path that was named and that neither side has: a typing error must not look like "no change".
Result<void> check_named_paths(const Comparison& comparison) {
  for (const std::string& path : comparison.filter.literals()) {
    bool is_there = false;
    for (const Snapshot* const snapshot : {&comparison.sides.before, &comparison.sides.after}) {
      const auto found = comparison.states.find(*snapshot, path);
      if (!found) return std::unexpected(found.error());
      is_there = is_there || found->has_value();
    }
    if (!is_there && comparison.sides.target != StateKind::Committed) {
      const auto tracked = comparison.states.tracks(path);
      if (!tracked) return std::unexpected(tracked.error());
      is_there = *tracked;
    }
    if (!is_there) return std::unexpected(missing_path(comparison, path));
  }
  return {};
}

/// @param has_folders  Set where all folders that differ could be read.
Result<std::vector<FileDifference>> read_changes(const Comparison& comparison, bool& has_folders) {
  if (auto named = check_named_paths(comparison); !named) return std::unexpected(std::move(named).error());
  const auto ready = [&](const std::vector<FileDifference>& changes) {
    has_folders = true;
    return ready_texts(comparison, changes);
  };
  return comparison.states.differing(comparison.sides, comparison.filter, ready);
}

/// What differs; with --fetch, git brings folders that a partial clone left out.
Result<std::vector<FileDifference>> differing(const Comparison& comparison) {
  bool has_folders = false;
  auto changes = read_changes(comparison, has_folders);
  if (changes || has_folders || changes.error().code != ErrorCode::Incomplete) return changes;
  if (!comparison.fetch) return std::unexpected(folders_left_out());
  std::vector<std::string> trees;
  for (const Snapshot* const snapshot : {&comparison.sides.before, &comparison.sides.after})
    if (!snapshot->tree.empty()) trees.push_back(snapshot->tree);
  auto fetched = archive::fetch_folders(archive::program_of(comparison.repository), trees);
  if (!fetched) return std::unexpected(std::move(fetched).error());
  return read_changes(comparison, has_folders);
}

}  // namespace

Result<std::vector<ChangedPath>> archive::changes_of_file(const RepositoryState& repository, const std::string& before,
                                                          const std::string& after, const std::string& path) {
  const auto states = states_of(repository, {StateKind::Committed});
  if (!states) return std::unexpected(states.error());
  auto sides = resolve(**states, {before, after}, StateKind::Committed, false);
  if (!sides) return std::unexpected(std::move(sides).error());
  const PathFilter filter = PathFilter::of_file(path);
  const Comparison comparison{repository, **states, filter, false, std::move(*sides)};
  auto changes = differing(comparison);
  if (!changes) return std::unexpected(std::move(changes).error());
  return changed_paths(comparison, std::move(*changes));
}

Result<RangeChanges> changed_documents(const Archive& repository, const RangeRequest& request) {
  const archive::RepositoryState& state = Revisions::state(repository);
  const auto filter = PathFilter::make(request.paths, request.also_document);
  if (!filter) return std::unexpected(filter.error());
  const archive::RangeText range = archive::parse_range(request.range);
  if (range.after && request.staged) {
    return failure(
        ErrorCode::InvalidInput,
        fmt::format("--staged compares the index with one revision, not with the range '{}'", one_line(request.range)));
  }
  const StateKind target = range.after ? StateKind::Committed : request.staged ? StateKind::Staged : StateKind::Working;
  if (target != StateKind::Committed && state.is_bare()) {
    return failure(ErrorCode::Unsupported, "a bare repository has no working tree and no index: compare REV..REV",
                   state.directory);
  }
  const auto states = archive::states_of(state, {target, range.merge_base});
  if (!states) return std::unexpected(states.error());
  auto sides = resolve(state, **states, request, range, target);
  if (!sides) return std::unexpected(std::move(sides).error());
  const Comparison comparison{state, **states, *filter, request.fetch, std::move(*sides)};
  auto changes = differing(comparison);
  if (!changes) return std::unexpected(std::move(changes).error());
  auto paths = changed_paths(comparison, std::move(*changes));
  if (!paths) return std::unexpected(std::move(paths).error());
  return RangeChanges{comparison.sides.before.label, comparison.sides.after.label, comparison.sides.before.commit,
                      comparison.sides.after.commit, std::move(*paths)};
}

}  // namespace stet
