// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "archive/names.hpp"
#include "archive/record_scan.hpp"
#include "archive/state.hpp"
#include "stet/import.hpp"

// What an import meets in the archive, and which of its files can go there.
namespace stet::archive {

/// Which of the equal versions of an import one is. They come in the order of publication, so only those of one second
/// are kept.
class Occurrences {
 public:
  /// From 1.
  [[nodiscard]] std::size_t next(const VersionKey& key) {
    if (!seen_.empty() && seen_.front().published != key.published) seen_.clear();
    seen_.push_back(key);
    return static_cast<std::size_t>(std::count(seen_.begin(), seen_.end(), key));
  }

 private:
  std::vector<VersionKey> seen_;
};

/// A release that gets versions, as the branch has it and as the import goes on.
struct ImportRelease {
  std::string name;
  ReleaseRecord record;
  std::string path;  ///< Its file on the branch; empty where it has none.
  /// What was published last, to be restored after a version found late. Not known where it was recorded before the
  /// import and nothing has asked for it.
  struct Latest {
    std::string path;             ///< Empty after a withdrawal.
    std::optional<git_oid> blob;  ///< Likewise.
  };
  std::optional<Latest> latest;
  bool is_changed = false;
  Occurrences occurrences;
};

/// Where the files of an import belong.
struct ImportTarget {
  static constexpr std::uint32_t kPassedOver = ~std::uint32_t{0};

  std::vector<ImportRelease> releases;
  std::vector<std::string> paths;               ///< In the archive, by index in `Incoming::files`.
  std::vector<std::uint32_t> releases_by_file;  ///< Likewise; kPassedOver for what cannot go there.
  std::map<std::string, git_oid> present;       ///< The files on the branch.
};

/// Reads the archive at `tip` and finds a place for each file. A file with a name that cannot be goes into `not_read`,
/// or is an error where the user named it.
[[nodiscard]] Result<ImportTarget> import_target(const Objects& objects, const git_oid& tip, const Incoming& incoming,
                                                 std::vector<NotRead>& not_read);

/// The same for an archive that is not there yet.
[[nodiscard]] Result<void> check_new_names(const Incoming& incoming);

/// The blobs of every recorded version of a release.
[[nodiscard]] Result<std::vector<Version>> recorded_versions_of(const Objects& objects, const git_oid& tip,
                                                                const std::string& name);

/// LocalChange where an import of something new would overwrite what someone changed in the working tree or git's
/// index.
///
/// @return The working files that are as no commit of the branch's tip has them, and yet may be overwritten: blobs by
///         path.
[[nodiscard]] Result<std::map<std::string, std::string>> check_working_tree(const RepositoryState& state,
                                                                            const Objects& objects, const git_oid& tip,
                                                                            const Incoming& incoming,
                                                                            ImportTarget& target);

}  // namespace stet::archive
