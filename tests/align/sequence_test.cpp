// SPDX-License-Identifier: Apache-2.0
#include "align/sequence.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "align/increasing.hpp"
#include "support/generated_text.hpp"

namespace stet::align {
namespace {

using stet::test::Dice;
using Ids = std::vector<std::uint32_t>;

std::size_t longest_length(const Ids& before, const Ids& after) {
  std::vector<std::size_t> row(after.size() + 1, 0);
  for (const std::uint32_t id : before) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < after.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = id == after[j] ? diagonal + 1 : std::max(above, row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

void expect_common_subsequence(const Ids& before, const Ids& after, const std::vector<IndexPair>& pairs) {
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    ASSERT_LT(pairs[i].before, before.size());
    ASSERT_LT(pairs[i].after, after.size());
    ASSERT_EQ(before[pairs[i].before], after[pairs[i].after]) << "pair " << i;
    if (i == 0) continue;
    ASSERT_LT(pairs[i - 1].before, pairs[i].before);
    ASSERT_LT(pairs[i - 1].after, pairs[i].after);
  }
}

void expect_mirrored(const Ids& before, const Ids& after, std::vector<IndexPair> pairs) {
  for (IndexPair& pair : pairs) std::swap(pair.before, pair.after);
  ASSERT_EQ(common_subsequence(after, before), pairs);
}

Ids random_ids(Dice& dice, std::size_t length, std::size_t distinct) {
  Ids ids(length);
  for (std::uint32_t& id : ids) id = static_cast<std::uint32_t>(dice.roll(distinct));
  return ids;
}

/// `ids` with so many elements replaced, removed or put in.
Ids changed(Ids ids, Dice& dice, std::size_t edits, std::size_t distinct) {
  for (std::size_t edit = 0; edit < edits; ++edit) {
    const auto at = ids.begin() + static_cast<std::ptrdiff_t>(dice.roll(ids.size() + 1));
    const auto id = static_cast<std::uint32_t>(dice.roll(distinct));
    if (at == ids.end() || dice.chance(33))
      ids.insert(at, id);
    else if (dice.chance(50))
      ids.erase(at);
    else
      *at = id;
  }
  return ids;
}

TEST(CommonSubsequence, OfSmallSequencesIsLongest) {
  Dice dice(1);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t distinct = 1 + dice.roll(12);
    const Ids before = random_ids(dice, dice.roll(24), distinct);
    const Ids after =
        dice.chance(50) ? random_ids(dice, dice.roll(24), distinct) : changed(before, dice, dice.roll(6), distinct);
    const std::vector<IndexPair> pairs = common_subsequence(before, after);
    expect_common_subsequence(before, after, pairs);
    ASSERT_EQ(pairs.size(), longest_length(before, after));
    expect_mirrored(before, after, pairs);
  }
}

TEST(CommonSubsequence, OfEmptyAndEqualSequences) {
  EXPECT_TRUE(common_subsequence({}, {}).empty());
  EXPECT_TRUE(common_subsequence(Ids{1, 2}, {}).empty());
  EXPECT_EQ(common_subsequence(Ids{7, 7}, Ids{7, 7}), (std::vector<IndexPair>{{0, 0}, {1, 1}}));
}

TEST(CommonSubsequence, CountsPositionsPastWhereDtlLosesThem) {
  // More than dtl's 2,000,000 points several times over: every other element replaced.
  Dice dice(2);
  Ids before = random_ids(dice, 12000, 4000);
  Ids after = before;
  for (std::size_t i = 0; i < after.size(); i += 2) after[i] = static_cast<std::uint32_t>(dice.roll(4000));
  const std::vector<IndexPair> pairs = common_subsequence(before, after);
  expect_common_subsequence(before, after, pairs);
  EXPECT_GE(pairs.size(), before.size() * 45 / 100);
  expect_mirrored(before, after, pairs);
}

TEST(CommonSubsequence, OfFewDistinctElementsIsFoundByRuns) {
  Dice dice(3);
  const Ids before = random_ids(dice, 40000, 50);
  const Ids after = changed(before, dice, 400, 50);
  const std::vector<IndexPair> pairs = common_subsequence(before, after);
  expect_common_subsequence(before, after, pairs);
  EXPECT_GE(pairs.size(), before.size() - 900);
}

TEST(CommonSubsequence, MovedBlockCostsOnlyItself) {
  Ids before(30000);
  std::iota(before.begin(), before.end(), 0U);
  Ids after = before;
  std::rotate(after.begin() + 5000, after.begin() + 8000, after.begin() + 20000);
  const std::vector<IndexPair> pairs = common_subsequence(before, after);
  expect_common_subsequence(before, after, pairs);
  EXPECT_EQ(pairs.size(), before.size() - 3000);
}

TEST(CommonSubsequence, OfHostileSequencesEnds) {
  Dice dice(4);
  const Ids two = random_ids(dice, 100000, 2);
  const Ids others = random_ids(dice, 100000, 2);
  expect_common_subsequence(two, others, common_subsequence(two, others));
  const Ids ones(200000, 1);
  EXPECT_EQ(common_subsequence(ones, Ids(10, 1)).size(), 10U);
  Ids backwards(50000);
  std::iota(backwards.rbegin(), backwards.rend(), 0U);
  Ids forwards(50000);
  std::iota(forwards.begin(), forwards.end(), 0U);
  expect_common_subsequence(forwards, backwards, common_subsequence(forwards, backwards));
}

std::uint64_t heaviest_by_trying(const Ids& values, const std::vector<std::uint64_t>& weights) {
  std::uint64_t best = 0;
  for (std::uint32_t subset = 0; subset < (1U << values.size()); ++subset) {
    std::uint64_t weight = 0;
    std::int64_t last = -1;
    bool increasing = true;
    for (std::size_t i = 0; i < values.size() && increasing; ++i) {
      if (((subset >> i) & 1U) == 0) continue;
      increasing = static_cast<std::int64_t>(values[i]) > last;
      last = values[i];
      weight += weights[i];
    }
    if (increasing) best = std::max(best, weight);
  }
  return best;
}

TEST(HeaviestIncreasing, WeighsAsMuchAsTheBestOfAllSubsets) {
  Dice dice(5);
  for (int round = 0; round < 400; ++round) {
    const Ids values = random_ids(dice, dice.roll(11), 8);
    std::vector<std::uint64_t> weights(values.size());
    for (std::uint64_t& weight : weights) weight = 1 + dice.roll(5);
    std::uint64_t sum = 0;
    std::int64_t last = -1;
    for (const std::uint32_t index : heaviest_increasing(values, weights)) {
      ASSERT_GT(static_cast<std::int64_t>(values[index]), last);
      last = values[index];
      sum += weights[index];
    }
    ASSERT_EQ(sum, heaviest_by_trying(values, weights));
  }
}

TEST(HeaviestIncreasing, KeepsWhatFollowsOneAnotherInBothOrdersTogether) {
  Dice dice(6);
  for (int round = 0; round < 400; ++round) {
    // Stretches of values in a row, in any order.
    std::vector<Ids> stretches;
    std::uint32_t next = 0;
    for (std::size_t i = 1 + dice.roll(4); i > 0; --i) {
      stretches.emplace_back();
      for (std::size_t j = 1 + dice.roll(3); j > 0; --j) stretches.back().push_back(next++);
      next += static_cast<std::uint32_t>(dice.roll(2));
    }
    Ids values;
    while (!stretches.empty()) {
      const auto taken = stretches.begin() + static_cast<std::ptrdiff_t>(dice.roll(stretches.size()));
      values.insert(values.end(), taken->begin(), taken->end());
      stretches.erase(taken);
    }
    std::vector<std::uint64_t> weights(values.size());
    for (std::uint64_t& weight : weights) weight = 1 + dice.roll(5);
    std::uint64_t sum = 0;
    for (const std::uint32_t index : heaviest_increasing(values, weights)) sum += weights[index];
    ASSERT_EQ(sum, heaviest_by_trying(values, weights));
  }
}

}  // namespace
}  // namespace stet::align
