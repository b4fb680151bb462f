// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "align/sequence.hpp"
#include "classify/entities.hpp"

namespace stet::classify {

/// Tokens of the two sides that stay: equal but for case and typography, in order. An entity stays whole or not at all.
[[nodiscard]] std::vector<align::IndexPair> kept_pairs(const Side& before, const Side& after,
                                                       const Vocabulary& vocabulary);

}  // namespace stet::classify
