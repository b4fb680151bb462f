// SPDX-License-Identifier: Apache-2.0
// What is taken apart without a parser is what the parser gives for it.
#include "read/simple_markdown.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "read/described.hpp"
#include "support/generated_text.hpp"
#include "support/rounds.hpp"

namespace stet::read {
namespace {

using test::Dice;
using test::rounds;

/// "We ", ">a.html ", "ask", "<" and "/" for a line's end, after a heading's signs; "parser" for what is not simple.
std::string parts_of(const std::string& text, bool indented = false) {
  SimpleBlock block;
  if (!take_apart(text, indented, block)) return "parser";
  std::string parts(block.level, '#');
  for (const SimplePart& part : block.parts) {
    if (part.kind == SimplePart::Kind::LinkTarget) parts += ">";
    parts += part.kind == SimplePart::Kind::LinkEnd ? "<" : part.kind == SimplePart::Kind::LineEnd ? "/" : part.bytes;
    if (part.kind == SimplePart::Kind::LinkTarget) parts += " ";
  }
  return parts;
}

TEST(SimpleMarkdown, IsWordsAndLinks) {
  EXPECT_EQ(parts_of("Words (and more), \"so\": 5 - 3 = 2!\n\n"), "Words (and more), \"so\": 5 - 3 = 2!");
  EXPECT_EQ(parts_of("On \nand on.  \n  \n\n"), "On/and on.");
  EXPECT_EQ(parts_of("(a) b\n      (c) d"), "(a) b/(c) d");
  EXPECT_EQ(parts_of("We [ask](a.html?b&c=d_e#f) [you](g) .\n[So](h)"), "We >a.html?b&c=d_e#f ask< >g you< ./>h So<");
  EXPECT_EQ(parts_of("### 1. A [b](c) | #2\n\n"), "###1. A >c b< | #2");
  EXPECT_EQ(parts_of("    Words\n   on\n    \n", true), "Words/on");
  EXPECT_EQ(parts_of("   ##  Head  \n", true), "##Head");
}

TEST(SimpleMarkdown, LeavesAllElseToTheParser) {
  for (const char* text : {"",
                           "\n",
                           " Words",
                           "- a",
                           "1. a",
                           "> a",
                           "a\n- b",
                           "a\n===",
                           "a\n---",
                           "a\n\nb",
                           "a\n\n    b",
                           "a *b*",
                           "a_b",
                           "a <b>",
                           "a &amp; b",
                           "a `b`",
                           "a ~b~",
                           "a \\b",
                           "a\tb",
                           "a\r\nb",
                           "a\n2. b",
                           "a\n| b",
                           ".. note::",
                           "!!! note",
                           "=== \"a\"",
                           "#",
                           "# ",
                           "#a",
                           "# a #",
                           "####### a",
                           "# a\nb",
                           "a [b]",
                           "a [b][c]",
                           "a ![b](c)",
                           "a [](c)",
                           "a [b]()",
                           "a [b](c d)",
                           "a [b](c \"d\")",
                           "a [b](<c>)",
                           "a [b](c(d))",
                           "a [b](c&amp;d)",
                           "a [b\nc](d)",
                           "a [b](c",
                           "a [*b*](c)",
                           "a [b](c`)",
                           "a [b](c\\d)",
                           "a [b [c](d)](e)",
                           "a ]",
                           "# [a](b)#"})
    EXPECT_EQ(parts_of(text), "parser") << text;
  EXPECT_EQ(parts_of("    - Words\n", true), "parser");
}

TEST(SimpleMarkdown, IsWhatTheParserGives) {
  constexpr std::array kWords = {"a", "Bc", " ", "7", "é", " ", "[a](b)", "[c d](http://e.f/g_h?i&j=k~l*m#n)",
                                 "[", "](", ")"};
  constexpr std::array kPieces = {
      "  ",    "\n",        "\n",     "\n\n",    "- ",     "+ ",       "* ",      "#",      "# ",     "## ", "1. ",
      "2)",    "> ",        "| ",     "|-",      "=",      "==",       "-",       "---",    ":",      ":-:", "(",
      "\"",    "'",         "!",      "]",       ")",      ".",        "@",       "$",      "%",      "^",   "{",
      "}",     "/",         "www.",   "\f",      "\v",     "\t",       "\r",      "\\",     "&",      "<",   "[",
      "`",     "~",         "*",      "_",       "&b",     ";",        "](b",     "(c)",    "[]",     "[](", "![a](b)",
      "[a]()", "[a](b&c;)", "[a](é)", "[a](b!)", "[!](b)", "[a](b|c)", "[a](b)#", "[ ](b)", "[a ](b)"};
  Dice dice(9);
  int simple = 0;
  int linked = 0;
  for (int round = 0; round < rounds(400000) && !::testing::Test::HasFailure(); ++round) {
    std::string text = dice.chance(80) ? "a" : dice.chance(50) ? "## " : "[x](y)";
    for (std::size_t i = dice.roll(12); i > 0; --i)
      text += dice.chance(75) ? kWords[dice.roll(kWords.size())] : kPieces[dice.roll(kPieces.size())];
    if (parts_of(text) == "parser" || text.contains("]:")) continue;
    ++simple;
    linked += text.contains("](") ? 1 : 0;
    const Document read = test::read_in_parts(text);
    const Document parsed = test::read_whole(text);
    ASSERT_EQ(test::described(read), test::described(parsed)) << text;
    ASSERT_EQ(read.runs.size(), parsed.runs.size()) << text;
    for (std::size_t i = 0; i < read.runs.size(); ++i) {
      EXPECT_EQ(read.runs[i].source, parsed.runs[i].source) << text;
      EXPECT_EQ(read.runs[i].text, parsed.runs[i].text) << text;
      EXPECT_EQ(read.runs[i].line, parsed.runs[i].line) << text;
    }
    const std::string in_item = "1. x\n\n   " + text;
    const Document item = test::read_in_parts(in_item);
    const Document parsed_item = test::read_whole(in_item);
    ASSERT_EQ(test::described(item), test::described(parsed_item)) << in_item;
    for (std::size_t i = 0; i < read.blocks.size(); ++i)
      EXPECT_EQ(read.blocks[i].source, parsed.blocks[i].source) << text;
  }
  EXPECT_GT(simple, rounds(40000));
  EXPECT_GT(linked, rounds(20000));
}

}  // namespace
}  // namespace stet::read
