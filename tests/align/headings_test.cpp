// SPDX-License-Identifier: Apache-2.0
// Headings and titles, which are known by what they stand above.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "align/steps.hpp"

namespace stet::align {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_F(Steps, HeadingsOfTheSamePassageAreTied) {
  const std::string passage = "\n\nAlpha one is here.\nOmega two is here.\n\nThe last one.";
  Comparison comparison = compare("Children" + passage, "Our Audience" + passage);
  tie_identical(comparison);
  weigh_words(comparison);
  tie_headings(comparison);
  EXPECT_THAT(ties_of(comparison), Contains("0 > 0"));
  Comparison sentence = compare("Children grow." + passage, "Our audience left." + passage);
  tie_identical(sentence);
  weigh_words(sentence);
  tie_headings(sentence);
  EXPECT_THAT(ties_of(sentence), Not(Contains("0 > 0"))) << "sentences are no headings";
}

TEST_F(Steps, ALineAmongOthersLikeItIsNoHeading) {
  const auto tied = [&](std::string_view before, std::string_view behind) {
    const auto list = [&](std::string_view line) {
      return std::string("Reading room rules\n\n") + std::string(before) + std::string(line) + "\n\n" +
             std::string(behind) + "\n\nThe last one stays.";
    };
    Comparison comparison = compare(list("Library fees and fines"), list("Borrowing for the library staff"));
    tie_identical(comparison);
    weigh_words(comparison);
    tie_headings(comparison);
    return ties_of(comparison);
  };
  EXPECT_THAT(tied("Where to park\n\n", "Where to eat\n\nWhere to sleep"), Not(Contains("2 > 2")));
  EXPECT_THAT(tied("Where to park\n\n", "Nobody pays twice for a lost book."), Contains("2 > 2"));
}

TEST_F(Steps, WhatIsAloneBesideATiedHeadingIsTied) {
  const std::string_view left =
      "One is here.\n\nMy present county of residence:\n\nHis usual sort of canteen:\n\nTwo more are there.";
  const std::string_view right =
      "One is here.\n\nThe county where I am presently:\n\nThe canteen where he eats:\n\nTwo more are there.";
  left_ = test::laid_out(left);
  right_ = test::laid_out(right);
  for (Document* document : {&left_, &right_}) test::segment_unpaired(*document, {}, &BlockPair::before);
  const Alignment alignment = align(left_, right_, {}, SegmentUnit::Sentence);
  const auto together = std::ranges::count_if(
      alignment.matches, [](const Match& match) { return !match.before.empty() && !match.after.empty(); });
  EXPECT_EQ(together, 4);
}

TEST_F(Steps, TitlesAreKnownByTheirPlace) {
  const auto tied = [&](std::string_view left, std::string_view right, std::uint8_t level) {
    left_ = test::laid_out(left);
    right_ = test::laid_out(right);
    for (Document* document : {&left_, &right_}) {
      document->blocks.front().kind = BlockKind::Heading;
      document->blocks.front().level = level;
      test::segment_unpaired(*document, {}, &BlockPair::before);
    }
    Comparison comparison = comparison_of(left_, right_, {}, &BlockPair::before, &BlockPair::after);
    tie_identical(comparison);
    weigh_words(comparison);
    tie_moved(comparison);
    tie_titles(comparison);
    return ties_of(comparison);
  };
  const std::string_view left = "Terms of Service\n\nAlpha one is here.";
  const std::string_view right = "User Agreement\n\nA new line.\n\nAlpha one is here.";
  EXPECT_THAT(tied(left, right, 1), ElementsAre("1 > 2", "0 > 0"));
  EXPECT_THAT(tied(left, right, 2), ElementsAre("1 > 2")) << "a section's heading is no title";
  EXPECT_THAT(tied("Terms of Service", "User Agreement", 1), IsEmpty()) << "nothing else is there";
  EXPECT_THAT(tied("Alpha one is here.\n\nBeta.", "User Agreement\n\nAlpha one is here.", 1), ElementsAre("0 > 1"))
      << "it went elsewhere";
}

class SectionHeadings : public Steps {
 protected:
  /// The ties of two texts that begin with a line of that kind, when all steps before were taken that matter.
  std::vector<std::string> tied(std::string_view left, std::string_view right, BlockKind kind = BlockKind::Heading) {
    left_ = test::laid_out(left);
    right_ = test::laid_out(right);
    for (Document* document : {&left_, &right_}) {
      document->blocks.front().kind = kind;
      test::segment_unpaired(*document, {}, &BlockPair::before);
    }
    Comparison comparison = comparison_of(left_, right_, {}, &BlockPair::before, &BlockPair::after);
    weigh_words(comparison);
    tie_similar(comparison);
    tie_moved(comparison);
    tie_section_headings(comparison);
    return ties_of(comparison);
  }
};

TEST_F(SectionHeadings, GoWithMostOfTheirSection) {
  const std::string one = "Penalties\n\nNobody is to know of it.\nThe landlord pays three times what the deposit was.";
  const std::string other = "Sanctions against owners\n\nOther words.\nThe landlord then pays three times what it was.";
  EXPECT_THAT(tied(one, other), Contains("0 > 0"));
  EXPECT_THAT(tied(one, other, BlockKind::ListItem), Not(Contains("0 > 0"))) << "an item of a list heads nothing";
  EXPECT_THAT(tied(one, other, BlockKind::Paragraph), Not(Contains("0 > 0"))) << "it may be anything";
  EXPECT_THAT(tied("Penalties?" + one.substr(9), "What does it cost?" + other.substr(24), BlockKind::Paragraph),
              Contains("0 > 0"))
      << "questions head what answers them";
}

TEST_F(SectionHeadings, KeepANameThatStandsElsewhere) {
  EXPECT_THAT(tied("Penalties\n\nThe landlord pays three times what it was.\n\nEnd",
                   "Sanctions\n\nThe landlord then pays three times what it was.\n\nPenalties\n\nAll is new here."),
              Not(Contains("0 > 0")));
}

TEST_F(SectionHeadings, HeadListsToo) {
  EXPECT_THAT(
      tied("Penalties\n\nThe landlord pays it three times\n\nBanks keep deposits in separate accounts",
           "Sanctions\n\nThe landlord then pays it three times\n\nBanks keep all deposits in separate accounts"),
      Contains("0 > 0"));
}

TEST_F(SectionHeadings, StayWhereASectionWentTwoWaysOrLittleOfItIsThere) {
  const std::string one = "Penalties\n\nNobody knows.\nNor will they.\nThe landlord pays three times what it was.";
  const std::string other = "Sanctions\n\nA.\nB.\nC.\nThe landlord then pays three times what it was.\nD.";
  EXPECT_THAT(tied(one, other), Not(Contains("0 > 0")));
  EXPECT_THAT(tied("Penalties\n\nThe landlord pays three times what it was.", other), Contains("0 > 0"))
      << "all of one of them is there";
  EXPECT_THAT(
      tied("Penalties\n\nThe tenant is told of it in writing within fourteen days.\nThe landlord pays three "
           "times what it was.\n\nEnd",
           "Sanctions\n\nThe landlord then pays three times what it was.\n\nWho tells?\n\nThe tenant is told of "
           "it in writing within ten days."),
      Not(Contains("0 > 0")));
}
}  // namespace
}  // namespace stet::align
