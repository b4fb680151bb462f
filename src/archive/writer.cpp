// SPDX-License-Identifier: Apache-2.0
#include "archive/writer.hpp"

#include "archive/working_tree.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

constexpr int kQuarantinePriority = 1000;  // Above git's own backends (1 and 2), so that it is the one written to.

}  // namespace

Result<std::unique_ptr<Writer>> Writer::begin(const RepositoryState& state, Timestamp now) {
  Workshop workshop(git_repository_commondir(state.repository.get()));
  if (auto made = make_folder(workshop.folder()); !made) return std::unexpected(std::move(made).error());
  const std::string objects = workshop.common() + "objects";
  share_like(workshop.folder(), objects);
  auto lock = WriterLock::acquire(workshop.lock(), kWriterPatience);
  if (!lock) return std::unexpected(std::move(lock).error());
  share_like(workshop.lock(), objects);
  if (auto recovered = recover(state.repository.get(), workshop); !recovered) {
    return std::unexpected(std::move(recovered).error());
  }
  if (auto made = make_temporaries(workshop); !made) return std::unexpected(std::move(made).error());
  share_like(workshop.temporary(""), objects);
  std::unique_ptr<Writer> writer(new Writer(state, now, std::move(*lock), std::move(workshop)));
  if (auto opened = writer->open_repository(); !opened) return std::unexpected(std::move(opened).error());
  return writer;
}

Writer::~Writer() {
  if (!status_of(workshop_.journal())) remove_tree(workshop_.temporary(""));
}

Result<void> Writer::open_repository() {
  auto repository = archive::open_repository(git_repository_path(state_.repository.get()), false);
  if (!repository) return std::unexpected(std::move(repository).error());
  repository_ = std::move(*repository);
  shallow_ = git_repository_is_shallow(repository_.get()) == 1;
  auto odb = acquire<Odb, git_repository_odb>("cannot open the objects", repository_.get());
  if (!odb) return std::unexpected(std::move(odb).error());
  odb_ = std::move(*odb);
  git_odb_backend* quarantine = nullptr;
  int status = git_odb_backend_loose(&quarantine, workshop_.objects().c_str(), -1, 0, 0, 0);
  if (status == 0) status = git_odb_add_backend(odb_.get(), quarantine, kQuarantinePriority);
  if (status < 0) return std::unexpected(last_error(status, "cannot make room for new objects"));
  return {};
}

Result<git_oid> Writer::add_blob(std::string_view bytes) {
  git_oid id{};
  const int status = git_blob_create_from_buffer(&id, repository_.get(), bytes.data(), bytes.size());
  if (status < 0) return std::unexpected(last_write_error(status, "cannot write the text"));
  return id;
}

Result<git_oid> Writer::add_commit(const CommitDraft& draft) {
  git_repository* const raw = repository_.get();
  const auto parent = acquire<Commit, git_commit_lookup>("cannot read the latest commit", raw, &draft.parent);
  if (!parent) return std::unexpected(parent.error());
  auto tree = acquire<Tree, git_commit_tree>("cannot read the latest commit", parent->get());
  if (!tree) return std::unexpected(std::move(tree).error());
  std::vector<git_tree_update> updates;
  for (const CommitDraft::Edit& edit : draft.edits) {
    git_tree_update update{};
    update.action = edit.blob ? GIT_TREE_UPDATE_UPSERT : GIT_TREE_UPDATE_REMOVE;
    if (edit.blob) update.id = *edit.blob;
    update.filemode = edit.mode;
    update.path = edit.path.c_str();
    updates.push_back(update);
  }
  git_oid tree_id{};
  int status = git_tree_create_updated(&tree_id, raw, tree->get(), updates.size(), updates.data());
  if (status < 0) return std::unexpected(last_write_error(status, "cannot write the folder"));
  tree = acquire<Tree, git_tree_lookup>("cannot read the new folder", raw, &tree_id);
  if (!tree) return std::unexpected(std::move(tree).error());
  const auto author = draft.author.empty() ? signature_at(raw, "author", draft.authored)
                                           : acquire<Signature, git_signature_from_buffer>("cannot read an author",
                                                                                           draft.author.c_str());
  if (!author) return std::unexpected(author.error());
  const auto committer = signature_at(raw, "committer", now_);
  if (!committer) return std::unexpected(committer.error());
  const git_commit* parents[] = {parent->get()};
  if (signer_) {
    Buffer commit;
    status = git_commit_create_buffer(&commit.raw, raw, author->get(), committer->get(), nullptr, draft.message.c_str(),
                                      tree->get(), 1, parents);
    if (status < 0) return std::unexpected(last_error(status, "cannot make the commit"));
    return add_signed(commit.view());
  }
  git_oid id{};
  status = git_commit_create(&id, raw, nullptr, author->get(), committer->get(), nullptr, draft.message.c_str(),
                             tree->get(), 1, parents);
  if (status < 0) return std::unexpected(last_write_error(status, "cannot write the commit"));
  return id;
}

Result<git_oid> Writer::add_signed(std::string_view commit) {
  const auto signature = signer_->sign(commit, workshop_.temporary(""));
  if (!signature) return std::unexpected(signature.error());
  git_oid id{};
  const int status = git_commit_create_with_signature(&id, repository_.get(), std::string(commit).c_str(),
                                                      signature->c_str(), "gpgsig");
  if (status < 0) return std::unexpected(last_write_error(status, "cannot write the commit"));
  return id;
}

/// Everything that can fail, and nothing that anyone sees but a lock on git's index and hidden files.
Result<void> Writer::prepare(TreeUpdate* update, const Plan& plan) {
  if (update != nullptr) {
    if (auto prepared = update->prepare(objects()); !prepared) return prepared;
  }
  if (auto prepared = prepare_branch(workshop_, plan.after); !prepared) return prepared;
  if (auto synced = sync_files(workshop_.temporary("")); !synced) return synced;
  return migrate_objects(workshop_);
}

/// Everything after the journal. Whatever it gives but true, nothing has changed.
Result<bool> Writer::move_all(const Plan& plan, std::string_view why) {
  git_repository* const raw = state_.repository.get();
  std::optional<WorkingTree> tree;
  std::optional<TreeUpdate> update;
  if (!plan.worktree.empty()) {
    tree.emplace(raw);
    update.emplace(*tree, workshop_, plan);
  }
  auto prepared = prepare(update ? &*update : nullptr, plan);
  auto moved = prepared ? move_branch(raw, workshop_, plan.branch, plan.before, plan.after, now_, why)
                        : Result<bool>(std::unexpected(std::move(prepared).error()));
  if (!moved || !*moved) {
    if (update) update->abandon();
    return moved;
  }
  bool replaced = false;
  auto applied = update ? update->apply(replaced) : Result<void>();
  if (applied) return true;
  // Once a file is replaced the version stands, and the journal lets the next writer do the rest.
  unfinished_ = true;
  if (replaced || !prepare_branch(workshop_, plan.before)) return true;
  const auto back = move_branch(raw, workshop_, plan.branch, plan.after, plan.before, now_, "taken back");
  if (!back || !*back) return true;
  unfinished_ = false;
  update->abandon();
  return std::unexpected(std::move(applied).error());
}

Result<bool> Writer::carry_out(const Plan& plan, std::string_view why) {
  if (auto written = write_journal(workshop_, plan); !written) {
    clear_journal(workshop_);
    return std::unexpected(std::move(written).error());
  }
  auto moved = move_all(plan, why);
  if (unfinished_) return moved;
  clear_journal(workshop_);
  if (moved && !*moved) {
    if (auto made = make_temporaries(workshop_); !made) return std::unexpected(std::move(made).error());
  }
  return moved;
}

Result<std::string> Writer::pack_folder() const {
  std::string folder = workshop_.objects() + "/pack";
  if (auto made = make_folders(folder); !made) return std::unexpected(std::move(made).error());
  return folder;
}

Result<bool> Writer::land(const Plan& plan, std::string_view why) {
  if (auto written = write_journal(workshop_, plan); !written) return std::unexpected(std::move(written).error());
  if (!plan.behind.empty() && !index_lock_) {
    auto locked = write_file(workshop_.index_token(), fmt::format("stet {}\n", plan.after));
    if (!locked) return std::unexpected(std::move(locked).error());
    const WorkingTree tree(state_.repository.get());
    auto lock = GitLock::acquire(tree.index_lock(), workshop_.index_token(), kGitPatience);
    if (!lock) return std::unexpected(std::move(lock).error());
    index_lock_.emplace(std::move(*lock));
  }
  if (auto prepared = prepare(nullptr, plan); !prepared) return std::unexpected(std::move(prepared).error());
  return move_branch(state_.repository.get(), workshop_, plan.branch, plan.before, plan.after, now_, why);
}

Result<void> Writer::catch_up(const Plan& plan, const std::string& tip,
                              const std::map<std::string, std::string>& known) {
  if (!index_lock_) {
    clear_journal(workshop_);
    return {};
  }
  const WorkingTree tree(state_.repository.get());
  auto files = catch_up_plan(objects(), tree, workshop_, plan, tip, known);
  if (!files) return std::unexpected(std::move(files).error());
  TreeUpdate update(tree, workshop_, *files);
  update.take(std::move(*index_lock_));
  index_lock_.reset();
  auto done = update.prepare(objects());
  if (done) done = sync_file_system(workshop_.folder());
  bool replaced = false;
  if (done) done = update.apply(replaced);
  // The journal lets the next writer do the rest.
  if (done) clear_journal(workshop_);
  if (!done && !replaced) update.abandon();
  return done;
}

}  // namespace stet::archive
