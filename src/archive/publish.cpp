// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "archive/history.hpp"
#include "archive/names.hpp"
#include "archive/recording.hpp"
#include "archive/sha256.hpp"
#include "archive/trailers.hpp"
#include "archive/working_tree.hpp"
#include "archive/writer.hpp"
#include "fmt/format.h"
#include "text/iso_time.hpp"
#include "unicode/utf8.hpp"

namespace stet {
namespace {

using archive::FoundFile;
using archive::Outcome;
using archive::Present;
using archive::Recorded;
using archive::Writer;
using Request = archive::RecordRequest;

/// How often a plan is made anew because someone else committed meanwhile.
constexpr int kMaxAttempts = 8;

Result<Request> checked_request(std::string_view bytes, const Publication& publication) {
  auto file = archive::release_file(publication.name, publication.extension);
  if (!file) return std::unexpected(std::move(file).error());
  if (file->path == archive::kFormatFile) {
    return failure(ErrorCode::InvalidInput, "'stet.toml' is the archive's own file: choose another name");
  }
  if (publication.source.find_first_of(std::string_view("\n\r\v\f\0", 5)) != std::string::npos) {
    return failure(ErrorCode::InvalidInput, "a source is one line: there is a line break in this one");
  }
  if (publication.published && !archive::is_plausible_date(*publication.published, publication.now)) {
    return failure(ErrorCode::InvalidInput,
                   fmt::format("{} is no date of publication: it lies before the year 1000, or more than a year ahead",
                               text::format_iso_time(*publication.published)));
  }
  Request request{std::move(*file), bytes, archive::sha256(bytes), {}, 0, false, {}, publication.note, {}};
  git_oid blob{};
  git_odb_hash(&blob, bytes.data(), bytes.size(), GIT_OBJECT_BLOB);
  request.blob = archive::hex(blob);
  request.published = publication.published.value_or(publication.now);
  request.dated = publication.published.has_value();
  request.source = unicode::replace_invalid(publication.source);
  return request;
}

Result<Present> look(const archive::RepositoryState& state, const Writer& writer, const Request& request) {
  const archive::Objects objects = writer.objects();
  const auto head = archive::archive_head(state.repository.get(), objects, state.directory);
  if (!head) return std::unexpected(head.error());
  Present present{head->branch, *head->tip, {}, {}, {}};
  const auto tree = archive::tree_of(objects, present.tip);
  if (!tree) return std::unexpected(tree.error());
  present.tree = *tree;
  auto history = archive::archive_history(objects, present.tip, request.file.name);
  if (!history) return std::unexpected(std::move(history).error());
  const auto found = history->releases.find(request.file.name);
  if (found != history->releases.end()) present.versions = std::move(found->second);
  auto file = archive::find_release_file(objects, present.tree, request.file.name);
  if (!file) return std::unexpected(std::move(file).error());
  present.file = std::move(*file);
  const bool same_path = present.file && present.file->path == request.file.path;
  if (same_path && !present.versions.empty()) return present;
  if (auto clear = archive::check_clashes(objects, present, request, history->paths); !clear) {
    return std::unexpected(std::move(clear).error());
  }
  return present;
}

/// When the version is recorded: not before the latest one, if that was recorded while this writer waited for its turn.
/// A clock that is wrong by more than that is not followed. And behind a withdrawal: of two in one second that counts.
Timestamp recording_time(const Present& present, Timestamp now) {
  if (present.versions.empty()) return now;
  const Version& last = present.versions.back().version;
  const auto patience = std::chrono::duration_cast<std::chrono::seconds>(archive::kWriterPatience).count();
  const Timestamp time = last.recorded > now && last.recorded - now <= patience ? last.recorded : now;
  return last.withdrawn && last.published == time ? time + 1 : time;
}

/// A date that somebody gave is taken as it is, but for the one second in which nobody knows what came first.
Result<void> check_date(const Present& present, const Request& request) {
  const bool at_withdrawal = std::ranges::any_of(present.versions, [&](const Recorded& recorded) {
    return recorded.version.withdrawn && recorded.version.published == request.published;
  });
  if (!request.dated || !at_withdrawal) return {};
  return failure(ErrorCode::InvalidInput, "it was withdrawn in that very second: give a date before or after it",
                 request.file.name);
}

/// Adds what the working tree needs to the plan; LocalChange where that would overwrite someone's work.
Result<void> plan_working_tree(archive::Plan& plan, const archive::WorkingTree& tree, const Writer& writer,
                               const Present& present, const Request& request, const Outcome& outcome) {
  std::set<std::string> known{request.blob};
  for (const Recorded& recorded : present.versions) known.insert(recorded.version.blob);
  std::set<std::string> known_to_git = known;
  if (present.file) known_to_git.insert(archive::hex(present.file->blob));
  std::set<std::string> paths{outcome.path, request.file.path};
  if (present.file) paths.insert(present.file->path);
  plan.worktree = tree.relative_git_directory();
  const auto index = tree.staged();
  if (!index) return std::unexpected(index.error());
  for (const std::string& path : paths) {
    auto found = tree.known_blob_at(path, known);
    if (!found) return std::unexpected(std::move(found).error());
    if (auto staged = tree.check_staged(index->get(), path, known_to_git); !staged) return staged;
    archive::FileChange change{path, path == outcome.path ? outcome.blob : std::string(), std::move(*found)};
    change.beside = !tree.shares_file_system(writer.workshop().folder());
    plan.files.push_back(std::move(change));
  }
  if (!outcome.blob.empty()) plan.folders = tree.missing_folders(outcome.path);
  return {};
}

}  // namespace

Result<Published> Archive::publish(std::string_view bytes, const Publication& publication) {
  auto request = checked_request(bytes, publication);
  if (!request) return std::unexpected(request.error());
  // Before anything is written, the lock among it: this may be no archive at all.
  const auto head = archive::archive_head(state_->repository.get(), state_->objects(), state_->directory);
  if (!head) return std::unexpected(head.error());
  auto signer = archive::Signer::configured(state_->repository.get(), publication.sign);
  if (!signer) return std::unexpected(std::move(signer).error());
  auto writer = Writer::begin(*state_, publication.now);
  if (!writer) return std::unexpected(std::move(writer).error());
  (*writer)->set_signer(std::move(*signer));
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    const auto present = look(*state_, **writer, *request);
    if (!present) return std::unexpected(present.error());
    if (const Recorded* const already = archive::recorded_already(*present, *request)) {
      return Published{already->version, false, false};
    }
    if (auto dated = check_date(*present, *request); !dated) return std::unexpected(std::move(dated).error());
    const Timestamp recorded = recording_time(*present, publication.now);
    if (!request->dated) request->published = recorded;
    (*writer)->set_time(recorded);
    const auto outcome = archive::write_commits(**writer, *present, *request, recorded);
    if (!outcome) return std::unexpected(outcome.error());
    archive::Plan plan;
    plan.branch = present->branch;
    plan.before = archive::hex(present->tip);
    plan.after = archive::hex(outcome->tip);
    if (!state_->is_bare()) {
      const archive::WorkingTree tree(state_->repository.get());
      auto planned = plan_working_tree(plan, tree, **writer, *present, *request, *outcome);
      if (!planned) return std::unexpected(std::move(planned).error());
    }
    const auto moved = (*writer)->carry_out(
        plan, fmt::format("publish: {}: version {}", request->file.name, outcome->version.number.value_or(0)));
    if (!moved) return std::unexpected(moved.error());
    if (*moved) return Published{outcome->version, true, archive::is_found_late(*present, *request)};
  }
  return failure(ErrorCode::Busy, "another program keeps committing to this archive: try again", state_->directory);
}

}  // namespace stet
