// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "archive/history.hpp"
#include "archive/state.hpp"
#include "archive/working_tree.hpp"

namespace stet::archive {
namespace {

Result<git_oid> tree_named(const Objects& objects, const std::string& commit) {
  const auto id = parse_id(commit);
  if (!id) return id;
  return tree_of(objects, *id);
}

std::string hex_or_nothing(const std::optional<git_oid>& id) { return id ? hex(*id) : std::string(); }

}  // namespace

Result<Plan> catch_up_plan(const Objects& objects, const WorkingTree& tree, const Workshop& workshop, const Plan& plan,
                           const std::string& target, const std::map<std::string, std::string>& known) {
  const auto before = tree_named(objects, plan.behind);
  if (!before) return std::unexpected(before.error());
  const auto after = tree_named(objects, target);
  if (!after) return std::unexpected(after.error());
  const auto changes = tree_changes(objects, &*before, *after);
  if (!changes) return std::unexpected(changes.error());
  Plan files{plan.branch, plan.behind, target, plan.worktree, {}, {}, {}};
  const bool beside = !tree.shares_file_system(workshop.folder());
  std::set<std::string> folders;
  for (const TreeChange& change : *changes) {
    FileChange file{change.path, hex_or_nothing(change.after), {}};
    file.beside = beside;
    std::set<std::string> ours{hex_or_nothing(change.before), file.blob};
    if (const auto more = known.find(change.path); more != known.end()) ours.insert(more->second);
    ours.erase("");
    const auto found = tree.known_blob_at(change.path, ours);
    file.kept = !found;
    if (found) file.found = *found;
    if (!file.kept && change.after) {
      for (std::string& folder : tree.missing_folders(change.path)) folders.insert(std::move(folder));
    }
    files.files.push_back(std::move(file));
  }
  files.folders.assign(folders.begin(), folders.end());
  return files;
}

}  // namespace stet::archive
