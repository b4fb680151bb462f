// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "classify/entities.hpp"

namespace stet::classify {

/// Finds where one side has the initials of a name and the other the name ("BCE", "Banque centrale européenne") and
/// makes one name of each, with the same value. Both sides' entities must have been found.
void match_acronyms(Side& before, Side& after, const Vocabulary& vocabulary);

}  // namespace stet::classify
