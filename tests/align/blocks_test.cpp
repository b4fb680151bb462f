// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "align/laid_out.hpp"

namespace stet::align {
namespace {

using test::laid_out;

std::vector<std::pair<int, int>> pairs_of(const Document& before, const Document& after,
                                          SegmentUnit unit = SegmentUnit::Line) {
  std::vector<std::pair<int, int>> pairs;
  for (const BlockPair& pair : equal_blocks(before, after, unit))
    pairs.emplace_back(static_cast<int>(to_size(pair.before)), static_cast<int>(to_size(pair.after)));
  return pairs;
}

using Pairs = std::vector<std::pair<int, int>>;

struct BlockCase {
  std::string name;
  std::string before;  ///< A letter for each block.
  std::string after;
  Pairs expected;
};

class EqualBlocks : public ::testing::TestWithParam<BlockCase> {};

std::string layout_of(const std::string& letters) {
  std::string layout;
  for (const char letter : letters) layout += std::string("Block ") + letter + ".\n\n";
  return layout;
}

TEST_P(EqualBlocks, ArePairedInOrder) {
  const BlockCase& blocks = GetParam();
  EXPECT_EQ(pairs_of(laid_out(layout_of(blocks.before)), laid_out(layout_of(blocks.after))), blocks.expected);
  Pairs mirrored;
  for (const auto& [before, after] : blocks.expected) mirrored.emplace_back(after, before);
  EXPECT_EQ(pairs_of(laid_out(layout_of(blocks.after)), laid_out(layout_of(blocks.before))), mirrored);
}

INSTANTIATE_TEST_SUITE_P(
    Table, EqualBlocks,
    ::testing::Values(BlockCase{"equal", "abc", "abc", {{0, 0}, {1, 1}, {2, 2}}}, BlockCase{"empty", "", "abc", {}},
                      BlockCase{"ends", "axc", "ayyc", {{0, 0}, {2, 3}}},
                      BlockCase{"anchor_between", "axbyc", "azbc", {{0, 0}, {2, 2}, {4, 3}}},
                      BlockCase{"moved_one_stays_out", "abcde", "acdbe", {{0, 0}, {2, 1}, {3, 2}, {4, 4}}},
                      // Which of several equal ones it is their neighbours decide, or else the sentences.
                      BlockCase{"repeated_one_follows_its_neighbour", "xarybz", "warvbu", {{1, 1}, {2, 2}, {4, 4}}},
                      BlockCase{"repeated_ones_do_not_cross", "xrayrz", "wravu", {{1, 1}, {2, 2}}},
                      BlockCase{"repeated_ones_alone_are_left", "xrzrw", "urv", {}}),
    [](const auto& blocks) { return blocks.param.name; });

TEST(EqualBlocks, KeepTheLongOneWhereTwoCross) {
  const std::string section = "One sentence here.\nAnother one there.\nA third.";
  EXPECT_EQ(pairs_of(laid_out("First.\n\nTitle\n\n" + section + "\n\nLast."),
                     laid_out("Primo.\n\n" + section + "\n\nTitle\n\nUltimo.")),
            (Pairs{{2, 1}}));
}

TEST(EqualBlocks, OfOtherLinesAreOthersWhereLinesAreSentences) {
  const Document before = laid_out("a b\nc");
  Document after = laid_out("a b\nc");
  EXPECT_EQ(pairs_of(before, after), (Pairs{{0, 0}}));
  after.runs[1].text = 2;
  EXPECT_EQ(pairs_of(before, after), (Pairs{}));
  EXPECT_EQ(pairs_of(before, after, SegmentUnit::Sentence), (Pairs{{0, 0}}));
}

TEST(EqualBlocks, WithOtherLinksAreOthers) {
  const Document before = laid_out("See here.");
  Document after = laid_out("See here.");
  after.blocks[0].links.push_back({{4, 8}, "https://example.org/"});
  EXPECT_EQ(pairs_of(before, after), (Pairs{}));
  Document same = laid_out("See here.");
  same.blocks[0].links.push_back({{4, 8}, "https://example.org/"});
  EXPECT_EQ(pairs_of(after, same), (Pairs{{0, 0}}));
}

}  // namespace
}  // namespace stet::align
