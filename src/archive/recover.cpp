// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

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

/// Brings the plan's working tree to the commit `target`.
Result<void> finish(git_repository* repository, const Workshop& workshop, const Plan& plan, const std::string& target) {
  const WorkingTree tree(repository);
  auto odb = acquire<Odb, git_repository_odb>("cannot open the objects", repository);
  if (!odb) return std::unexpected(std::move(odb).error());
  const Objects objects(odb->get(), git_repository_is_shallow(repository) == 1);
  const auto files =
      plan.behind.empty() ? Result<Plan>(plan) : catch_up_plan(objects, tree, workshop, plan, target, {});
  if (!files) return std::unexpected(files.error());
  const Plan present = plan.behind.empty() ? TreeUpdate::brought_up_to_date(tree, *files) : *files;
  TreeUpdate update(tree, workshop, present);
  update.abandon();  // Its locks and its halves of files: they are made anew.
  if (auto emptied = make_temporaries(workshop); !emptied) return emptied;
  if (auto prepared = update.prepare(objects); !prepared) {
    update.abandon();
    return prepared;
  }
  bool replaced = false;
  return update.apply(replaced);
}

/// A writer that was killed between putting a pack and its index in place left the index behind; no program reads a
/// pack without one.
void remove_half_pack(const Workshop& workshop) {
  std::error_code none;
  const std::string packs = workshop.common() + "objects/pack/";
  for (const auto& file : std::filesystem::directory_iterator(workshop.objects() + "/pack", none)) {
    const std::string name = file.path().stem().string();
    const bool is_index = file.path().extension() == ".idx";
    const bool is_moved = !std::filesystem::exists(file.path().parent_path() / (name + ".pack"), none);
    if (is_index && is_moved) remove_file(packs + name + ".pack");
  }
}

/// What the killed writer had made is no version that was lost: `verify` is to know. What is there no more is left out.
Result<void> note_abandoned(git_repository* repository, const Workshop& workshop, const Plan& plan) {
  auto odb = acquire<Odb, git_repository_odb>("cannot open the objects", repository);
  if (!odb) return std::unexpected(std::move(odb).error());
  const auto is_there = [&](const Abandoned& each) {
    const auto id = parse_id(each.after);
    return id && git_odb_exists(odb->get(), &*id) == 1;
  };
  std::vector<Abandoned> all = read_abandoned(workshop);
  // It may have been noted before, by a writer that was killed in turn.
  std::erase_if(all, [&](const Abandoned& each) { return each.after == plan.after || !is_there(each); });
  if (const Abandoned now{plan.after, plan.before}; is_there(now)) all.push_back(now);
  return write_abandoned(workshop, all);
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
  remove_half_pack(workshop);
  if (auto made = make_folders(workshop.temporary("")); !made) return made;
  GitLock::clear(workshop.common() + (*plan)->branch + ".lock", workshop.branch_token());
  const bool recorded = is_recorded(repository, **plan);
  if (const Repository tree_repository = (*plan)->worktree.empty() ? nullptr : repository_of(workshop, **plan)) {
    if (recorded || !(*plan)->behind.empty()) {
      const std::string& target = recorded ? (*plan)->after : (*plan)->before;
      if (auto finished = finish(tree_repository.get(), workshop, **plan, target); !finished) return finished;
    } else {
      const WorkingTree tree(tree_repository.get());
      TreeUpdate(tree, workshop, **plan).abandon();
    }
  }
  if (!recorded)
    if (auto noted = note_abandoned(repository, workshop, **plan); !noted) return noted;
  clear_journal(workshop);
  return {};
}

}  // namespace stet::archive
