// SPDX-License-Identifier: Apache-2.0
//
// A commit of another line of history, made again on top of this one.
//
// - A version is recorded as `publish` would: with the next number, and found late where something later is there.
// - "back to version N" and "withdrawn again" are left out: whoever needs one writes its own.
// - A withdrawal takes the file away, whichever version it holds by now; where a version was published after it, that
//   one is put back at once, so that the log has both.
// - Any other change is carried over path by path, as a three-way merge. What contradicts is an error, never a guess.
#include "archive/replay.hpp"

#include <algorithm>
#include <limits>

#include "archive/sha256.hpp"
#include "archive/trailers.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

std::pair<Timestamp, std::uint32_t> place_of(const Version& version) {
  return {version.published, version.number.value_or(std::numeric_limits<std::uint32_t>::max())};
}

bool is_text(const git_diff_file& file) { return file.mode == GIT_FILEMODE_BLOB; }

bool same_entry(const std::optional<TreeEntry>& entry, const git_diff_file& file) {
  const bool exists = file.mode != 0;
  if (!entry || !exists) return entry.has_value() == exists;
  return entry->mode == file.mode && git_oid_equal(&entry->id, &file.id) != 0;
}

}  // namespace

struct Replay::Commit {
  git_oid id{};
  OdbObject object;
  CommitFields fields;

  [[nodiscard]] std::string short_name() const { return hex(id).substr(0, 10); }
};

Result<void> Replay::add(const git_oid& id) {
  const Objects objects = writer_.objects();
  auto object = objects.read(id, GIT_OBJECT_COMMIT);
  if (!object) return std::unexpected(std::move(object).error());
  auto fields = objects.parse_commit(id, bytes_of(*object));
  if (!fields) return std::unexpected(std::move(fields).error());
  const Commit commit{id, std::move(*object), std::move(*fields)};
  const auto record = parse_record(commit.fields.message);
  if (record && record->number) return add_version(commit, *record);
  if (record) return {};
  return add_other(commit);
}

Result<void> Replay::add_version(const Commit& commit, const Record& record) {
  const Objects objects = writer_.objects();
  const auto theirs = find_release_file(objects, commit.fields.tree, record.release);
  if (!theirs) return std::unexpected(theirs.error());
  if (!*theirs) {
    return failure(ErrorCode::InvalidInput, "records a version and has no file of it: `stet verify` says what mends it",
                   hex(commit.id));
  }
  const auto blob = objects.read((*theirs)->blob, GIT_OBJECT_BLOB);
  if (!blob) return std::unexpected(blob.error());
  RecordRequest request{{record.release, (*theirs)->path},
                        bytes_of(*blob),
                        sha256(bytes_of(*blob)),
                        hex((*theirs)->blob),
                        record.published.value_or(seconds_of(commit.fields.author)),
                        true,
                        record.source,
                        record.note,
                        std::string(commit.fields.author)};
  Present present;
  present.tip = tip_;
  const auto tree = tree_of(objects, tip_);
  if (!tree) return std::unexpected(tree.error());
  present.tree = *tree;
  if (const auto known = history_.releases.find(record.release); known != history_.releases.end()) {
    present.versions = known->second;
  }
  if (recorded_already(present, request) != nullptr) return {};
  auto file = find_release_file(objects, *tree, record.release);
  if (!file) return std::unexpected(std::move(file).error());
  present.file = std::move(*file);
  if (!present.file || present.file->path != request.file.path || present.versions.empty()) {
    if (auto clear = check_clashes(objects, present, request, history_.paths); !clear) return clear;
  }
  const auto outcome = write_commits(writer_, present, request, now_);
  if (!outcome) return std::unexpected(outcome.error());
  tip_ = outcome->tip;
  if (outcome->version.number != record.number) {
    renumbered_.push_back({record.release, *record.number, *outcome->version.number});
  }
  history_.paths[record.release] = request.file.path;
  remember(record.release, {outcome->version, request.sha256});
  return {};
}

void Replay::remember(const std::string& release, Recorded recorded) {
  std::vector<Recorded>& versions = history_.releases[release];
  const auto place = std::upper_bound(
      versions.begin(), versions.end(), recorded,
      [](const Recorded& left, const Recorded& right) { return place_of(left.version) < place_of(right.version); });
  versions.insert(place, std::move(recorded));
}

Result<void> Replay::add_other(const Commit& commit) {
  const auto& parents = commit.fields.parents;
  if (parents.size() > 1) return {};  // What it brought together is carried over commit by commit.
  git_repository* const raw = state_.repository.get();
  const Objects objects = writer_.objects();
  Tree before;
  if (!parents.empty()) {
    const auto id = tree_of(objects, parents.front());
    if (!id) return std::unexpected(id.error());
    auto tree = acquire<Tree, git_tree_lookup>("cannot read a folder", raw, &*id);
    if (!tree) return std::unexpected(std::move(tree).error());
    before = std::move(*tree);
  }
  auto after = acquire<Tree, git_tree_lookup>("cannot read a folder", raw, &commit.fields.tree);
  if (!after) return std::unexpected(std::move(after).error());
  auto diff = acquire<Diff, git_diff_tree_to_tree>("cannot compare folders", raw, before.get(), after->get(), nullptr);
  if (!diff) return std::unexpected(std::move(diff).error());
  const auto tree = tree_of(objects, tip_);
  if (!tree) return std::unexpected(tree.error());
  Edits edits;
  std::vector<std::string> withdrawn;
  for (std::size_t i = 0; i < git_diff_num_deltas(diff->get()); ++i) {
    auto carried = carry_over(commit, *git_diff_get_delta(diff->get(), i), *tree, edits, withdrawn);
    if (!carried) return carried;
  }
  if (edits.empty()) return {};
  const auto made = writer_.add_commit({tip_, std::move(edits), seconds_of(commit.fields.author),
                                        std::string(commit.fields.message), std::string(commit.fields.author)});
  if (!made) return std::unexpected(made.error());
  tip_ = *made;
  for (const std::string& release : withdrawn) {
    if (auto restored = restore_what_came_later(commit, release); !restored) return restored;
  }
  return {};
}

Result<void> Replay::carry_over(const Commit& commit, const git_diff_delta& delta, const git_oid& tree, Edits& edits,
                                std::vector<std::string>& withdrawn) {
  const Objects objects = writer_.objects();
  const std::string path = delta.new_file.path;
  const std::string release(release_of(path));
  const bool is_release = history_.releases.contains(release);
  if (is_release && delta.status == GIT_DELTA_DELETED) {
    const auto file = find_release_file(objects, tree, release);
    if (!file) return std::unexpected(file.error());
    if (*file) {
      edits.push_back({(*file)->path, std::nullopt});
      withdrawn.push_back(release);
    }
    return {};
  }
  const auto present = objects.find(tree, path);
  if (!present) return std::unexpected(present.error());
  if (same_entry(*present, delta.new_file)) return {};
  const std::optional<git_oid> wanted = delta.new_file.mode != 0 ? std::optional(delta.new_file.id) : std::nullopt;
  if (same_entry(*present, delta.old_file)) {
    edits.push_back({path, wanted, static_cast<git_filemode_t>(delta.new_file.mode)});
    return {};
  }
  if (!is_release && *present && (*present)->mode == GIT_FILEMODE_BLOB && is_text(delta.old_file) &&
      is_text(delta.new_file)) {
    const auto merged = merged_text(delta.old_file.id, (*present)->id, delta.new_file.id);
    if (!merged) return std::unexpected(merged.error());
    if (*merged) {
      edits.push_back({path, **merged});
      return {};
    }
  }
  return failure(ErrorCode::InvalidInput,
                 fmt::format("changes '{0}' otherwise than the remote does: `git rebase --onto {1}^ {1}` leaves that "
                             "commit out; after `stet sync` make its change again",
                             one_line(path), commit.short_name()),
                 hex(commit.id));
}

/// The three texts merged line by line; nothing where they contradict.
Result<std::optional<git_oid>> Replay::merged_text(const git_oid& ancestor, const git_oid& ours,
                                                   const git_oid& theirs) {
  OdbObject objects[3];
  git_merge_file_input inputs[3] = {};
  const git_oid* const ids[3] = {&ancestor, &ours, &theirs};
  for (std::size_t i = 0; i < 3; ++i) {
    auto object = writer_.objects().read(*ids[i], GIT_OBJECT_BLOB);
    if (!object) return std::unexpected(std::move(object).error());
    objects[i] = std::move(*object);
    inputs[i].version = GIT_MERGE_FILE_INPUT_VERSION;
    inputs[i].ptr = bytes_of(objects[i]).data();
    inputs[i].size = bytes_of(objects[i]).size();
  }
  git_merge_file_result merged{};
  const int status = git_merge_file(&merged, &inputs[0], &inputs[1], &inputs[2], nullptr);
  if (status < 0) return std::unexpected(last_error(status, "cannot merge a file"));
  const bool clean = merged.automergeable == 1;
  const auto blob = clean ? writer_.add_blob({merged.ptr, merged.len}) : Result<git_oid>(git_oid{});
  git_merge_file_result_free(&merged);
  if (!blob) return std::unexpected(blob.error());
  return clean ? std::optional(*blob) : std::nullopt;
}

Result<void> Replay::restore_what_came_later(const Commit& commit, const std::string& release) {
  Recorded withdrawal;
  withdrawal.version.withdrawn = true;
  withdrawal.version.commit = hex(tip_);
  withdrawal.version.published = seconds_of(commit.fields.author);
  withdrawal.version.recorded = now_;
  remember(release, std::move(withdrawal));
  const Version& last = history_.releases[release].back().version;
  if (last.withdrawn) return {};
  const auto restored = write_restoration(writer_, tip_, release, std::nullopt, last, now_);
  if (!restored) return std::unexpected(restored.error());
  tip_ = *restored;
  return {};
}

}  // namespace stet::archive
