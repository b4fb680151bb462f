// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "classify/units.hpp"

// The steps from the words that stay to the edits that a reader marks, each in a file of its own.
namespace stet::classify {

/// Whether what stays of a sentence is chance: "of the", "and".
[[nodiscard]] bool almost_nothing_stays(const Side& before, const Side& after,
                                        const std::vector<align::IndexPair>& pairs, const Vocabulary& vocabulary);
/// The edit of the labels that two items of a list begin with, where they differ: 1.→(a). Equal ends are left out.
[[nodiscard]] std::optional<Unit> label_unit(const Side& before, const Side& after);
/// The edits between two wordings of which almost nothing stays: one, and another for a label that either begins with.
/// Words that both begin with, or end with, stay where they are more than chance would have.
[[nodiscard]] std::vector<Unit> whole_rewrite(const Side& before, const Side& after);
/// Joins what a reader sees as one edit.
[[nodiscard]] std::vector<Unit> joined_units(const std::vector<Unit>& units, const Side& before, const Side& after,
                                             const Vocabulary& vocabulary);
/// Takes out of an edit what stays at its ends.
void leave_kept_ends(Unit& unit, const Side& before, const Side& after, const Vocabulary& vocabulary);

}  // namespace stet::classify
