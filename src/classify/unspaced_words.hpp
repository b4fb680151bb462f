// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "classify/tokens.hpp"

namespace stet::classify {

/// Cuts words of scripts without spaces where the other side has their parts as words: the dictionary cuts one word
/// differently in two contexts (适用于, 不|适用|于).
/// @return Whether that was done; not in texts so long that it would be too much work.
[[nodiscard]] bool cut_alike(std::vector<Token>& before, std::string_view before_text, std::vector<Token>& after,
                             std::string_view after_text, Vocabulary& vocabulary);

}  // namespace stet::classify
