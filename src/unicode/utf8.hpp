// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// UTF-8 without ICU: decoding, encoding, checking. The rest of stet holds text as valid UTF-8.
namespace stet::unicode {

inline constexpr char32_t kReplacement = U'\uFFFD';
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A code point and the number of bytes that it takes, 1 to 4; code 0 and size 0 past the end.
struct CodePoint {
  char32_t code = 0;
  std::size_t size = 0;
};

/// The code point of several bytes that begins there. `bytes` is valid UTF-8.
[[nodiscard]] inline CodePoint multibyte_at(const char* bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const auto tail = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
  const unsigned char lead = byte(0);
  if (lead < 0xE0) return {(static_cast<char32_t>(lead & 0x1F) << 6) | tail(1), 2};
  if (lead < 0xF0) return {(static_cast<char32_t>(lead & 0x0F) << 12) | (tail(1) << 6) | tail(2), 3};
  return {(static_cast<char32_t>(lead & 0x07) << 18) | (tail(1) << 12) | (tail(2) << 6) | tail(3), 4};
}

/// The code point that begins at `position`. `text` is valid UTF-8 and `position` a boundary.
[[nodiscard]] inline CodePoint code_point_at(std::string_view text, std::size_t position) {
  if (position >= text.size()) return {};
  const auto lead = static_cast<unsigned char>(text[position]);
  if (lead < 0x80) return {lead, 1};
  return multibyte_at(text.data() + position);
}

/// The code point that ends just before `position`, likewise.
[[nodiscard]] inline CodePoint code_point_before(std::string_view text, std::size_t position) {
  if (position == 0) return {};
  std::size_t start = position - 1;
  const auto last = static_cast<unsigned char>(text[start]);
  if (last < 0x80) return {last, 1};
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  return code_point_at(text, start);
}

/// Whether a character begins at a place of valid UTF-8, or it is the end.
[[nodiscard]] inline bool begins_character(std::string_view text, std::size_t position) {
  return position >= text.size() || (static_cast<unsigned char>(text[position]) & 0xC0) != 0x80;
}

/// How many code points valid UTF-8 has.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// Appends a scalar value as UTF-8.
void append(std::string& text, char32_t code);

/// Length of the longest valid prefix. Overlong forms, surrogates and values past U+10FFFF are invalid.
[[nodiscard]] std::size_t valid_prefix(std::string_view bytes);

/// How many sequences that begin with a byte from 0x80 on are valid, and how many bytes are not.
struct MultibyteCount {
  std::size_t valid = 0;
  std::size_t invalid_bytes = 0;
};
[[nodiscard]] MultibyteCount count_multibyte(std::string_view bytes);

/// The bytes with each invalid byte as U+FFFD.
[[nodiscard]] std::string replace_invalid(std::string_view bytes);

/// Where the first byte from `from` on stands that is not below 0x80, or the size of the bytes.
[[nodiscard]] std::size_t ascii_prefix(std::string_view bytes, std::size_t from);

/// Whether all bytes are below 0x80. Runs at memory speed.
[[nodiscard]] bool is_ascii(std::string_view bytes);

}  // namespace stet::unicode
