// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "archive/files.hpp"
#include "archive/history.hpp"
#include "archive/path_filter.hpp"
#include "archive/prose_renames.hpp"
#include "archive/revision.hpp"
#include "fmt/format.h"

namespace stet {
namespace {

using archive::acquire;
using archive::Diff;
using archive::one_line;
using archive::PathFilter;
using archive::Snapshot;
using archive::Tree;

/// Where the second side's bytes are.
enum class Place : std::uint8_t { Commit, Index, WorkingTree };

constexpr std::uint16_t kRenameThreshold = 50;  // Per cent of equal content; git's own default.
constexpr std::size_t kRenameLimit = 1000;      // Likewise: with more candidates only equal contents are paired.
constexpr std::string_view kLfsHeader = "version https://git-lfs.github.com/spec/";
constexpr std::size_t kLfsMaxSize = 1024;  // Git LFS takes nothing longer for a pointer.

struct Comparison {
  const archive::RepositoryState& state;
  PathFilter filter;
  Place target = Place::Commit;
  Snapshot before;
  Snapshot after;        ///< For a commit; else its label alone.
  archive::Index index;  ///< For the others.
};

Result<Comparison> resolve(const archive::RepositoryState& state, const RangeRequest& request, PathFilter filter) {
  Comparison comparison{state, std::move(filter), Place::Commit, {}, {}, {}};
  const archive::RangeText range = archive::parse_range(request.range);
  if (range.after && request.staged) {
    return failure(
        ErrorCode::InvalidInput,
        fmt::format("--staged compares the index with one revision, not with the range '{}'", one_line(request.range)));
  }
  auto before = request.range.empty() ? archive::snapshot_of_head(state) : archive::snapshot_of(state, range.before);
  if (!before) return std::unexpected(std::move(before).error());
  comparison.before = std::move(*before);
  if (!range.after) {
    comparison.target = request.staged ? Place::Index : Place::WorkingTree;
    comparison.after.label = request.staged ? "index" : "working tree";
    return comparison;
  }
  auto after = archive::snapshot_of(state, *range.after);
  if (!after) return std::unexpected(std::move(after).error());
  comparison.after = std::move(*after);
  if (!range.merge_base) return comparison;
  auto base = archive::merge_base_of(state, comparison.before, comparison.after);
  if (!base) return std::unexpected(std::move(base).error());
  comparison.before = std::move(*base);
  return comparison;
}

Result<void> open_index(Comparison& comparison) {
  const archive::RepositoryState& state = comparison.state;
  if (comparison.target == Place::Commit) return {};
  if (state.is_bare()) {
    return failure(ErrorCode::Unsupported, "a bare repository has no working tree and no index: compare REV..REV",
                   state.directory);
  }
  auto index = archive::open_index(state.repository.get());
  if (!index) return std::unexpected(std::move(index).error());
  comparison.index = std::move(*index);
  if (comparison.target != Place::Index || git_index_has_conflicts(comparison.index.get()) == 0) return {};
  std::string place;
  for (std::size_t i = 0; place.empty() && i < git_index_entrycount(comparison.index.get()); ++i) {
    const git_index_entry* const entry = git_index_get_byindex(comparison.index.get(), i);
    if (git_index_entry_stage(entry) > 0) place = entry->path;
  }
  return failure(ErrorCode::InvalidInput, "the index has conflicts: resolve them and `git add` the result", place);
}

/// Whether a file that came is looked at: documents are whatever was asked for, like every file that went, since one
/// may have been renamed to the other.
bool takes_new(const PathFilter& filter, const std::string& path) {
  return filter.is_document(path) || filter.selects(path);
}

/// Called for each file that differs: 0 takes it.
int take_delta(const git_diff*, const git_diff_delta* delta, const char*, void* payload) {
  const PathFilter& filter = *static_cast<const PathFilter*>(payload);
  switch (delta->status) {
    case GIT_DELTA_DELETED:
      return 0;
    case GIT_DELTA_ADDED:
      return takes_new(filter, delta->new_file.path) ? 0 : 1;
    default:
      return filter.selects(delta->new_file.path) ? 0 : 1;
  }
}

Result<Tree> tree_at(const Comparison& comparison, const Snapshot& snapshot) {
  if (!snapshot.tree) return Tree();
  return acquire<Tree, git_tree_lookup>("cannot read a tree", comparison.state.repository.get(), &*snapshot.tree);
}

Result<Diff> differing_files(Comparison& comparison) {
  const auto before = tree_at(comparison, comparison.before);
  if (!before) return std::unexpected(before.error());
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.flags = GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_SKIP_BINARY_CHECK;
  options.notify_cb = take_delta;
  options.payload = &comparison.filter;
  git_repository* const raw = comparison.state.repository.get();
  constexpr std::string_view kAction = "cannot compare";
  switch (comparison.target) {
    case Place::Index:
      return acquire<Diff, git_diff_tree_to_index>(kAction, raw, before->get(), comparison.index.get(), &options);
    case Place::WorkingTree:
      return acquire<Diff, git_diff_tree_to_workdir_with_index>(kAction, raw, before->get(), &options);
    case Place::Commit:
      break;
  }
  const auto after = tree_at(comparison, comparison.after);
  if (!after) return std::unexpected(after.error());
  return acquire<Diff, git_diff_tree_to_tree>(kAction, raw, before->get(), after->get(), &options);
}

Result<void> pair_renames(git_diff* diff) {
  bool came = false;
  bool went = false;
  for (std::size_t i = 0; i < git_diff_num_deltas(diff); ++i) {
    came = came || git_diff_get_delta(diff, i)->status == GIT_DELTA_ADDED;
    went = went || git_diff_get_delta(diff, i)->status == GIT_DELTA_DELETED;
  }
  if (!came || !went) return {};
  git_diff_find_options options = GIT_DIFF_FIND_OPTIONS_INIT;
  options.flags = GIT_DIFF_FIND_RENAMES;
  options.rename_threshold = kRenameThreshold;
  options.rename_limit = kRenameLimit;
  if (const int status = git_diff_find_similar(diff, &options); status < 0) {
    return std::unexpected(archive::last_error(status, "cannot look for renames"));
  }
  return {};
}

/// The bytes of a working file as git would store them, so that line endings which git converts are no change.
Result<std::string> stored_bytes(const archive::RepositoryState& state, const std::string& path) {
  const std::string absolute = git_repository_workdir(state.repository.get()) + path;
  git_filter_list* raw = nullptr;
  const int loaded = git_filter_list_load(&raw, state.repository.get(), nullptr, path.c_str(), GIT_FILTER_TO_ODB,
                                          GIT_FILTER_ALLOW_UNSAFE);
  const archive::FilterList filters(raw);
  if (loaded < 0 || raw == nullptr) return archive::read_file(absolute);
  auto bytes = archive::read_file(absolute);
  if (!bytes) return bytes;
  archive::Buffer stored;
  if (git_filter_list_apply_to_buffer(&stored.raw, raw, bytes->data(), bytes->size()) < 0) return bytes;
  return std::string(stored.view());
}

Result<std::string> blob_bytes(const archive::RepositoryState& state, const git_oid& id) {
  const auto blob = state.objects().read(id, GIT_OBJECT_BLOB);
  if (!blob) return std::unexpected(blob.error());
  return std::string(archive::bytes_of(*blob));
}

/// One side of a changed path: which file, and where its bytes are.
struct Side {
  std::string path;
  std::uint32_t mode = 0;
  git_oid id{};
  Place place = Place::Commit;
  std::string label;
};

std::string label_of(const Side& side) {
  switch (side.place) {
    case Place::WorkingTree:
      return side.path;
    case Place::Index:
      return ":" + side.path;  // As git writes it.
    case Place::Commit:
      break;
  }
  return fmt::format("{}:{}", side.label, side.path);
}

Result<Source> source_of(const archive::RepositoryState& state, const Side& side) {
  if (side.mode == 0) return Source();
  const std::string label = label_of(side);
  if (side.mode == GIT_FILEMODE_LINK) return failure(ErrorCode::NotADocument, "is a symbolic link", label);
  if (side.mode == GIT_FILEMODE_COMMIT) return failure(ErrorCode::NotADocument, "is a submodule", label);
  auto bytes = side.place == Place::WorkingTree ? stored_bytes(state, side.path) : blob_bytes(state, side.id);
  if (!bytes) {
    Error error = std::move(bytes).error();
    error.place = label;
    return std::unexpected(std::move(error));
  }
  if (bytes->size() < kLfsMaxSize && bytes->starts_with(kLfsHeader)) {
    return failure(ErrorCode::NotADocument, "is a Git LFS pointer, its text is elsewhere", label);
  }
  return Source::of(std::move(*bytes), label, type_of_path(side.path));
}

Side side_of(const git_diff_file& file, bool there, Place place, const std::string& label) {
  if (!there || file.mode == 0) return {};
  return {file.path, file.mode, file.id, place, label};
}

/// The two sides of a path that the index has a conflict for: HEAD's file and the working tree's.
Result<std::pair<Side, Side>> conflicted_sides(const Comparison& comparison, const std::string& path) {
  Side before;
  Side after;
  if (comparison.before.tree) {
    const auto entry = comparison.state.objects().find(*comparison.before.tree, path);
    if (!entry) return std::unexpected(entry.error());
    if (*entry) before = {path, (*entry)->mode, (*entry)->id, Place::Commit, comparison.before.label};
  }
  const auto status = archive::status_of(git_repository_workdir(comparison.state.repository.get()) + path);
  if (status) {
    const std::uint32_t mode = S_ISLNK(status->st_mode) ? GIT_FILEMODE_LINK : GIT_FILEMODE_BLOB;
    after = {path, mode, {}, Place::WorkingTree, comparison.after.label};
  }
  return std::pair(before, after);
}

using Sides = std::pair<Side, Side>;

Result<Sides> sides_of(const Comparison& comparison, const git_diff_delta& delta) {
  if (delta.status == GIT_DELTA_CONFLICTED)
    return conflicted_sides(comparison, delta.new_file.path ? delta.new_file.path : delta.old_file.path);
  const bool here_before = delta.status != GIT_DELTA_ADDED;
  const bool here_after = delta.status != GIT_DELTA_DELETED;
  return Sides{side_of(delta.old_file, here_before, Place::Commit, comparison.before.label),
               side_of(delta.new_file, here_after, comparison.target, comparison.after.label)};
}

/// What libgit2 says differs, renames paired.
Result<std::vector<Sides>> sides_by_git(Comparison& comparison) {
  const auto diff = differing_files(comparison);
  if (!diff) return std::unexpected(diff.error());
  if (auto paired = pair_renames(diff->get()); !paired) return std::unexpected(std::move(paired).error());
  std::vector<Sides> all;
  for (std::size_t i = 0; i < git_diff_num_deltas(diff->get()); ++i) {
    auto sides = sides_of(comparison, *git_diff_get_delta(diff->get(), i));
    if (!sides) return std::unexpected(std::move(sides).error());
    all.push_back(std::move(*sides));
  }
  return all;
}

/// The same of two commits, by one pass over their trees, at a fraction of the cost; nothing where a file came and
/// another went, so that one may have been renamed.
Result<std::optional<std::vector<Sides>>> sides_by_trees(const Comparison& comparison) {
  std::vector<Sides> all;
  bool came = false;
  bool went = false;
  const auto add = [&](const std::string& path, const archive::TreeEntry* before, const archive::TreeEntry* after) {
    if (after != nullptr && !(before ? comparison.filter.selects(path) : takes_new(comparison.filter, path))) return;
    came = came || before == nullptr;
    went = went || after == nullptr;
    Sides sides;
    if (before) sides.first = {path, before->mode, before->id, Place::Commit, comparison.before.label};
    if (after) sides.second = {path, after->mode, after->id, Place::Commit, comparison.after.label};
    all.push_back(std::move(sides));
  };
  const auto tree = [](const Snapshot& snapshot) { return snapshot.tree ? &*snapshot.tree : nullptr; };
  const archive::Objects objects = comparison.state.objects();
  auto visited = archive::visit_differences(objects, tree(comparison.before), tree(comparison.after), add);
  if (!visited) return std::unexpected(std::move(visited).error());
  if (came && went) return std::nullopt;
  return all;
}

Result<std::vector<Sides>> differing_sides(Comparison& comparison) {
  if (comparison.target == Place::Commit) {
    auto sides = sides_by_trees(comparison);
    if (!sides) return std::unexpected(std::move(sides).error());
    if (*sides) return std::move(**sides);
  }
  return sides_by_git(comparison);
}

bool is_meant(const Comparison& comparison, const ChangedPath& changed) {
  const auto selects = [&](const std::string& path) { return !path.empty() && comparison.filter.selects(path); };
  return selects(changed.before_path) || selects(changed.after_path);
}

/// A changed path of two sides; nothing where it is not one that was asked for, or no byte of it differs. Documents that
/// went or came are taken whatever was asked for, as above.
Result<std::optional<ChangedPath>> changed_path(const Comparison& comparison, const Sides& sides) {
  const auto& [before, after] = sides;
  const bool may_be_renamed = before.mode == 0 || after.mode == 0;
  const auto is_wanted = [&](const Side& side) {
    return side.mode != 0 &&
           (comparison.filter.selects(side.path) || (may_be_renamed && comparison.filter.is_document(side.path)));
  };
  if (!is_wanted(before) && !is_wanted(after)) return std::nullopt;
  ChangedPath changed{before.path, after.path, source_of(comparison.state, before), source_of(comparison.state, after)};
  const bool same_place = changed.before_path == changed.after_path;
  if (same_place && changed.before && changed.after && changed.before->bytes() == changed.after->bytes()) {
    return std::nullopt;
  }
  return changed;
}

/// NotFound for a path that was named and that neither side has: a typing error must not look like "no change".
Result<void> check_named_paths(const Comparison& comparison) {
  const archive::Objects objects = comparison.state.objects();
  for (const std::string& path : comparison.filter.literals()) {
    bool there = false;
    for (const Snapshot* const snapshot : {&comparison.before, &comparison.after}) {
      if (!snapshot->tree) continue;
      const auto entry = objects.find(*snapshot->tree, path);
      if (!entry) return std::unexpected(entry.error());
      there = there || entry->has_value();
    }
    if (comparison.index) {
      const std::string below = path + "/";
      there = there || git_index_find(nullptr, comparison.index.get(), path.c_str()) == 0 ||
              git_index_find_prefix(nullptr, comparison.index.get(), below.c_str()) == 0;
    }
    if (there) continue;
    const bool untracked = comparison.target == Place::WorkingTree &&
                           archive::status_of(git_repository_workdir(comparison.state.repository.get()) + path);
    if (untracked) {
      return failure(ErrorCode::NotFound, "git does not track this file: `git add` it, or give two files to compare",
                     path);
    }
    return failure(ErrorCode::NotFound,
                   fmt::format("no such file or folder in {} or {}", one_line(comparison.before.label),
                               one_line(comparison.after.label)),
                   path);
  }
  return {};
}

}  // namespace

Result<RangeChanges> changed_documents(const Archive& repository, const RangeRequest& request) {
  auto filter = PathFilter::make(request.paths, request.also_document);
  if (!filter) return std::unexpected(std::move(filter).error());
  auto comparison = resolve(Revisions::state(repository), request, std::move(*filter));
  if (!comparison) return std::unexpected(std::move(comparison).error());
  if (auto opened = open_index(*comparison); !opened) return std::unexpected(std::move(opened).error());
  if (auto named = check_named_paths(*comparison); !named) return std::unexpected(std::move(named).error());
  const auto differing = differing_sides(*comparison);
  if (!differing) return std::unexpected(differing.error());
  const auto commit_of = [](const Snapshot& snapshot) {
    return snapshot.commit ? archive::hex(*snapshot.commit) : std::string();
  };
  RangeChanges changes{comparison->before.label,
                       comparison->after.label,
                       commit_of(comparison->before),
                       commit_of(comparison->after),
                       {}};
  for (const Sides& sides : *differing) {
    auto changed = changed_path(*comparison, sides);
    if (!changed) return std::unexpected(std::move(changed).error());
    if (*changed) changes.paths.push_back(std::move(**changed));
  }
  archive::pair_renamed_prose(changes.paths);
  std::erase_if(changes.paths, [&](const ChangedPath& changed) { return !is_meant(*comparison, changed); });
  const auto path_of = [](const ChangedPath& path) {
    return path.after_path.empty() ? path.before_path : path.after_path;
  };
  std::sort(changes.paths.begin(), changes.paths.end(), [&](const ChangedPath& left, const ChangedPath& right) {
    return std::pair(path_of(left), left.before_path) < std::pair(path_of(right), right.before_path);
  });
  return changes;
}

}  // namespace stet
