// SPDX-License-Identifier: Apache-2.0
// Small paragraphs that are read several as one.
#include "read/passages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "read/described.hpp"
#include "read/pair.hpp"
#include "read/reader.hpp"
#include "support/generated_text.hpp"

namespace stet::read {
namespace {

using ::testing::ElementsAre;

Document in_passages(std::string bytes, TextType type = TextType::Plain) {
  const Source source = Source::of(std::move(bytes), "text", type);
  Window window = whole(source);
  window.in_passages = true;
  auto document = read_window({.source = source}, window);
  EXPECT_TRUE(document);
  EXPECT_EQ(test::broken_invariant(*document), "");
  return std::move(*document);
}

std::vector<std::string> texts_of(const Document& document) {
  std::vector<std::string> texts;
  for (const Block& block : document.blocks) texts.emplace_back(document.text(block));
  return texts;
}

std::string numbered(int first, int last) {
  std::string text;
  for (int number = first; number < last; ++number) text += "No. " + std::to_string(number) + "\n\n";
  return text;
}

TEST(ReadPassages, GatherLinesUntilThereIsEnough) {
  const Document document = in_passages(numbered(0, 2000));
  EXPECT_LT(document.blocks.size(), 300U);
  for (const Block& block : document.blocks) {
    EXPECT_GE(block.slice.size(), &block == &document.blocks.back() ? 1U : 64U);
    EXPECT_LE(block.slice.size(), 256U + 64U);
    EXPECT_EQ(block.kind, BlockKind::Paragraph);
  }
  EXPECT_EQ(document.text(document.blocks.front()).substr(0, 18), "No. 0 No. 1 No. 2 ");
}

TEST(ReadPassages, EndWhereTheyDidBehindWhatIsPutIn) {
  const auto before = texts_of(in_passages(numbered(0, 2000)));
  const auto after = texts_of(in_passages(numbered(0, 900) + "A word\n\n" + numbered(900, 2000)));
  const std::set<std::string> known(before.begin(), before.end());
  std::size_t others = 0;
  for (const std::string& text : after) others += known.contains(text) ? 0U : 1U;
  EXPECT_LE(others, 3U);
}

TEST(ReadPassages, LeaveProseAsItIs) {
  const std::string wrapped =
      "a\n\nb\n\nThe parties agreed, after three days and two nights of talks, that\nthey meet again.\n\nc\nd\n";
  const std::string prose = "The parties agreed, after three days and two nights of talks, that they meet again.";
  EXPECT_THAT(texts_of(in_passages(wrapped)), ElementsAre("a b", prose, "c d"));
  EXPECT_THAT(texts_of(in_passages("a\n\nb\n\n" + prose + "\n\nc\nd\n")), ElementsAre("a b", prose, "c d"));
}

TEST(ReadPassages, MakeOneSpaceOfWhiteSpaceAndKnowWhereTheTextStands) {
  const std::string bytes(
      "\xEF\xBB\xBF  a \t b\r\n\r\nc\x0B\x0C"
      "d\n\0e\0\n",
      23);
  const Document document = in_passages(bytes);
  EXPECT_THAT(texts_of(document), ElementsAre("a b c d \xEF\xBF\xBD"
                                              "e\xEF\xBF\xBD"));
  const Block& block = document.blocks.front();
  EXPECT_EQ(document.source_range(block, {0, 3}), (ByteRange{5, 10}));   // a and b, and what is between
  EXPECT_EQ(document.source_range(block, {3, 4}), (ByteRange{10, 14}));  // two line ends
  EXPECT_EQ(document.source_range(block, {8, 12}), (ByteRange{19, 21}));
  EXPECT_EQ(document.line_of(block, 14), 3U);
}

// A place in a block is found by going there: no block reaches further in its source than that may cost.
TEST(ReadPassages, DoNotReachOverMuchWhiteSpace) {
  std::string bytes;
  for (int i = 0; i < 20; ++i) bytes += "a" + std::string(1000, '\n');
  for (const Document document = in_passages(bytes); const Block& block : document.blocks)
    EXPECT_LE(block.source.size(), 4200U);
}

TEST(ReadPassages, HoldOfAnySoup) {
  static constexpr std::array<std::string_view, 16> kPieces = {"a",
                                                               "B. ",
                                                               "\n",
                                                               "\n\n",
                                                               "\r\n",
                                                               "\r",
                                                               "\t",
                                                               "  ",
                                                               "\xE2\x80\x8B",
                                                               "\xE6\x96\x87",
                                                               std::string_view("\0", 1),
                                                               "- ",
                                                               "1. ",
                                                               "\x01",
                                                               "word and word and word and word ",
                                                               "# "};
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    test::Dice dice(seed);
    std::string bytes;
    for (std::size_t i = dice.roll(400); i > 0; --i) bytes += kPieces[dice.roll(kPieces.size())];
    (void)in_passages(bytes, dice.roll(2) == 0 ? TextType::Plain : TextType::Markdown);
  }
}

TEST(ReadPassages, KeepTheMetadata) {
  const Document plain = in_passages("a\n\nb\n\n2026-05-04T10:00:00Z\n");
  EXPECT_THAT(test::described_metadata(plain), ElementsAre("published = 2026-05-04T10:00:00Z"));
  EXPECT_THAT(texts_of(plain), ElementsAre("a b"));
  EXPECT_TRUE(plain.warnings.empty());
  const Document markdown = in_passages("---\ntitle: Plan\n---\n\n- a\n\n`b`\n", TextType::Markdown);
  EXPECT_THAT(test::described_metadata(markdown), ElementsAre("title = Plan"));
  EXPECT_THAT(texts_of(markdown), ElementsAre("- a `b`"));
  EXPECT_EQ(markdown.blocks.front().line, 5U);
  EXPECT_EQ(markdown.warnings.size(), 1U);
}

/// How a pair is read that may have so many blocks.
DocumentPair pair_of(const std::string& before, const std::string& after, TextType type, std::size_t most_blocks) {
  const Source one = Source::of(before, "before", type);
  const Source other = Source::of(after, "after", type);
  const auto reader = [](const Source& source) {
    return [&source](const Window& window) { return read_window({.source = source}, window); };
  };
  auto pair = read_pair(
      {whole(one), whole(other)}, most_blocks,
      {.before = reader(one), .after = [&](const Window& window, const Document&) { return reader(other)(window); }});
  EXPECT_TRUE(pair);
  return std::move(*pair);
}

TEST(ReadPair, ReadsBothInPassagesOrNone) {
  for (const TextType type : {TextType::Plain, TextType::Markdown}) {
    std::string few;
    std::string many;
    for (int i = 0; i < 100; ++i) {
      many += type == TextType::Plain ? "a\n\n" : i % 2 == 0 ? "- a\n" : "# a\n\n";
      if (i < 20) few += "b\n\n";
    }
    const DocumentPair all = pair_of(few, many, type, 120);
    EXPECT_FALSE(all.in_passages);
    EXPECT_EQ(all.before.blocks.size(), 20U);
    EXPECT_EQ(all.after.blocks.size(), 100U);
    for (const auto& [before, after] : {std::pair(few, many), std::pair(many, few)}) {
      const DocumentPair pair = pair_of(before, after, type, 119);
      EXPECT_TRUE(pair.in_passages);
      EXPECT_LT(pair.before.blocks.size(), 8U);
      EXPECT_LT(pair.after.blocks.size(), 8U);
      EXPECT_EQ(test::broken_invariant(pair.before) + test::broken_invariant(pair.after), "");
    }
    EXPECT_TRUE(pair_of(many, few, type, 50).in_passages);
  }
}

// What takes as much memory counts as much: lines that were wrapped, and marks.
TEST(ReadPair, CountsRunsToo) {
  std::string lines;
  for (int i = 0; i < 300; ++i) lines += "a\n";
  EXPECT_FALSE(pair_of(lines, "b\n", TextType::Plain, 102).in_passages);
  EXPECT_TRUE(pair_of(lines, "b\n", TextType::Plain, 100).in_passages);
  EXPECT_TRUE(pair_of("b\n", "```\n" + lines + "```\n", TextType::Markdown, 100).in_passages);
}

}  // namespace
}  // namespace stet::read
