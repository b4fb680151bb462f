// SPDX-License-Identifier: Apache-2.0
#include "history/follow.hpp"

#include <gtest/gtest.h>

#include "history/lineage.hpp"

namespace stet::history {
namespace {

/// The steps of a release with these texts; their links fit their sentences.
std::vector<Step> steps_of(const std::vector<std::string>& texts,
                           std::size_t most_sentences = DiffOptions().most_sentences) {
  Items sentences('s');
  Items blocks('b');
  Follower follower(sentences, blocks, {}, Depth::Links, most_sentences);
  std::vector<Step> steps;
  std::uint32_t before = 0;
  for (const std::string& text : texts) {
    steps.push_back(*follower.next(Source::of(text, "a.txt")));
    EXPECT_TRUE(parents(steps.back(), before));
    before = steps.back().sentences;
  }
  return steps;
}

TEST(Follower, CountsSentencesOneByOneWhereTheyAreComparedAsPassages) {
  std::string before = "Title\n\n";
  std::string after = "Title\n\n";
  for (int i = 0; i < 5'400; ++i) {
    before += i % 3 == 0 ? "Yes. " : "No. ";
    after += i % 5 == 0 ? "Yes. " : "No. ";
  }
  const std::vector<Step> steps = steps_of({before, after, "Title\n\nYes.\n"}, 10'000);
  EXPECT_EQ(steps[1].sentences, 5'401U);
  EXPECT_TRUE(steps[1].bounded.sentences);
  EXPECT_EQ(steps[2].sentences, 2U);
}

TEST(Follower, CountsParagraphsOneByOneWhereTheyAreComparedAsPassages) {
  std::string before = "Title\n\n";
  for (int i = 0; i < 5'400; ++i) before += "No. " + std::to_string(i) + "\n\n";
  std::string after = before;
  after.replace(after.find("No. 2000"), 8, "No. 20OO");
  after.replace(after.find("No. 3000"), 8, "No. 30OO");
  const std::vector<Step> steps = steps_of({before, after, before, "Title\n\nNo. 7\n"}, 1'000);
  EXPECT_EQ(steps[1].sentences, 5'401U);
  EXPECT_TRUE(steps[0].bounded.sentences);
  // The window from the one change to the other has a thousand paragraphs.
  EXPECT_TRUE(steps[1].bounded.sentences);
  EXPECT_EQ(steps[1].links.size(), 4U);
  EXPECT_EQ(steps[2].links.size(), 4U);
  EXPECT_EQ(steps[3].sentences, 2U);
}

TEST(Follower, GoesBackAsItCame) {
  const std::vector<std::string> texts = {
      "Title\n\nOne is here. Two is.\n\nThree stays.\n\nFour goes now.\n\nSix goes with it to another place.\n",
      "Title\n\nThree stays.\n\nOne is here. Two was.\n\nFive comes at last.\n"};
  const std::vector<Step> there = steps_of(texts);
  const std::vector<Step> back = steps_of({texts[1], texts[0]});
  Items sentences('s');
  Items blocks('b');
  Follower follower(sentences, blocks, {}, Depth::Counts);
  const Step first = *follower.next(Source::of(texts[0], "a.txt"));
  const Step second = *follower.next(Source::of(texts[1], "a.txt"));
  const Step third = *follower.next(Source::of(texts[0], "a.txt"));
  const auto first_blocks = *blocks_after(first.blocks, {});
  const auto second_blocks = *blocks_after(second.blocks, first_blocks);
  const Step mirror = mirrored(second, first_blocks, first.sentences);
  EXPECT_EQ(*blocks_after(mirror.blocks, second_blocks), first_blocks);
  EXPECT_EQ(*blocks_after(third.blocks, second_blocks), first_blocks);
  EXPECT_EQ(mirror.summary.kinds, third.summary.kinds);
  EXPECT_EQ(mirror.summary.severities, third.summary.severities);
  EXPECT_EQ(mirror.links.size(), third.links.size());
  const auto from_mirror = *parents(mirror, second.sentences);
  const auto from_third = *parents(third, second.sentences);
  for (std::size_t i = 0; i < from_third.size(); ++i) {
    EXPECT_EQ(parent_sentences(mirror, from_mirror[i]), parent_sentences(third, from_third[i])) << i;
    EXPECT_EQ(from_mirror[i].same_wording(), from_third[i].same_wording()) << i;
    const auto kind = [](const Parents& from) {
      return from.link == nullptr ? ChangeKind::Unchanged : from.link->kind;
    };
    EXPECT_EQ(kind(from_mirror[i]), kind(from_third[i])) << i;
  }
  EXPECT_EQ(there[1].links.size(), back[1].links.size());
}

}  // namespace
}  // namespace stet::history
