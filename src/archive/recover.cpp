// SPDX-License-Identifier: Apache-2.0
#include "archive/working_tree.hpp"
#include "archive/writer.hpp"

namespace stet::archive {
namespace {

/// Whether the branch got as far as the plan says; another program may have moved it on since.
bool is_recorded(git_repository* repository, const Plan& plan) {
  git_oid tip{};
  const auto after = parse_id(plan.after);
  if (!after || git_reference_name_to_id(&tip, repository, plan.branch.c_str()) < 0) return false;
  return git_oid_equal(&tip, &*after) != 0 || git_graph_descendant_of(repository, &tip, &*after) == 1;
}

/// The repository as the plan's working tree sees it; none where that tree is gone.
Repository repository_of(const Workshop& workshop, const Plan& plan) {
  const std::string path = plan.worktree == "." ? workshop.common() : workshop.common() + plan.worktree;
  auto repository = open_repository(path, false);
  return repository && git_repository_is_bare(repository->get()) == 0 ? std::move(*repository) : nullptr;
}

Result<void> finish(git_repository* repository, const Workshop& workshop, const Plan& plan) {
  const WorkingTree tree(repository);
  auto odb = acquire<Odb, git_repository_odb>("cannot open the objects", repository);
  if (!odb) return std::unexpected(std::move(odb).error());
  const Plan present = TreeUpdate::brought_up_to_date(tree, plan);
  TreeUpdate update(tree, workshop, present);
  update.abandon();  // Its locks and its halves of files: they are made anew.
  if (auto emptied = make_temporaries(workshop); !emptied) return emptied;
  if (auto prepared = update.prepare({odb->get(), false}); !prepared) {
    update.abandon();
    return prepared;
  }
  bool replaced = false;
  return update.apply(replaced);
}

}  // namespace

Result<void> recover(git_repository* repository, const Workshop& workshop) {
  const auto plan = read_journal(workshop);
  if (!plan) return std::unexpected(plan.error());
  if (!*plan) {
    // Killed before it wrote a journal, or none was: only temporaries can be there.
    remove_tree(workshop.temporary(""));
    return {};
  }
  if (auto made = make_folders(workshop.temporary("")); !made) return made;
  GitLock::clear(workshop.common() + (*plan)->branch + ".lock", workshop.branch_token());
  const bool recorded = is_recorded(repository, **plan);
  if (const Repository tree_repository = (*plan)->worktree.empty() ? nullptr : repository_of(workshop, **plan)) {
    if (recorded) {
      if (auto finished = finish(tree_repository.get(), workshop, **plan); !finished) return finished;
    } else {
      const WorkingTree tree(tree_repository.get());
      TreeUpdate(tree, workshop, **plan).abandon();
    }
  }
  clear_journal(workshop);
  return {};
}

}  // namespace stet::archive
