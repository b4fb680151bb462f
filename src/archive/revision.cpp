// SPDX-License-Identifier: Apache-2.0
#include "archive/revision.hpp"

#include "archive/names.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

/// The tree without entries: git knows it by its id, libgit2 only where someone stored it.
constexpr std::string_view kEmptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
/// How much of an id stands in a label.
constexpr std::size_t kShortId = 10;

std::vector<std::string> revision_names(git_repository* repository) {
  std::vector<std::string> names;
  git_strarray references{};
  if (git_reference_list(&references, repository) < 0) return names;
  for (std::size_t i = 0; i < references.count; ++i) {
    std::string_view name = references.strings[i];
    for (const std::string_view prefix : {"refs/heads/", "refs/tags/", "refs/remotes/"}) {
      if (name.starts_with(prefix)) names.emplace_back(name.substr(prefix.size()));
    }
  }
  git_strarray_dispose(&references);
  return names;
}

bool is_shallow(const RepositoryState& state) { return git_repository_is_shallow(state.repository.get()) == 1; }

Error unknown_revision(const RepositoryState& state, const std::string& revision) {
  std::string hint = did_you_mean(nearest(revision, revision_names(state.repository.get())));
  if (is_shallow(state)) {
    hint = "this clone is shallow: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow, brings the rest";
  }
  if (hint.empty()) hint = "`git log --oneline --all` lists those that there are";
  return {ErrorCode::NotFound, fmt::format("no revision '{}': {}", one_line(revision), hint), ""};
}

Error revision_error(const RepositoryState& state, const std::string& revision, int status) {
  const Error error = last_error(status, fmt::format("'{}' means no revision", one_line(revision)));
  switch (status) {
    case GIT_ENOTFOUND:
      return unknown_revision(state, revision);
    case GIT_EAMBIGUOUS:
      return {ErrorCode::InvalidInput,
              fmt::format("'{}' begins more than one object's id: give more of it", one_line(revision)), ""};
    default:
      return {ErrorCode::InvalidInput, error.message, ""};
  }
}

}  // namespace

RangeText parse_range(std::string_view range) {
  const std::size_t dots = range.find("..");
  if (dots == std::string_view::npos) return {std::string(range), std::nullopt, false};
  const bool three = range.substr(dots).starts_with("...");
  const auto or_head = [](std::string_view side) { return side.empty() ? std::string("HEAD") : std::string(side); };
  return {or_head(range.substr(0, dots)), or_head(range.substr(dots + (three ? 3 : 2))), three};
}

Result<Snapshot> snapshot_of(const RepositoryState& state, const std::string& revision) {
  Snapshot snapshot{revision, std::nullopt, std::nullopt};
  if (revision == kEmptyTree) return snapshot;
  git_object* raw = nullptr;
  int status = git_revparse_single(&raw, state.repository.get(), revision.c_str());
  const Object object(raw);
  if (status < 0) return std::unexpected(revision_error(state, revision, status));
  git_object* peeled = nullptr;
  if (git_object_peel(&peeled, raw, GIT_OBJECT_COMMIT) == 0) {
    const Object commit(peeled);
    snapshot.commit = *git_object_id(peeled);
    const auto tree = tree_of(state.objects(), *snapshot.commit);
    if (!tree) return std::unexpected(tree.error());
    snapshot.tree = *tree;
    return snapshot;
  }
  status = git_object_peel(&peeled, raw, GIT_OBJECT_TREE);
  const Object tree(peeled);
  if (status < 0) {
    return std::unexpected(Error{ErrorCode::InvalidInput, fmt::format("'{}' is no commit", one_line(revision)), ""});
  }
  snapshot.tree = *git_object_id(peeled);
  return snapshot;
}

Result<Snapshot> snapshot_of_head(const RepositoryState& state) {
  const auto head = read_head(state.repository.get());
  if (!head) return std::unexpected(head.error());
  if (!head->tip) return Snapshot{"HEAD", std::nullopt, std::nullopt};
  return snapshot_of(state, "HEAD");
}

Result<Snapshot> merge_base_of(const RepositoryState& state, const Snapshot& before, const Snapshot& after) {
  if (!before.commit || !after.commit) {
    return std::unexpected(
        Error{ErrorCode::InvalidInput,
              fmt::format("'{}...{}' needs two commits", one_line(before.label), one_line(after.label)), ""});
  }
  git_oid base{};
  const int status = git_merge_base(&base, state.repository.get(), &*before.commit, &*after.commit);
  if (status < 0) {
    const std::string_view hint =
        is_shallow(state)
            ? ": this clone is shallow, `git fetch --unshallow`, or `fetch-depth: 0` in a workflow, brings the rest"
            : ": '..' compares them as they are";
    return std::unexpected(Error{
        ErrorCode::NotFound,
        fmt::format("'{}' and '{}' have no commit in common{}", one_line(before.label), one_line(after.label), hint),
        ""});
  }
  auto snapshot = snapshot_of(state, hex(base));
  if (snapshot) snapshot->label = hex(base).substr(0, kShortId);
  return snapshot;
}

}  // namespace stet::archive
