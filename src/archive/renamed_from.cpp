// SPDX-License-Identifier: Apache-2.0
//
// Idea: a document that came in a commit is a renamed one where another went there, and the diff of that commit pairs
// the two. Most commits in which a document comes take none away, and most renames leave its bytes: both show from the
// folders that differ, and no text is read.
#include "archive/renamed_from.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "archive/history.hpp"
#include "archive/ranges.hpp"
#include "archive/walk.hpp"

namespace stet::archive {
namespace {

/// What came and went in a commit in which a file may have come.
struct Arrival {
  bool came = false;
  bool may_be_renamed = false;            ///< A file went.
  std::optional<std::string> same_bytes;  ///< The one that went with its bytes, where no other came with them.
};

Result<Arrival> arrival_of(const Objects& objects, const git_oid& before, const git_oid& after,
                           const std::string& path) {
  std::optional<git_oid> bytes;
  std::vector<git_oid> came;
  std::vector<std::pair<std::string, git_oid>> went;
  const auto visit = [&](const std::string& at, const TreeEntry* was, const TreeEntry* is) {
    if (is == nullptr && was->is_file()) went.emplace_back(at, was->id);
    if (was != nullptr || !is->is_file()) return;
    came.push_back(is->id);
    if (at == path) bytes = is->id;
  };
  if (const auto visited = visit_differences(objects, &before, &after, visit); !visited)
    return std::unexpected(visited.error());
  Arrival arrival{bytes.has_value(), !went.empty(), std::nullopt};
  if (!bytes) return arrival;
  const auto same = [&](const git_oid& other) { return git_oid_equal(&other, &*bytes) != 0; };
  const auto has_same = [&](const auto& file) { return same(file.second); };
  if (std::ranges::count_if(went, has_same) == 1 && std::ranges::count_if(came, same) == 1)
    arrival.same_bytes = std::ranges::find_if(went, has_same)->first;
  return arrival;
}

}  // namespace

Result<std::optional<std::string>> renamed_from(const RepositoryState& repository, const git_oid& commit,
                                                const std::string& path) {
  const Objects objects = repository.objects();
  const auto read = read_commit(objects, commit);
  if (!read) return std::unexpected(read.error());
  if (read->fields.parents.empty()) return std::optional<std::string>();
  const git_oid parent = read->fields.parents.front();
  const auto before = tree_of(objects, parent);
  if (!before) return std::unexpected(before.error());
  auto arrival = arrival_of(objects, *before, read->fields.tree, path);
  if (!arrival) return std::unexpected(std::move(arrival).error());
  if (!arrival->came || !arrival->may_be_renamed) return std::optional<std::string>();
  if (arrival->same_bytes) return std::move(arrival->same_bytes);

  const auto changes = changes_of_file(repository, hex(parent), hex(commit), path);
  if (!changes && changes.error().code == ErrorCode::Incomplete)
    return failure(ErrorCode::Incomplete,
                   "what it was renamed from shows from texts that this partial clone lacks: "
                   "`git fetch --refetch --no-filter` brings them",
                   path);
  if (!changes) return std::unexpected(changes.error());
  const auto renamed = std::ranges::find_if(
      *changes, [&](const ChangedPath& change) { return change.after_path == path && !change.before_path.empty(); });
  return renamed == changes->end() ? std::optional<std::string>() : std::optional(renamed->before_path);
}

}  // namespace stet::archive
