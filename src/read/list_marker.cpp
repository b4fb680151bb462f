// SPDX-License-Identifier: Apache-2.0
//
// Idea: a wrap may put a dash or a number at the beginning of a line, and a changed wrap must never look like a changed
// text. So a line needs a reason to be an item: the paragraph is a list from its first line or from a colon on, and the
// marker goes on with what is there.
//
//   The plan has two parts:           lead line, a block
//   1. a joint unit, set up in        item
//   2018 and staffed by 40 people;    no marker ("2018 " has none)
//   2. a fund.                        item: 2 follows 1
//
// Wrong for a list of dashes in whose items a dash between words comes to stand at a line's beginning.
// Cost: a look at the beginning of each line; the kinds in one list are few and capped.
#include "read/list_marker.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "read/scan.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

using Style = ListMarker::Style;

/// Signs that only ever mark items. U+F0B7 is the bullet of Word's symbol font.
constexpr std::u32string_view kBullets = U"•‣◦▪▫■□●○⁃∙➢➤►▶✓✔❖\uF0B7";
/// Signs that prose has too.
constexpr std::u32string_view kSigns = U"-‐‑‒–—―−*+·";
constexpr std::u32string_view kHanDigits = U"一二三四五六七八九";
/// A longer number is a year or an amount.
constexpr std::size_t kNumberDigits = 3;
/// The longest Roman number taken: xxxviii.
constexpr std::size_t kRomanLetters = 7;
/// Kinds of markers remembered in one list. Real ones nest four deep.
constexpr std::size_t kKinds = 16;

bool is_fullwidth_close(char32_t code) { return code == U'）' || code == U'、' || code == U'．'; }

/// Reads a line from its beginning.
class Cursor {
 public:
  explicit Cursor(std::string_view line) : line_(line) {}

  [[nodiscard]] char32_t peek() const { return unicode::code_point_at(line_, position_).code; }
  [[nodiscard]] std::size_t position() const { return position_; }
  char32_t take() {
    const unicode::CodePoint code = unicode::code_point_at(line_, position_);
    position_ += code.size;
    return code.code;
  }
  bool accept(char32_t expected) {
    if (peek() != expected || position_ >= line_.size()) return false;
    take();
    return true;
  }
  /// White space follows. The end of the line does not count: a lone marker marks nothing.
  [[nodiscard]] bool at_space() const { return position_ < line_.size() && unicode::is_space(peek()); }

 private:
  std::string_view line_;
  std::size_t position_ = 0;
};

std::optional<std::uint32_t> decimal(Cursor& cursor) {
  std::uint32_t value = 0;
  std::size_t digits = 0;
  for (; unicode::is_digit(cursor.peek()); ++digits) {
    if (digits == kNumberDigits) return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(unicode::digit_value(cursor.take()));
  }
  if (digits == 0) return std::nullopt;
  return value;
}

std::uint32_t han_digit(char32_t code) {
  const std::size_t at = kHanDigits.find(code);
  return at == std::u32string_view::npos ? 0 : static_cast<std::uint32_t>(at + 1);
}

/// 三, 十, 十二, 二十, 二十一.
std::optional<std::uint32_t> han_number(Cursor& cursor) {
  std::uint32_t value = han_digit(cursor.peek());
  if (value != 0) cursor.take();
  if (cursor.accept(U'十')) {
    value = std::max(value, 1U) * 10;
    const std::uint32_t ones = han_digit(cursor.peek());
    if (ones != 0) cursor.take();
    value += ones;
  }
  if (value == 0) return std::nullopt;
  return value;
}

std::uint32_t roman_digit(char32_t code) {
  if (code == U'i') return 1;
  if (code == U'v') return 5;
  return code == U'x' ? 10 : 0;
}

/// The value of i, ii, iv … xxxix, or 0.
std::uint32_t roman_number(std::string_view letters) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::uint32_t digit = roman_digit(static_cast<char32_t>(letters[i]));
    const std::uint32_t next = i + 1 < letters.size() ? roman_digit(static_cast<char32_t>(letters[i + 1])) : 0;
    if (digit == 0) return 0;
    value = digit < next ? value - digit : value + digit;
  }
  return value < 40 ? value : 0;
}

/// One lower-case letter, or a Roman number of several. Upper-case ones are initials of names.
bool letters(Cursor& cursor, std::string_view line, ListMarker& marker) {
  const std::size_t begin = cursor.position();
  while (cursor.peek() >= U'a' && cursor.peek() <= U'z' && cursor.position() - begin < kRomanLetters) cursor.take();
  const std::string_view word = line.substr(begin, cursor.position() - begin);
  if (word.empty()) return false;
  marker.style = Style::Letter;
  marker.roman = roman_number(word);
  marker.value = word.size() == 1 ? static_cast<std::uint32_t>(word[0] - 'a' + 1) : 0;
  return marker.value != 0 || marker.roman != 0;
}

/// "1.2 " or "1.2.3 ", after the first number.
ListMarker outline(Cursor cursor, std::string_view line) {
  ListMarker marker;
  std::size_t last = 0;
  while (cursor.accept(U'.')) {
    last = cursor.position();
    const auto value = decimal(cursor);
    if (!value) return {};
    marker.value = *value;
  }
  if (last == 0 || !cursor.at_space()) return {};
  marker.style = Style::Outline;
  marker.prefix = line.substr(0, last);
  return marker;
}

/// What is between the brackets of "(1)", or before the sign that closes "1)".
bool number_or_letters(Cursor& cursor, std::string_view line, ListMarker& marker) {
  Cursor ahead = cursor;
  auto value = decimal(ahead);
  if (!value) {
    ahead = cursor;
    value = han_number(ahead);
  }
  if (value) {
    marker.style = Style::Number;
    marker.value = *value;
    cursor = ahead;
    return true;
  }
  return letters(cursor, line, marker);
}

ListMarker bracketed(Cursor cursor, std::string_view line) {
  ListMarker marker;
  const bool fullwidth = cursor.take() == U'（';
  if (!number_or_letters(cursor, line, marker)) return {};
  if (!cursor.accept(fullwidth ? U'）' : U')')) return {};
  if (!fullwidth && !cursor.at_space()) return {};
  return marker;
}

ListMarker numbered(std::string_view line) {
  Cursor cursor(line);
  ListMarker marker;
  if (!number_or_letters(cursor, line, marker)) return {};
  if (marker.style == Style::Number && cursor.peek() == U'.') {
    if (const ListMarker levels = outline(cursor, line); levels.style != Style::None) return levels;
  }
  const char32_t close = cursor.take();
  marker.sign = close;
  if (is_fullwidth_close(close)) return marker;
  if ((close == U'.' || close == U')') && cursor.at_space()) return marker;
  return {};
}

/// Whether two markers count the same series.
bool same_kind(const ListMarker& one, const ListMarker& other) {
  return one.style == other.style && one.sign == other.sign && one.prefix == other.prefix;
}

bool is_numbered(const ListMarker& marker) { return marker.style >= Style::Number; }

bool is_first(const ListMarker& marker) { return marker.value == 1 || marker.roman == 1; }

bool follows(const ListMarker& marker, const ListMarker& before) {
  if (marker.value != 0 && before.value != 0 && marker.value == before.value + 1) return true;
  return marker.roman != 0 && before.roman != 0 && marker.roman == before.roman + 1;
}

}  // namespace

ListMarker list_marker(std::string_view line) {
  Cursor cursor(line);
  const char32_t first = cursor.peek();
  if (first >= U'A' && first <= U'Z') return {};  // most lines
  if (first == U'(' || first == U'（') return bracketed(cursor, line);
  if (kBullets.find(first) != std::u32string_view::npos) return {Style::Bullet, first, 0, 0, {}};
  if (kSigns.find(first) != std::u32string_view::npos) {
    cursor.take();
    return cursor.at_space() ? ListMarker{Style::Sign, first, 0, 0, {}} : ListMarker{};
  }
  if (first >= U'①' && first <= U'⑳') return {Style::Number, 0, first - U'①' + 1, 0, {}};
  return numbered(line);
}

bool ListLines::begins_item(std::string_view line, std::size_t indent, bool after_colon) {
  const ListMarker marker = list_marker(line);
  const bool begins =
      marker.style != Style::None && (in_list_ ? continues_list(marker, indent) : opens_list(marker, after_colon));
  first_line_ = false;
  if (begins) remember(marker, indent);
  return begins;
}

bool ListLines::opens_list(const ListMarker& marker, bool after_colon) const {
  return first_line_ || (after_colon && (!is_numbered(marker) || is_first(marker)));
}

bool ListLines::continues_list(const ListMarker& marker, std::size_t indent) const {
  if (marker.style == Style::Bullet) return true;
  const auto known =
      std::find_if(kinds_.begin(), kinds_.end(), [&](const ListMarker& kind) { return same_kind(kind, marker); });
  if (marker.style == Style::Sign) return known != kinds_.end() || indent > item_indent_;
  if (known != kinds_.end() && follows(marker, *known)) return true;
  const bool current = known != kinds_.end() && static_cast<std::size_t>(known - kinds_.begin()) == current_;
  return is_first(marker) && !current;
}

void ListLines::remember(const ListMarker& marker, std::size_t indent) {
  in_list_ = true;
  item_indent_ = indent;
  const auto known =
      std::find_if(kinds_.begin(), kinds_.end(), [&](const ListMarker& kind) { return same_kind(kind, marker); });
  if (known != kinds_.end()) {
    *known = marker;
    current_ = static_cast<std::size_t>(known - kinds_.begin());
  } else if (kinds_.size() < kKinds) {
    current_ = kinds_.size();
    kinds_.push_back(marker);
  }
}

}  // namespace stet::read
