// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Letters of ASCII, most of most texts, eight at a time: a sum's highest bit says of each byte whether it is at least
// as great as what it was counted from (Knuth, TAOCP 4A, 7.1.3).
namespace stet::text {

inline constexpr std::uint64_t kEachByte = 0x0101010101010101;
inline constexpr std::uint64_t kHighBits = 0x80 * kEachByte;
/// What makes a capital a small letter.
inline constexpr std::uint64_t kLowerCase = 0x20 * kEachByte;

/// The first byte lowest, on every machine.
[[nodiscard]] inline std::uint64_t eight_bytes(const char* from) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, from, sizeof bytes);
  return std::endian::native == std::endian::little ? bytes : std::byteswap(bytes);
}

/// The highest bit of each byte from `first` to `last`, both of ASCII.
[[nodiscard]] constexpr std::uint64_t bytes_within(std::uint64_t bytes, std::uint8_t first, std::uint8_t last) {
  const std::uint64_t low = bytes & ~kHighBits;
  const std::uint64_t at_least = low + (0x80U - first) * kEachByte;
  const std::uint64_t beyond = low + (0x80U - last - 1U) * kEachByte;
  return at_least & ~beyond & ~bytes & kHighBits;
}

/// How many letters eight bytes begin with.
[[nodiscard]] constexpr std::size_t leading_letters(std::uint64_t bytes) {
  const std::uint64_t others = ~bytes_within(bytes | kLowerCase, 'a', 'z') & kHighBits;
  return static_cast<std::size_t>(std::countr_zero(others)) / 8;
}

[[nodiscard]] constexpr bool is_ascii_letter(char byte) {
  const auto lower = static_cast<unsigned char>(byte | 0x20);
  return lower >= 'a' && lower <= 'z';
}

/// Where the letters from `at` on end.
[[nodiscard]] inline std::size_t letters_end(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size()) {
    const std::size_t letters = leading_letters(eight_bytes(text.data() + at));
    at += letters;
    if (letters < 8) return at;
  }
  while (at < text.size() && is_ascii_letter(text[at])) ++at;
  return at;
}

}  // namespace stet::text
