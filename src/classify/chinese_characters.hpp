// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stet::classify {

/// A Chinese text with each traditional character as the simplified one, character by character. The word lists are
/// written so.
[[nodiscard]] std::string simplified(std::string_view text);

}  // namespace stet::classify
