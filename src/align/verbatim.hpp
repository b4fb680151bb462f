// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "align/direction.hpp"

namespace stet::align {

/// A folded text without the marks and spaces at its ends: "phone number" of "- phone number;".
[[nodiscard]] std::string_view without_marks(std::string_view folded);

/// Whether nothing but spaces and marks stands in `whole` between two positions.
[[nodiscard]] bool only_marks(std::string_view whole, std::size_t begin, std::size_t end);

/// Whether a text stands in another, from the beginning of a word on; one of a single word up to the end of one, too.
[[nodiscard]] bool stands_in_words(std::string_view whole, std::string_view text);

/// Lines in a row and where they stand in the whole, [begin, end) in bytes of its folded text.
struct VerbatimRow {
  LineSet lines;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t covered = 0;  ///< Bytes that are theirs.
};

/// Whether two parts are free with no equal block between.
[[nodiscard]] bool are_together(const Sides& sides, std::uint32_t one, std::uint32_t other);
/// A part's folded text without the marks at its ends.
[[nodiscard]] std::string_view part_text(const Sides& sides, std::uint32_t line);
/// A part that stands in the whole, with the lines around it that do too: in order, and short ones side by side.
/// @param whole  Its folded text.
[[nodiscard]] VerbatimRow row_around(const Sides& sides, std::uint32_t part, std::string_view whole);

}  // namespace stet::align
