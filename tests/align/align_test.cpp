// SPDX-License-Identifier: Apache-2.0
#include "align/align.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "align/laid_out.hpp"

namespace stet::align {
namespace {

using test::aligned;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Align, EqualTextsHaveNothingLeft) {
  EXPECT_THAT(aligned("One.\nTwo.\n\nThree.", "One.\nTwo.\n\nThree."), IsEmpty());
  EXPECT_THAT(aligned("", ""), IsEmpty());
}

TEST(Align, EmptyAgainstSomething) {
  EXPECT_THAT(aligned("", "One.\nTwo."), ElementsAre("+ One.", "+ Two."));
  EXPECT_THAT(aligned("One.\nTwo.", ""), ElementsAre("- One.", "- Two."));
}

TEST(Align, RewordedBetweenEqual) {
  EXPECT_THAT(aligned("Alpha stays here.\nBeta takes effect on Monday morning.\nGamma stays too.",
                      "Alpha stays here.\nBeta takes effect on Tuesday morning.\nGamma stays too."),
              ElementsAre("= Alpha", "~ Beta > Beta", "= Gamma"));
}

TEST(Align, TypographyIsNoDifference) {
  const test::Aligned pair =
      test::align_layouts("It’s “new” – see 3 000 below.\nA.", "It's \"new\" - see 3,000 below.\nB.");
  ASSERT_EQ(pair.alignment.matches.size(), 3U);
  EXPECT_EQ(pair.alignment.matches[0].reason.stage, MatchStage::Folded);
  EXPECT_EQ(pair.alignment.matches[0].reason.score, 1);
}

TEST(Align, TheExactPartnerGoesFirst) {
  EXPECT_THAT(
      aligned("x1 opens.\n\"Don't\" panic.\nx2 closes.", "y1 begins.\n“Don’t” panic.\n\"Don't\" panic.\ny2 ends."),
      ::testing::Contains("= \"Don't\""));
}

TEST(Align, UnrelatedInPlaceIsRemovedAndAdded) {
  EXPECT_THAT(aligned("Alpha stays here.\nThe museum opens at nine.\nGamma stays too.",
                      "Alpha stays here.\nPayments require prior written approval.\nGamma stays too."),
              ElementsAre("= Alpha", "- The", "+ Payments", "= Gamma"));
}

TEST(Align, Split) {
  EXPECT_THAT(aligned("The board approved the budget for next year and appointed a new auditor in Geneva.\nOther.",
                      "The board approved the budget for next year.\nIt appointed a new auditor in Geneva.\nOther."),
              ElementsAre("~ The > The | It", "= Other."));
}

TEST(Align, Merged) {
  EXPECT_THAT(aligned("The board approved the budget for next year.\nIt appointed a new auditor in Geneva.\nOther.",
                      "The board approved the budget for next year and appointed a new auditor in Geneva.\nOther."),
              ElementsAre("~ The | It > The", "= Other."));
}

TEST(Align, SmallHalfOfASplitAcrossBlocks) {
  EXPECT_THAT(aligned("Your activity with a profile: We collect what you provide when you use or interact with our "
                      "services.\n\nEnd.",
                      "Your activity with a profile:\n\nWe collect what you provide when you use or interact with our "
                      "services.\n\nEnd."),
              ElementsAre("~ Your > Your | We"));
}

TEST(Align, MergedAroundAnEqualBlock) {
  EXPECT_THAT(
      aligned(
          "The authorities are organising the treatment of these forms.\nIf you are concerned, go and see your "
          "doctor first, whatever the symptoms are.\n\nWhom to ask\n\nYour first contact is the family doctor, who "
          "can refer you to a specialist or propose adapted care.",
          "Whom to ask\n\nThe authorities are organising the treatment of these forms. If you are concerned, go and "
          "see your doctor first, whatever the symptoms are, who can refer you to a specialist or propose adapted "
          "care."),
      ElementsAre("~^ The | If | Your > The"));
}

TEST(Align, MovedSentence) {
  EXPECT_THAT(
      aligned("Alpha one.\nBeta two.\nGamma three.\nDelta four.", "Beta two.\nGamma three.\nDelta four.\nAlpha one."),
      ElementsAre("= Beta", "= Gamma", "= Delta", "=^ Alpha"));
}

TEST(Align, MovedBlockIsTheLighterOne) {
  EXPECT_THAT(aligned("Changed a.\n\nTitle\n\nSection one.\nSection two.\n\nChanged b.",
                      "Changed c.\n\nSection one.\nSection two.\n\nTitle\n\nChanged d."),
              ::testing::Contains("=^ Title"));
}

TEST(Align, MovedAndReworded) {
  const std::string before =
      "Clients that support profiles can request a short-lived certificate.\nAlpha one stays.\nBeta two stays.\nGamma "
      "three stays.";
  const std::string after =
      "Alpha one stays.\nBeta two stays.\nGamma three stays.\nClients can request a short-lived certificate through "
      "profiles.";
  EXPECT_THAT(aligned(before, after), ElementsAre("= Alpha", "= Beta", "= Gamma", "~^ Clients > Clients"));
}

TEST(Align, RepeatedBoilerplateStaysBesideItsNeighbours) {
  const std::string before = "Alpha speaks.\nRead more\nBeta speaks.\nRead more\nGamma speaks.\nRead more";
  const std::string after = "Alpha speaks.\nRead more\nGamma speaks.\nRead more";
  EXPECT_THAT(aligned(before, after), ElementsAre("= Alpha", "= Read", "- Beta", "- Read", "= Gamma", "= Read"));
}

TEST(Align, ADateLineIsKnownByItsRole) {
  EXPECT_THAT(aligned("Title of the text\nUpdated: 23 October 2024\nAlpha first.\nOmega last.",
                      "Title of the text\nUpdated: 1 March 2025\nNew opening sentence.\nOmega last."),
              ::testing::Contains("~ Updated: > Updated:"));
}

TEST(Align, WorksInScriptsWithoutSpaces) {
  EXPECT_THAT(
      aligned("第一句不变。\n证书的有效期为九十天，到期前请续期。\n最后一句不变。",
              "第一句不变。\n证书的有效期为六十天，到期前请及时续期。\n最后一句不变。"),
      ElementsAre("= 第一句不变。", "~ 证书的有效期为九十天，到期前请续期。 > 证书的有效期为六十天，到期前请及时续期。",
                  "= 最后一句不变。"));
}

TEST(Align, SaysWhy) {
  const test::Aligned pair =
      test::align_layouts("Alpha is here today.\nBeta takes effect on Monday morning.\nGone with it.",
                          "Alpha is here today.\nBeta takes effect on Tuesday morning.");
  ASSERT_EQ(pair.alignment.matches.size(), 3U);
  EXPECT_EQ(pair.alignment.matches[0].reason.stage, MatchStage::Identical);
  EXPECT_EQ(pair.alignment.matches[1].reason.stage, MatchStage::Similar);
  EXPECT_GT(pair.alignment.matches[1].reason.score, 0.5);
  EXPECT_LT(pair.alignment.matches[1].reason.score, 1);
  EXPECT_EQ(pair.alignment.matches[2].reason.stage, MatchStage::Unmatched);
}

}  // namespace
}  // namespace stet::align
