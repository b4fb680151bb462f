// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace stet::read {

/// What a paragraph or a heading without markup but links is made of.
struct SimplePart {
  enum class Kind : std::uint8_t { Text, LinkTarget, LinkEnd, LineEnd };  ///< A link's target comes before its text.
  Kind kind = Kind::Text;
  std::string_view bytes;  ///< Of the text, or of the target.
};

struct SimpleBlock {
  unsigned level = 0;  ///< Of a heading; 0 for a paragraph.
  std::vector<SimplePart> parts;
};

/// Takes a piece of Markdown apart that is one paragraph or heading of words and links `[text](target)`, and nothing
/// else. False where that is not certain: a parser is asked then, and `block` means nothing.
/// @param indented  Whether spaces before the block mean nothing.
[[nodiscard]] bool take_apart(std::string_view markdown, bool indented, SimpleBlock& block);

}  // namespace stet::read
