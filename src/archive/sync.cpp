// SPDX-License-Identifier: Apache-2.0
//
// An archive and its remote, brought together. docs/formats/sync.md has the steps and what a kill leaves at each.
//
//        1───2───3'          here: versions 3' and 4' were recorded while
//                             the remote got 3 and 4
//        1───2───3───4───5───6   afterwards, at both: 5 has the text and date of 3', 6 those of 4'
//
// The remote is pushed to first and the branch here moves last, so that a number is seen by nobody before it is final.
// Until then `refs/stet/before-sync` keeps what was here.
#include "stet/sync.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <thread>

#include "archive/process.hpp"
#include "archive/replay.hpp"
#include "archive/trailers.hpp"
#include "archive/working_tree.hpp"
#include "fmt/format.h"

namespace stet {
namespace archive {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTheirs = "refs/stet/sync/theirs";
constexpr const char* kOurs = "refs/stet/sync/ours";
constexpr const char* kBefore = "refs/stet/before-sync";

using Revwalk = std::unique_ptr<git_revwalk, FreeWith<git_revwalk_free>>;

/// A reference of stet's own, which is neither pushed nor cloned.
Result<void> keep(git_repository* repository, const char* name, const git_oid& commit) {
  git_reference* raw = nullptr;
  const int status = git_reference_create(&raw, repository, name, &commit, 1, "stet sync");
  const Reference reference(raw);
  if (status < 0) return std::unexpected(last_write_error(status, "cannot keep a commit"));
  return {};
}

/// Lets go of what was kept, once it is done with; a killed `sync` leaves it.
class KeptReferences {
 public:
  explicit KeptReferences(git_repository* repository) : repository_(repository) {}
  ~KeptReferences() {
    for (const char* const name : {kTheirs, kOurs, kBefore}) {
      if (git_reference_remove(repository_, name) < 0) continue;
    }
  }
  KeptReferences(const KeptReferences&) = delete;
  KeptReferences& operator=(const KeptReferences&) = delete;

 private:
  git_repository* repository_;
};

/// A version is the same in two histories where these are.
using Identity = std::tuple<std::string, Timestamp, std::string>;

std::set<Identity> identities(const ArchiveHistory& history) {
  std::set<Identity> all;
  for (const auto& [release, versions] : history.releases) {
    for (const Recorded& recorded : versions) {
      if (recorded.version.number) all.emplace(release, recorded.version.published, recorded.version.blob);
    }
  }
  return all;
}

std::set<Identity> missing(const std::set<Identity>& from, const std::set<Identity>& in) {
  std::set<Identity> result;
  std::ranges::set_difference(from, in, std::inserter(result, result.end()));
  return result;
}

class Sync {
 public:
  Sync(const RepositoryState& state, const SyncRequest& request)
      : state_(state), raw_(state.repository.get()), request_(request) {}

  Result<Synced> run() {
    if (auto begun = begin(); !begun) return std::unexpected(std::move(begun).error());
    const KeptReferences kept(raw_);
    for (int crossing = 0; crossing < request_.tries && !is_interrupted(); ++crossing) {
      if (crossing > 0) wait(crossing);
      const auto together = attempt();
      if (!together) return std::unexpected(together.error());
      if (*together) return Synced{received_.size(), sent_.size(), std::move(renumbered_)};
    }
    if (is_interrupted()) return failure(ErrorCode::Busy, "interrupted", request_.remote);
    return failure(ErrorCode::Busy, "others keep pushing to it: try again" + left_lock_, request_.remote);
  }

 private:
  Result<void> begin() {
    if (request_.remote.empty() || request_.remote.starts_with('-')) {
      return failure(ErrorCode::InvalidInput, "names no remote: a configured name, a path or a URL does",
                     request_.remote);
    }
    const auto head = usable_head();
    if (!head) return std::unexpected(head.error());
    branch_ = head->branch;
    remote_ = request_.remote;
    // git would look for a path from the working tree's root.
    std::error_code none;
    const bool named = git_remote_is_known();
    if (!named && fs::exists(remote_, none)) remote_ = fs::absolute(remote_, none).string();
    const Workshop workshop(git_repository_commondir(raw_));
    if (auto made = make_folder(workshop.folder()); !made) return made;
    auto lock = WriterLock::acquire(workshop.folder() + "/sync-lock", kWriterPatience);
    if (!lock) return std::unexpected(std::move(lock).error());
    lock_.emplace(std::move(*lock));
    // Only a `sync` that holds this lock writes its references: their locks are those of one that was killed.
    for (const char* const name : {kTheirs, kOurs, kBefore})
      remove_file(git_repository_commondir(raw_) + std::string(name) + ".lock");
    // What is edited here is said before anything is fetched, and whether or not there is something to do.
    auto here = archive_history(state_.objects(), *head->tip, {});
    if (!here) return std::unexpected(std::move(here).error());
    releases_here_ = std::move(*here);
    if (!state_.is_bare()) {
      const auto tree = tree_in_git(*head->tip);
      if (!tree) return std::unexpected(tree.error());
      if (auto clean = check_release_files(WorkingTree(raw_), tree->get()); !clean) return clean;
    }
    return keep(raw_, kBefore, *head->tip);
  }

  [[nodiscard]] bool git_remote_is_known() const {
    git_remote* remote = nullptr;
    const bool known = git_remote_lookup(&remote, raw_, request_.remote.c_str()) == 0;
    git_remote_free(remote);
    return known;
  }

  Result<Head> usable_head() const {
    auto head = read_head(raw_);
    if (!head) return head;
    if (!head->tip || !head->branch.starts_with("refs/heads/")) {
      return failure(ErrorCode::Unsupported, "there is no branch with a commit here: `git switch BRANCH`",
                     state_.directory);
    }
    const auto format = format_of(state_.objects(), *head->tip);
    if (!format) return std::unexpected(format.error());
    if (*format == Format::Known) return head;
    return failure(ErrorCode::NotAnArchive, "is no archive of format 1: `stet init` makes one", state_.directory);
  }

  static void wait(int crossing) {
    // Two that met once are not to meet again.
    const int parts = static_cast<int>(::getpid()) % 7 + 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(crossing * 8 * parts));
  }

  /// One way there and back. False where someone else was faster, here or there.
  Result<bool> attempt() {
    const auto theirs = fetch();
    if (!theirs) return std::unexpected(theirs.error());
    git_oid ours{};
    git_oid together{};
    {
      auto writer = Writer::begin(state_, request_.now);
      if (!writer) return std::unexpected(std::move(writer).error());
      const auto head = usable_head();
      if (!head) return std::unexpected(head.error());
      ours = *head->tip;
      if (*theirs && git_oid_equal(&ours, &**theirs)) return true;
      const auto made = bring_together(**writer, ours, *theirs);
      if (!made) return std::unexpected(made.error());
      together = *made;
      if (auto kept = keep_objects(**writer, together); !kept) return std::unexpected(std::move(kept).error());
      // Whatever would stop the last step stops the first.
      if (const auto plan = plan_move(**writer, ours, together); !plan) return std::unexpected(plan.error());
    }
    if (is_interrupted()) return false;
    if (!*theirs || git_oid_equal(&together, &**theirs) == 0) {
      const auto pushed = push(together);
      if (!pushed || !*pushed) return pushed;
      sent_.insert(to_send_.begin(), to_send_.end());
      renumbered_.insert(renumbered_.end(), to_renumber_.begin(), to_renumber_.end());
    }
    return move_branch_here(ours, together);
  }

  /// The remote's branch as it is now; nothing where it has none.
  Result<std::optional<git_oid>> fetch() {
    const auto ran = run_git(raw_, {"fetch", "-q", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance",
                                    "--no-recurse-submodules", remote_, fmt::format("+{}:{}", branch_, kTheirs)});
    if (!ran) return std::unexpected(ran.error());
    if (ran->status != 0) {
      if (ran->err.find("couldn't find remote ref") != std::string::npos) return std::optional<git_oid>();
      return failure(ErrorCode::NotReadable, fmt::format("cannot fetch: {}", reason_of(*ran)), request_.remote);
    }
    git_oid theirs{};
    if (const int status = git_reference_name_to_id(&theirs, raw_, kTheirs); status < 0) {
      return std::unexpected(last_error(status, "cannot read what was fetched"));
    }
    const auto format = format_of(state_.objects(), theirs);
    if (!format) return std::unexpected(format.error());
    if (*format == Format::Known) return std::optional(theirs);
    return failure(ErrorCode::NotAnArchive, fmt::format("its branch {} is no archive of format 1", short_branch()),
                   request_.remote);
  }

  [[nodiscard]] std::string short_branch() const { return branch_.substr(std::string_view("refs/heads/").size()); }

  /// The commit that both shall have.
  Result<git_oid> bring_together(Writer& writer, const git_oid& ours, const std::optional<git_oid>& theirs) {
    to_renumber_.clear();
    auto here = archive_history(writer.objects(), ours, {});
    if (!here) return std::unexpected(std::move(here).error());
    releases_here_ = *here;
    const std::set<Identity> local = identities(*here);
    if (!theirs) {
      to_send_ = local;
      return ours;
    }
    auto there = archive_history(writer.objects(), *theirs, {});
    if (!there) return std::unexpected(std::move(there).error());
    const std::set<Identity> remote = identities(*there);
    to_send_ = missing(local, remote);
    received_ = missing(remote, local);
    for (const Identity& identity : sent_) received_.erase(identity);
    if (git_graph_descendant_of(raw_, &*theirs, &ours) == 1) return *theirs;
    const auto commits = only_here(ours, *theirs);
    if (!commits) return std::unexpected(commits.error());
    const auto merged = has_merge(*commits);
    if (!merged) return std::unexpected(merged.error());
    // In a merge made by hand two versions may have one number.
    if (!*merged && git_graph_descendant_of(raw_, &ours, &*theirs) == 1) return ours;
    auto signer = Signer::configured(raw_, std::nullopt);
    if (!signer) return std::unexpected(std::move(signer).error());
    writer.set_signer(std::move(*signer));
    Replay replay(state_, writer, *theirs, std::move(*there), request_.now);
    for (const git_oid& commit : *commits) {
      if (auto added = replay.add(commit); !added) return std::unexpected(std::move(added).error());
    }
    to_renumber_ = replay.renumbered();
    return replay.tip();
  }

  /// Commits that the remote lacks, each after its parents.
  Result<std::vector<git_oid>> only_here(const git_oid& ours, const git_oid& theirs) const {
    auto walk = acquire<Revwalk, git_revwalk_new>("cannot walk the history", raw_);
    if (!walk) return std::unexpected(std::move(walk).error());
    git_revwalk_sorting(walk->get(), GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME | GIT_SORT_REVERSE);
    int status = git_revwalk_push(walk->get(), &ours);
    if (status == 0) status = git_revwalk_hide(walk->get(), &theirs);
    std::vector<git_oid> commits;
    git_oid id{};
    while (status == 0 && (status = git_revwalk_next(&id, walk->get())) == 0) commits.push_back(id);
    if (status != GIT_ITEROVER) return std::unexpected(last_error(status, "cannot walk the history"));
    return commits;
  }

  [[nodiscard]] Result<bool> has_merge(const std::vector<git_oid>& commits) const {
    for (const git_oid& id : commits) {
      const auto commit = acquire<Commit, git_commit_lookup>("cannot read a commit", raw_, &id);
      if (!commit) return std::unexpected(commit.error());
      if (git_commit_parentcount(commit->get()) > 1) return true;
    }
    return false;
  }

  /// New commits become git's, and are kept from being cleared away.
  Result<void> keep_objects(Writer& writer, const git_oid& together) {
    if (auto synced = sync_files(writer.workshop().temporary("")); !synced) return synced;
    if (auto moved = migrate_objects(writer.workshop()); !moved) return moved;
    git_odb_refresh(state_.odb.get());
    return keep(raw_, kOurs, together);
  }

  /// False where the remote's branch is not where it was any more.
  Result<bool> push(const git_oid& together) {
    const auto ran =
        run_git(raw_, {"push", "-q", "--porcelain", remote_, fmt::format("{}:{}", hex(together), branch_)});
    if (!ran) return std::unexpected(ran.error());
    if (ran->status == 0) return true;
    const std::size_t mark = ran->out.find("!\t");
    const std::string line =
        mark == std::string::npos ? std::string() : ran->out.substr(mark, ran->out.find('\n', mark) - mark);
    // The first when it was seen before sending, the others when it was seen by the remote, with its lock in hand.
    for (const std::string_view crossed : {"[rejected]", "cannot lock ref", "failed to update ref",
                                           "incorrect old value", "reference already exists", "failed to lock"}) {
      if (line.find(crossed) == std::string::npos) continue;
      note_left_lock(ran->err);
      return false;
    }
    if (line.find("currently checked out") != std::string::npos) {
      return failure(ErrorCode::CannotWrite,
                     fmt::format("has the branch {} checked out, and takes nothing for it: a bare repository does "
                                 "(`git clone --bare`)",
                                 short_branch()),
                     request_.remote);
    }
    const std::size_t reason = line.find('[');
    return failure(
        ErrorCode::CannotWrite,
        fmt::format("cannot push: {}", reason == std::string::npos ? reason_of(*ran) : one_line(line.substr(reason))),
        request_.remote);
  }

  /// A lock at the remote that another push holds, or that one which was killed has left for good.
  void note_left_lock(const std::string& said) {
    static constexpr std::string_view kBeforePath = "Unable to create '";
    static constexpr std::string_view kAfterPath = ".lock': File exists";
    left_lock_.clear();
    const std::size_t begin = said.find(kBeforePath);
    const std::size_t end = said.find(kAfterPath, begin == std::string::npos ? said.size() : begin);
    if (end == std::string::npos) return;
    const std::size_t path = begin + kBeforePath.size();
    left_lock_ = fmt::format("; where none is under way, remove what a killed push left at the remote: {}.lock",
                             one_line(said.substr(path, end - path)));
  }

  /// The last step. False where a version was recorded here meanwhile; it is the next to be sent.
  Result<bool> move_branch_here(const git_oid& ours, const git_oid& together) {
    if (git_oid_equal(&ours, &together) != 0) return true;
    auto writer = Writer::begin(state_, request_.now);
    if (!writer) return std::unexpected(std::move(writer).error());
    const auto head = usable_head();
    if (!head) return std::unexpected(head.error());
    if (git_oid_equal(&*head->tip, &ours) == 0) return false;
    const auto plan = plan_move(**writer, ours, together);
    if (!plan) return std::unexpected(plan.error());
    return (*writer)->carry_out(*plan, fmt::format("sync: {}", request_.remote));
  }

  /// Everything that changes here; LocalChange where that, or any release's file, holds work that nothing records.
  Result<Plan> plan_move(const Writer& writer, const git_oid& ours, const git_oid& together) const {
    Plan plan;
    plan.branch = branch_;
    plan.before = hex(ours);
    plan.after = hex(together);
    if (state_.is_bare()) return plan;
    const WorkingTree tree(raw_);
    plan.worktree = tree.relative_git_directory();
    const auto before = tree_in_git(ours);
    const auto after = tree_in_git(together);
    if (!before || !after) return std::unexpected((before ? after : before).error());
    if (auto clean = check_release_files(tree, before->get()); !clean) return std::unexpected(std::move(clean).error());
    const auto diff =
        acquire<Diff, git_diff_tree_to_tree>("cannot compare folders", raw_, before->get(), after->get(), nullptr);
    if (!diff) return std::unexpected(diff.error());
    std::set<std::string> folders;
    const bool beside = !tree.shares_file_system(writer.workshop().folder());
    for (std::size_t i = 0; i < git_diff_num_deltas(diff->get()); ++i) {
      auto change = plan_file(tree, *git_diff_get_delta(diff->get(), i));
      if (!change) return std::unexpected(std::move(change).error());
      change->beside = beside;
      for (std::string& folder :
           change->blob.empty() ? std::vector<std::string>() : tree.missing_folders(change->path)) {
        if (folders.insert(folder).second) plan.folders.push_back(std::move(folder));
      }
      plan.files.push_back(std::move(*change));
    }
    return plan;
  }

  Result<FileChange> plan_file(const WorkingTree& tree, const git_diff_delta& delta) const {
    const std::string path = delta.new_file.path;
    // git takes such a tree over the network, and leaves it to whoever checks it out.
    if (!is_safe_path(path)) {
      return failure(ErrorCode::InvalidInput,
                     fmt::format("'{}' at the remote is no path to write to: whoever put it there means "
                                 "harm, or `stet verify` there says what is damaged",
                                 one_line(path)),
                     request_.remote);
    }
    for (const git_diff_file* const file : {&delta.old_file, &delta.new_file}) {
      if (file->mode == 0 || file->mode == GIT_FILEMODE_BLOB) continue;
      return failure(ErrorCode::Unsupported,
                     "is no plain file (a link, a program or a submodule) and differs at the remote: sync from a bare "
                     "clone, or take it out of the archive",
                     path);
    }
    std::set<std::string> known = known_blobs(path);
    if (delta.old_file.mode != 0) known.insert(hex(delta.old_file.id));
    if (delta.new_file.mode != 0) known.insert(hex(delta.new_file.id));
    auto found = tree.known_blob_at(path, known);
    if (!found) return std::unexpected(std::move(found).error());
    const auto index = tree.staged();
    if (!index) return std::unexpected(index.error());
    if (auto staged = WorkingTree::check_staged(index->get(), path, known); !staged)
      return std::unexpected(std::move(staged).error());
    return FileChange{path, delta.new_file.mode != 0 ? hex(delta.new_file.id) : std::string(), std::move(*found)};
  }

  [[nodiscard]] std::set<std::string> known_blobs(const std::string& path) const {
    std::set<std::string> known;
    const auto release = releases_here_.releases.find(std::string(release_of(path)));
    if (release == releases_here_.releases.end()) return known;
    for (const Recorded& recorded : release->second) known.insert(recorded.version.blob);
    return known;
  }

  /// No release's file holds work that is recorded nowhere, whether it is about to change or not.
  Result<void> check_release_files(const WorkingTree& tree, git_tree* committed) const {
    const auto diff =
        acquire<Diff, git_diff_tree_to_workdir_with_index>("cannot compare the working tree", raw_, committed, nullptr);
    if (!diff) return std::unexpected(diff.error());
    const auto index = tree.staged();
    if (!index) return std::unexpected(index.error());
    for (std::size_t i = 0; i < git_diff_num_deltas(diff->get()); ++i) {
      const git_diff_delta& delta = *git_diff_get_delta(diff->get(), i);
      const std::string path = delta.new_file.path;
      if (!releases_here_.releases.contains(std::string(release_of(path)))) continue;
      std::set<std::string> known = known_blobs(path);
      if (delta.old_file.mode != 0) known.insert(hex(delta.old_file.id));
      if (const auto found = tree.known_blob_at(path, known); !found) return std::unexpected(found.error());
      if (auto staged = WorkingTree::check_staged(index->get(), path, known); !staged) return staged;
    }
    return {};
  }

  Result<Tree> tree_in_git(const git_oid& commit) const {
    const auto id = tree_of(state_.objects(), commit);
    if (!id) return std::unexpected(id.error());
    return acquire<Tree, git_tree_lookup>("cannot read a folder", raw_, &*id);
  }

  const RepositoryState& state_;
  git_repository* raw_;
  const SyncRequest& request_;
  std::string remote_;  ///< As git takes it.
  std::string branch_;
  std::optional<WriterLock> lock_;
  ArchiveHistory releases_here_;
  std::set<Identity> to_send_;  ///< By the next push.
  std::vector<Renumbered> to_renumber_;
  std::string left_lock_;  ///< What to say of it where no push came through.
  std::set<Identity> sent_;
  std::set<Identity> received_;
  std::vector<Renumbered> renumbered_;
};

}  // namespace
}  // namespace archive

Result<Synced> sync(Archive& archive, const SyncRequest& request) {
  return archive::Sync(Revisions::state(archive), request).run();
}

}  // namespace stet
