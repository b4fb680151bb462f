// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace stet::segment {

/// The bytes of a word of up to eight; no stop word of the Latin script has more.
using ShortWord = std::uint64_t;
inline constexpr std::size_t kLongestWord = sizeof(ShortWord);

[[nodiscard]] constexpr std::optional<ShortWord> short_word(std::string_view text) {
  if (text.size() > kLongestWord) return std::nullopt;
  ShortWord word = 0;
  for (const char byte : text) word = word << 8U | static_cast<unsigned char>(byte);
  return word;
}

/// The short stop words of all languages with data, and whose each is: a table with open addressing that is half full
/// at most, which the build wrote (src/tables/stop_words_source.cpp).
struct StopWords {
  static constexpr std::size_t kMostLanguages = 32;
  /// A bit for each language that has the word, in the order of the names.
  using Languages = std::uint32_t;
  struct Slot {
    ShortWord word = 0;
    Languages languages = 0;  ///< 0 marks a free slot.
  };

  std::span<const Slot> slots;              ///< A power of two.
  std::span<const std::string_view> names;  ///< Languages, in alphabetical order.

  [[nodiscard]] Languages languages_of(ShortWord word) const {
    std::size_t at = first_slot(word, slots.size());
    while (slots[at].languages != 0 && slots[at].word != word) at = (at + 1) & (slots.size() - 1);
    return slots[at].languages;
  }
  /// Where a word stands unless others are in its way. Fibonacci hashing: the high bits of the product depend on every
  /// bit of the word.
  [[nodiscard]] static constexpr std::size_t first_slot(ShortWord word, std::size_t slot_count) {
    return static_cast<std::size_t>((word * 0x9E3779B97F4A7C15U) >> 32U) & (slot_count - 1);
  }
};

extern const StopWords kStopWords;

}  // namespace stet::segment
