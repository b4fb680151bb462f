// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "read/window.hpp"

namespace stet::read {

/// The part of two Markdown texts in which they differ, as bytes that the window leaves out: `head` from the beginning
/// of either, `tail` from the end. Both 0 where they cannot be cut.
struct MarkdownCut {
  std::size_t head = 0;
  std::size_t tail = 0;
};
[[nodiscard]] MarkdownCut cut_markdown(std::string_view before, std::string_view after, const EqualEnds& equal);

/// Whether nothing in a Markdown text reaches over the places where it can be cut, so that what stands between two of
/// them can be read alone. If so, it holds of every such part.
[[nodiscard]] bool can_be_cut(std::string_view markdown);

/// The next place behind `position` where it can be; the end of the text where there is none.
[[nodiscard]] std::size_t next_cut(std::string_view markdown, std::size_t position);

}  // namespace stet::read
