// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "classify/lexicon.hpp"
#include "stet/text.hpp"
#include "unicode/breaks.hpp"

namespace stet::classify {

/// Cuts a run of a script whose words no space divides: all of it, in order.
/// @param run  Bytes of `text`; what stands before it tells what numerals count.
[[nodiscard]] std::vector<ByteRange> cut_run(std::string_view text, ByteRange run, const Lexicon& lexicon,
                                             unicode::Breaks& breaks);

}  // namespace stet::classify
