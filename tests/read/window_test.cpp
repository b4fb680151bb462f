// SPDX-License-Identifier: Apache-2.0
// What reading windows rests on: a window gives the blocks that the whole gives there, and what is outside of the
// windows is equal on both sides.
#include "read/window.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "read/described.hpp"
#include "read/markdown_window.hpp"
#include "read/reader.hpp"
#include "support/generated_text.hpp"
#include "support/rounds.hpp"

namespace stet::read {
namespace {

using test::Dice;
using test::rounds;

struct Side {
  Document whole;
  Document part;
  Window window;
};

std::vector<Side> sides(const std::string& before, const std::string& after, TextType type) {
  auto pair = decode_pair(Source::of(before, "before", type), Source::of(after, "after", type));
  if (!pair) return {};
  const Windows windows = differing_windows(*pair);
  std::vector<Side> read;
  for (const auto& [decoded, window] :
       {std::pair{&pair->before, windows.before}, std::pair{&pair->after, windows.after}}) {
    read.push_back(
        {*read_window(*decoded, stet::read::whole(decoded->source)), *read_window(*decoded, window), window});
  }
  return read;
}

bool same_block(const Document& one, const Block& first, const Document& other, const Block& second) {
  return one.text(first) == other.text(second) && first.kind == second.kind && first.level == second.level &&
         first.source == second.source && first.line == second.line;
}

/// The blocks of the whole outside of the window: text only, since a line or an offset may differ between the sides.
std::vector<std::string> outside(const Side& side) {
  std::vector<std::string> texts;
  for (const Block& block : side.whole.blocks) {
    if (block.source.end <= side.window.bytes.begin || block.source.begin >= side.window.bytes.end) {
      texts.emplace_back(side.whole.text(block));
    }
  }
  return texts;
}

std::string broken_window(const Side& side) {
  std::vector<const Block*> inside;
  std::size_t blocks_outside = 0;
  for (const Block& block : side.whole.blocks) {
    const bool before = block.source.end <= side.window.bytes.begin;
    const bool after = block.source.begin >= side.window.bytes.end;
    if (!before && !after) inside.push_back(&block);
    if (before && !after) ++blocks_outside;
  }
  if (inside.size() != side.part.blocks.size()) return "another number of blocks";
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (!same_block(side.whole, *inside[i], side.part, side.part.blocks[i])) {
      return "other blocks: " + std::string(side.whole.text(*inside[i])) + " | " +
             std::string(side.part.text(side.part.blocks[i]));
    }
  }
  if (blocks_before(side.part) != blocks_outside) return "another number of blocks before it";
  if (test::described_metadata(side.whole) != test::described_metadata(side.part)) return "other metadata";
  return {};
}

/// Whether they were cut.
bool expect_right_windows(const std::string& before, const std::string& after, TextType type = TextType::Plain) {
  const auto read = sides(before, after, type);
  if (read.empty()) return false;
  for (const Side& side : read) {
    EXPECT_EQ(broken_window(side), "");
    EXPECT_EQ(test::broken_invariant(side.whole), "");
  }
  EXPECT_EQ(outside(read[0]), outside(read[1]));
  if (::testing::Test::HasFailure()) {
    ADD_FAILURE() << "before " << ::testing::PrintToString(before) << "\nafter " << ::testing::PrintToString(after);
  }
  return !read[0].window.whole;
}

TEST(Windows, HoldWhatDiffersAndNoMore) {
  const auto read = sides("Title\n\nOne.\n\nTwo.\n\nThree.\n", "Title\n\nOne.\n\nTen.\n\nThree.\n", TextType::Plain);
  EXPECT_EQ(test::described(read[0].part), std::vector<std::string>{"Paragraph: Two."});
  EXPECT_EQ(test::described(read[1].part), std::vector<std::string>{"Paragraph: Ten."});
  EXPECT_EQ(read[0].window.first_line, 5U);
  EXPECT_FALSE(read[0].window.whole);
}

TEST(Windows, AreEmptyForEqualTexts) {
  for (const TextType type : {TextType::Plain, TextType::Markdown}) {
    for (const std::string text : {"", "One.\n\nTwo.\n", "# A\n\n- b\n"}) {
      for (const Side& side : sides(text, text, type)) EXPECT_TRUE(side.part.blocks.empty());
    }
  }
}

TEST(Windows, AreWholeForTextsOfTwoTypes) {
  const Source plain = Source::of("*a*\n", "a.txt", TextType::Plain);
  const Source markdown = Source::of("*a*\n", "a.md", TextType::Markdown);
  const Windows windows = differing_windows(plain, markdown);
  EXPECT_TRUE(windows.before.whole);
  EXPECT_TRUE(windows.after.whole);
}

TEST(Windows, AreRightAtEveryEdge) {
  // Each pair differs in what a cut could take for a blank line, for the first block or for the metadata.
  const std::vector<std::string> texts = {
      "",
      "\n",
      "\n\n",
      "Title",
      "Title\n",
      "Title\n\n",
      "\n\nTitle\n\nBody.\n",
      "Intro\n\nTitle\n\nBody.\n",
      "Title\r\n\r\nBody.\r\n",
      "Title\r\rBody.\r",
      "Title\n\r\nBody.\n",
      "Title\n\r\n\nBody.\n",
      "Title\r\n\nBody.",
      "Title\n \nBody.",
      "Title\n\u00A0\nBody.",
      "Title\n\u00A0x\nBody.",
      "\uFEFFTitle\n\nBody.\n",
      "\uFEFF\n\nTitle\n\nBody.\n",
      "Title\n\nBody.\n\n2018-02-28T15:58:07Z|a",
      "Title\n\nBody.\n\n2018-02-28T15:58:07Z|a\n",
      "Title\n\nBody.\n\n2018-02-28T15:58:07Z|a\n\n",
      "Title\n\nBody.\n\n2018-02-28T15:58:07Z|a\n\nMore.\n",
      "Title\n\nBody.\n\n2018-02-28T15:58:07Z|b\n",
      "Title\n\nBody.\n2018-02-28T15:58:07Z|b\n",
      "2018-02-28T15:58:07Z|a\n",
      "\n2018-02-28T15:58:07Z|a\n",
      "Title\n\n2018-02-28T15:58:07Z|a\n\n\n",
      "Body.\n\n2018-02-28T15:58:07Z|a\n\n2018-02-28T15:58:07Z|a\n",
      "Body.\n\n2018-02-28T15:58:07Z|a\r",
      "Body.\n\n2018-02-28T15:58:07Z|a\r\n",
  };
  for (const std::string& before : texts) {
    for (const std::string& after : texts) expect_right_windows(before, after);
  }
}

/// Small pieces whose neighbours decide what they are.
std::string soup(Dice& dice, std::size_t pieces) {
  constexpr std::array kPieces = {
      "a",       "Bc.",    " ",      "\n",    "\n",   "\n\n", "\r\n",   "\r",     "\r\n\r\n",
      "- ",      "1. ",    ":",      "\t",    "\f",   "é",    "\u00A0", "\u3000", "日",
      "\u200B",  "# ",     "> ",     "```\n", "<!--", "-->",  "|",      "\uFEFF", "2018-02-28T15:58:07Z|x",
      "Photo: ", "\u2028", "[a]: b", "    ",  "***",  "*"};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[dice.roll(kPieces.size())];
  return text;
}

std::string with_edit(std::string text, Dice& dice) {
  const std::size_t begin = dice.roll(text.size() + 1);
  const std::size_t size = dice.roll(std::min<std::size_t>(text.size() - begin + 1, 12));
  text.replace(begin, size, soup(dice, dice.roll(4)));
  return text;
}

TEST(Windows, AreRightForSoup) {
  Dice dice(1);
  for (int round = 0; round < rounds(3000) && !::testing::Test::HasFailure(); ++round) {
    const TextType type = dice.chance(50) ? TextType::Plain : TextType::Markdown;
    const std::string before = soup(dice, dice.roll(60));
    expect_right_windows(before, with_edit(before, dice), type);
  }
}

/// Markdown of which nothing reaches over a blank line for certain, so that it is cut wherever it may be.
std::string tame_soup(Dice& dice, std::size_t pieces) {
  constexpr std::array kPieces = {"Some words. And more.\n\n",
                                  "Two\n\n",
                                  "- item\n",
                                  "* other\n",
                                  "1. first\n",
                                  "7) next\n",
                                  "> quoted\n",
                                  "\n",
                                  "\n\n",
                                  "# Head\n",
                                  "---\n",
                                  "===\n",
                                  "***\n",
                                  "    code\n",
                                  "  lazy\n",
                                  "\ttabbed\n",
                                  "<div>\n",
                                  "</div>\n",
                                  "<b>bold</b>",
                                  "[a](b)",
                                  "*em*",
                                  "| a | b |\n",
                                  "|---|---|\n",
                                  "\\\n",
                                  "  \n",
                                  "\r\n\r\n",
                                  "é. Next\n\n",
                                  "“Quoted.” x\n\n",
                                  "2018 was\n\n",
                                  "[x]\n\n",
                                  "   - deep\n",
                                  "`code`",
                                  "&amp; ",
                                  "(aside)\n\n",
                                  "!!! note \"T\"\n",
                                  "??? tip\n",
                                  ".. ask:: Who?\n    :level: 3\n",
                                  ".. toc::\n\n",
                                  "=== \"tab\"\n\n",
                                  "    # deep\n",
                                  "  \t\n",
                                  "_under_ "};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[dice.roll(kPieces.size())];
  return text;
}

TEST(Windows, AreRightForMarkdownThatIsCut) {
  Dice dice(3);
  int cut = 0;
  for (int round = 0; round < rounds(6000) && !::testing::Test::HasFailure(); ++round) {
    const std::string before = tame_soup(dice, dice.roll(40));
    std::string after = before;
    const std::size_t begin = dice.roll(after.size() + 1);
    const std::size_t size = dice.roll(std::min<std::size_t>(after.size() - begin + 1, 30));
    after.replace(begin, size, dice.chance(80) ? tame_soup(dice, dice.roll(4)) : soup(dice, dice.roll(4)));
    cut += expect_right_windows(before, after, TextType::Markdown) ? 1 : 0;
  }
  EXPECT_GT(cut, rounds(1000));
}

/// Raw HTML and fenced code that end where they began, a line later, or nowhere, among prose. md4c counts empty lines
/// of lists wrongly (markdown_window.cpp), so there are none.
std::string html_soup(Dice& dice, std::size_t pieces) {
  constexpr std::array kPieces = {"Some words. And more.\n\n",
                                  "Two\n\n",
                                  "a line\n",
                                  "\n",
                                  "  \n",
                                  "\r\n\r\n",
                                  "# Head\n",
                                  "<!-- a note -->\n",
                                  "<!-- a note",
                                  "that goes on\n",
                                  "here -->\n",
                                  "-->",
                                  "<!-->",
                                  "<style>\n",
                                  "</style>\n\n",
                                  "p { margin: 0 }\n",
                                  "<SCRIPT async>",
                                  "</script>",
                                  "<pre>\n",
                                  "</pre>\n",
                                  "<?php x ?>\n",
                                  "<?x",
                                  "?>",
                                  "<!DOCTYPE html>\n",
                                  "<!D",
                                  "<![CDATA[ x ]]>\n",
                                  "<![CDATA[",
                                  "]]>\n",
                                  "<textarea>",
                                  "</textarea>\n",
                                  "<div>\n",
                                  "</div>\n\n",
                                  "> quoted\n",
                                  "    code\n",
                                  "`<!--`",
                                  "<b>bold</b>",
                                  "```\n",
                                  "```text\n",
                                  "~~~\n",
                                  "````",
                                  "  ```\n",
                                  "> ~~~\n",
                                  "```code```\n",
                                  "é. Next\n\n"};
  constexpr std::array kEnded = {"Some words. And more.\n\n",
                                 "<!-- a note\nthat ends -->\n\n",
                                 "<!-- a\n# note -->text\nafter it\n\n",
                                 "<style>\np { margin: 0 }\n</style>\n\n",
                                 "<Script>\nx\n</SCRIPT>y\n\n",
                                 "text <pre>\nx</pre> text\n\n",
                                 "<?php\nx ?>\nWords\n\n",
                                 "> <!-- quoted\n> note -->\n> words\n\n",
                                 "Text <!-- in\nit --> goes on.\n\n",
                                 "<![CDATA[\n# x ]]>\n\n",
                                 "```\n# code\n```\n\n",
                                 "Words\n~~~ text\n# <code>\n~~~~\nwords\n\n",
                                 "````\ncode\n````  \nWords\n```x\n    y\n```\n\n"};
  const bool ends = dice.chance(80);
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i)
    text += dice.chance(ends ? 90 : 50) ? kEnded[dice.roll(kEnded.size())] : kPieces[dice.roll(kPieces.size())];
  return text;
}

TEST(Windows, CutMarkdownWhereHtmlHasEnded) {
  Dice dice(6);
  int cut = 0;
  for (int round = 0; round < rounds(6000) && !::testing::Test::HasFailure(); ++round) {
    const std::string before = html_soup(dice, dice.roll(24));
    std::string after = before;
    const std::size_t begin = dice.roll(after.size() + 1);
    const std::size_t size = dice.roll(std::min<std::size_t>(after.size() - begin + 1, 30));
    after.replace(begin, size, html_soup(dice, dice.roll(3)));
    cut += expect_right_windows(before, after, TextType::Markdown) ? 1 : 0;
  }
  EXPECT_GT(cut, rounds(1000));
}

TEST(Windows, PartsSayWhatTheWholeSays) {
  Dice dice(7);
  int cut = 0;
  for (int round = 0; round < rounds(12000) && !::testing::Test::HasFailure(); ++round) {
    const std::string text = html_soup(dice, dice.roll(24));
    if (!can_be_cut(measure_markdown(text))) continue;
    const Document parts = test::read_in_parts(text);
    const Document whole = test::read_whole(text);
    EXPECT_EQ(test::described(parts), test::described(whole)) << text;
    cut += next_cut(text, 0) < text.size() && text.contains('<') ? 1 : 0;
  }
  EXPECT_GT(cut, rounds(1000));
}

TEST(Windows, SeeThatCodeNoLongerEnds) {
  const std::string head = "One.\n\n```\n# code\n";
  const std::string tail = "\n\nTwo.\n\nThree.\n```\n\nFour.\n";
  for (const auto& [before, after] : {std::pair("```", "``"), std::pair("```", "``` x"), std::pair("```\n", "\n```")}) {
    const std::string end = "```";
    EXPECT_TRUE(expect_right_windows(head + end + "\n\nTwo.\n", head + end + "\n\nTen.\n", TextType::Markdown));
    EXPECT_FALSE(expect_right_windows(head + before + tail, head + after + tail, TextType::Markdown)) << before;
    EXPECT_FALSE(expect_right_windows(head + after + tail, head + before + tail, TextType::Markdown)) << before;
  }
}

TEST(Windows, SeeThatHtmlNoLongerEnds) {
  const std::string head = "One.\n\n<!-- a note\nthat ends here\n";
  const std::string tail = "\n\nTwo.\n\nThree. -->\n\nFour.\n";
  for (const auto& [before, after] : {std::pair("-->", "--"), std::pair("-->\n", "\n-->"), std::pair("x -->", "")}) {
    EXPECT_TRUE(expect_right_windows(head + before + tail, head + "-->" + tail, TextType::Markdown)) << before;
    EXPECT_FALSE(expect_right_windows(head + before + tail, head + after + tail, TextType::Markdown)) << before;
    EXPECT_FALSE(expect_right_windows(head + after + tail, head + before + tail, TextType::Markdown)) << before;
  }
}

TEST(Windows, CutMarkdownAtABlockAtTheMargin) {
  const auto read =
      sides("# A\n\nOne.\n\n- b\n\nTwo.\n\nEnd.\n", "# A\n\nOne.\n\n- c\n\nTwo.\n\nEnd.\n", TextType::Markdown);
  EXPECT_EQ(test::described(read[0].part), (std::vector<std::string>{"Paragraph: One.", "ListItem 1: b"}));
  EXPECT_EQ(read[0].window.first_line, 3U);
}

TEST(Windows, AreWholeWhereMarkdownReachesOver) {
  const std::string head = "# A\n\nSee [a].\n\n";
  const std::string tail = "\n\nMore [a].\n\nEnd.\n";
  for (const std::string reaching :
       {"[a]: b", "```\n\ncode", "~~~", "<!-- x", "<script>", "<PRE>", "<?x", "<![CDATA[", "<!-->", "<!--\n\n-->",
        "<style>\n \t\n</style>", "```\n\n```", "```\nx\n~~~", "````\nx\n```", "```\nx\n``` y", "- ```\n  x\n  ```",
        "<div>\n```\n```", "```x```", "``` `\nx\n```"}) {
    for (const Side& side : sides(head + "x" + tail, head + reaching + tail, TextType::Markdown))
      EXPECT_TRUE(side.window.whole) << reaching;
  }
  for (const std::string ended : {"<!-- x -->", "<script>\n</SCRIPT>", "<PRE>x</pre>", "<?x?>", "<![CDATA[]]>",
                                  "<!D\n>", "```\nx\n```", "~~~ y\n<b> x\n~~~~ ", "y\n```\n```\ny"}) {
    for (const Side& side : sides(head + "x" + tail, head + ended + tail, TextType::Markdown))
      EXPECT_FALSE(side.window.whole) << ended;
  }
}

TEST(Windows, AreRightForProse) {
  Dice dice(2);
  for (int round = 0; round < 150 && !::testing::Test::HasFailure(); ++round) {
    const TextType type = dice.chance(70) ? TextType::Plain : TextType::Markdown;
    const test::Paragraphs before = test::generated_text(dice, 1 + dice.roll(30));
    const test::Paragraphs after = test::edited(before, dice, dice.roll(4));
    Dice layout(dice.roll(1000));
    Dice same_layout = layout;
    expect_right_windows(test::laid_out(before, layout), test::laid_out(after, same_layout), type);
  }
}

}  // namespace
}  // namespace stet::read
