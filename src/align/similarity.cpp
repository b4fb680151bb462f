// SPDX-License-Identifier: Apache-2.0
#include "align/similarity.hpp"

#include <algorithm>

namespace stet::align {
namespace {

constexpr double kDiceShare = 0.35;
constexpr double kOrderShare = 0.35;
constexpr double kGramShare = 0.30;

double gram_dice(const std::vector<std::uint16_t>& left, const std::vector<std::uint16_t>& right) {
  if (left.empty() || right.empty()) return left.empty() && right.empty() ? 1 : 0;
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    if (left[i] == right[j]) {
      ++shared;
      ++i;
      ++j;
    } else if (left[i] < right[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(left.size() + right.size());
}

/// Weight of the heaviest common subsequence of words.
double shared_in_order(const TextTable& texts, const std::vector<std::uint32_t>& left,
                       const std::vector<std::uint32_t>& right) {
  std::vector<double> best(right.size() + 1, 0);
  for (const std::uint32_t word : left) {
    double diagonal = 0;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const double above = best[j + 1];
      best[j + 1] = right[j] == word ? std::max(diagonal + texts.weight(word), std::max(above, best[j]))
                                     : std::max(above, best[j]);
      diagonal = above;
    }
  }
  return best.back();
}

}  // namespace

Passage passage_of(const TextTable& texts, std::span<const std::uint32_t> folded_ids) {
  Passage passage;
  for (const std::uint32_t id : folded_ids) {
    const Features& features = texts.features(id);
    passage.words.insert(passage.words.end(), features.words.begin(), features.words.end());
    passage.grams.insert(passage.grams.end(), features.grams.begin(), features.grams.end());
  }
  passage.sorted = passage.words;
  std::ranges::sort(passage.sorted);
  if (folded_ids.size() > 1) std::ranges::sort(passage.grams);
  for (const std::uint32_t word : passage.words) passage.weight += texts.weight(word);
  return passage;
}

double shared_weight(const TextTable& texts, const Passage& left, const Passage& right) {
  double shared = 0;
  for (std::size_t i = 0, j = 0; i < left.sorted.size() && j < right.sorted.size();) {
    if (left.sorted[i] == right.sorted[j]) {
      shared += texts.weight(left.sorted[i]);
      ++i;
      ++j;
    } else if (left.sorted[i] < right.sorted[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return shared;
}

double similarity(const TextTable& texts, const Passage& left, const Passage& right) {
  const double grams = gram_dice(left.grams, right.grams);
  const double total = left.weight + right.weight;
  if (total == 0) return grams;
  const double shared = shared_weight(texts, left, right);
  const double in_order = shared == 0 ? 0 : shared_in_order(texts, left.words, right.words);
  return kDiceShare * 2 * shared / total + kOrderShare * 2 * in_order / total + kGramShare * grams;
}

}  // namespace stet::align
