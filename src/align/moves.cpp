// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "align/comparison.hpp"

namespace stet::align {
namespace {
constexpr double kMoveThreshold = 0.40;
}

void tie_moved(Comparison& comparison) {
  std::vector<std::uint32_t> left;
  std::vector<std::uint32_t> right;
  for (std::uint32_t i = 0; i < comparison.left.size(); ++i)
    if (comparison.left_free(i)) left.push_back(i);
  for (std::uint32_t i = 0; i < comparison.right.size(); ++i)
    if (comparison.right_free(i)) right.push_back(i);
  if (left.size() * right.size() > 40000) return;
  struct Candidate {
    double similarity;
    std::uint32_t left;
    std::uint32_t right;
  };
  std::vector<Candidate> candidates;
  std::vector<Passage> passages;
  for (const std::uint32_t j : right)
    passages.push_back(passage_of(comparison.texts, {&comparison.right[j].folded, 1}));
  for (const std::uint32_t i : left) {
    const Passage passage = passage_of(comparison.texts, {&comparison.left[i].folded, 1});
    for (std::size_t x = 0; x < right.size(); ++x) {
      const double s = comparison.left[i].folded == comparison.right[right[x]].folded
                           ? 1
                           : similarity(comparison.texts, passage, passages[x]);
      if (s >= kMoveThreshold) candidates.push_back({s, i, right[x]});
    }
  }
  std::ranges::stable_sort(candidates, std::greater{}, &Candidate::similarity);
  for (const Candidate& candidate : candidates)
    if (comparison.left_free(candidate.left) && comparison.right_free(candidate.right))
      comparison.tie({{candidate.left}, {candidate.right}, "move", candidate.similarity});
}

void tie_halves(Comparison&) {}

}  // namespace stet::align
