// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/texts.hpp"

namespace stet::align {

/// How alike two passages are.
struct Likeness {
  double score = 0;     ///< 0 (nothing in common) to 1.
  double evidence = 0;  ///< How much they share, in words that only two sentences hold; see TextTable::rare_weight.
};

/// The likeness of texts that are equal once folded.
inline constexpr Likeness kEqual{1, 1000};

/// The parts of a likeness that cost little, and what it can be at most.
struct Overlap {
  float words = 0;  ///< Weight of the shared words, each as often as both have it.
  float grams = 0;  ///< Number of shared trigrams, likewise.
};
/// Weight of the words that two passages share. Asks for no trigrams.
[[nodiscard]] double shared_words(const TextTable& texts, const Passage& left, const Passage& right);
/// What a score can be at most with these words in common.
[[nodiscard]] double highest_score(double words, double weight);
[[nodiscard]] Overlap overlap(const TextTable& texts, const Passage& left, const Passage& right);
/// Likewise, with the weight of the shared words known.
[[nodiscard]] Overlap overlap(double words, const Passage& left, const Passage& right);
/// @param weight  Of the words of both sides together.
/// @param grams   Number of trigrams of both sides together.
[[nodiscard]] double highest_score(const Overlap& overlap, double weight, std::size_t grams);
/// Likewise, with the weight that the words in common order have, at most: the score itself where it is theirs.
[[nodiscard]] double highest_score(const Overlap& overlap, double in_order, double weight, std::size_t grams);

/// Counts what passages share with many others. Gives what `shared_words` and `overlap` give, to the last bit.
///
/// The words of the others are entered in lists, so that of a passage only those are looked at that it shares with one
/// of them. The trigrams of the passage are entered in a table, so that each other one is gone through alone and
/// without a jump.
class Counter {
 public:
  /// @param texts  Whose words were weighed; must outlive this.
  explicit Counter(const TextTable& texts) : texts_(texts) {}

  /// Takes other passages in the place of the last, by their words.
  void enter_others(std::span<const Passage> others);
  /// For each of them the weight of the words that a passage shares with it. Good until the next call.
  [[nodiscard]] std::span<const double> shared_words(std::span<const std::uint32_t> sorted);

  /// Takes another passage in the place of the last, by its trigrams.
  void enter_grams(std::span<const std::uint16_t> grams);
  /// Number of the trigrams that it shares with these.
  [[nodiscard]] std::size_t shared_grams(std::span<const std::uint16_t> grams) const;

 private:
  /// One of the others, and how often it has a word.
  struct Holder {
    std::uint32_t other = 0;
    std::uint32_t times = 0;
  };
  /// The holders of a word, in `holders_`.
  struct Holders {
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
  };
  const TextTable& texts_;
  std::vector<Holders> holders_of_;     ///< By word.
  std::vector<Holder> holders_;         ///< Of one word after another.
  std::vector<std::uint32_t> entered_;  ///< The words that have any.
  std::vector<double> shared_;          ///< For each other.
  std::vector<std::uint16_t> grams_;    ///< How often the passage has each.
  std::span<const std::uint16_t> entered_grams_;
};

[[nodiscard]] Likeness likeness(const TextTable& texts, const Passage& left, const Passage& right);
/// Likewise, with the overlap known.
[[nodiscard]] Likeness likeness(const TextTable& texts, const Passage& left, const Passage& right,
                                const Overlap& overlap);

/// Which words of `left` are in the heaviest common subsequence with `right`.
[[nodiscard]] std::vector<bool> common_in_order(const TextTable& texts, std::span<const std::uint32_t> left,
                                                std::span<const std::uint32_t> right);

/// What of `whole` is left when the words that `part` has in the same order, and the trigrams that it has, are taken
/// out.
[[nodiscard]] OwnedPassage residual(const TextTable& texts, const Passage& whole, const Passage& part);
/// Likewise its words alone, with the words of the whole that are taken known, and its trigrams alone.
[[nodiscard]] OwnedPassage residual_words(const TextTable& texts, const Passage& whole, const std::vector<bool>& taken);
[[nodiscard]] std::vector<std::uint16_t> residual_trigrams(const Passage& whole, const Passage& part);

}  // namespace stet::align
