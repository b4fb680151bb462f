// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

// Texts of a few bytes, as most words are, without a call into the C library for each.
namespace stet::text {

/// How long a short text is at most.
inline constexpr std::size_t kShortText = sizeof(std::uint64_t);

/// The bytes of a short text as a number that no other text of its size has. Another on machines of another byte order.
[[nodiscard]] inline std::uint64_t short_text(std::string_view text) {
  const auto load = [&](auto number, std::size_t at) {
    std::memcpy(&number, text.data() + at, sizeof number);
    return std::uint64_t{number};
  };
  const std::size_t size = text.size();
  if (size >= 4) return load(std::uint32_t{}, 0) | load(std::uint32_t{}, size - 4) << 32U;
  if (size >= 2) return load(std::uint16_t{}, 0) | load(std::uint16_t{}, size - 2) << 16U;
  return size == 1 ? load(std::uint8_t{}, 0) : 0;
}

/// Whether two texts are equal.
[[nodiscard]] inline bool equal_text(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  return one.size() <= kShortText ? short_text(one) == short_text(other) : one == other;
}

}  // namespace stet::text
