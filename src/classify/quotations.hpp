// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "classify/lexicon.hpp"
#include "stet/text.hpp"
#include "unicode/breaks.hpp"

namespace stet::classify {

/// The direct quotations of a block's text: what stands between quotation marks, the marks left out, where a speech
/// verb or a speaker says that somebody said it. Titles, terms and scare quotes are none. In order, not overlapping.
[[nodiscard]] std::vector<ByteRange> direct_quotations(std::string_view text, const Lexicon& lexicon,
                                                       unicode::Breaks& breaks);

}  // namespace stet::classify
