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
// Values that follow one another in both orders are one link: most of a text that only in parts was moved.
//
// Cost: n log n time, n memory. Source: Fredman, "On computing the length of longest increasing subsequences" (1975);
// Fenwick, "A new data structure for cumulative frequency tables" (1994).
#include "align/increasing.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "text/sort_runs.hpp"

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

/// The places of values in their own order; equal ones share theirs.
struct Ranks {
  std::vector<std::uint32_t> of;
  std::vector<bool> alone;  ///< For each rank: one value has it.
  std::uint32_t count = 0;

  /// Whether value `i` comes right behind the one before it, in its place as in the order, and none shares either
  /// rank. What can stand in a chain with one of them can with both.
  [[nodiscard]] bool follows(std::uint32_t i) const {
    return of[i] == of[i - 1] + 1 && alone[of[i]] && alone[of[i - 1]];
  }
};

Ranks ranks_of(std::span<const std::uint32_t> values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto value_of = [&](std::uint32_t i) { return values[i]; };
  text::sort_runs(order, value_of);
  Ranks ranks;
  ranks.of.resize(values.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    const bool same = place > 0 && values[order[place]] == values[order[place - 1]];
    if (same) {
      ranks.alone.back() = false;
    } else {
      ranks.alone.push_back(true);
    }
    ranks.of[order[place]] = static_cast<std::uint32_t>(ranks.alone.size() - 1);
  }
  ranks.count = static_cast<std::uint32_t>(ranks.alone.size());
  return ranks;
}

/// Values [first, last) that stand in a chain together or not at all.
struct Run {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t previous = kNone;  ///< The run before it in the heaviest chain.
};

}  // namespace

std::vector<std::uint32_t> heaviest_increasing(std::span<const std::uint32_t> values,
                                               std::span<const std::uint64_t> weights) {
  assert(values.size() == weights.size());
  const Ranks ranks = ranks_of(values);
  PrefixBest chains(ranks.count);
  std::vector<Run> runs;
  Best heaviest;
  for (std::uint32_t i = 0; i < values.size();) {
    Run run{i, i + 1, kNone};
    std::uint64_t weight = weights[i];
    for (; run.last < values.size() && ranks.follows(run.last); ++run.last) weight += weights[run.last];
    const Best before = chains.below(ranks.of[i]);
    run.previous = before.last;
    runs.push_back(run);
    const Best chain{before.weight + weight, static_cast<std::uint32_t>(runs.size() - 1)};
    chains.offer(ranks.of[run.last - 1], chain);
    if (chain.weight > heaviest.weight || heaviest.last == kNone) heaviest = chain;
    i = run.last;
  }
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t number = heaviest.last; number != kNone; number = runs[number].previous)
    for (std::uint32_t i = runs[number].last; i-- > runs[number].first;) chosen.push_back(i);
  std::ranges::reverse(chosen);
  return chosen;
}

}  // namespace stet::align
