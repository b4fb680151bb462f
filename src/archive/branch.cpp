// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "archive/writer.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

namespace fs = std::filesystem;

/// The branch's commit now, read from the disk.
Result<std::string> tip_of(git_repository* repository, const std::string& branch) {
  git_oid tip{};
  const int status = git_reference_name_to_id(&tip, repository, branch.c_str());
  if (status == GIT_ENOTFOUND) return std::string();
  if (status < 0) return std::unexpected(last_error(status, "cannot read the branch"));
  return hex(tip);
}

bool keeps_reflog(git_repository* repository) {
  Config config;
  if (auto snapshot = acquire<Config, git_repository_config_snapshot>("", repository)) config = std::move(*snapshot);
  const char* setting = nullptr;
  int enabled = 0;
  const bool bare = git_repository_is_bare(repository) == 1;
  if (!config || git_config_get_string(&setting, config.get(), "core.logallrefupdates") < 0) return !bare;
  if (std::string_view(setting) == "always") return true;
  return git_config_get_bool(&enabled, config.get(), "core.logallrefupdates") == 0 && enabled != 0;
}

/// A reflog is a help to people; one that cannot be written stops nothing.
void write_reflog(git_repository* repository, const Workshop& workshop, const std::string& branch,
                  const std::string& before, const std::string& after, Timestamp now, std::string_view why) {
  const auto committer = signature_at(repository, "committer", now);
  if (!committer) return;
  const std::string line = fmt::format("{} {} {} <{}> {} +0000\t{}\n", before, after, (*committer)->name,
                                       (*committer)->email, now, one_line(why));
  const bool keep = keeps_reflog(repository);
  for (const std::string& log :
       {workshop.common() + "logs/" + branch, std::string(git_repository_path(repository)) + "logs/HEAD"}) {
    if (!keep && !status_of(log)) continue;
    if (!make_folders(parent_of(log))) continue;
    if (!append_line(log, line)) continue;
  }
}

/// Of the files in a folder, a pack's index after the pack: git takes a pack for whole once its index is there.
std::vector<std::string> names_in(const fs::path& folder, std::error_code& fault) {
  std::vector<std::string> names;
  for (const auto& file : fs::directory_iterator(folder, fault)) names.push_back(file.path().filename().string());
  std::sort(names.begin(), names.end());
  std::stable_partition(names.begin(), names.end(), [](const std::string& name) { return !name.ends_with(".idx"); });
  return names;
}

}  // namespace

Result<void> migrate_objects(const Workshop& workshop) {
  const std::string target = workshop.common() + "objects/";
  std::error_code fault;
  for (const auto& folder : fs::directory_iterator(workshop.objects(), fault)) {
    if (!folder.is_directory()) continue;
    const std::string place = target + folder.path().filename().string();
    if (!status_of(place)) {
      if (auto made = make_folder(place); !made) return made;
      share_like(place, target);
    }
    for (const std::string& name : names_in(folder.path(), fault)) {
      if (auto renamed = rename_file(folder.path().string() + "/" + name, place + "/" + name); !renamed) return renamed;
    }
    sync_folder(place);
  }
  sync_folder(target);
  if (!fault) return {};
  return std::unexpected(
      Error{ErrorCode::CannotWrite, fmt::format("cannot read new objects: {}", fault.message()), workshop.objects()});
}

Result<void> prepare_branch(const Workshop& workshop, const std::string& after) {
  remove_file(workshop.branch_token());  // It may have become the branch: as one file under two names.
  return write_file(workshop.branch_token(), after + "\n");
}

Result<bool> move_branch(git_repository* repository, const Workshop& workshop, const std::string& branch,
                         const std::string& before, const std::string& after, Timestamp now, std::string_view why) {
  const std::string file = workshop.common() + branch;
  if (auto made = make_folders(parent_of(file)); !made) return std::unexpected(std::move(made).error());
  auto lock = GitLock::acquire(file + ".lock", workshop.branch_token(), kGitPatience);
  if (!lock) return std::unexpected(std::move(lock).error());
  const auto tip = tip_of(repository, branch);
  if (!tip) return std::unexpected(tip.error());
  if (*tip != before) return false;
  if (auto moved = lock->commit(file); !moved) return std::unexpected(std::move(moved).error());
  write_reflog(repository, workshop, branch, before, after, now, why);
  return true;
}

}  // namespace stet::archive
