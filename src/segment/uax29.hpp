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

/// Whether a terminator, a separator or a bullet may begin with this byte and the next: a filter that lets through some
/// that are none, and never keeps one out.
[[nodiscard]] bool may_be_mark(unsigned char lead, unsigned char second);

/// Whether the code point terminates sentences (ATerm or STerm) or separates paragraphs.
[[nodiscard]] bool ends_sentences(char32_t code);
[[nodiscard]] bool is_separator(char32_t code);

/// Where the next sentence begins, if one ends by the terminator at `position`: behind closing punctuation, white space
/// and one separator. May be the end of the text.
[[nodiscard]] std::optional<std::size_t> sentence_end(std::string_view text, std::size_t position);

/// The place behind the separator at `position`; CR LF is one.
[[nodiscard]] std::size_t behind_separator(std::string_view text, std::size_t position);

}  // namespace stet::segment
