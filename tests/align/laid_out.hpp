// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "align/align.hpp"

namespace stet::align::test {

/// A document from a layout that needs no reader: one sentence a line, an empty line between blocks. Nothing is
/// segmented.
[[nodiscard]] Document laid_out(std::string_view layout);

/// Cuts the blocks that no pair takes out at their lines.
void segment_unpaired(Document& document, const std::vector<BlockPair>& equal, BlockIndex BlockPair::*side);

/// One line for each match, as a reader would say it, in the order of the alignment:
/// "= text" equal, "~ before > after" reworded, "+ text", "- text"; parts joined by " | "; "^" behind the sign if
/// moved. Sentences are given by their first word. Equal blocks that did not move are left out, one that did is "=
/// [block]^".
[[nodiscard]] std::vector<std::string> aligned(std::string_view before, std::string_view after);

/// The whole of it: blocks taken out, the rest segmented and aligned.
struct Aligned {
  Document before;
  Document after;
  Alignment alignment;
};
[[nodiscard]] Aligned align_layouts(std::string_view before, std::string_view after);

/// Where a sentence stands among all lines of its layout, from 0.
[[nodiscard]] std::uint32_t line_of(const Document& document, SentenceIndex index);

/// Matches as numbers of lines, with `before` and `after` swapped on request; ordered, so that two can be compared.
struct Numbered {
  std::vector<std::uint32_t> before;
  std::vector<std::uint32_t> after;
  bool moved = false;
  std::string stage;
  friend auto operator<=>(const Numbered&, const Numbered&) = default;
};
void PrintTo(const Numbered& match, std::ostream* out);
[[nodiscard]] std::vector<Numbered> numbered(const Aligned& aligned, bool swap);

}  // namespace stet::align::test
