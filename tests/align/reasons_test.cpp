// SPDX-License-Identifier: Apache-2.0
#include "align/reasons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "align/laid_out.hpp"

namespace stet::align {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Sentences of their own, so that common words are common.
constexpr std::string_view kOthers =
    "The harbour is the oldest in the country.\nThe mail boat left the quay in the morning.\n"
    "The council met in the town hall.\nThe weather in the north was mild.\n";

test::Aligned explained(const std::string& before, const std::string& after) {
  test::Aligned pair = test::align_layouts(before, after);
  add_reasons(pair.before, pair.after, pair.alignment);
  return pair;
}

/// The reason of the first match that has sentences on these sides.
MatchReason reason_of(const test::Aligned& pair, bool before, bool after) {
  for (const Match& match : pair.alignment.matches)
    if (match.before.empty() != before && match.after.empty() != after && match.reason.score < 1) return match.reason;
  ADD_FAILURE() << "no such match";
  return {};
}

TEST(Reasons, NameTheSharedWordsThatFewSentencesHold) {
  const std::string others(kOthers);
  const test::Aligned pair = explained(others + "The ferry to Norrhaven sails in the summer.\n",
                                       others + "In summer, the Norrhaven ferry will be in the timetable.\n");
  EXPECT_THAT(reason_of(pair, true, true).evidence->words, ElementsAre("summer", "norrhaven", "ferry"));
}

TEST(Reasons, NameAtMostFiveWordsEachOnce) {
  const std::string others(kOthers);
  const test::Aligned pair = explained(others + "Alpha beta gamma delta alpha epsilon zeta eta.\n",
                                       others + "Alpha beta gamma delta alpha epsilon zeta eta, and theta.\n");
  EXPECT_THAT(reason_of(pair, true, true).evidence->words, ElementsAre("alpha", "beta", "gamma", "delta", "epsilon"));
}

TEST(Reasons, NameNoWordWhereTextsAreEqual) {
  const test::Aligned pair = explained("One two three.\nFour five six.\n", "Four five six.\nONE two three.\n");
  for (const Match& match : pair.alignment.matches) EXPECT_THAT(match.reason.evidence->words, IsEmpty());
}

TEST(Reasons, NameCharactersTogetherThatStandTogetherOnBothSides) {
  const std::string others = "港口是全国最古老的。\n邮船早上离开码头。\n";
  const test::Aligned pair = explained(others + "夜间渡轮六月开航。\n", others + "夜间渡轮将于七月开航。\n");
  EXPECT_THAT(reason_of(pair, true, true).evidence->words, ElementsAre("夜间渡轮", "月开航"));
}

TEST(Reasons, NameTheWordsOfBothPartsOfASplit) {
  const std::string others(kOthers);
  const test::Aligned pair =
      explained(others + "Tickets cost twelve crowns, and children under seven travel free of charge.\n",
                others + "Tickets cost twelve crowns.\nChildren under seven travel free of charge.\n");
  const MatchReason reason = reason_of(pair, true, true);
  EXPECT_EQ(reason.evidence->words.size(), 5U);
}

TEST(Reasons, NameTheRivalThatWasNotEnough) {
  const std::string others(kOthers);
  const test::Aligned pair =
      explained(others + "Bicycles travel for half the fare if there is room on deck.\n\n" + "Same.\n",
                others + "Same.\n\n" + "A map of the deck has been posted.\n");
  const MatchReason removed = reason_of(pair, true, false);
  ASSERT_TRUE(removed.evidence->rival);
  EXPECT_EQ(test::line_of(pair.after, *removed.evidence->rival), 5U);
  EXPECT_THAT(removed.evidence->words, ElementsAre("deck"));
  EXPECT_GT(removed.score, 0);
  const MatchReason added = reason_of(pair, false, true);
  ASSERT_TRUE(added.evidence->rival);
  EXPECT_EQ(added.score, removed.score);
}

TEST(Reasons, NameNoRivalWhereNothingIsAlike) {
  const test::Aligned pair = explained("Bicycles travel free.\n", "Xylophones hum.\n");
  for (const Match& match : pair.alignment.matches) EXPECT_FALSE(match.reason.evidence->rival);
}

TEST(Reasons, LookForNoRivalAmongTooMany) {
  std::string before;
  std::string after;
  for (int i = 0; i < 3000; ++i) {
    before += "shared a" + std::to_string(i) + " b" + std::to_string(i) + "\n";
    after += "shared c" + std::to_string(i) + " d" + std::to_string(i) + "\n";
  }
  const test::Aligned pair = explained(before, after);
  EXPECT_EQ(pair.alignment.matches.size(), 6000U);
  for (const Match& match : pair.alignment.matches) EXPECT_FALSE(match.reason.evidence->rival);
}

}  // namespace
}  // namespace stet::align
