// SPDX-License-Identifier: Apache-2.0
// The heaviest increasing subsequence: what can stay in its place when the rest is taken out.
//
// Idea: from left to right, the heaviest chain that ends at a value is its own weight on top of the heaviest chain that
// ends at a smaller value. A Fenwick tree over the ranks of the values answers the latter: each node keeps the best
// chain among the ranks that it covers, and since bests only grow, a prefix maximum is all that is needed.
//
// Example: values 3 1 2, weights 5 1 1. Chains: (3) weighs 5, (1 2) weighs 2: the 3 stays, 1 and 2 moved.
// With equal weights 1 and 2 stay.
//
// Case it gets wrong: none as a maximum; but where two choices weigh the same it cannot know which of them an editor
// moved. Callers break such ties through the weights.
//
// Cost: n log n time, n memory. Source: Fredman, "On computing the length of longest increasing subsequences" (1975);
// Fenwick, "A new data structure for cumulative frequency tables" (1994).
#include "align/increasing.hpp"

#include <algorithm>
#include <cassert>

namespace stet::align {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

struct Best {
  std::uint64_t weight = 0;
  std::uint32_t last = kNone;
};

class PrefixBest {
 public:
  explicit PrefixBest(std::size_t ranks) : nodes_(ranks + 1) {}

  /// The best chain that ends at a rank below `rank`.
  [[nodiscard]] Best below(std::size_t rank) const {
    Best best;
    for (std::size_t at = rank; at > 0; at -= at & (~at + 1))
      if (nodes_[at].weight > best.weight) best = nodes_[at];
    return best;
  }
  void offer(std::size_t rank, Best chain) {
    for (std::size_t at = rank + 1; at < nodes_.size(); at += at & (~at + 1))
      if (chain.weight > nodes_[at].weight) nodes_[at] = chain;
  }

 private:
  std::vector<Best> nodes_;
};

}  // namespace

std::vector<std::uint32_t> heaviest_increasing(std::span<const std::uint32_t> values,
                                               std::span<const std::uint64_t> weights) {
  assert(values.size() == weights.size());
  std::vector<std::uint32_t> ranks(values.begin(), values.end());
  std::ranges::sort(ranks);
  ranks.erase(std::ranges::unique(ranks).begin(), ranks.end());

  PrefixBest chains(ranks.size());
  std::vector<std::uint32_t> previous(values.size(), kNone);
  Best heaviest;
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    const auto rank = static_cast<std::size_t>(std::ranges::lower_bound(ranks, values[i]) - ranks.begin());
    const Best before = chains.below(rank);
    previous[i] = before.last;
    const Best chain{before.weight + weights[i], i};
    chains.offer(rank, chain);
    if (chain.weight > heaviest.weight || heaviest.last == kNone) heaviest = chain;
  }
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t i = heaviest.last; i != kNone; i = previous[i]) chosen.push_back(i);
  std::ranges::reverse(chosen);
  return chosen;
}

}  // namespace stet::align
