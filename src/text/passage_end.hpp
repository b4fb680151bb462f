// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

// Where passages end: several short pieces of text in a row that are taken as one, where there are far too many.
//
// Idea: where a passage ends is for its last piece to say (a hash of its bytes), not for how many there were before it.
// So what is put in moves no end but those nearest to it, and the passages behind are as they were.
//
// Example: of "A. B. C. D. E." with an end behind C., an "X." before B. changes the first passage alone.
//
// Case it gets wrong: where one text repeats, no piece says so, and passages end by their size: one that is put in
// moves all ends up to the next other text. The passages are equal all the same.
//
// Source: content-defined chunking, Muthitacharoen et al. (LBFS, 2001).
namespace stet::text {

/// In bytes: a passage is as long as a short sentence of prose at least, and as a long one at most.
inline constexpr std::size_t kShortestPassage = 64;
inline constexpr std::size_t kLongestPassage = 256;

/// Whether a passage of so many bytes ends with this piece, its last so far.
[[nodiscard]] bool ends_passage(std::size_t size, std::string_view piece);

}  // namespace stet::text
