// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "stet/archive.hpp"
#include "stet/document.hpp"
#include "stet/result.hpp"

namespace stet {

/// A file that keeps a release, as an import finds it. A release whose ending changes has several.
struct IncomingFile {
  std::string name;       ///< Of the release; an ending like `extension` is dropped.
  std::string extension;  ///< With its dot.
  std::string place;      ///< Where it comes from, for messages.
  bool is_named = false;  ///< The user named it itself, so that a fault of it is an error.
};

/// One version that was published before and elsewhere.
struct IncomingVersion {
  std::uint32_t file = 0;  ///< In `Incoming::files`.
  Timestamp published = 0;
  bool is_withdrawal = false;  ///< The release's file goes; there are no bytes.
};

/// What is said of a version besides its bytes.
struct IncomingDetails {
  std::string note;
  std::string source;
  std::string author_name;  ///< Empty: whoever imports.
  std::string author_email;
  std::string author_offset;  ///< From UTC, `+0100`; empty: UTC.
};

/// Versions to be imported. Their bytes are asked for one at a time, in an order that suits the writer, and some of
/// them twice; so a list of 100,000 versions is small.
struct Incoming {
  std::vector<IncomingFile> files;
  std::vector<IncomingVersion> versions;  ///< In any order; of equal times the earlier stands first.
  std::vector<NotRead> not_read;          ///< What was passed over when the list was made.
  std::vector<Warning> warnings;          ///< What the list's maker has to say of it.
  /// Whether two versions of a release with the same time and bytes are two. In a history they are, A, B, A in one
  /// second; in a list of files one of them is there twice.
  bool repeats_count = false;
  /// The bytes of a version, by its index. NotADocument, NotReadable and NotFound pass it over.
  std::function<Result<Source>(std::size_t)> bytes;
  std::function<Result<IncomingDetails>(std::size_t)> details;  ///< Not given: nothing is said.
  std::function<std::string(std::size_t)> place;                ///< Where a version comes from, for messages.
};

/// How far an import has come.
struct ImportProgress {
  std::size_t done = 0;  ///< Versions.
  std::size_t total = 0;
};

struct ImportSettings {
  Timestamp now = 0;  ///< When the versions are recorded.
  /// Called often. False ends the import: what is recorded by then stays, the batch at hand is dropped.
  std::function<bool(const ImportProgress&)> proceed;
  std::size_t batch = 8192;  ///< Versions that are recorded at once.
};

/// What an import did.
struct Imported {
  std::size_t recorded = 0;     ///< Versions, without withdrawals.
  std::size_t withdrawals = 0;  ///< Recorded.
  std::size_t present = 0;      ///< Versions and withdrawals that were recorded already.
  std::size_t found_late = 0;   ///< Recorded behind a version that was published later.
  std::size_t releases = 0;     ///< That got something new.
  bool is_stopped = false;      ///< `proceed` said so.
  std::vector<NotRead> not_read;
};

/// The versions that a manifest lists: a line each, time (ISO 8601 or seconds since 1970), name of a release, file
/// (relative to the manifest), tabs between. InvalidInput or NotFound names the line that is wrong: a manifest is
/// checked whole, the files it names among it, before anything is done with it.
[[nodiscard]] Result<Incoming> read_manifest(const std::string& path);

/// Dated files: those named, and the documents (`.md .markdown .txt`) below the folders named. Name and date come from
/// the path by `rule`, else by one of the usual forms, else the date from the text's own metadata.
///
/// @param rule  A pattern as docs/import.md has it, `{name}/{date}.md`; empty: none. InvalidInput where it is none.
[[nodiscard]] Result<Incoming> read_dated_files(const std::vector<std::string>& paths, const std::string& rule);

/// The history of a git repository along first parents: each document's versions with their dates, authors and
/// messages, and its deletions as withdrawals.
///
/// @param paths  Documents, folders and globs relative to the repository's root; empty: every document.
[[nodiscard]] Result<Incoming> read_history(const std::string& repository, const std::vector<std::string>& paths);

/// One list of several.
[[nodiscard]] Incoming joined(std::vector<Incoming> parts);

/// Whether the files that were named can be called so, for an archive that is not there yet. InvalidInput.
[[nodiscard]] Result<void> check_names(const Incoming& incoming);

/// Records what is new of the versions, batch by batch, each whole or not at all. See docs/formats/archive.md.
[[nodiscard]] Result<Imported> import_versions(Archive& archive, const Incoming& incoming,
                                               const ImportSettings& settings);

}  // namespace stet
