// SPDX-License-Identifier: Apache-2.0
// The missing parts of sentences that were split or merged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "align/steps.hpp"

namespace stet::align {
namespace {

using ::testing::ElementsAre;

TEST_F(Steps, HalvesJoinTheirPair) {
  Comparison comparison =
      compare("We prohibit harassment of any person and the recording of people without their consent.",
              "We prohibit harassment of any person.\nRecording people without their consent.");
  weigh_words(comparison);
  comparison.tie({{0}, {0}, MatchStage::Similar, 0.6, 0.6});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0 1"));
  EXPECT_EQ(comparison.ties.front().stage, MatchStage::Half);
  EXPECT_GT(comparison.ties.front().similarity, 0.6);
}

TEST_F(Steps, HalvesTakeAShortItemThatStandsInTheWhole) {
  Comparison comparison = compare(
      "Vaccines that are recognised by the authorities of both countries are Pfizer/Comirnaty, Moderna/Spikevax or "
      "Janssen.",
      "Vaccines that are recognised by the authorities of both countries:\nPfizer Comirnaty,\nModerna "
      "Spikevax,\nJanssen.");
  weigh_words(comparison);
  comparison.tie({{0}, {0}, MatchStage::Similar, 0.6, 0.6});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0 1 2 3"));
}

TEST_F(Steps, HalvesTakeShortItemsWithAWordBetween) {
  Comparison comparison =
      compare("Are meant above all:\n\nthe suitcases;\n\nthe backpacks;\n\nthe umbrellas with a pointed end.",
              "This includes suitcases, backpacks and umbrellas with a pointed end.");
  weigh_words(comparison);
  comparison.tie({{3}, {0}, MatchStage::Similar, 0.6, 0.6});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 1 2 3 > 0"));
}

TEST_F(Steps, HalvesTakeALabelThatBecameAHeading) {
  Comparison comparison =
      compare("Appeal: where a user disputes a decision, the form explains why it should be another.",
              "Appeals\nA user who disputes a decision can use the form and explain why it should differ.");
  weigh_words(comparison);
  comparison.tie({{0}, {1}, MatchStage::Similar, 0.5, 0.5});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0 1"));
}

TEST_F(Steps, HalvesTakeAPartThatStandsApart) {
  Comparison comparison = compare(
      "We store your account information, such as your name, and the list of your friends until you ask us to delete "
      "them.",
      "We store your account information, such as your name.\nThat is what the law wants.\nThe list of your friends is "
      "stored until you ask us to delete it.");
  weigh_words(comparison);
  comparison.tie({{0}, {0}, MatchStage::Similar, 0.6, 0.6});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0 2"));
}

TEST_F(Steps, HalvesTakeNoPartThatIsTheWholeByItself) {
  Comparison comparison =
      compare("Threads policies and terms of use", "About threads\nHelp\nThreads policies and terms of use!");
  weigh_words(comparison);
  comparison.tie({{0}, {0}, MatchStage::Similar, 0.4, 0.4});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0"));
}

TEST_F(Steps, HalvesLeaveWhatStandsBesideAnotherPair) {
  Comparison comparison = compare(
      "From 15 December on, people over the age of 65 lose their pass if the last dose is old.\nFrom 15 December on, "
      "whoever had the Janssen vaccine loses theirs a month later.",
      "From 15 December on:\npeople over the age of 65 lose their pass if the last dose is old;\nwhoever had the "
      "Janssen "
      "vaccine loses theirs a month later.");
  weigh_words(comparison);
  comparison.tie({{1}, {2}, MatchStage::Similar, 0.8, 0.8});
  comparison.tie({{0}, {1}, MatchStage::Similar, 0.8, 0.8});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("1 > 2", "0 > 0 1"));
}

TEST_F(Steps, HalvesHaveOneGap) {
  const std::string_view whole =
      "We store your account information and your name, the pictures that you take with our camera, and the list of "
      "your friends until you ask us to delete them.";
  const std::string_view parts =
      "We store your account information and your name.\nLaws want it.\nWe store the pictures that you take with our "
      "camera.\nMore follows.\nThe list of your friends is stored until you ask us to delete it.";
  Comparison comparison = compare(whole, parts);
  weigh_words(comparison);
  comparison.tie({{0}, {0}, MatchStage::Similar, 0.4, 0.4});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0 2"));
}

TEST_F(Steps, HalvesFillTheirGapWithWhatStandsInTheWhole) {
  Comparison comparison = compare(
      "Prohibited are harassing others, stalking them and mocking victims. Violence. And promoting behaviour that "
      "could "
      "harm animals or destroy nature.",
      "Prohibited are harassing others, stalking them and mocking victims.\nViolence\nPromoting behaviour that could "
      "harm animals or destroy nature.");
  weigh_words(comparison);
  LineSet parts(0);
  parts.include(2);
  comparison.tie({{0}, parts, MatchStage::Similar, 0.8, 0.8});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0 1 2"));
}

TEST_F(Steps, HalvesTakeTheItemsOfAListThatBecameASentenceAndNoMore) {
  Comparison comparison = compare(
      "If the first test was negative, two more are needed, which pharmacies hand out:\nthe first: 2 days after the "
      "last meeting with whoever was ill;\nthe second: 4 days after that meeting.\nRefunds take days and are needed.",
      "If the first test was negative, two more are needed, 2 days after it and 4 days after it, which pharmacies hand "
      "out.");
  weigh_words(comparison);
  comparison.tie({{0}, {0}, MatchStage::Similar, 0.7, 0.7});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 1 2 > 0"));
}

TEST_F(Steps, HalvesFillTheirGapWithWholeWordsAlone) {
  Comparison comparison = compare(
      "Privacy: we store your account information because you asked, such as your name, your address, the date of your "
      "birth and the number of your telephone, and the list of your friends, their pictures and the places where you "
      "met them until you ask us to delete them.",
      "We store your account information because you asked, such as your name, your address, the date of your birth "
      "and "
      "the number of your telephone.\nUse\nThe list of your friends, their pictures and the places where you met them "
      "is stored until you ask us to delete them.");
  weigh_words(comparison);
  LineSet parts(0);
  parts.include(2);
  comparison.tie({{0}, parts, MatchStage::Similar, 0.8, 0.8});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0 2"));
}

TEST_F(Steps, HalvesTakeASentenceThatSaysMostOfWhatIsLeft) {
  const auto tied = [&](std::string_view second) {
    Comparison comparison = compare("Eight trains run on every working day from December on.\n" + std::string(second),
                                    "Eight trains, 34 minutes, run on every working day from December on.");
    weigh_words(comparison);
    comparison.tie({{0}, {0}, MatchStage::Similar, 0.9, 0.9});
    tie_halves(comparison);
    return ties_of(comparison);
  };
  EXPECT_THAT(tied("The journey will take 34 minutes.\nNobody pays for it."), ElementsAre("0 1 > 0"));
  EXPECT_THAT(tied("The journey will take 52 minutes.\nNobody pays for it."), ElementsAre("0 > 0"));
  EXPECT_THAT(tied("The journey will take long minutes.\nNobody pays for it."), ElementsAre("0 > 0"))
      << "a word is no phrase";
  EXPECT_THAT(tied("The journey will take 34 minutes:\nNobody pays for it."), ElementsAre("0 > 0"))
      << "it leads in what follows";
}

TEST_F(Steps, HalvesTakeASentenceWithThePhraseThatIsLeft) {
  Comparison comparison = compare("The hall was restored by careful hands.\nThe work went on for seven winters.",
                                  "The hall was restored, seven winters, by careful hands.");
  weigh_words(comparison);
  comparison.tie({{0}, {0}, MatchStage::Similar, 0.9, 0.9});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 1 > 0"));
}

class BeginningOfAList : public Steps {
 protected:
  /// What the sentence becomes part of, of lines of which the last two are items that are like it.
  std::vector<std::string> tied(std::string_view before, std::string_view whole, std::string_view between = "\n\n") {
    const std::string text =
        std::string(before) + "\n\nnotes of your appointments;" + std::string(between) + "details of your medicines.";
    Comparison comparison = compare(whole, text);
    weigh_words(comparison);
    const auto last = static_cast<std::uint32_t>(comparison.right.size()) - 1;
    LineSet parts(last - 1);
    parts.include(last);
    comparison.tie({{0}, parts, MatchStage::Similar, 0.6, 0.6});
    tie_halves(comparison);
    return ties_of(comparison);
  }
  static constexpr std::string_view kWhole =
      "Kept are contact data, notes of your appointments and details of your medicines.";
};

TEST_F(BeginningOfAList, IsAPartWhereItsItemsAre) {
  EXPECT_THAT(tied("Something else.\n\nWe store:\n\nyour name and address", kWhole), ElementsAre("0 > 1 2 3 4"));
  EXPECT_THAT(tied("Something else.\n\nWe store:\n\nадрес", kWhole), ElementsAre("0 > 1 2 3 4"));
  EXPECT_THAT(tied("Something else.\n\nWe store:", kWhole), ElementsAre("0 > 1 2 3"));
  EXPECT_THAT(tied("We close:\n\nWe store:", kWhole), ElementsAre("0 > 1 2 3")) << "one line introduces a list";
}

TEST_F(BeginningOfAList, IsNoneWhereNoListIs) {
  EXPECT_THAT(tied("We store a lot.", kWhole), ElementsAre("0 > 1 2")) << "no line leads in a list";
  EXPECT_THAT(tied("We store:", kWhole, "Notes of your appointments.\nDetails of your medicines."),
              ElementsAre("0 > 1 2"))
      << "sentences of one paragraph";
  EXPECT_THAT(tied("We store:\n\none\n\ntwo\n\nthree", kWhole), ElementsAre("0 > 4 5"))
      << "most items are not in the sentence";
  EXPECT_THAT(tied("We store:", "Notes of your appointments and details of your medicines."), ElementsAre("0 > 1 2"))
      << "the sentence begins with what the items say";
}

TEST_F(Steps, HalvesAreNotLookedForWhereNothingIsAlike) {
  Comparison comparison = compare("Contact", "Write to us\nContact the office on working days.");
  weigh_words(comparison);
  comparison.tie({{0}, {0}, MatchStage::InPlace, 0, 0});
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0"));
}

}  // namespace
}  // namespace stet::align
