// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "archive/objects.hpp"

// Ways through a history, a commit at a time.
namespace stet::archive {

/// A commit that was read, with the object that its fields point into.
struct ReadCommit {
  git_oid id{};
  OdbObject object;
  CommitFields fields;
};

[[nodiscard]] inline Result<ReadCommit> read_commit(const Objects& objects, const git_oid& id) {
  auto object = objects.read(id, GIT_OBJECT_COMMIT);
  if (!object) return std::unexpected(std::move(object).error());
  auto fields = objects.parse_commit(id, bytes_of(*object));
  if (!fields) return std::unexpected(std::move(fields).error());
  return ReadCommit{id, std::move(*object), std::move(*fields)};
}

/// A commit that a walk does not go beyond, and whether it came to it.
struct WalkLimit {
  const git_oid* known = nullptr;
  bool* met = nullptr;
};

/// Calls `visit(commit, whether a merge was passed)` for every commit that `tip` reaches, once each, a child before its
/// parents where there are no merges. Ends early where `visit` gives false.
template <class Visit>
Result<void> walk_commits(const Objects& objects, const git_oid& tip, const WalkLimit& limit, const Visit& visit) {
  std::vector<git_oid> waiting{tip};
  std::set<git_oid, IdLess> seen;
  bool merged = false;
  while (!waiting.empty()) {
    const git_oid id = waiting.back();
    waiting.pop_back();
    // Below a merge a commit can be reached twice; in a line it cannot, and nothing needs to be remembered.
    if (merged && !seen.insert(id).second) continue;
    if (limit.known != nullptr && git_oid_equal(limit.known, &id) != 0) {
      *limit.met = true;
      continue;
    }
    const auto commit = read_commit(objects, id);
    if (!commit) return std::unexpected(commit.error());
    const auto& parents = commit->fields.parents;
    merged = merged || parents.size() > 1;
    const Result<bool> go_on = visit(*commit, merged);
    if (!go_on) return std::unexpected(go_on.error());
    if (!*go_on) break;
    waiting.insert(waiting.end(), parents.rbegin(), parents.rend());
  }
  return {};
}

/// Calls `visit(commit, parent or nullptr)` along the first parents, the newest first.
/// @param known  Where given, the commit before which the walk ends.
template <class Visit>
Result<void> walk_first_parents(const Objects& objects, const git_oid& tip, const Visit& visit,
                                const git_oid* known = nullptr) {
  auto commit = read_commit(objects, tip);
  while (commit) {
    if (known != nullptr && git_oid_equal(known, &commit->id) != 0) return {};
    if (commit->fields.parents.empty()) return visit(*commit, nullptr);
    auto parent = read_commit(objects, commit->fields.parents.front());
    if (!parent) return std::unexpected(std::move(parent).error());
    if (auto visited = visit(*commit, &*parent); !visited) return visited;
    commit = std::move(parent);
  }
  return std::unexpected(std::move(commit).error());
}

/// Files of releases that a commit which stet did not write took away, where no file of that name with another ending
/// is left. None for a merge.
[[nodiscard]] Result<std::vector<std::string>> withdrawn_paths(const Objects& objects, const ReadCommit& commit);

}  // namespace stet::archive
