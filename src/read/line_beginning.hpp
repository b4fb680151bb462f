// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

// What a line of Markdown may be by its first byte behind the spaces.
namespace stet::read {

[[nodiscard]] constexpr bool is_ascii_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// The bytes that letters of any script begin with, and some signs.
[[nodiscard]] constexpr std::array<bool, 256> letters_and(std::string_view signs) {
  std::array<bool, 256> bytes{};
  for (std::size_t each = 0; each < bytes.size(); ++each)
    bytes[each] = each >= 0x80 || is_ascii_letter(static_cast<char>(each));
  for (const char sign : signs) bytes[static_cast<unsigned char>(sign)] = true;
  return bytes;
}

/// Whether a line that begins with this at the margin, after a blank line, begins a block, whatever stands before it.
[[nodiscard]] constexpr bool begins_block(char byte) {
  constexpr std::array<bool, 256> kBeginnings = letters_and("#\"([.!?=");  // the last four those of directives
  return kBeginnings[static_cast<unsigned char>(byte)];
}

/// Whether a line that begins with this is one of a paragraph, and behind such a one goes on with it however it is
/// indented.
[[nodiscard]] constexpr bool is_prose(char byte) {
  constexpr std::array<bool, 256> kProse = letters_and("(\"'[");
  return kProse[static_cast<unsigned char>(byte)];
}

}  // namespace stet::read
