// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "align/comparison.hpp"

namespace stet::align {

/// A split seen from the left side's sentence, or a merge from the right side's.
struct Direction {
  std::vector<Line> Comparison::*whole_lines;
  std::vector<std::uint32_t> Comparison::*whole_tie;
  std::vector<Line> Comparison::*part_lines;
  std::vector<std::uint32_t> Comparison::*part_tie;
  const Document* Comparison::*part_document;
  LineSet Tie::*whole;
  LineSet Tie::*parts;
};
inline constexpr std::array<Direction, 2> kDirections{
    Direction{&Comparison::left, &Comparison::left_tie, &Comparison::right, &Comparison::right_tie,
              &Comparison::right_document, &Tie::left, &Tie::right},
    Direction{&Comparison::right, &Comparison::right_tie, &Comparison::left, &Comparison::left_tie,
              &Comparison::left_document, &Tie::right, &Tie::left}};

/// A comparison as one direction has it: on one side the wholes, on the other what may be parts of them.
class Sides {
 public:
  Sides(Comparison& all, const Direction& direction)
      : comparison(all),
        texts(all.texts),
        wholes(all.*direction.whole_lines),
        parts(all.*direction.part_lines),
        part_blocks((all.*direction.part_document)->blocks),
        direction_(direction),
        whole_tie_(all.*direction.whole_tie),
        part_tie_(all.*direction.part_tie) {}

  [[nodiscard]] bool is_free_whole(std::uint32_t line) const { return whole_tie_[line] == kUntied; }
  /// A number that is past the last line is not free.
  [[nodiscard]] bool is_free(std::uint32_t part) const { return part < parts.size() && part_tie_[part] == kUntied; }
  /// Whether no equal block stands between two parts.
  [[nodiscard]] bool in_one_zone(std::uint32_t one, std::uint32_t other) const {
    return parts[one].zone == parts[other].zone;
  }
  [[nodiscard]] std::string_view text_of(const Line& line) const { return texts.folded_text(line.folded); }
  [[nodiscard]] std::span<const std::uint32_t> words_of(const Line& line) const { return texts.words(line.folded); }
  /// Numbers of the parts' folded texts.
  [[nodiscard]] std::vector<std::uint32_t> folded_of(const LineSet& lines) const {
    std::vector<std::uint32_t> folded;
    for (const std::uint32_t line : lines) folded.push_back(parts[line].folded);
    return folded;
  }

  void tie(std::uint32_t whole, LineSet of_whole, MatchStage stage, double score, double similarity) const {
    Tie tie{{}, {}, stage, score, similarity};
    tie.*direction_.whole = {whole};
    tie.*direction_.parts = of_whole;
    comparison.tie(std::move(tie));
  }
  /// Adds a free part to those that a tie has.
  void add_part(std::uint32_t tie, std::uint32_t part) const {
    (comparison.ties[tie].*direction_.parts).include(part);
    part_tie_[part] = tie;
  }
  [[nodiscard]] LineSet wholes_of(std::uint32_t tie) const { return comparison.ties[tie].*direction_.whole; }
  [[nodiscard]] LineSet parts_of(std::uint32_t tie) const { return comparison.ties[tie].*direction_.parts; }

  Comparison& comparison;
  const TextTable& texts;
  const std::vector<Line>& wholes;
  const std::vector<Line>& parts;
  const std::vector<Block>& part_blocks;

 private:
  const Direction& direction_;
  const std::vector<std::uint32_t>& whole_tie_;
  std::vector<std::uint32_t>& part_tie_;
};

}  // namespace stet::align
