// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stet::classify {

/// A Chinese text with each traditional character as the simplified one, character by character. The word lists are
/// written so.
[[nodiscard]] std::string simplified(std::string_view text);
/// The same; the text itself where it has none of them.
/// @param written  Holds what is given where that is another one.
[[nodiscard]] std::string_view simplified(std::string_view text, std::string& written);

}  // namespace stet::classify
