// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "archive/history.hpp"
#include "archive/names.hpp"
#include "archive/sha256.hpp"
#include "archive/trailers.hpp"
#include "archive/working_tree.hpp"
#include "archive/writer.hpp"
#include "fmt/format.h"
#include "unicode/utf8.hpp"

namespace stet {
namespace {

using archive::FoundFile;
using archive::Head;
using archive::Recorded;
using archive::ReleaseFile;
using archive::Writer;

/// How often a plan is made anew because someone else committed meanwhile.
constexpr int kMaxAttempts = 8;

/// What is to be published, checked as far as that goes without looking into the archive.
struct Request {
  ReleaseFile file;
  std::string_view bytes;
  std::string sha256;
  std::string blob;  ///< Hexadecimal id of the bytes.
  Timestamp published = 0;
  bool dated = false;
  std::string source;
  std::string note;
};

/// The archive as a writer finds it at its turn.
struct Present {
  std::string branch;
  git_oid tip{};
  git_oid tree{};
  std::vector<Recorded> versions;  ///< Of the release, in order.
  std::optional<FoundFile> file;   ///< Of the release, on the branch.
};

Result<Request> checked_request(std::string_view bytes, const Publication& publication) {
  auto file = archive::release_file(publication.name, publication.extension);
  if (!file) return std::unexpected(std::move(file).error());
  if (file->path == archive::kFormatFile) {
    return failure(ErrorCode::InvalidInput, "'stet.toml' is the archive's own file: choose another name");
  }
  if (publication.source.find_first_of(std::string_view("\n\r\v\f\0", 5)) != std::string::npos) {
    return failure(ErrorCode::InvalidInput, "a source is one line: there is a line break in this one");
  }
  Request request{std::move(*file), bytes, archive::sha256(bytes), {}, 0, false, {}, publication.note};
  git_oid blob{};
  git_odb_hash(&blob, bytes.data(), bytes.size(), GIT_OBJECT_BLOB);
  request.blob = archive::hex(blob);
  request.published = publication.published.value_or(publication.now);
  request.dated = publication.published.has_value();
  request.source = unicode::replace_invalid(publication.source);
  return request;
}

Result<void> check_format(const archive::Objects& objects, const git_oid& tip, const std::string& directory) {
  const auto format = archive::format_of(objects, tip);
  if (!format) return std::unexpected(format.error());
  switch (*format) {
    case archive::Format::Known:
      return {};
    case archive::Format::None:
      return failure(ErrorCode::NotAnArchive,
                     "a git repository, but no archive: `stet init` in a folder of its own makes one", directory);
    case archive::Format::Unknown:
      return failure(ErrorCode::Unsupported,
                     "stet.toml names an archive format that this version of stet does not know: it knows 1",
                     directory);
    case archive::Format::Damaged:
      return failure(ErrorCode::NotAnArchive, "stet.toml is no valid TOML: mend it and commit it", directory);
  }
  return {};
}

Result<void> check_branch(const Head& head, const std::string& directory) {
  if (head.branch.empty()) {
    return failure(ErrorCode::Unsupported, "HEAD is detached, so there is no branch to publish on: `git switch BRANCH`",
                   directory);
  }
  if (!head.tip) {
    return failure(ErrorCode::NotAnArchive, "a git repository without a commit, and no archive: `stet init` makes one",
                   directory);
  }
  if (!head.branch.starts_with("refs/heads/")) {
    return failure(ErrorCode::Unsupported, "HEAD names no branch: `git switch BRANCH`", directory);
  }
  return {};
}

/// A new name beside those that there are, on the branch and, withdrawn, in history.
Result<void> check_clashes(const archive::Objects& objects, const Present& present, const Request& request,
                           const std::map<std::string, std::string>& recorded_paths) {
  const auto others = archive::neighbours(objects, present.tree, request.file.path);
  if (!others) return std::unexpected(others.error());
  for (const std::string& other : *others) {
    if (auto clash = archive::check_clash(request.file.path, other); !clash) return clash;
  }
  for (const auto& [name, path] : recorded_paths) {
    if (name == request.file.name) continue;
    if (auto clash = archive::check_clash(request.file.path, path); !clash) return clash;
  }
  const bool foreign = present.versions.empty() && present.file && present.file->path != request.file.path;
  if (!foreign) return {};
  return failure(ErrorCode::InvalidInput,
                 fmt::format("'{}' clashes with '{}', which is there and no release's: choose "
                             "another name, or rename that file",
                             archive::one_line(request.file.name), archive::one_line(present.file->path)));
}

Result<Present> look(const archive::RepositoryState& state, const Writer& writer, const Request& request) {
  const auto head = archive::read_head(state.repository.get());
  if (!head) return std::unexpected(head.error());
  if (auto usable = check_branch(*head, state.directory); !usable) return std::unexpected(std::move(usable).error());
  const archive::Objects objects = writer.objects();
  if (auto known = check_format(objects, *head->tip, state.directory); !known) {
    return std::unexpected(std::move(known).error());
  }
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
  if (auto clear = check_clashes(objects, present, request, history->paths); !clear) {
    return std::unexpected(std::move(clear).error());
  }
  return present;
}

/// The version that these bytes are already, or nothing.
const Recorded* recorded_already(const Present& present, const Request& request) {
  for (const Recorded& recorded : present.versions) {
    const bool same_bytes = recorded.sha256 == request.sha256;
    if (recorded.version.number && same_bytes && recorded.version.published == request.published) return &recorded;
  }
  if (request.dated || present.versions.empty()) return nullptr;
  const Recorded& latest = present.versions.back();
  return latest.version.number && latest.sha256 == request.sha256 ? &latest : nullptr;
}

/// When the version is recorded: not before the latest one, if that was recorded while this writer waited for its turn.
/// A clock that is wrong by more than that is not followed.
Timestamp recording_time(const Present& present, Timestamp now) {
  if (present.versions.empty()) return now;
  const Timestamp latest = present.versions.back().version.recorded;
  const auto patience = std::chrono::duration_cast<std::chrono::seconds>(archive::kWriterPatience).count();
  return latest > now && latest - now <= patience ? latest : now;
}

std::uint32_t next_number(const Present& present) {
  std::uint32_t highest = 0;
  for (const Recorded& recorded : present.versions) highest = std::max(highest, recorded.version.number.value_or(0));
  return highest + 1;
}

bool is_found_late(const Present& present, const Request& request) {
  return !present.versions.empty() && request.published < present.versions.back().version.published;
}

/// The first version published before the new one that has the same bytes.
std::optional<std::uint32_t> same_text_as(const Present& present, const Request& request) {
  for (const Recorded& recorded : present.versions) {
    const Version& version = recorded.version;
    if (version.published > request.published) break;
    if (version.number && version.blob == request.blob) return version.number;
  }
  return std::nullopt;
}

/// Makes `path` the release's only file, or leaves it none.
std::vector<archive::CommitDraft::Edit> edits_for(const std::optional<std::string>& former, const std::string& path,
                                                  const std::optional<git_oid>& blob) {
  std::vector<archive::CommitDraft::Edit> edits;
  if (former && (*former != path || !blob)) edits.push_back({*former, std::nullopt});
  if (blob) edits.push_back({path, blob});
  return edits;
}

/// What is recorded and what the branch holds afterwards.
struct Outcome {
  Version version;
  git_oid tip{};
  std::string path;  ///< The file that the branch holds for the release.
  std::string blob;  ///< Its bytes; empty after a withdrawal.
};

Result<Outcome> write_commits(Writer& writer, const Present& present, const Request& request, Timestamp now) {
  const auto blob = writer.add_blob(request.bytes);
  if (!blob) return std::unexpected(blob.error());
  archive::Record record{request.file.name, next_number(present), request.published,
                         request.source,    request.sha256,       request.note};
  const std::optional<std::string> former = present.file ? std::optional(present.file->path) : std::nullopt;
  // git holds no author date before 1970; the trailer does.
  const Timestamp authored = std::max<Timestamp>(request.published, 0);
  const auto commit = writer.add_commit(
      {present.tip, edits_for(former, request.file.path, *blob), authored, archive::format_version(record)});
  if (!commit) return std::unexpected(commit.error());
  Outcome outcome{{}, *commit, request.file.path, request.blob};
  outcome.version = {record.number,
                     false,
                     archive::hex(*commit),
                     request.blob,
                     request.file.path,
                     request.published,
                     now,
                     request.source,
                     archive::tidy_note(request.note),
                     same_text_as(present, request)};
  if (!is_found_late(present, request)) return outcome;
  const Version& latest = present.versions.back().version;
  std::optional<git_oid> latest_blob;
  if (const auto id = archive::parse_id(latest.blob)) latest_blob = *id;
  const auto restored = writer.add_commit({*commit, edits_for(request.file.path, latest.path, latest_blob), now,
                                           archive::format_restoration(request.file.name, latest.number)});
  if (!restored) return std::unexpected(restored.error());
  outcome.tip = *restored;
  outcome.path = latest.path;
  outcome.blob = latest.blob;
  return outcome;
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
  for (const std::string& path : paths) {
    auto found = tree.known_blob_at(path, known);
    if (!found) return std::unexpected(std::move(found).error());
    if (auto staged = tree.check_staged(path, known_to_git); !staged) return staged;
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
  const auto head = archive::read_head(state_->repository.get());
  if (!head) return std::unexpected(head.error());
  if (auto usable = check_branch(*head, state_->directory); !usable) return std::unexpected(std::move(usable).error());
  if (auto known = check_format(state_->objects(), *head->tip, state_->directory); !known) {
    return std::unexpected(std::move(known).error());
  }
  auto signer = archive::Signer::configured(state_->repository.get(), publication.sign);
  if (!signer) return std::unexpected(std::move(signer).error());
  auto writer = Writer::begin(*state_, publication.now);
  if (!writer) return std::unexpected(std::move(writer).error());
  (*writer)->set_signer(std::move(*signer));
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    const auto present = look(*state_, **writer, *request);
    if (!present) return std::unexpected(present.error());
    if (const Recorded* const already = recorded_already(*present, *request)) {
      return Published{already->version, false, false};
    }
    const Timestamp recorded = recording_time(*present, publication.now);
    if (!request->dated) request->published = recorded;
    (*writer)->set_time(recorded);
    const auto outcome = write_commits(**writer, *present, *request, recorded);
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
    if (*moved) return Published{outcome->version, true, is_found_late(*present, *request)};
  }
  return failure(ErrorCode::Busy, "another program keeps committing to this archive: try again", state_->directory);
}

}  // namespace stet
