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

/// Where the first byte from `from` on stands that is not 0 in what a comparison of vectors gives; `kVector` for none.
template <class Mask>
[[nodiscard]] std::size_t first_set(const Mask& mask, std::size_t from = 0) {
  static_assert(sizeof mask == kVector);
  constexpr std::size_t kHalf = kVector / 2;
  std::uint64_t halves[2];
  std::memcpy(halves, &mask, sizeof halves);
  if constexpr (std::endian::native == std::endian::big) {
    halves[0] = std::byteswap(halves[0]);
    halves[1] = std::byteswap(halves[1]);
  }
  if (from < kHalf && halves[0] >> 8 * from != 0)
    return from + static_cast<std::size_t>(std::countr_zero(halves[0] >> 8 * from)) / 8;
  const std::size_t skipped = from < kHalf ? 0 : from - kHalf;
  if (halves[1] >> 8 * skipped != 0)
    return kHalf + skipped + static_cast<std::size_t>(std::countr_zero(halves[1] >> 8 * skipped)) / 8;
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
  if (from >= text.size()) return text.size();
  if (text.size() >= kVector) {  // the last ones once more
    const std::size_t last = text.size() - kVector;
    return last + first_set(wanted(load(text.data() + last)), from - last);
  }
  while (from < text.size() && !wanted(static_cast<std::uint8_t>(text[from]))) ++from;
  return from;
}

}  // namespace stet::text
