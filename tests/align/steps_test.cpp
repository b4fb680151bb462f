// SPDX-License-Identifier: Apache-2.0
// Each step of the alignment by itself, on sentences laid out as one block a side.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "align/candidates.hpp"
#include "align/steps.hpp"

namespace stet::align {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(Steps, IdenticalTiesWhatIsUnique) {
  Comparison comparison = compare("Yes.\nMore.\nNo.\nMore.", "No.\nMore.\nYes.");
  tie_identical(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 2", "2 > 0"));
}

TEST_F(Steps, StretchesLieBetweenTheHeaviestChain) {
  Comparison comparison = compare("Yes.\nOne x.\nA much longer sentence stands here.\nTwo x.",
                                  "One y.\nA much longer sentence stands here.\nTwo y.\nYes.");
  tie_identical(comparison);
  const std::vector<Stretch> found = stretches(comparison);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].left_end, 2U);
  EXPECT_EQ(found[0].right_end, 1U);
  EXPECT_EQ(found[1].left_begin, 3U);
  EXPECT_EQ(found[1].right_begin, 2U);
  EXPECT_EQ(found[1].right_end, 4U) << "what is tied across is still there, though not free";
  EXPECT_THAT(free_right(comparison, found[1]), ElementsAre(2U));
}

TEST_F(Steps, SimilarTiesPairsAndGroups) {
  Comparison comparison = compare(
      "The fee is 5 euros a year, payable in advance by card.\nMuseums open at nine.\nThe annual report lists them.",
      "The fee is 6 euros a year.\nIt is payable in advance by card.\nThe annual report shows them.");
  EXPECT_TRUE(weigh_words(comparison));
  tie_similar(comparison);
  EXPECT_THAT(ties_of(comparison), ::testing::UnorderedElementsAre("0 > 0 1", "2 > 2"));
}

TEST_F(Steps, InPlaceTakesLessThanElsewhere) {
  Comparison comparison = compare("Alpha one is here.\nRefunds are generally excluded.\nOmega two is here.",
                                  "Alpha one is here.\nThere can be no refunds.\nOmega two is here.");
  tie_identical(comparison);
  EXPECT_TRUE(weigh_words(comparison));
  tie_in_place(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0", "2 > 2", "1 > 1"));
}

TEST_F(Steps, MovedTiesEqualNeighboursFirst) {
  Comparison comparison = compare("Alpha one.\nMore.\nBeta two.\nMore.\nGamma.", "Beta two.\nMore.\nAlpha one.\nMore.");
  tie_identical(comparison);
  EXPECT_TRUE(weigh_words(comparison));
  tie_moved(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 2", "2 > 0", "1 > 3", "3 > 1"));
}

TEST_F(Steps, MovedLeavesRepeatedBoilerplate) {
  Comparison comparison = compare("a\nMore.\nb\nMore.\nc", "d\nMore.\ne\nMore.\nf");
  EXPECT_TRUE(weigh_words(comparison));
  tie_moved(comparison);
  EXPECT_THAT(ties_of(comparison), IsEmpty());
}

TEST_F(Steps, JoinedTiesWhatWasCutOrRunTogether) {
  Comparison comparison = compare("Indemnity. You agree to hold us harmless.\nPears\nand plums\nand figs.",
                                  "Indemnity\nYou agree to hold us harmless.\nPears and plums and figs.");
  EXPECT_TRUE(weigh_words(comparison));
  tie_joined(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0 1", "1 2 3 > 2"));
  EXPECT_LT(comparison.ties[0].score, 1) << "a full stop went";
  EXPECT_GT(comparison.ties[0].score, 0.9);
  EXPECT_EQ(comparison.ties[1].score, 1);
}

TEST_F(Steps, JoinedFindsAWholeThatNoPieceResembles) {
  const std::string pieces = "alpha\nbeta\ngamma\ndelta\nepsilon\nzeta\neta\ntheta\niota\nkappa";
  std::string whole = pieces;
  std::ranges::replace(whole, '\n', ' ');
  Comparison comparison = compare(whole, pieces);
  EXPECT_TRUE(weigh_words(comparison));
  tie_similar(comparison);
  tie_halves(comparison);
  EXPECT_THAT(ties_of(comparison), IsEmpty()) << "or this step is not needed";
  tie_joined(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0 1 2 3 4 5 6 7 8 9"));
}

TEST_F(Steps, JoinedNeedsEveryWord) {
  Comparison comparison =
      compare("Indemnity. You agree to hold us quite harmless.", "Indemnity\nYou agree to hold us harmless.");
  EXPECT_TRUE(weigh_words(comparison));
  tie_joined(comparison);
  EXPECT_THAT(ties_of(comparison), IsEmpty());
}

TEST_F(Steps, ContainedTiesLinesThatStandInAnother) {
  const std::string_view items =
      "The following are approved identifiers:\nUser ID\nUser name (a screenshot will do)\nPhone number\nEmail address";
  const std::string_view glued =
      "The following are approved identifiers:User IDUser name (a screenshot will do)Phone numberEmail addressOthers "
      "we "
      "look at with care.";
  Comparison split = compare(glued, items);
  weigh_words(split);
  tie_contained(split);
  EXPECT_THAT(ties_of(split), ElementsAre("0 > 0 1 2 3 4"));
  EXPECT_EQ(split.ties.front().stage, MatchStage::Joined);
  EXPECT_LT(split.ties.front().score, 1);
  Comparison merge = compare(items, glued);
  weigh_words(merge);
  tie_contained(merge);
  EXPECT_THAT(ties_of(merge), ElementsAre("0 1 2 3 4 > 0"));
}

TEST_F(Steps, ContainedTakesLongLinesThatStandApart) {
  Comparison comparison = compare(
      "We answer a request within thirty days. Some take longer. You may complain to the supervisory authority.",
      "We answer a request within thirty days.\nYou may complain to the supervisory authority.");
  EXPECT_TRUE(weigh_words(comparison));
  tie_contained(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0 1"));
}

TEST_F(Steps, ContainedTakesOneRewordedLineBetween) {
  const std::string_view whole =
      "We answer a request within thirty days. A hard one may take longer. You may complain to the supervisory "
      "authority.";
  const std::string_view parts =
      "We answer a request within thirty days.\nSome take sixty.\nYou may complain to the supervisory authority.";
  Comparison split = compare(whole, parts);
  weigh_words(split);
  tie_contained(split);
  EXPECT_THAT(ties_of(split), ElementsAre("0 > 0 1 2"));
  Comparison merge = compare(parts, whole);
  weigh_words(merge);
  tie_contained(merge);
  EXPECT_THAT(ties_of(merge), ElementsAre("0 1 2 > 0"));
  Comparison inserted =
      compare("We answer a request within thirty days. You may complain to the supervisory authority.", parts);
  weigh_words(inserted);
  tie_contained(inserted);
  EXPECT_THAT(ties_of(inserted), IsEmpty()) << "nothing stands between";
}

TEST_F(Steps, ContainedLeavesWhatSaysTooLittle) {
  const std::string_view policy =
      "We share no information but in the few cases that this policy names (see section 2, Information We Collect).";
  // A short line that stands there away from the other; one line alone; two that are not half of it; a line that has
  // more of it than the two.
  for (const std::string_view lines :
       {"We share no information but in the few cases that this policy names.\nInformation We Collect",
        "We share no information but in the few cases that this policy names.\nOf another matter.",
        "in the few cases that\nthis policy names",
        "We share no information but in the few cases\nthat this policy names (see section 2,\nOf another matter.\nWe "
        "share "
        "no information but in the cases that this policy names (see section 2, Information We Collect)."}) {
    Comparison comparison = compare(policy, lines);
    EXPECT_TRUE(weigh_words(comparison));
    tie_contained(comparison);
    EXPECT_THAT(ties_of(comparison), IsEmpty()) << lines;
  }
}

TEST_F(Steps, InPlaceTiesTheOnlyDateLine) {
  Comparison comparison = compare("Alpha one is here.\nEffective: 13 May 2025\nWe sell eggs.",
                                  "Alpha one is here.\nNobody came to see it.\nLast updated on 21 January 2026");
  tie_identical(comparison);
  EXPECT_TRUE(weigh_words(comparison));
  tie_in_place(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0", "1 > 2"));
}

TEST_F(Steps, MovedKeepsTheCellsOfARowTogether) {
  // "States" stands between two rows and is as near to either; its own row's name is what counts.
  const std::string_view before = "Obsidian Security\nStates\nStates\n\nPusher\nStates";
  const std::string_view after = "Obsidian Security\nStates\nStates\n\nOpen AI\nInference\nStates\n\nPusher\nStates";
  const auto ties = [&](std::string_view left, std::string_view right) {
    Comparison comparison = compare(left, right);
    tie_identical(comparison);
    EXPECT_TRUE(weigh_words(comparison));
    tie_moved(comparison);
    std::vector<std::string> found = ties_of(comparison);
    std::ranges::sort(found);
    return found;
  };
  EXPECT_THAT(ties(before, after), ElementsAre("0 > 0", "1 > 1", "2 > 2", "3 > 6", "4 > 7"));
  EXPECT_THAT(ties(after, before), ElementsAre("0 > 0", "1 > 1", "2 > 2", "6 > 3", "7 > 4"));
}

TEST_F(Steps, MovedTakesTheChangedCellsOfARowThatStayed) {
  const auto ties = [&](std::string_view left, std::string_view right) {
    Comparison comparison = compare(left, right);
    tie_identical(comparison);
    EXPECT_TRUE(weigh_words(comparison));
    tie_moved(comparison);
    return ties_of(comparison);
  };
  EXPECT_THAT(ties("Cloud Platform\nFrance\nStates\n\nStates", "Cloud Platform\nBelgium\nStates\n\nStates"),
              ::testing::IsSupersetOf({"0 > 0", "1 > 1", "2 > 2"}));
  EXPECT_THAT(ties("Cloud Platform\nFrance\nStates\n\nStates", "Cloud Platform\nBelgium\nKenya\n\nStates"),
              ::testing::Not(::testing::Contains("1 > 1")))
      << "no cell stayed";
  EXPECT_THAT(ties("Cloud Platform\nFrance\nStates\n\nStates", "Cloud Platform\nBelgium\nKenya\nStates\n\nStates"),
              ::testing::Not(::testing::Contains("1 > 1")))
      << "a cell came";
}

TEST_F(Steps, MovedAloneNeedsMore) {
  const std::string people =
      "People in countries subject to sanctions may use certain services for personal letters, as the law has it.\n";
  const std::string licence =
      "There is now a licence that lets us offer such services to developers who live in countries subject to "
      "sanctions.\n";
  std::string same;
  for (int line = 0; line < 20; ++line)
    same += "Sentence " + std::string(1, static_cast<char>('a' + line)) + " stays as it is.\n";
  const auto ties = [&](const std::string& right) {
    Comparison comparison = compare(people + same, right);
    tie_identical(comparison);
    EXPECT_TRUE(weigh_words(comparison));
    tie_moved(comparison);
    return comparison.ties.size();
  };
  EXPECT_EQ(ties(same + licence), 20U);
  EXPECT_EQ(ties(licence + same), 21U) << "beside its neighbours it needs less";
}

TEST_F(Steps, InPlaceTakesACommonBeginning) {
  Comparison comparison = compare("Alpha one is here.\nThe Software;\nOmega two is here.",
                                  "Alpha one is here.\nThe Software (which may include whatever else comes with it, "
                                  "such as fonts, samples and games);\nOmega two is here.");
  tie_identical(comparison);
  EXPECT_TRUE(weigh_words(comparison));
  tie_in_place(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("0 > 0", "2 > 2", "1 > 1"));
}

TEST_F(Steps, InPlaceTellsSeveralLinesByHowTheyBegin) {
  const std::string same = "We write to you in person.\n";
  const auto tied = [&](std::string_view left, std::string_view right) {
    Comparison comparison = compare(left, right);
    tie_identical(comparison);
    EXPECT_TRUE(weigh_words(comparison));
    tie_in_place(comparison);
    return ties_of(comparison);
  };
  const std::string arbiter = "If we cannot, we chose an arbiter in Oslo to hear complaints about the shield.\n";
  const std::string authority =
      "If we cannot, we chose to work with the public authority, which settles disputes with persons.\n";
  EXPECT_THAT(
      tied(same + arbiter + "Fees are listed below.\nEnd.", same + authority + "Nobody pays.\nBirds sing.\nEnd."),
      ElementsAre("0 > 0", "3 > 4", "1 > 1"));
  EXPECT_THAT(tied(same + arbiter + "Fees are listed below.\nEnd.",
                   same + authority + "If we cannot, birds sing louder than ever before.\nNobody pays.\nEnd."),
              ElementsAre("0 > 0", "3 > 4"))
      << "two that begin so";
}

TEST_F(Steps, ANumberBeforeAHeadingIsNoWordOfIt) {
  Comparison comparison = compare("2. Repositories", "2. Confidentiality");
  EXPECT_TRUE(weigh_words(comparison));
  EXPECT_EQ(comparison.texts.words(comparison.left[0].folded).size(), 1U);
  EXPECT_EQ(shared_words(comparison.texts, comparison.left_passage(0), comparison.right_passage(0)), 0);
}

TEST_F(Steps, MovedTakesNeighboursThatDifferInPunctuation) {
  Comparison comparison = compare("Alpha one.\nContent\nBeta two.", "Beta two.\nGamma.\nAlpha one.\nContent.");
  tie_identical(comparison);
  EXPECT_TRUE(weigh_words(comparison));
  tie_moved(comparison);
  EXPECT_THAT(ties_of(comparison), ::testing::Contains("1 > 3"));
}

TEST_F(Steps, MovedLeavesTheCopyOfWhatHasItsPartner) {
  const std::string cookies = "You may also be able to remove cookies from your browser.\n";
  std::string same;
  for (int line = 0; line < 20; ++line)
    same += "Sentence " + std::string(1, static_cast<char>('a' + line)) + " stays as it is.\n";
  const std::string settings = "You may be able to adjust the cookies of your browser or device, too.\n";
  const auto moves = [&](const std::string& left, const std::string& right) {
    Comparison comparison = compare(left, right);
    comparison.tie({{0}, {0}, MatchStage::Identical, 1, 1});
    tie_identical(comparison);
    EXPECT_TRUE(weigh_words(comparison));
    tie_moved(comparison);
    return comparison.ties.size() - 21;
  };
  EXPECT_EQ(moves("Begin.\n" + cookies + same, "Begin.\n" + same + settings), 1U) << "alike enough to have moved";
  EXPECT_EQ(moves(cookies + cookies + same, cookies + same + settings), 0U);
}

TEST_F(Steps, TwinsGoWithTheirNeighbours) {
  Comparison comparison = compare(
      "If your child is not vaccinated:\nStay at home.\nIf your child is vaccinated:\nGo to school.",
      "If your child is vaccinated, then:\nGo to school.\nIf your child is not vaccinated, then:\nStay at home.");
  tie_identical(comparison);
  EXPECT_TRUE(weigh_words(comparison));
  comparison.tie({{0}, {0}, MatchStage::Similar, 0.8, 0.8});
  comparison.tie({{2}, {2}, MatchStage::Similar, 0.8, 0.8});
  tie_twins(comparison);
  EXPECT_THAT(ties_of(comparison), ElementsAre("1 > 3", "3 > 1", "0 > 2", "2 > 0"));
}

TEST_F(Steps, CandidatesShareRareWords) {
  std::string left = "Serbia joins the article in June.\n";
  std::string right;
  for (int line = 0; line < 60; ++line)
    right += "The article of chapter " + std::to_string(line) + (line == 41 ? " on Serbia and June.\n" : " applies.\n");
  Comparison comparison = compare(left, right);
  EXPECT_TRUE(weigh_words(comparison));
  const std::vector<Candidate> found =
      candidates(comparison, free_left(comparison, everything(comparison)),
                 free_right(comparison, everything(comparison)), [](double) { return 0.1; });
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().right, 41U);
}

}  // namespace
}  // namespace stet::align
