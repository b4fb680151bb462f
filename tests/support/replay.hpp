// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "stet/source.hpp"

namespace stet::test {

/// The document's text as INTERFACE "Document text" defines it: the blocks' texts joined by a blank line.
[[nodiscard]] std::string document_text(const Source& source);

/// Holds one document of a JSON report made with `--all` against the texts that it speaks of: every sentence of either
/// side is in exactly one change, the sentences with their trailing white space are the text byte for byte, and each
/// change's edits lead from its before sentences to its after sentences.
///
/// @return What is wrong, or an empty string.
[[nodiscard]] std::string replay_fault(const nlohmann::json& document, const std::string& before_text,
                                       const std::string& after_text);

}  // namespace stet::test
