// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

// The sentence boundaries of Unicode Standard Annex #29, section 5, without a look at the text between.
//
// Idea: by those rules a sentence ends only behind a terminator (or a separator of paragraphs), and whether it does
// depends on what stands next to it. So whoever finds the terminators can ask at each, and the text between costs a
// comparison a byte instead of a step of ICU's automaton.
//
// "He left at 6. “Why?” 3.5 km" -> at the first full stop: close nothing, skip one space, “ and W are no lower case, so
// a sentence ends before “ (SB11); at ?: skip ” and a space, a sentence ends before 3; at the last: a digit follows, so
// none does (SB6).
//
// Gives exactly ICU's root boundaries; tests compare the two over generated texts. Cost: linear; the look-ahead of SB8
// stops at the next terminator, from where the next one starts.
namespace stet::segment {

/// Whether a terminator, a separator, a bullet or a bracket beyond ASCII may begin with these bytes: a filter that lets
/// through some that are none, and never keeps one out. A third byte that is not there may be anything.
[[nodiscard]] constexpr bool may_be_mark(unsigned char lead, unsigned char second, unsigned char third) {
  switch (lead) {
    case 0xC2:
      return second == 0x85;
    case 0xD6:
      return second == 0x89;
    case 0xD8:
      return second >= 0x9D && second <= 0x9F;
    case 0xDB:
      return second == 0x94;
    case 0xDC:
      return second <= 0x82;
    case 0xDF:
      return second == 0xB9;
    case 0xE0:
      return second == 0xA0 || second == 0xA1 || (second == 0xA5 && (third == 0xA4 || third == 0xA5));
    case 0xE1:
      return second < 0xB8;  // Before Latin Extended Additional.
    case 0xE2:               // Behind the quotes and dashes of General Punctuation, most of all.
      return (second == 0x80 && third >= 0xA2) || second == 0x81 || second == 0x96 || second == 0x97 ||
             second == 0xB8 || second == 0xB9;
    case 0xE3:
      return second == 0x80 && third < 0xA0;
    case 0xEA:
      return second < 0xB0;  // Before Hangul.
    case 0xEF:
      return second == 0xB8 || second == 0xB9 || second == 0xBC || second == 0xBD;
    case 0xF0:
      return second >= 0x90 && second < 0x9F;
    default:
      return false;
  }
}

/// Whether the code point terminates sentences (ATerm or STerm) or separates paragraphs.
[[nodiscard]] bool ends_sentences(char32_t code);
[[nodiscard]] bool is_separator(char32_t code);

/// Where the next sentence begins, if one ends by the terminator at `position`: behind closing punctuation, white space
/// and one separator. May be the end of the text.
[[nodiscard]] std::optional<std::size_t> sentence_end(std::string_view text, std::size_t position);

/// The place behind the separator at `position`; CR LF is one.
[[nodiscard]] std::size_t behind_separator(std::string_view text, std::size_t position);

}  // namespace stet::segment
