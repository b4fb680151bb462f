// SPDX-License-Identifier: Apache-2.0
#include "segment/labels.hpp"

#include <algorithm>

#include "segment/place.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

/// A label has at most three digits: four are a year.
constexpr std::size_t kLabelDigits = 3;
constexpr std::size_t kRomanLetters = 4;

/// "Abschnitt 12.3.4" takes 16 bytes, "приложение 12" 23.
constexpr std::size_t kLabelBytes = 32;

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_roman_letter(char c) { return c == 'i' || c == 'v' || c == 'x'; }
bool is_roman_figure(char c) { return c == 'I' || c == 'V' || c == 'X' || c == 'L' || c == 'C' || is_roman_letter(c); }

/// The first byte of the sentence that is no bullet, dash or white space.
std::size_t behind_bullets(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto code_point = unicode::code_point_at(text, at);
    if (!is_bullet(code_point.code) && !unicode::is_dash(code_point.code) && !unicode::is_space(code_point.code)) break;
    at += code_point.size;
  }
  return at;
}

/// Parts of digits or Roman figures with full stops between: "3", "1.2.2", "II.3", "iv".
bool is_number_label(std::string_view label) {
  std::size_t part = 0;
  bool roman = false;
  bool digits = false;
  for (const char c : label) {
    if (c == '.') {
      if (part == 0) return false;
      part = 0;
      roman = digits = false;
      continue;
    }
    digits = digits || is_ascii_digit(c);
    roman = roman || is_roman_figure(c);
    if (!is_ascii_digit(c) && !is_roman_figure(c)) return false;
    if (++part > (roman ? kRomanLetters : kLabelDigits) || (roman && digits)) return false;
  }
  return part > 0;
}

bool follows(const Label& next, const Label& label) {
  return label.size > 0 && next.size > 0 && label.shape == next.shape && label.bracket == next.bracket &&
         label.stop == next.stop && label.value > 0 && next.value == label.value + 1;
}

}  // namespace

Label label_at(std::string_view text, std::size_t position) {
  Label label;
  std::size_t at = position;
  const auto byte = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
  const bool opened = byte(at) == '(';
  if (opened) ++at;
  const std::size_t begin = at;
  if (is_ascii_digit(byte(at))) {
    for (; is_ascii_digit(byte(at)) && at - begin < kLabelDigits; ++at)
      label.value = label.value * 10 + static_cast<unsigned>(byte(at) - '0');
  } else if (is_roman_letter(byte(at)) && is_roman_letter(byte(at + 1))) {
    label.shape = LabelShape::Roman;
    while (is_roman_letter(byte(at)) && at - begin < kRomanLetters) ++at;
  } else if (is_ascii_lower(byte(at))) {
    label.shape = LabelShape::Letter;
    label.value = static_cast<unsigned>(byte(at++) - 'a') + 1;
  } else {
    return {};
  }
  if (byte(at) == '.') label.stop = true, ++at;
  if (byte(at) == ')') label.bracket = true, ++at;
  if (opened ? !label.bracket : !label.bracket && !label.stop) return {};
  if (at >= text.size() || !unicode::is_space(unicode::code_point_at(text, at).code)) return {};
  label.size = at - position;
  return label;
}

bool is_label(std::string_view text, std::size_t sentence, std::size_t mark, const LanguageData& language) {
  std::size_t at = behind_bullets(text, sentence);
  if (at < mark && is_opening_bracket(unicode::code_point_at(text, at).code))
    at += unicode::code_point_at(text, at).size;
  if (at >= mark || mark - at > kLabelBytes) return false;
  const std::string_view label = text.substr(at, mark - at);
  if (is_number_label(label) || is_single_letter(label)) return true;
  const auto is_letter = [](char c) { return is_ascii_lower(c) || (c >= 'A' && c <= 'Z'); };
  if (std::ranges::all_of(label, is_letter)) return false;  // most sentences of one word
  // "Article 5.2.1. General"
  const std::string_view counted = word_at(text, at);
  const std::size_t number = skip_space(text, at + counted.size());
  return number < mark && number > at + counted.size() && is_number_label(text.substr(number, mark - number)) &&
         language.classes(counted).contains(WordClass::Counted);
}

std::size_t inline_item(std::string_view text, std::size_t sentence, std::size_t at, const LanguageData& language) {
  // Most full stops end words: look at them no further.
  std::size_t begin = at;
  if (begin > 0 && text[begin] == ')' && text[begin - 1] == '.') --begin;
  const std::size_t label_end = begin;
  while (begin > sentence && (is_ascii_digit(text[begin - 1]) || is_ascii_lower(text[begin - 1])) &&
         label_end - begin <= kLabelDigits)
    --begin;
  if (begin == label_end || label_end - begin > kLabelDigits || begin <= sentence + 1 || text[begin - 1] != ' ')
    return 0;
  const Label next = label_at(text, begin);
  const Label label = label_at(text, behind_bullets(text, sentence));
  if (!follows(next, label)) return 0;
  // "1. See section 2. The" speaks of a section.
  if (language.classes(word_before(text, begin - 1)).contains(WordClass::Counted)) return 0;
  const std::size_t item = skip_space(text, begin + next.size);
  return unicode::is_lower(unicode::code_point_at(text, item).code) ? 0 : begin;
}

}  // namespace stet::segment
