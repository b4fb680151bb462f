// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "read/window.hpp"

namespace stet::read {

/// What decides whether a text can be cut.
struct MarkdownMeasure {
  bool reaches_over = false;  ///< Code or HTML that may go on over a blank line, or a definition, is in it.
  std::size_t bytes = 0;
  std::size_t lines = 0;
  std::size_t opening = 0;  ///< Square brackets.
  std::size_t closing = 0;
  std::size_t depth = 1;  ///< The greatest that a line may have,
  std::size_t pipes = 0;  ///< and the most pipes in one; of a text that was measured in parts, or more.
};
[[nodiscard]] MarkdownMeasure measure_markdown(std::string_view markdown);

/// Whether nothing in a Markdown text reaches over the places where it can be cut, so that what stands between two of
/// them can be read alone. If so, it holds of every such part.
[[nodiscard]] bool can_be_cut(const MarkdownMeasure& measure);

/// The next place behind `position` where it can be; the end of the text where there is none.
[[nodiscard]] std::size_t next_cut(std::string_view markdown, std::size_t position);

/// The part of two Markdown texts in which they differ, as bytes that the window leaves out: `head` from the beginning
/// of either, `tail` from the end. Both 0 where they cannot be cut.
struct MarkdownCut {
  std::size_t head = 0;
  std::size_t tail = 0;
  bool in_parts = false;  ///< Whether both texts can be cut at all.
};
/// @param measure  Of `before` where it is known; becomes that of `after`. Only the lines that differ are then
/// measured.
[[nodiscard]] MarkdownCut cut_markdown(std::string_view before, std::string_view after, const EqualEnds& equal,
                                       std::optional<MarkdownMeasure>& measure);

}  // namespace stet::read
