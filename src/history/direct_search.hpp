// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "history/phrase.hpp"
#include "stet/history.hpp"

namespace stet::history {

/// When a release held a phrase, found without the index: each text is read where it differs from the one before, and
/// only where it may hold the phrase. The answer is that of the index.
/// @param read  Gives a version's text; a withdrawal's is empty.
[[nodiscard]] Result<std::vector<PhraseSpan>> search_directly(
    const Release& release, const Phrase& phrase, const SegmentOptions& options,
    const std::function<Result<Source>(const Version&)>& read);

}  // namespace stet::history
