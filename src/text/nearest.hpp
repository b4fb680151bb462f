// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stet::text {

/// The fewest insertions, deletions, replacements and swaps of neighbouring bytes between two words
/// (optimal string alignment). Cost: the product of the lengths.
[[nodiscard]] std::size_t edit_distance(std::string_view before, std::string_view after);

/// The name that a typing error most likely meant: the nearest within a third of the word's length (at least 1), the
/// first in order of several; empty where none is that near.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& names);

}  // namespace stet::text
