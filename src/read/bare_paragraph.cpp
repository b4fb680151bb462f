// SPDX-License-Identifier: Apache-2.0
//
// Most paragraphs of most texts have nothing in them that a parser could find, and of a short one the parser's start
// and end cost more than all the rest. So these are not given to it. Cost: a look at each byte, sixteen at a time.
#include "read/bare_paragraph.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "text/vectors.hpp"

namespace stet::read {
namespace {

/// Whether bytes may be markup inside a line. `|` is none without a line of dashes, nor are `!`, `]` and `>` without
/// what opens before them. White space but for spaces and line feeds counts too: md4c takes it off some ends.
constexpr auto kMayBeMarkup = [](const auto& byte) {
  return ((byte < ' ') & (byte != '\n')) | (byte == '*') | (byte == '<') | (byte == '&') | (byte == '~') |
         ((byte >= '[') & (byte <= '`'));  // [ \ ] ^ _ `
};

std::size_t skip_spaces(std::string_view text, std::size_t position) {
  return std::min(text.find_first_not_of(' ', position), text.size());
}

}  // namespace

bool is_prose(char first) {
  constexpr std::array<bool, 256> kProse = [] {
    std::array<bool, 256> prose{};
    for (const auto& [from, to] : {std::pair{'a', 'z'}, std::pair{'A', 'Z'}})
      for (char letter = from; letter <= to; ++letter) prose[static_cast<unsigned char>(letter)] = true;
    for (const char sign : std::string_view("(\"'[")) prose[static_cast<unsigned char>(sign)] = true;
    for (std::size_t byte = 0x80; byte < prose.size(); ++byte) prose[byte] = true;
    return prose;
  }();
  return kProse[static_cast<unsigned char>(first)];
}

bool is_bare_paragraph(std::string_view markdown, bool indented) {
  std::size_t line = indented ? skip_spaces(markdown, 0) : 0;
  for (;;) {
    if (line == markdown.size() || !is_prose(markdown[line])) return false;
    const std::size_t end = std::min(markdown.find('\n', line), markdown.size());
    line = skip_spaces(markdown, std::min(end + 1, markdown.size()));
    if (line == markdown.size() || markdown[line] == '\n') break;
  }
  return markdown.find_first_not_of(" \n", line) == std::string_view::npos &&
         text::find_byte(markdown.substr(0, line), 0, kMayBeMarkup) == line;
}

}  // namespace stet::read
