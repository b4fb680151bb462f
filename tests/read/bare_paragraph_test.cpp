// SPDX-License-Identifier: Apache-2.0
// A paragraph that is taken for one without markup is what the parser gives for it.
#include "read/bare_paragraph.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "read/described.hpp"
#include "read/markdown_reader.hpp"
#include "support/generated_text.hpp"
#include "support/rounds.hpp"

namespace stet::read {
namespace {

using test::Dice;
using test::rounds;

TEST(BareParagraph, IsWordsAlone) {
  for (const char* text : {"Words.", "Words (and more), \"so\": 5 - 3 = 2!\n\n", "On\nand on.\n  \n\n",
                           "(a) b\n      (c) d  \n", "é. #1 | 2 > 1 + 1"})
    EXPECT_TRUE(is_bare_paragraph(text, false)) << text;
  for (const char* text : {"",         "\n",      " Words",    "# a",       "- a",        "1. a",     "> a",
                           "a\n- b",   "a\n===",  "a\n---",    "a\n\nb",    "a\n\n    b", "a *b*",    "a_b",
                           "a [b](c)", "a <b>",   "a &amp; b", "a `b`",     "a ~b~",      "a \\b",    "a\tb",
                           "a\r\nb",   "a\n2. b", "a\n| b",    ".. note::", "!!! note",   "=== \"a\""})
    EXPECT_FALSE(is_bare_paragraph(text, false)) << text;
  EXPECT_TRUE(is_bare_paragraph("    Words\n   on\n    \n", true));
  EXPECT_FALSE(is_bare_paragraph("    - Words\n", true));
}

TEST(BareParagraph, IsWhatTheParserGives) {
  constexpr std::array kPieces = {
      "a",  "Bc",  "7",  "é",  " ",  " ",  "  ", "\n", "\n", "\n\n", "- ", "+ ",  "* ",   "#",
      "# ", "1. ", "2)", "> ", "| ", "|-", "=",  "==", "-",  "---",  ":",  ":-:", "(",    "\"",
      "'",  "!",   "]",  ")",  ".",  "@",  "$",  "%",  "^",  "{",    "}",  "/",   "www.", "http://a.b",
      "\f", "\v",  "\t", "\r", "\\", "&",  "<",  "[",  "`",  "~",    "*",  "_"};
  Dice dice(9);
  int bare = 0;
  for (int round = 0; round < rounds(200000) && !::testing::Test::HasFailure(); ++round) {
    std::string text = "a";
    for (std::size_t i = dice.roll(12); i > 0; --i)
      text += dice.chance(50) ? kPieces[dice.roll(3)] : kPieces[dice.roll(kPieces.size())];
    if (!is_bare_paragraph(text, false)) continue;
    ++bare;
    Document read;
    Document parsed;
    read.source = parsed.source = Source::of(text, "text", TextType::Markdown);
    ASSERT_TRUE(MarkdownReader(read, 0, text.size(), 1).run_in_parts(nullptr, {}));
    ASSERT_TRUE(MarkdownReader(parsed, 0, text.size(), 1).run_whole());
    ASSERT_EQ(test::described(read), test::described(parsed)) << text;
    ASSERT_EQ(read.runs.size(), parsed.runs.size()) << text;
    for (std::size_t i = 0; i < read.runs.size(); ++i) {
      EXPECT_EQ(read.runs[i].source, parsed.runs[i].source) << text;
      EXPECT_EQ(read.runs[i].text, parsed.runs[i].text) << text;
      EXPECT_EQ(read.runs[i].line, parsed.runs[i].line) << text;
    }
    for (std::size_t i = 0; i < read.blocks.size(); ++i)
      EXPECT_EQ(read.blocks[i].source, parsed.blocks[i].source) << text;
  }
  EXPECT_GT(bare, rounds(20000));
}

}  // namespace
}  // namespace stet::read
