// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "align/align.hpp"
#include "align/similarity.hpp"
#include "align/texts.hpp"

namespace stet::align {

/// One sentence of a side.
struct Line {
  SentenceIndex sentence{};
  std::uint32_t exact = 0;   ///< Number of its text.
  std::uint32_t folded = 0;  ///< Number of its folded text.
  std::uint32_t zone = 0;    ///< How many equal blocks stand before it.
  std::uint32_t block = 0;
  BlockKind kind = BlockKind::Paragraph;
};

inline constexpr std::uint32_t kUnlinked = 0xFFFFFFFF;

/// Lines that were found to belong together: 1:1, 1:n or n:1. Ascending.
struct Tie {
  std::vector<std::uint32_t> left;
  std::vector<std::uint32_t> right;
  std::string_view stage;
  double score = 0;
};

/// A stretch of lines of either side, between anchors.
struct Stretch {
  std::uint32_t left_begin = 0;
  std::uint32_t left_end = 0;
  std::uint32_t right_begin = 0;
  std::uint32_t right_end = 0;
  [[nodiscard]] std::uint32_t left_size() const { return left_end - left_begin; }
  [[nodiscard]] std::uint32_t right_size() const { return right_end - right_begin; }
};

/// The sentences to be aligned and what was found so far. "Left" and "right" are the two documents in an order of their
/// own, so that it does not matter which was given as `before`.
struct Comparison {
  explicit Comparison(std::size_t expected_texts) : texts(expected_texts) {}

  std::vector<Line> left;
  std::vector<Line> right;
  std::vector<std::uint32_t> left_tie;  ///< For each line its tie, or kUnlinked.
  std::vector<std::uint32_t> right_tie;
  std::vector<Tie> ties;
  TextTable texts;

  void tie(Tie found);
  [[nodiscard]] bool left_free(std::uint32_t line) const { return left_tie[line] == kUnlinked; }
  [[nodiscard]] bool right_free(std::uint32_t line) const { return right_tie[line] == kUnlinked; }
};

/// The stages, in their order. Each adds ties.
void tie_identical(Comparison& comparison);
void tie_similar(Comparison& comparison);
void tie_moved(Comparison& comparison);
void tie_halves(Comparison& comparison);

/// The stretches between the ties that keep their order (the heaviest chain), zone by zone.
[[nodiscard]] std::vector<Stretch> stretches(const Comparison& comparison);

}  // namespace stet::align
