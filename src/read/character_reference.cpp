// SPDX-License-Identifier: Apache-2.0
// The names are those of the HTML standard, section 13.5, "Named character references", that end in a semicolon: one a
// line in data/character_references.txt, ordered, with their code points. They are looked up in the text of that file.
#include "read/character_reference.hpp"

#include <algorithm>
#include <charconv>

#include "text/embedded.hpp"
#include "unicode/utf8.hpp"

namespace stet::read_data {
extern const text::EmbeddedFile kFiles[];
}  // namespace stet::read_data

namespace stet::read {
namespace {

/// The longest name is "CounterClockwiseContourIntegral".
constexpr std::size_t kLongestName = 31;
/// CommonMark 0.30, 6.2: up to seven decimal or six hexadecimal digits.
constexpr std::size_t kDecimalDigits = 7;
constexpr std::size_t kHexadecimalDigits = 6;

bool is_scalar(std::uint32_t code) { return code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF); }

std::optional<std::uint32_t> number(std::string_view digits, int base) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<std::string> by_number(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  if (hexadecimal) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > (hexadecimal ? kHexadecimalDigits : kDecimalDigits)) return std::nullopt;
  const auto code = number(digits, hexadecimal ? 16 : 10);
  if (!code) return std::nullopt;
  std::string text;
  unicode::append(text, is_scalar(*code) ? static_cast<char32_t>(*code) : unicode::kReplacement);
  return text;
}

/// The line of the table that begins with the name, without it.
std::optional<std::string_view> row(std::string_view name) {
  const std::string_view table = read_data::kFiles[0].bytes;
  std::size_t low = 0;
  std::size_t high = table.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t newline = middle == 0 ? std::string_view::npos : table.rfind('\n', middle - 1);
    const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
    const std::string_view line = table.substr(begin, table.find('\n', begin) - begin);
    const std::string_view found = line.substr(0, line.find(' '));
    if (found == name) return line.substr(found.size() + 1);
    if (found < name) {
      low = begin + line.size() + 1;
    } else {
      high = begin;
    }
  }
  return std::nullopt;
}

std::optional<std::string> named(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return std::nullopt;
  auto codes = row(name);
  if (!codes) return std::nullopt;
  std::string text;
  while (!codes->empty()) {
    const std::size_t space = std::min(codes->find(' '), codes->size());
    unicode::append(text, static_cast<char32_t>(number(codes->substr(0, space), 16).value_or(0xFFFD)));
    codes->remove_prefix(std::min(space + 1, codes->size()));
  }
  return text;
}

bool is_alphanumeric(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

}  // namespace

std::optional<std::string> character_reference(std::string_view reference) {
  if (reference.size() < 3 || reference.front() != '&' || reference.back() != ';') return std::nullopt;
  const std::string_view inside = reference.substr(1, reference.size() - 2);
  return inside.front() == '#' ? by_number(inside.substr(1)) : named(inside);
}

std::size_t character_reference_length(std::string_view text) {
  if (!text.starts_with('&')) return 0;
  std::size_t end = text.substr(1).starts_with('#') ? 2 : 1;
  while (end < text.size() && end < kLongestName + 2 && is_alphanumeric(text[end])) ++end;
  return end < text.size() && text[end] == ';' ? end + 1 : 0;
}

}  // namespace stet::read
