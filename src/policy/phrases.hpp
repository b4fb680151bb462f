// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "stet/policy.hpp"

// The rules about phrases. They are found as `stet grep` finds them: across wraps and sentence ends, never across
// blocks, blind to typography.
namespace stet::policy {

/// A change that a phrase rule is about, and the sentence to point at.
struct PhraseHit {
  std::optional<std::size_t> change;  ///< Position in the document's changes; none where no change shows it.
  std::size_t line = 1;               ///< In the before document for what is gone, else in the after document.
};

/// Where a phrase that stood in the document before went from all of it; nothing where it still stands, or never did.
[[nodiscard]] Result<std::optional<PhraseHit>> lost_phrase(const std::string& phrase, const DocumentDiff& diff);

/// The changes that brought a phrase in: it stands in their wording now and did not before.
[[nodiscard]] Result<std::vector<PhraseHit>> new_phrases(const std::string& phrase, const DocumentDiff& diff);

}  // namespace stet::policy
