// SPDX-License-Identifier: Apache-2.0
#include "segment/uax29.hpp"

#include <array>

#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

using unicode::SentenceBreak;

constexpr std::array<SentenceBreak, 128> make_ascii() {
  std::array<SentenceBreak, 128> table{};
  table.fill(SentenceBreak::Other);
  for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = SentenceBreak::Lower;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = SentenceBreak::Upper;
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = SentenceBreak::Numeric;
  for (const unsigned c : {0x09U, 0x0BU, 0x0CU, 0x20U}) table[c] = SentenceBreak::Space;
  table[0x0A] = table[0x0D] = SentenceBreak::Separator;
  table[0x21] = table[0x3F] = SentenceBreak::Terminal;                // ! ?
  table[0x2C] = table[0x2D] = table[0x3A] = SentenceBreak::Continue;  // , - :
  for (const unsigned c : {0x22U, 0x27U, 0x28U, 0x29U, 0x5BU, 0x5DU, 0x7BU, 0x7DU}) table[c] = SentenceBreak::Close;
  table[0x2E] = SentenceBreak::FullStop;
  return table;
}
constexpr auto kAscii = make_ascii();

SentenceBreak class_of(char32_t code) { return code < 0x80 ? kAscii[code] : unicode::sentence_break(code); }

/// A walk over code points in which Extend and Format stand for nothing (SB5).
struct Walk {
  std::string_view text;
  std::size_t at;
  std::size_t size = 0;
  SentenceBreak here = SentenceBreak::Other;

  /// Skips marks and looks at what stands there.
  void look() {
    for (;;) {
      const auto code_point = unicode::code_point_at(text, at);
      size = code_point.size;
      if (size == 0) return;
      here = class_of(code_point.code);
      if (here != SentenceBreak::Extend) return;
      at += size;
    }
  }
  void step() {
    at += size;
    look();
  }
  [[nodiscard]] bool ended() const { return size == 0; }
  [[nodiscard]] bool is(SentenceBreak wanted) const { return !ended() && here == wanted; }
};

bool is_cased(SentenceBreak sentence_break) {
  return sentence_break == SentenceBreak::Upper || sentence_break == SentenceBreak::Lower;
}

SentenceBreak class_before(std::string_view text, std::size_t position) {
  while (position > 0) {
    const auto code_point = unicode::code_point_before(text, position);
    const SentenceBreak found = class_of(code_point.code);
    if (found != SentenceBreak::Extend) return found;
    position -= code_point.size;
  }
  return SentenceBreak::Other;
}

/// SB8: lower case follows before any other letter.
bool goes_on_in_lower_case(Walk walk) {
  for (; !walk.ended(); walk.step()) {
    switch (walk.here) {
      case SentenceBreak::Lower:
        return true;
      case SentenceBreak::Letter:
      case SentenceBreak::Upper:
      case SentenceBreak::Separator:
      case SentenceBreak::FullStop:
      case SentenceBreak::Terminal:
        return false;
      default:
        break;
    }
  }
  return false;
}

}  // namespace

bool ends_sentences(char32_t code) {
  const SentenceBreak found = class_of(code);
  return found == SentenceBreak::FullStop || found == SentenceBreak::Terminal;
}

bool is_separator(char32_t code) { return class_of(code) == SentenceBreak::Separator; }

std::optional<std::size_t> sentence_end(std::string_view text, std::size_t position) {
  Walk walk{text, position};
  walk.look();
  const bool full_stop = walk.here == SentenceBreak::FullStop;
  walk.step();
  if (full_stop) {
    if (walk.is(SentenceBreak::Numeric)) return std::nullopt;                                          // SB6
    if (walk.is(SentenceBreak::Upper) && is_cased(class_before(text, position))) return std::nullopt;  // SB7
  }
  while (walk.is(SentenceBreak::Close)) walk.step();  // SB9
  while (walk.is(SentenceBreak::Space)) walk.step();  // SB10
  if (walk.ended()) return walk.at;
  switch (walk.here) {
    case SentenceBreak::Separator:
      return behind_separator(text, walk.at);
    case SentenceBreak::Continue:
    case SentenceBreak::FullStop:
    case SentenceBreak::Terminal:
      return std::nullopt;  // SB8a
    default:
      if (full_stop && goes_on_in_lower_case(walk)) return std::nullopt;
      return walk.at;  // SB11
  }
}

std::size_t behind_separator(std::string_view text, std::size_t position) {
  const auto code_point = unicode::code_point_at(text, position);
  const bool pair = code_point.code == '\r' && position + 1 < text.size() && text[position + 1] == '\n';
  return position + code_point.size + (pair ? 1 : 0);
}

}  // namespace stet::segment
