// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "text/short_text.hpp"

namespace stet::classify {

/// A hash of a phrase, of which its bucket is the low bits: eight bytes at a time, each mixed in by a multiplication
/// (Knuth's, by the golden ratio). The build that writes the tables has the byte order of the program that reads them.
inline std::uint32_t phrase_hash(std::string_view phrase) {
  constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15U;
  std::uint64_t value = phrase.size();
  while (!phrase.empty()) {
    const std::string_view chunk = phrase.substr(0, text::kShortText);
    value = (value ^ text::short_text(chunk)) * kGolden;
    value ^= value >> 29U;
    phrase.remove_prefix(chunk.size());
  }
  const auto folded = static_cast<std::uint32_t>(value >> 32U) ^ static_cast<std::uint32_t>(value);
  return folded ^ folded >> 16U;
}

/// What of a hash stands beside a phrase: of its bucket nothing.
inline std::uint8_t phrase_tag(std::uint32_t hash) { return static_cast<std::uint8_t>(hash >> 24U); }

/// Phrases and what is said of each, in flat arrays that the build wrote (src/tables): reading the lists at each start
/// of the program cost more than some comparisons.
template <typename Sense>
struct PhraseTable {
  std::span<const std::uint16_t> buckets;  ///< Where each begins, and the end: a power of two and one.
  std::span<const std::uint8_t> tags;      ///< Of each phrase the tag of its hash: what has another need not be read.
  std::span<const std::string_view> phrases;  ///< By bucket; equal ones are neighbours.
  std::span<const Sense> senses;              ///< Of the phrase at the same place, in the order of the lists.

  [[nodiscard]] std::span<const Sense> find(std::string_view phrase) const {
    const std::uint32_t hash = phrase_hash(phrase);
    const std::size_t bucket = hash & (buckets.size() - 2);
    const std::uint8_t tag = phrase_tag(hash);
    const auto is = [&](std::size_t at) { return tags[at] == tag && text::equal_text(phrases[at], phrase); };
    std::size_t first = buckets[bucket];
    const std::size_t end = buckets[bucket + 1];
    while (first < end && !is(first)) ++first;
    std::size_t last = first;
    while (last < end && is(last)) ++last;
    return senses.subspan(first, last - first);
  }
};

}  // namespace stet::classify
