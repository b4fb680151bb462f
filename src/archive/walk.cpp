// SPDX-License-Identifier: Apache-2.0
#include "archive/walk.hpp"

#include "archive/history.hpp"
#include "archive/names.hpp"

namespace stet::archive {

Result<std::vector<std::string>> withdrawn_paths(const Objects& objects, const ReadCommit& commit) {
  std::vector<std::string> paths;
  if (commit.fields.parents.size() != 1) return paths;
  const auto parent = read_commit(objects, commit.fields.parents.front());
  if (!parent) return std::unexpected(parent.error());
  const auto changes = tree_changes(objects, &parent->fields.tree, commit.fields.tree);
  if (!changes) return std::unexpected(changes.error());
  for (const TreeChange& change : *changes) {
    if (change.after) continue;
    const auto still = find_release_file(objects, commit.fields.tree, release_of(change.path));
    if (!still) return std::unexpected(still.error());
    if (!*still) paths.push_back(change.path);
  }
  return paths;
}

}  // namespace stet::archive
