// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "stet/archive.hpp"

namespace stet::cli {

/// How people name a version: "un/cted@2"; for a withdrawal "un/cted (withdrawn)".
[[nodiscard]] std::string label_of(const Release& release, const Version& version);

/// The path that a version had where the release has another by now: in a history that goes on under earlier names.
/// Else empty.
[[nodiscard]] std::string earlier_path(const Release& release, const Version& version);

/// The same for a person: ", as docs/old.md", or nothing.
[[nodiscard]] std::string earlier_name_words(const Release& release, const Version& version);

/// The release's versions without its withdrawals, in the order of publication.
[[nodiscard]] std::vector<Version> recorded_versions(const Release& release);

/// A version's bytes under its label, with the type that its path's ending or `--type` says.
[[nodiscard]] Result<Source> read_version(const Archive& archive, const Release& release, const Version& version,
                                          const CommonOptions& options);

}  // namespace stet::cli
