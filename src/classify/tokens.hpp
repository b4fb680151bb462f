// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "classify/lexicon.hpp"
#include "classify/vocabulary.hpp"
#include "unicode/breaks.hpp"

// The words and signs that edits are made of.
namespace stet::classify {

enum class TokenKind : std::uint8_t {
  Word,
  Number,  ///< Digits with the separators inside.
  Mixed,   ///< Letters and digits: 5th, A320, COVID-19, 1990s.
  Mark,    ///< One sign or punctuation mark; a run of dots or hyphens is one.
  Url,     ///< A written-out address of the web or of mail.
};

/// A word or a sign of a text. What stands between two tokens is white space or characters that do not show.
struct Token {
  std::uint32_t begin = 0;  ///< In bytes of the text.
  std::uint32_t end = 0;
  std::uint32_t id = 0;  ///< Equal for tokens that differ in case and typography alone.
  TokenKind kind = TokenKind::Mark;
  bool capital = false;   ///< Begins with a capital letter.
  bool all_caps = false;  ///< At least two letters, all capital.
  bool unspaced = false;  ///< Of a script whose words no space divides.
};

/// What is white space between tokens, or does not show.
[[nodiscard]] bool stands_between(char32_t code);

/// Takes a text apart into tokens by a fast scanner that agrees with UAX #29 where words have spaces, save that
/// hyphenated words and initials such as "U.S." are one; runs of scripts without spaces go to ICU's dictionaries.
/// Deterministic and linear. `text` is below 4 GiB.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text, Vocabulary& vocabulary, unicode::Breaks& breaks);

/// The same tokens, of a text much like another whose tokens are known: between equal words at either end, only the
/// middle is taken apart.
/// @param tokens  Of `other`, by `tokenize` with the same vocabulary.
[[nodiscard]] std::vector<Token> tokenize_like(std::string_view text, std::string_view other,
                                               std::span<const Token> tokens, Vocabulary& vocabulary,
                                               unicode::Breaks& breaks);

}  // namespace stet::classify
