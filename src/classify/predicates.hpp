// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "classify/units.hpp"

namespace stet::classify {

/// Widens each edit of a negation to the whole predicate that it inflects, in Japanese, and to its postposition, in
/// Hindi; and an edit of a word to the suffix that makes one word with it (供应|商), in Chinese and Japanese. Units of
/// other languages stay as they are.
[[nodiscard]] std::vector<Unit> whole_predicates(std::vector<Unit> units, const Side& before, const Side& after,
                                                 const Vocabulary& vocabulary);

}  // namespace stet::classify
