// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Bytes looked at sixteen at a time, in the compiler's own vector type, so that one source serves every processor.
namespace stet::text {

/// What every processor of 64 bits has registers for.
inline constexpr std::size_t kVector = 16;
using Bytes = std::uint8_t __attribute__((vector_size(kVector)));

[[nodiscard]] inline Bytes load(const char* from) {
  Bytes bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

/// Whether any of the bytes is beyond ASCII.
[[nodiscard]] inline bool has_high_bit(Bytes bytes) {
  std::uint64_t halves[2];
  std::memcpy(halves, &bytes, sizeof halves);
  return ((halves[0] | halves[1]) & 0x8080808080808080U) != 0;
}

/// Where the first byte stands that is not 0 in what a comparison of vectors gives; `kVector` for none.
template <class Mask>
[[nodiscard]] std::size_t first_set(const Mask& mask) {
  static_assert(sizeof mask == kVector);
  std::uint64_t halves[2];
  std::memcpy(halves, &mask, sizeof halves);
  if constexpr (std::endian::native == std::endian::big) {
    halves[0] = std::byteswap(halves[0]);
    halves[1] = std::byteswap(halves[1]);
  }
  if (halves[0] != 0) return static_cast<std::size_t>(std::countr_zero(halves[0])) / 8;
  if (halves[1] != 0) return sizeof halves[0] + static_cast<std::size_t>(std::countr_zero(halves[1])) / 8;
  return kVector;
}

/// The first place from `from` on whose byte is wanted, or the size of the text.
/// @param wanted  Given a vector, says so of each byte of it as a comparison does; given one byte, of that.
template <class Wanted>
[[nodiscard]] std::size_t find_byte(std::string_view text, std::size_t from, Wanted wanted) {
  for (; from + kVector <= text.size(); from += kVector) {
    const std::size_t place = first_set(wanted(load(text.data() + from)));
    if (place < kVector) return from + place;
  }
  while (from < text.size() && !wanted(static_cast<std::uint8_t>(text[from]))) ++from;
  return from;
}

}  // namespace stet::text
