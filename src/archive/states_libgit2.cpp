// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "archive/files.hpp"
#include "archive/history.hpp"
#include "archive/states.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

using RevisionWalk = std::unique_ptr<git_revwalk, FreeWith<git_revwalk_free>>;

/// Called for each file that differs: 0 takes it.
int take_delta(const git_diff*, const git_diff_delta* delta, const char*, void* payload) {
  const bool is_here_before = delta->status != GIT_DELTA_ADDED;
  const bool is_here_after = delta->status != GIT_DELTA_DELETED;
  const auto state = [](const git_diff_file& file, bool is_here) {
    return is_here ? FileState{file.path, GIT_FILEMODE_BLOB, {}, StateKind::Committed} : FileState();
  };
  const FileDifference change{state(delta->old_file, is_here_before), state(delta->new_file, is_here_after)};
  return passes(*static_cast<const PathFilter*>(payload), change) ? 0 : 1;
}

class Libgit2States : public States {
 public:
  explicit Libgit2States(const RepositoryState& state) : state_(state), raw_(state.repository.get()) {}

  [[nodiscard]] Result<Snapshot> snapshot(const std::string& revision) const override {
    if (revision == kEmptyTree || revision == kEmptyTreeSha256) return Snapshot{revision, {}, {}};
    git_object* raw = nullptr;
    int status = git_revparse_single(&raw, raw_, revision.c_str());
    const Object object(raw);
    if (status < 0) return std::unexpected(revision_error(revision, status));
    git_object* peeled = nullptr;
    if (git_object_peel(&peeled, raw, GIT_OBJECT_COMMIT) == 0) {
      const Object commit(peeled);
      const auto tree = tree_of(state_.objects(), *git_object_id(peeled));
      if (!tree) return std::unexpected(tree.error());
      return Snapshot{revision, hex(*git_object_id(peeled)), hex(*tree)};
    }
    status = git_object_peel(&peeled, raw, GIT_OBJECT_TREE);
    const Object tree(peeled);
    if (status < 0) return std::unexpected(no_commit(revision));
    return Snapshot{revision, {}, hex(*git_object_id(peeled))};
  }

  [[nodiscard]] Result<Snapshot> head() const override {
    const auto head = read_head(raw_);
    if (!head) return std::unexpected(head.error());
    return head->tip ? snapshot("HEAD") : Snapshot{"HEAD", {}, {}};
  }

  [[nodiscard]] Result<Snapshot> merge_base(const Snapshot& before, const Snapshot& after) const override {
    const auto one = parse_id(before.commit);
    const auto other = parse_id(after.commit);
    if (!one || !other) return std::unexpected(needs_two_commits(before, after));
    git_oid base{};
    const int status = git_merge_base(&base, raw_, &*one, &*other);
    // In a shallow clone the walk ends at a parent that is not here.
    if (status == GIT_ENOTFOUND) return std::unexpected(no_merge_base(before, after, is_shallow(state_)));
    if (status < 0) return std::unexpected(last_error(status, "cannot find where the histories part"));
    auto found = snapshot(hex(base));
    if (found) found->label = hex(base).substr(0, kShortId);
    return found;
  }

  [[nodiscard]] Result<std::vector<FileDifference>> differing(const Sides& sides, const PathFilter& filter,
                                                              const BeforeRenames& before_renames) const override {
    if (sides.target == StateKind::Committed) {
      auto changes = differing_by_trees(sides, filter);
      if (!changes) return std::unexpected(std::move(changes).error());
      if (*changes) {
        if (auto ready = before_renames(**changes); !ready) return std::unexpected(std::move(ready).error());
        return std::move(**changes);
      }
    }
    const auto diff = differing_files(sides, filter);
    if (!diff) return std::unexpected(diff.error());
    auto changes = changes_of(diff->get(), sides);
    if (!changes) return changes;
    if (auto ready = before_renames(*changes); !ready) return std::unexpected(std::move(ready).error());
    const auto came = [](const FileDifference& change) { return !change.before.is_there(); };
    const auto went = [](const FileDifference& change) { return !change.after.is_there(); };
    if (std::ranges::none_of(*changes, came) || std::ranges::none_of(*changes, went)) return changes;
    git_diff_find_options options = GIT_DIFF_FIND_OPTIONS_INIT;
    options.flags = GIT_DIFF_FIND_RENAMES;
    options.rename_threshold = kRenameThreshold;
    options.rename_limit = kRenameLimit;
    if (const int status = git_diff_find_similar(diff->get(), &options); status < 0)
      return std::unexpected(last_error(status, "cannot look for renames"));
    return changes_of(diff->get(), sides);
  }

  [[nodiscard]] Result<std::optional<FileState>> find(const Snapshot& snapshot,
                                                      const std::string& path) const override {
    if (snapshot.tree.empty()) return std::nullopt;
    const auto tree = parse_id(snapshot.tree);
    if (!tree) return std::unexpected(tree.error());
    const auto entry = state_.objects().find(*tree, path);
    if (!entry) return std::unexpected(absent(entry));
    if (!*entry) return std::nullopt;
    return FileState{path, (*entry)->mode, hex((*entry)->id), StateKind::Committed};
  }

  [[nodiscard]] Result<bool> tracks(const std::string& path) const override {
    const auto index = open_index(raw_);
    if (!index) return std::unexpected(index.error());
    const std::string below = path + "/";
    return git_index_find(nullptr, index->get(), path.c_str()) == 0 ||
           git_index_find_prefix(nullptr, index->get(), below.c_str()) == 0;
  }

  [[nodiscard]] Result<std::vector<std::string>> left_out(const std::vector<std::string>& ids) const override {
    std::vector<std::string> absent;
    if (!is_partial_clone(raw_)) return absent;
    const Objects objects = state_.objects();
    for (const std::string& text : ids)
      if (const auto id = parse_id(text); id && !objects.has(*id)) absent.push_back(text);
    return absent;
  }

  [[nodiscard]] std::vector<Result<std::string>> blobs(const std::vector<std::string>& ids) const override {
    const Objects objects = state_.objects();
    std::vector<Result<std::string>> texts;
    for (const std::string& text : ids) {
      const auto id = parse_id(text);
      const auto blob = id ? objects.read(*id, GIT_OBJECT_BLOB) : Result<OdbObject>(std::unexpected(id.error()));
      if (blob)
        texts.emplace_back(bytes_of(*blob));
      else
        texts.emplace_back(std::unexpected(blob.error()));
    }
    return texts;
  }

  [[nodiscard]] std::vector<Result<std::string>> working_files(const std::vector<std::string>& paths) const override {
    std::vector<std::string> by_program;
    for (const std::string& path : paths)
      if (needs_program(path)) by_program.push_back(path);
    auto converted = by_program.empty() ? std::vector<Result<std::string>>()
                                        : program_states(program_of(state_))->working_files(by_program);
    std::vector<Result<std::string>> texts;
    for (const std::string& path : paths) {
      const auto found = std::ranges::find(by_program, path);
      if (found == by_program.end())
        texts.push_back(stored_bytes(path));
      else
        texts.push_back(std::move(converted[static_cast<std::size_t>(found - by_program.begin())]));
    }
    return texts;
  }

  [[nodiscard]] Result<CommitRange> commits(const Snapshot& before, const Snapshot& after) const override {
    CommitRange range;
    if (after.commit.empty()) return range;
    const auto walk = acquire<RevisionWalk, git_revwalk_new>("cannot walk the history", raw_);
    if (!walk) return std::unexpected(walk.error());
    const auto to = parse_id(after.commit);
    const auto from = parse_id(before.commit);
    if (!to) return std::unexpected(to.error());
    int status = git_revwalk_push(walk->get(), &*to);
    // A tree has no history to leave out: then every commit counts.
    if (status == 0 && from) status = git_revwalk_hide(walk->get(), &*from);
    git_revwalk_sorting(walk->get(), GIT_SORT_TOPOLOGICAL);
    const Objects objects = state_.objects();
    git_oid id{};
    while (status == 0 && (status = git_revwalk_next(&id, walk->get())) == 0) {
      const auto object = objects.read(id, GIT_OBJECT_COMMIT);
      if (!object) return std::unexpected(object.error());
      const auto fields = objects.parse_commit(id, bytes_of(*object));
      if (!fields) return std::unexpected(fields.error());
      range.commits.push_back({hex(id), std::string(fields->message)});
    }
    if (status != GIT_ITEROVER) return std::unexpected(last_error(status, "cannot walk the history"));
    return range;
  }

  [[nodiscard]] Result<std::vector<std::string>> paths_changed_by(const std::string& commit) const override {
    const Objects objects = state_.objects();
    const auto id = parse_id(commit);
    if (!id) return std::unexpected(id.error());
    const auto object = objects.read(*id, GIT_OBJECT_COMMIT);
    if (!object) return std::unexpected(object.error());
    const auto fields = objects.parse_commit(*id, bytes_of(*object));
    if (!fields) return std::unexpected(fields.error());
    std::optional<git_oid> parent;
    if (!fields->parents.empty()) {
      const auto tree = tree_of(objects, fields->parents.front());
      if (!tree) return std::unexpected(tree.error());
      parent = *tree;
    }
    const auto changes = tree_changes(objects, parent ? &*parent : nullptr, fields->tree);
    if (!changes) return std::unexpected(changes.error());
    std::vector<std::string> paths;
    for (const TreeChange& change : *changes) paths.push_back(change.path);
    return paths;
  }

 private:
  [[nodiscard]] Error revision_error(const std::string& revision, int status) const {
    const Error error = last_error(status, fmt::format("'{}' means no revision", one_line(revision)));
    if (status == GIT_EAMBIGUOUS) return ambiguous_revision(revision);
    if (status == GIT_EINVALIDSPEC) return {ErrorCode::InvalidInput, error.message, ""};
    if (auto lost = lost_object(revision, status)) return *lost;
    RevisionContext context{{}, is_shallow(state_), git_repository_head_unborn(raw_) == 1};
    git_strarray references{};
    if (git_reference_list(&references, raw_) == 0) {
      context.references.assign(references.strings, references.strings + references.count);
      git_strarray_dispose(&references);
    }
    return unknown_revision(revision, context);
  }

  /// Why an object on the way to what a revision means cannot be read. Git names it, libgit2 does not.
  [[nodiscard]] std::optional<Error> lost_object(const std::string& revision, int status) const {
    const git_error* const raw = git_error_last();
    const bool is_damaged = status != GIT_ENOTFOUND && raw != nullptr &&
                            (raw->klass == GIT_ERROR_ODB || raw->klass == GIT_ERROR_ZLIB ||
                             raw->klass == GIT_ERROR_OS || raw->klass == GIT_ERROR_OBJECT);
    const std::string words = raw != nullptr && raw->message != nullptr ? one_line(raw->message) : std::string();
    if (is_damaged) {
      if (GitProgram::is_installed()) {
        const auto answer = program_states(program_of(state_))->snapshot(revision);
        if (!answer && answer.error().code == ErrorCode::NotReadable) return answer.error();
      }
      return Error{ErrorCode::NotReadable, fmt::format("'{}': {}: `git fsck` says more", one_line(revision), words),
                   ""};
    }
    git_oid tip{};
    if (git_reference_name_to_id(&tip, raw_, "HEAD") < 0 || state_.objects().has(tip)) return std::nullopt;
    return Error{ErrorCode::NotReadable,
                 fmt::format("HEAD's commit is not here: `git fsck` says more{}", alternates_gone()), hex(tip)};
  }

  /// Of a clone that borrows objects from a folder which is gone.
  [[nodiscard]] std::string alternates_gone() const {
    const std::string list = git_repository_commondir(raw_) + std::string("objects/info/alternates");
    const auto text = read_file(list);
    if (!text) return {};
    for (const std::string_view line : split_lines(*text))
      if (!line.empty() && !status_of(std::string(line)))
        return fmt::format("; it borrows objects from {}, which is gone ({})", one_line(line), list);
    return {};
  }

  [[nodiscard]] Result<Tree> tree_at(const Snapshot& snapshot) const {
    if (snapshot.tree.empty()) return Tree();
    const auto id = parse_id(snapshot.tree);
    if (!id) return std::unexpected(id.error());
    // Says what to do about one that is not here.
    if (const auto there = state_.objects().read(*id, GIT_OBJECT_TREE); !there) return std::unexpected(absent(there));
    return acquire<Tree, git_tree_lookup>("cannot read a tree", raw_, &*id);
  }

  /// A folder that cannot be read: left out by a partial clone, or lost.
  template <class Read>
  [[nodiscard]] Error absent(const Read& read) const {
    Error error = read.error();
    if (is_partial_clone(raw_) && error.message.find("is not here") != std::string::npos)
      error.code = ErrorCode::Incomplete;
    return error;
  }

  /// libgit2's failure to compare, with a code for folders that a partial clone left out.
  [[nodiscard]] Error comparison_error(int status) const {
    Error error = last_error(status, "cannot compare");
    if (status == GIT_ENOTFOUND && is_partial_clone(raw_)) {
      error.code = ErrorCode::Incomplete;
    } else {
      error.code = ErrorCode::NotReadable;
      error.message += ": `git fsck` says more";
    }
    return error;
  }

  [[nodiscard]] Result<Diff> differing_files(const Sides& sides, const PathFilter& filter) const {
    const auto before = tree_at(sides.before);
    if (!before) return std::unexpected(before.error());
    const auto after = tree_at(sides.target == StateKind::Committed ? sides.after : Snapshot());
    if (!after) return std::unexpected(after.error());
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_SKIP_BINARY_CHECK;
    options.ignore_submodules = GIT_SUBMODULE_IGNORE_DIRTY;
    options.notify_cb = take_delta;
    options.payload = const_cast<PathFilter*>(&filter);  // libgit2 hands it on as it is.
    git_diff* raw = nullptr;
    int status = 0;
    switch (sides.target) {
      case StateKind::Staged: {
        const auto index = open_index(raw_);
        if (!index) return std::unexpected(index.error());
        if (git_index_has_conflicts(index->get()) != 0)
          return std::unexpected(conflicts_in_index(first_conflict(index->get())));
        status = git_diff_tree_to_index(&raw, raw_, before->get(), index->get(), &options);
        break;
      }
      case StateKind::Working: {
        if (const auto index = open_index(raw_); !index) return std::unexpected(index.error());
        status = git_diff_tree_to_workdir_with_index(&raw, raw_, before->get(), &options);
        break;
      }
      case StateKind::Committed:
        status = git_diff_tree_to_tree(&raw, raw_, before->get(), after->get(), &options);
        break;
    }
    Diff diff(raw);
    if (status < 0) return std::unexpected(comparison_error(status));
    return diff;
  }

  /// The same of two commits, by one pass over their trees, at a fraction of the cost; nothing where a file came and
  /// another went, so that one may have been renamed.
  [[nodiscard]] Result<std::optional<std::vector<FileDifference>>> differing_by_trees(const Sides& sides,
                                                                                      const PathFilter& filter) const {
    std::vector<FileDifference> changes;
    bool came = false;
    bool went = false;
    const auto add = [&](const std::string& path, const TreeEntry* before, const TreeEntry* after) {
      FileDifference change;
      if (before != nullptr) change.before = {path, before->mode, hex(before->id), StateKind::Committed};
      if (after != nullptr) change.after = {path, after->mode, hex(after->id), StateKind::Committed};
      if (!passes(filter, change)) return;
      came = came || before == nullptr;
      went = went || after == nullptr;
      changes.push_back(std::move(change));
    };
    std::optional<git_oid> trees[2];
    for (const bool is_after : {false, true}) {
      const Snapshot& snapshot = is_after ? sides.after : sides.before;
      if (snapshot.tree.empty()) continue;
      const auto id = parse_id(snapshot.tree);
      if (!id) return std::unexpected(id.error());
      trees[is_after ? 1 : 0] = *id;
    }
    const auto tree = [&](std::size_t side) { return trees[side] ? &*trees[side] : nullptr; };
    const auto visited = visit_differences(state_.objects(), tree(0), tree(1), add);
    if (!visited) return std::unexpected(absent(visited));
    if (came && went) return std::nullopt;
    return changes;
  }

  static std::string first_conflict(git_index* index) {
    for (std::size_t i = 0; i < git_index_entrycount(index); ++i) {
      const git_index_entry* const entry = git_index_get_byindex(index, i);
      if (git_index_entry_stage(entry) > 0) return entry->path;
    }
    return {};
  }

  [[nodiscard]] Result<std::vector<FileDifference>> changes_of(const git_diff* diff, const Sides& sides) const {
    std::vector<FileDifference> changes;
    for (std::size_t i = 0; i < git_diff_num_deltas(diff); ++i) {
      const git_diff_delta& delta = *git_diff_get_delta(diff, i);
      if (delta.status == GIT_DELTA_CONFLICTED) {
        auto change = conflicted(sides, delta.new_file.path ? delta.new_file.path : delta.old_file.path);
        if (!change) return std::unexpected(std::move(change).error());
        changes.push_back(std::move(*change));
        continue;
      }
      const auto state = [](const git_diff_file& file, bool is_here, StateKind kind) {
        return is_here && file.mode != 0 ? FileState{file.path, file.mode, hex(file.id), kind} : FileState();
      };
      changes.push_back({state(delta.old_file, delta.status != GIT_DELTA_ADDED, StateKind::Committed),
                         state(delta.new_file, delta.status != GIT_DELTA_DELETED, sides.target)});
    }
    return changes;
  }

  /// The two sides of a path that the index has a conflict for: HEAD's file and the working tree's.
  [[nodiscard]] Result<FileDifference> conflicted(const Sides& sides, const std::string& path) const {
    FileDifference change;
    const auto before = find(sides.before, path);
    if (!before) return std::unexpected(before.error());
    if (*before) change.before = **before;
    if (const auto status = status_of(git_repository_workdir(raw_) + path)) {
      const std::uint32_t mode = S_ISLNK(status->st_mode) ? GIT_FILEMODE_LINK : GIT_FILEMODE_BLOB;
      change.after = {path, mode, {}, StateKind::Working};
    }
    return change;
  }

  /// Whether attributes give the file an encoding or a program as its filter, which libgit2 does not heed.
  [[nodiscard]] bool needs_program(const std::string& path) const {
    for (const char* const name : {"filter", "working-tree-encoding"}) {
      const char* value = nullptr;
      if (git_attr_get(&value, raw_, GIT_ATTR_CHECK_FILE_THEN_INDEX, path.c_str(), name) == 0 &&
          git_attr_value(value) == GIT_ATTR_VALUE_STRING)
        return true;
    }
    return false;
  }

  [[nodiscard]] Result<std::string> stored_bytes(const std::string& path) const {
    const std::string absolute = git_repository_workdir(raw_) + path;
    git_filter_list* raw = nullptr;
    const int loaded =
        git_filter_list_load(&raw, raw_, nullptr, path.c_str(), GIT_FILTER_TO_ODB, GIT_FILTER_ALLOW_UNSAFE);
    const FilterList filters(raw);
    auto bytes = read_file(absolute);
    if (!bytes || loaded < 0 || raw == nullptr) return bytes;
    Buffer stored;
    if (git_filter_list_apply_to_buffer(&stored.raw, raw, bytes->data(), bytes->size()) < 0) return bytes;
    return std::string(stored.view());
  }

  const RepositoryState& state_;
  git_repository* raw_;
};

}  // namespace

std::unique_ptr<States> libgit2_states(const RepositoryState& state) { return std::make_unique<Libgit2States>(state); }

}  // namespace stet::archive
