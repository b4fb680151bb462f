// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "align/texts.hpp"

namespace stet::align {

/// One text, or several in a row, prepared for comparing.
struct Passage {
  std::vector<std::uint32_t> words;   ///< In text order.
  std::vector<std::uint32_t> sorted;  ///< The same, ascending.
  std::vector<std::uint16_t> grams;   ///< Ascending.
  double weight = 0;                  ///< Of all words.
};

[[nodiscard]] Passage passage_of(const TextTable& texts, std::span<const std::uint32_t> folded_ids);

/// How alike two passages are: 0 (nothing in common) to 1.
[[nodiscard]] double similarity(const TextTable& texts, const Passage& left, const Passage& right);

/// Weight of the words (each as often as both have it) that two passages share.
[[nodiscard]] double shared_weight(const TextTable& texts, const Passage& left, const Passage& right);

}  // namespace stet::align
