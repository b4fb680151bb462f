// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/history.hpp"
#include "archive/names.hpp"
#include "archive/writer.hpp"

// A version becomes a commit: what `publish` does with a new one, and `sync` with one from elsewhere.
namespace stet::archive {

/// What is to be recorded, checked as far as that goes without looking into the archive.
struct RecordRequest {
  ReleaseFile file;
  std::string_view bytes;
  std::string sha256;
  std::string blob;  ///< Hexadecimal id of the bytes.
  Timestamp published = 0;
  bool dated = false;
  std::string source;
  std::string note;
  std::string author;  ///< As `CommitDraft` has it.
};

/// The archive as a writer finds it at its turn.
struct Present {
  std::string branch;
  git_oid tip{};
  git_oid tree{};
  std::vector<Recorded> versions;  ///< Of the release, in order.
  std::optional<FoundFile> file;   ///< Of the release, on the branch.
};

/// What is recorded and what the branch holds afterwards.
struct Outcome {
  Version version;
  git_oid tip{};
  std::string path;  ///< The file that the branch holds for the release.
  std::string blob;  ///< Its bytes; empty after a withdrawal.
};

/// Whether it was published before the latest one, which stays the latest.
[[nodiscard]] bool is_found_late(const Present& present, const RecordRequest& request);
/// The version that these bytes are already, or nothing.
[[nodiscard]] const Recorded* recorded_already(const Present& present, const RecordRequest& request);
/// A new name beside those that there are, on the branch and, withdrawn, in history.
[[nodiscard]] Result<void> check_clashes(const Objects& objects, const Present& present, const RecordRequest& request,
                                         const std::map<std::string, std::string>& recorded_paths);
/// Writes the commit of a version, and for one found late that which goes back to the latest.
[[nodiscard]] Result<Outcome> write_commits(Writer& writer, const Present& present, const RecordRequest& request,
                                            Timestamp now);
/// The commit that puts back what was published last, after one of another state of the release.
[[nodiscard]] Result<git_oid> write_restoration(Writer& writer, const git_oid& parent, const std::string& release,
                                                const std::optional<std::string>& present_path, const Version& latest,
                                                Timestamp now);

}  // namespace stet::archive
