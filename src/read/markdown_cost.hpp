// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace stet::read {

/// Where CommonMark has a tab end.
inline constexpr std::size_t kTabStop = 4;

/// Whether md4c can be given a text without its cost growing with the square of the size. False for texts that only
/// someone with that in mind writes.
[[nodiscard]] bool is_cheap_markdown(std::string_view text);

}  // namespace stet::read
