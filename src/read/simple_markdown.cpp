// SPDX-License-Identifier: Apache-2.0
//
// Most paragraphs of most texts have nothing in them for a parser to find, or links alone, and of a short one the
// parser's start and end cost more than all the rest. So these are not given to it.
//
//   We [ask](a.html) you.     Text "We ", LinkTarget "a.html", Text "ask", LinkEnd, Text " you."
//
// All that might be anything else is left to the parser: emphasis, code, HTML, references, escapes, a target with
// brackets or an entity, a line that does not begin as prose does. Cost: a look at each byte, sixteen at a time.
#include "read/simple_markdown.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "read/line_beginning.hpp"
#include "text/vectors.hpp"

namespace stet::read {
namespace {

/// Whether bytes end a line or may be markup inside one. `|` is none without a line of dashes, nor is `!` without a
/// bracket, nor `>` without what opens before it. White space but for spaces counts too: md4c takes it off some ends.
constexpr auto kMayAct = [](const auto& byte) {
  return (byte < ' ') | (byte == '*') | (byte == '<') | (byte == '&') | (byte == '~') |
         ((byte >= '[') & (byte <= '`'));  // [ \ ] ^ _ `
};

std::size_t skip_spaces(std::string_view text, std::size_t position) {
  while (position < text.size() && text[position] == ' ') ++position;
  return position;
}

std::string_view without_spaces_behind(std::string_view text) { return text.substr(0, text.find_last_not_of(' ') + 1); }

/// A block of more is left to the parser, which holds a link or a line in less room.
constexpr std::size_t kMostParts = std::size_t{1} << 14U;

/// Where the target ends that begins there, at a closing parenthesis; nothing for one that has to be read closely.
std::optional<std::size_t> target_end(std::string_view text, std::size_t begin) {
  constexpr std::array<bool, 256> kPlain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t byte = '!'; byte < plain.size(); ++byte)
      plain[byte] = !std::string_view("()<>[]\\`\"'\x7F").contains(static_cast<char>(byte));
    return plain;
  }();
  std::size_t end = begin;
  while (end < text.size() && kPlain[static_cast<unsigned char>(text[end])]) ++end;
  if (end == begin || end == text.size() || text[end] != ')') return std::nullopt;
  const std::string_view target = text.substr(begin, end - begin);
  const std::size_t reference = target.find('&');
  if (reference != std::string_view::npos && target.find(';', reference) != std::string_view::npos) return std::nullopt;
  return end;
}

/// Takes lines apart.
class LineReader {
 public:
  LineReader(std::string_view text, std::vector<SimplePart>& parts) : text_(text), parts_(parts) {}

  /// Where the line that begins there ends; nothing where it is not simple.
  std::optional<std::size_t> take(std::size_t begin) {
    for (std::size_t at = text::find_byte(text_, begin, kMayAct);; at = text::find_byte(text_, begin, kMayAct)) {
      if (at == text_.size() || text_[at] == '\n') {
        put(SimplePart::Kind::Text, without_spaces_behind(text_.substr(begin, at - begin)));
        return at;
      }
      const auto behind = link(begin, at);
      if (!behind) return std::nullopt;
      begin = *behind;
    }
  }

 private:
  /// Takes the link that begins at `at`, and the text before it. Gives where it ends.
  std::optional<std::size_t> link(std::size_t begin, std::size_t at) {
    if (text_[at] != '[' || (at > 0 && text_[at - 1] == '!')) return std::nullopt;
    const std::size_t text = at + 1;
    const std::size_t text_end = text::find_byte(text_, text, kMayAct);
    if (text_end == text || !text_.substr(text_end).starts_with("](")) return std::nullopt;
    const std::size_t target = text_end + 2;
    const auto end = target_end(text_, target);
    if (!end || parts_.size() > kMostParts) return std::nullopt;
    put(SimplePart::Kind::Text, text_.substr(begin, at - begin));
    put(SimplePart::Kind::LinkTarget, text_.substr(target, *end - target));
    put(SimplePart::Kind::Text, text_.substr(text, text_end - text));
    parts_.push_back({SimplePart::Kind::LinkEnd, {}});
    return *end + 1;
  }

  void put(SimplePart::Kind kind, std::string_view bytes) {
    if (!bytes.empty()) parts_.push_back({kind, bytes});
  }

  std::string_view text_;
  std::vector<SimplePart>& parts_;
};

/// How many signs a heading begins with; 0 where it is none.
std::size_t heading_level(std::string_view line) {
  constexpr std::size_t kMostLevels = 6;
  const std::size_t signs = std::min(line.find_first_not_of('#'), line.size());
  return signs <= kMostLevels && signs < line.size() && line[signs] == ' ' ? signs : 0;
}

}  // namespace

bool take_apart(std::string_view markdown, bool indented, SimpleBlock& block) {
  block.parts.clear();
  std::size_t begin = indented ? skip_spaces(markdown, 0) : 0;
  block.level = static_cast<unsigned>(heading_level(markdown.substr(begin)));
  if (block.level > 0) begin = skip_spaces(markdown, begin + block.level);
  LineReader line(markdown, block.parts);
  for (;;) {
    if (begin == markdown.size() || (block.level == 0 && !is_prose(markdown[begin]))) return false;
    const auto end = line.take(begin);
    if (!end || block.parts.empty() || block.parts.size() > kMostParts) return false;
    begin = skip_spaces(markdown, std::min(*end + 1, markdown.size()));
    if (begin == markdown.size() || markdown[begin] == '\n') break;
    if (block.level > 0) return false;
    block.parts.push_back({SimplePart::Kind::LineEnd, {}});
  }
  // Signs that close a heading are none of its text.
  if (block.level > 0 && block.parts.back().bytes.ends_with('#')) return false;
  return markdown.find_first_not_of(" \n", begin) == std::string_view::npos;
}

}  // namespace stet::read
