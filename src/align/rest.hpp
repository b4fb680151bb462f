// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "align/similarity.hpp"

namespace stet::align {

/// What the parts of a sentence that are known leave of it, and how well another sentence fits in there.
class Rest {
 public:
  /// What a part shares with the whole at least, in words that only two sentences hold.
  static constexpr double kLeastEvidence = 0.4;

  /// @param texts  Whose words were weighed; must outlive this.
  /// @param whole  Number of the sentence's folded text.
  /// @param known  Numbers of its known parts' folded texts.
  Rest(const TextTable& texts, std::uint32_t whole, std::vector<std::uint32_t> known);

  /// Whether a text shares enough with the whole to be a part of it, whatever is left. Costs little.
  [[nodiscard]] static bool may_hold(const TextTable& texts, std::uint32_t whole, std::uint32_t part);

  /// How alike what is left and a part are, and what that is at most. The letters cost more than the words.
  [[nodiscard]] Likeness likeness_of(const Passage& part) { return likeness(texts_, with_letters(), part); }
  [[nodiscard]] Likeness likeness_at_most(const Passage& part) const;
  /// Whether the whole begins with a word that no known part has.
  [[nodiscard]] bool leaves_beginning() const;
  /// Share of what is left, by weight, that a part has, if there is a figure in it, or a phrase of two rare words; else
  /// 0.
  [[nodiscard]] double covered_by(const Passage& part) const;
  /// How alike the whole and its known parts are, 0 to 1.
  [[nodiscard]] double known_score();

  /// Where a part stands to the known ones.
  enum class Side : std::uint8_t { Before, Introducing, Behind };
  /// Share of a small part's words that stand in the whole, in one place before or behind what the known parts are; 0
  /// for too little. `Introducing` is before too, for a line that leads in a list of which items are known.
  [[nodiscard]] double share_inside(const Passage& part, Side side);
  /// How alike the letters of the part and of the rest are, where that is all that is left of the whole; 0 for too
  /// little.
  [[nodiscard]] double as_all_that_is_left(const Passage& part);
  /// How alike the part is to the label that the whole begins with: "Appeals" and "Appeal: where a user"; 0 for too
  /// little.
  [[nodiscard]] double as_label(const Passage& part) const;

 private:
  /// What is left, its letters too, which are found at the first call. So are those of the known parts.
  const OwnedPassage& with_letters();
  /// How many trigrams are left of the whole, where that can be told without them.
  [[nodiscard]] std::optional<double> letters_left();

  const TextTable& texts_;
  std::uint32_t whole_;
  std::vector<std::uint32_t> parts_;
  OwnedPassage known_;
  std::vector<bool> taken_;  ///< For each word of the whole, whether a known part has it in its order.
  OwnedPassage rest_;
  bool has_letters_ = false;
  std::optional<double> letters_left_;
};

}  // namespace stet::align
