// SPDX-License-Identifier: Apache-2.0
#include "archive/recording.hpp"

#include <algorithm>

#include "archive/trailers.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

std::uint32_t next_number(const Present& present) {
  std::uint32_t highest = 0;
  for (const Recorded& recorded : present.versions) highest = std::max(highest, recorded.version.number.value_or(0));
  return highest + 1;
}

/// The first version published before the new one that has the same bytes.
std::optional<std::uint32_t> same_text_as(const Present& present, const RecordRequest& request) {
  for (const Recorded& recorded : present.versions) {
    const Version& version = recorded.version;
    if (version.published > request.published) break;
    if (version.number && version.blob == request.blob) return version.number;
  }
  return std::nullopt;
}

/// Makes `path` the release's only file, or leaves it none.
std::vector<CommitDraft::Edit> edits_for(const std::optional<std::string>& former, const std::string& path,
                                         const std::optional<git_oid>& blob) {
  std::vector<CommitDraft::Edit> edits;
  if (former && (*former != path || !blob)) edits.push_back({*former, std::nullopt});
  if (blob) edits.push_back({path, blob});
  return edits;
}

}  // namespace

bool is_found_late(const Present& present, const RecordRequest& request) {
  return !present.versions.empty() && request.published < present.versions.back().version.published;
}

const Recorded* recorded_already(const Present& present, const RecordRequest& request) {
  for (const Recorded& recorded : present.versions) {
    const bool same_bytes = recorded.sha256 == request.sha256;
    if (recorded.version.number && same_bytes && recorded.version.published == request.published) return &recorded;
  }
  if (request.dated || present.versions.empty()) return nullptr;
  const Recorded& latest = present.versions.back();
  return latest.version.number && latest.sha256 == request.sha256 ? &latest : nullptr;
}

Result<void> check_clashes(const Objects& objects, const Present& present, const RecordRequest& request,
                           const std::map<std::string, std::string>& recorded_paths) {
  const auto others = neighbours(objects, present.tree, request.file.path);
  if (!others) return std::unexpected(others.error());
  for (const std::string& other : *others) {
    if (auto clash = check_clash(request.file.path, other); !clash) return clash;
  }
  for (const auto& [name, path] : recorded_paths) {
    if (name == request.file.name) continue;
    if (auto clash = check_clash(request.file.path, path); !clash) return clash;
  }
  const bool foreign = present.versions.empty() && present.file && present.file->path != request.file.path;
  if (!foreign) return {};
  return failure(ErrorCode::InvalidInput, fmt::format("'{}' clashes with '{}', which is there and no release's: choose "
                                                      "another name, or rename that file",
                                                      one_line(request.file.name), one_line(present.file->path)));
}

Result<git_oid> write_restoration(Writer& writer, const git_oid& parent, const std::string& release,
                                  const std::optional<std::string>& present_path, const Version& latest,
                                  Timestamp now) {
  std::optional<git_oid> blob;
  if (const auto id = parse_id(latest.blob)) blob = *id;
  return writer.add_commit(
      {parent, edits_for(present_path, latest.path, blob), now, format_restoration(release, latest.number), ""});
}

Result<Outcome> write_commits(Writer& writer, const Present& present, const RecordRequest& request, Timestamp now) {
  const auto blob = writer.add_blob(request.bytes);
  if (!blob) return std::unexpected(blob.error());
  Record record{request.file.name, next_number(present), request.published,
                request.source,    request.sha256,       request.note};
  const std::optional<std::string> former = present.file ? std::optional(present.file->path) : std::nullopt;
  // git holds no author date before 1970; the trailer does.
  const Timestamp authored = std::max<Timestamp>(request.published, 0);
  const auto commit = writer.add_commit(
      {present.tip, edits_for(former, request.file.path, *blob), authored, format_version(record), request.author});
  if (!commit) return std::unexpected(commit.error());
  Outcome outcome{{}, *commit, request.file.path, request.blob};
  outcome.version = {record.number,
                     false,
                     hex(*commit),
                     request.blob,
                     request.file.path,
                     request.published,
                     now,
                     request.source,
                     tidy_note(request.note),
                     same_text_as(present, request)};
  if (!is_found_late(present, request)) return outcome;
  const Version& latest = present.versions.back().version;
  const auto restored = write_restoration(writer, *commit, request.file.name, request.file.path, latest, now);
  if (!restored) return std::unexpected(restored.error());
  outcome.tip = *restored;
  outcome.path = latest.path;
  outcome.blob = latest.blob;
  return outcome;
}

}  // namespace stet::archive
