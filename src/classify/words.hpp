// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "classify/lexicon.hpp"

// How two words resemble each other. Both are folded (case and typography gone).
namespace stet::classify {

/// Whether all of a word is small letters of ASCII.
[[nodiscard]] bool in_small_letters(std::string_view word);

/// The same word in other letters: another spelling, or a typing error in one of them. A real word put for another,
/// or another form of the word, is none.
[[nodiscard]] bool same_word(std::string_view one, std::string_view other, const Lexicon& lexicon);

/// Another form of the same word, as far as letters tell: a long common beginning.
[[nodiscard]] bool same_stem(std::string_view one, std::string_view other);

}  // namespace stet::classify
