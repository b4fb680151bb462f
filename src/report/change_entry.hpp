// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/digest.hpp"
#include "report/shown.hpp"

// How a digest tells one change.
namespace stet::report {

/// @param shown  Of the same document.
[[nodiscard]] Entry change_entry(const DocumentDiff& diff, const Shown& shown, const Change& change);

/// "line 24 (was 21)", "was line 20", and of what kind the block is.
[[nodiscard]] std::string change_place(const DocumentDiff& diff, const Shown& shown, const Change& change);

/// The beginning of sentences, by which they are known where a list of many is told.
[[nodiscard]] Flow known_by(const Document& document, SentenceSet sentences, Role role);

[[nodiscard]] Flow metadata_words(const MetadataChange& change);

}  // namespace stet::report
