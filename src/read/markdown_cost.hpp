// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace stet::read {

/// Where CommonMark has a tab end.
inline constexpr std::size_t kTabStop = 4;

/// Whether a large text is so full of brackets, tags and their like that parsing it would take many times its size. So
/// no one writes: it is read as plain text.
[[nodiscard]] bool is_dense_markdown(std::string_view text);

/// Whether md4c can be given a text without its cost growing with the square of the size. False for texts that only
/// someone with that in mind writes.
[[nodiscard]] bool is_cheap_markdown(std::string_view text);

/// How many quotations and lists could be open after a line: its markers, and the lists that its indentation continues.
[[nodiscard]] std::size_t possible_depth(std::string_view line);

/// Lines times the greatest depth that any text may have, however small.
inline constexpr std::size_t kSmallNesting = 1024 * 1024;

}  // namespace stet::read
