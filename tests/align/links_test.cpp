// SPDX-License-Identifier: Apache-2.0
// Short lines that are known by where their link leads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "align/steps.hpp"

namespace stet::align {
namespace {

using ::testing::Contains;
using ::testing::Not;

class Links : public Steps {
 protected:
  /// One link over the first letter of a block's text.
  struct Target {
    std::size_t block;
    std::string target;
  };

  std::vector<std::string> tied(std::string_view left, const std::vector<Target>& left_links, std::string_view right,
                                const std::vector<Target>& right_links) {
    left_ = test::laid_out(left);
    right_ = test::laid_out(right);
    for (const auto& [document, links] : {std::pair(&left_, &left_links), std::pair(&right_, &right_links)}) {
      for (const Target& link : *links) {
        std::vector<Link> all(document->blocks[link.block].links.begin(), document->blocks[link.block].links.end());
        all.push_back({{all.size(), all.size() + 1}, link.target});
        document->blocks[link.block].links = std::move(all);
      }
      test::segment_unpaired(*document, {}, &BlockPair::before);
    }
    Comparison comparison = comparison_of(left_, right_, {}, &BlockPair::before, &BlockPair::after);
    tie_identical(comparison);
    weigh_words(comparison);
    tie_similar(comparison);
    tie_linked(comparison);
    return ties_of(comparison);
  }
};

constexpr std::string_view kLeft = "One is here.\n\nLearn more here.\n\nTwo are there.";
constexpr std::string_view kRight = "One is here.\n\nFor more help, see the archive.\n\nTwo are there.";

TEST_F(Links, TieTheLinesThatAloneLeadThere) {
  EXPECT_THAT(tied(kLeft, {{1, "a.html"}}, kRight, {{1, "a.html"}}), Contains("1 > 1"));
  EXPECT_THAT(tied(kLeft, {{1, "a.html"}}, kRight, {{1, "b.html"}}), Not(Contains("1 > 1")));
  EXPECT_THAT(tied(kLeft, {{1, "a.html"}}, kRight, {}), Not(Contains("1 > 1")));
  EXPECT_THAT(tied(kLeft, {{1, "a.html"}}, kRight, {{1, "a.html"}, {1, "b.html"}}), Not(Contains("1 > 1")))
      << "a line with two links is there for neither";
}

TEST_F(Links, AreNoSignWhereSeveralLeadThere) {
  const std::string right = "One is here.\n\nFor more help, see the archive.\n\nWrite to the keeper.\n\nTwo are there.";
  EXPECT_THAT(tied(kLeft, {{1, "a.html"}}, right, {{1, "a.html"}}), Contains("1 > 1"));
  EXPECT_THAT(tied(kLeft, {{1, "a.html"}}, right, {{1, "a.html"}, {2, "a.html"}}), Not(Contains("1 > 1")));
}

TEST_F(Links, TieNothingAcrossWhatStayed) {
  const std::string right = "One is here.\n\nTwo are there.\n\nFor more help, see the archive.";
  EXPECT_THAT(tied(kLeft, {{1, "a.html"}}, right, {{2, "a.html"}}), Not(Contains("1 > 2")));
}

TEST_F(Links, TieNoLongSentences) {
  const std::string right =
      "One is here.\n\nFor more of what the old archive holds on the long wars of the king, and on those of his sons "
      "after him, see the third hall.\n\nTwo are there.";
  EXPECT_THAT(tied(kLeft, {{1, "a.html"}}, right, {{1, "a.html"}}), Not(Contains("1 > 1")));
}

TEST_F(Links, MakeALineAPartOfWhatLedThere) {
  const std::string_view whole = "Alpha is here.\n\nYou may delete the biscuits as told below.\n\nOmega is there.";
  const std::string_view parts =
      "Alpha is here.\n\nYou may delete the biscuits.\n\nSee your choices.\n\nOmega is there.";
  EXPECT_THAT(tied(whole, {{1, "c.html"}}, parts, {{2, "c.html"}}), Contains("1 > 1 2"));
  EXPECT_THAT(tied(parts, {{2, "c.html"}}, whole, {{1, "c.html"}}), Contains("1 2 > 1"));
  EXPECT_THAT(tied(whole, {{1, "c.html"}}, parts, {{2, "d.html"}}), Contains("1 > 1"));
}

}  // namespace
}  // namespace stet::align
