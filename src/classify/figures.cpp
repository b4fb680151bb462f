// SPDX-License-Identifier: Apache-2.0
// What figures of all scripts, and Han numerals, say.
//
// "3.000,5" is 3000.5 in German, "3,000.5" in English, "٣٬٠٠٠" 3000; 二〇一八 is 2018, 三千 3000. Values are decimal
// strings, never floating point.
//
// Case it gets wrong: Spanish of Mexico writes 1.5 where Spain writes 1,5; "1.500" is read as 1500 in either.
// Cost: linear in the text.
#include "classify/figures.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "classify/entities.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

using unicode::code_point_at;
using unicode::CodePoint;

/// Digits of a token and the separators between them.
struct Figures {
  std::vector<std::string> groups;
  std::vector<char32_t> separators;
};

std::optional<Figures> split_figures(std::string_view text) {
  Figures figures;
  figures.groups.emplace_back();
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    const int digit = unicode::digit_value(point.code);
    if (digit >= 0 && unicode::is_digit(point.code)) {
      figures.groups.back().push_back(static_cast<char>('0' + digit));
    } else if (unicode::is_number(point.code) || unicode::is_letter(point.code)) {
      return std::nullopt;
    } else {
      figures.separators.push_back(point.code == 0xFF0C ? U',' : point.code == 0xFF0E ? U'.' : point.code);
      figures.groups.emplace_back();
    }
    i += point.size;
  }
  return figures;
}

/// Whether groups [1, count) can be groups of thousands (or of India's lakhs, whose last has three digits).
bool grouped(const Figures& figures, std::size_t count) {
  if (count < 2 || figures.groups[0].empty() || figures.groups[0].size() > 3) return false;
  for (std::size_t i = 1; i < count; ++i) {
    const std::size_t size = figures.groups[i].size();
    if (size != 3 && !(size == 2 && i + 1 < count)) return false;
  }
  return true;
}

std::string joined(const Figures& figures, std::size_t count) {
  std::string digits;
  for (std::size_t i = 0; i < count; ++i) digits += figures.groups[i];
  return digits;
}

}  // namespace

std::string normalized(std::string whole, std::string fraction) {
  const std::size_t zeros = std::min(whole.find_first_not_of('0'), whole.size());
  whole.erase(0, zeros);
  if (whole.empty()) whole = "0";
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? whole : whole + "." + fraction;
}

std::string scaled(std::string value, std::string_view scale) {
  std::size_t places = scale.size() - 1;
  std::string fraction;
  if (const std::size_t point = value.find('.'); point != std::string::npos) {
    fraction = value.substr(point + 1);
    value.resize(point);
  }
  while (places > 0 && !fraction.empty()) {
    value.push_back(fraction.front());
    fraction.erase(0, 1);
    --places;
  }
  value.append(places, '0');
  return normalized(value, fraction);
}

std::uint64_t to_number(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    if (unicode::is_digit(point.code)) digits.push_back(static_cast<char>('0' + unicode::digit_value(point.code)));
    i += point.size;
  }
  return digits;
}

std::optional<std::uint64_t> han_value(std::string_view text) {
  std::uint64_t total = 0;
  std::uint64_t section = 0;
  std::uint64_t digit = 0;
  bool positional = false;
  std::size_t count = 0;
  std::uint64_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    const CodePoint point = code_point_at(text, i);
    const std::int64_t value = Lexicon::han_numeral(point.code);
    if (value < 0 || count > 18) return std::nullopt;
    const auto amount = static_cast<std::uint64_t>(value);
    i += point.size;
    if (value < 10) {
      plain = plain * 10 + amount;
      digit = amount;
      continue;
    }
    positional = true;
    if (value < 10'000) {
      section += (digit == 0 ? 1 : digit) * amount;
    } else {
      total = std::max<std::uint64_t>(total + section + digit, 1) * amount;  // 亿 alone is one
      section = 0;
    }
    digit = 0;
  }
  if (count == 0) return std::nullopt;
  return positional ? total + section + digit : plain;
}

std::optional<int> small_integer(std::string_view figures) {
  int value = 0;
  int count = 0;
  for (std::size_t i = 0; i < figures.size();) {
    const CodePoint point = code_point_at(figures, i);
    if (!unicode::is_digit(point.code) || ++count > 4) return std::nullopt;
    value = value * 10 + unicode::digit_value(point.code);
    i += point.size;
  }
  if (count == 0) return std::nullopt;
  return value;
}

std::optional<std::string> decimal_value(std::string_view text, const Lexicon& lexicon) {
  const std::optional<Figures> figures = split_figures(text);
  if (!figures) return std::nullopt;
  const std::vector<char32_t>& signs = figures->separators;
  if (signs.empty()) return normalized(figures->groups[0], "");
  const std::size_t count = figures->groups.size();
  const char32_t last = signs.back();
  const bool one_kind = std::ranges::all_of(signs, [&](char32_t sign) { return sign == last; });
  if (!one_kind) {
    // The last sign is the decimal one where it stands once.
    if (std::ranges::count(signs, last) != 1 || !grouped(*figures, count - 1)) return std::nullopt;
    return normalized(joined(*figures, count - 1), figures->groups.back());
  }
  const bool may_group = grouped(*figures, count);
  const bool point_or_comma = last == '.' || last == ',';
  if (count > 2 || !point_or_comma) {
    if (last == 0x066B && count == 2) return normalized(figures->groups[0], figures->groups[1]);
    if (!may_group) return std::nullopt;
    return normalized(joined(*figures, count), "");
  }
  const bool decimal_sign = (last == ',') == lexicon.decimal_comma();
  if (may_group && figures->groups[0] != "0" && !decimal_sign && figures->groups[1].size() == 3)
    return normalized(joined(*figures, count), "");
  return normalized(figures->groups[0], figures->groups[1]);
}

}  // namespace stet::classify
