// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "classify/units.hpp"

namespace stet::classify {

/// Marks the entities that an edit deletes and another one inserts again in a phrase that is the same word for word:
/// they changed their place in the sentence, and no fact did.
void mark_moved_phrases(Side& before, Side& after, std::span<const Unit> units);

}  // namespace stet::classify
