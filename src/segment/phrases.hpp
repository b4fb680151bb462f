// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "segment/language_data.hpp"

// Phrases of the scripts that set spaces between phrases rather than words: Thai, Lao, Khmer, Myanmar.
namespace stet::segment {

/// Whether a letter of those scripts may begin with these bytes.
[[nodiscard]] constexpr bool may_be_phrase_script(unsigned char lead, unsigned char second) {
  if (lead == 0xE0) return second >= 0xB8 && second <= 0xBB;
  return lead == 0xE1 && (second <= 0x82 || second == 0x9E || second == 0x9F);
}

/// Whether the white space from `space` to `next` stands between two phrases that may go apart: both of those scripts,
/// both longer than a name, and the second no continuation. Looks no further than the nearest spaces, so a change
/// moves no end beyond the phrases beside it.
[[nodiscard]] bool is_phrase_end(std::string_view text, std::size_t space, std::size_t next,
                                 const LanguageData& language);

}  // namespace stet::segment
