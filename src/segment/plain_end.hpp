// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "segment/language_data.hpp"

namespace stet::segment {

/// Whether a sentence certainly ends at a full stop, so that no rule need be asked: most do. Behind a word of ASCII
/// letters that the language's data do not have, that is no number and no part of an abbreviation of several; before
/// one space and a capital of ASCII. What no rule would move or drop is told from a few bytes; what this says no to,
/// the rules decide.
/// @param sentence  Where the sentence begins, not inside brackets.
/// @param mark      The full stop.
/// @param next      Where the next sentence would begin.
[[nodiscard]] bool ends_plainly(std::string_view text, std::size_t sentence, std::size_t mark, std::size_t next,
                                const LanguageData& language);

}  // namespace stet::segment
