// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "read/described.hpp"
#include "read/markdown_cost.hpp"
#include "stet/read.hpp"

namespace stet::read {
namespace {

using test::broken_invariant;
using test::described;
using test::described_metadata;
using test::read_text;

struct MarkdownCase {
  std::string name;
  std::string text;
  std::vector<std::string> blocks;
};

void PrintTo(const MarkdownCase& one, std::ostream* out) { *out << one.name; }

class Markdown : public ::testing::TestWithParam<MarkdownCase> {};

TEST_P(Markdown, GivesTheseBlocks) {
  const Document document = read_text(GetParam().text, TextType::Markdown);
  EXPECT_EQ(described(document), GetParam().blocks);
  EXPECT_EQ(broken_invariant(document), "");
  EXPECT_TRUE(document.warnings.empty());
}

const std::vector<MarkdownCase> kMarkdownCases = {
    {"Nothing", "", {}},
    {"BlankLines", " \n\n\t\n", {}},
    {"Headings",
     "# One #\n\nTwo\nlines\n===\n\n### Three *em*",
     {"Heading 1: One", "Heading 1: Two lines", "Heading 3: Three em"}},
    {"WrapsAreSpaces", "a  b\nc\td\r\n  e\\\nf  \ng", {"Paragraph: a b c d e f g"}},
    {"NoSpaceBetweenHan", "日本\n語 と\nabc\n日", {"Paragraph: 日本語 と abc 日"}},
    {"NoBreakSpacesStay", "a\u00A0\u00A0b&nbsp;c", {"Paragraph: a\u00A0\u00A0b\u00A0c"}},
    {"BlockThatShowsNothingIsNone", "a\n\n&nbsp;\n\n&#8203; \n\n\u200D\n\nb", {"Paragraph: a", "Paragraph: b"}},
    {"Emphasis", "*a* **b** _c_ ~~d~~ `e  f` g\\*h", {"Paragraph: a b c d e f g*h"}},
    {"References",
     "&amp; &#65;&#x42; &copy;&ngE; &#0;&#xD800; &nosuch; &amp",
     {"Paragraph: & AB ©≧̸ \uFFFD\uFFFD &nosuch; &amp"}},
    {"ReferenceThatIsASpace", "a&#32;&#10; b &Tab;", {"Paragraph: a b"}},
    {"Links",
     "See [the *plan*](plan.html 'Title'), <http://a.b/c>, <me@x.org> and [it](<a b>).",
     {"Paragraph: See the plan, http://a.b/c, me@x.org and it. [4,12) > plan.html [41,43) > a b"}},
    {"LinkTargetDecoded", "[a](x?a&amp;b\\)c)", {"Paragraph: a [0,1) > x?a&b)c"}},
    {"LinkWithoutText", "a [](x) b", {"Paragraph: a b [1,1) > x"}},
    {"LinkReferences",
     "[A] [b][a] [c]\n\n[a]: http://x 'T'\n",
     {"Paragraph: A b [c] [0,1) > http://x [2,3) > http://x"}},
    {"LinkAfterAWrap", "a\n[b\nc](x)", {"Paragraph: a b c [2,5) > x"}},
    {"ImageAloneIsACaption", "![A *fine* day](a.png)\n\n[![b](c)](d)", {"Caption: A fine day", "Caption: b [0,1) > d"}},
    {"ImageInTextIsText", "See ![this](a.png) now.\n\n![a](b) ![c](d)", {"Paragraph: See this now.", "Paragraph: a c"}},
    {"ImageWithoutText", "![](a.png)", {}},
    {"Lists",
     "- a\n- b\n\n  c\n  1. d\n  3. e\n\n7) f",
     {"ListItem 1: a", "ListItem 1: b", "ListItem 1: c", "ListItem 2 #1: d", "ListItem 2 #2: e", "ListItem 1 #7: f"}},
    {"TaskMarksAreText", "- [ ] a\n- [x] b", {"ListItem 1: [ ] a", "ListItem 1: [x] b"}},
    {"EmptyItem", "1.\n2. b", {"ListItem 1 #2: b"}},
    {"Quotations",
     "> a\nb\n>\n> - c\n>\n> > d\n\n> # e",
     {"Quotation quoted: a b", "ListItem 1 quoted: c", "Quotation quoted: d", "Heading 1 quoted: e"}},
    {"AlertIsNoQuotation",
     "> [!NOTE]  \n> a\n> b\n>\n> c\n\n> [!note] d\n\n> e\n> [!TIP]\n\n> [!TIP]\n\nf",
     {"Paragraph: [!NOTE]", "Paragraph: a b", "Paragraph: c", "Quotation quoted: [!note] d",
      "Quotation quoted: e [!TIP]", "Paragraph: [!TIP]", "Paragraph: f"}},
    {"AdmonitionsAreText",
     "!!! warning \"Before you *sign*\"\n\n    Read it\n    all.\n\n    * a\n\n??? note\n    Closed.\n\n=== "
     "\"Tab\"\n\n    # H",
     {"Paragraph: Before you sign", "Paragraph: Read it all.", "ListItem 1: a", "Paragraph: Closed.", "Paragraph: Tab",
      "Heading 1: H"}},
    {"DirectivesAreText",
     ".. question:: Who [may](x) & how?\n    :level: 3\n    :see: [no](y) &amp; <b>no</b> ![no](z)\n\n    Anybody.\n\n"
     "        Deep.\n\nOut.\n\n    code",
     {"Paragraph: Who may & how? [4,7) > x", "Paragraph: Anybody.", "Paragraph: Deep.", "Paragraph: Out.",
      "Code: code"}},
    {"DirectivesInOneAnother",
     " .. ask:: a\n\n    b\n\n    !!! note\n        c\n\n        d\n\n    e",
     {"Paragraph: a", "Paragraph: b", "Paragraph: c", "Paragraph: d", "Paragraph: e"}},
    {"DirectivesWithoutBlankLines",
     "# H\n!!! note \"A\"\n    b\n    c\n!!! tip \"D\"\n    e",
     {"Heading 1: H", "Paragraph: A", "Paragraph: b c", "Paragraph: D", "Paragraph: e"}},
    {"EscapedMarksOpenNoDirective",
     "\\!!! note\n\n    code\n\n\\.. see:: a\n\n**.. see:: b**",
     {"Paragraph: !!! note", "Code: code", "Paragraph: .. see:: a", "Paragraph: .. see:: b"}},
    {"DirectiveWithoutABody",
     "a\n\n.. toc::\n\nb\n\n.. see:: c\n    :level: 1\n",
     {"Paragraph: a", "Paragraph: b", "Paragraph: c"}},
    {"DirectiveOfCode", ".. code-block:: c\n\n    int  a;", {"Paragraph: .. code-block:: c", "Code: int  a;"}},
    {"MarksThatOpenNoDirective",
     "!!! Attention\nall.\n\n!!! One, two:\n\n    code\n\n`.. a::`\n\n    code\n\n... and::\n\n.. a b::",
     {"Paragraph: !!! Attention all.", "Paragraph: !!! One, two:", "Code: code", "Paragraph: .. a::", "Code: code",
      "Paragraph: ... and::", "Paragraph: .. a b::"}},
    {"QuotationInAnItem", "- > a\n- b", {"Quotation quoted: a", "ListItem 1: b"}},
    {"Tables",
     "| A | B |\n|---|:-:|\n| 1 \\| 2 | *x* |\n| 3 |\n",
     {"TableCell: A", "TableCell: B", "TableCell: 1 | 2", "TableCell: x", "TableCell: 3"}},
    {"FencedCode", "```c\nint  a;\n\n\tb\n```", {"Code: int  a;␤␤\tb"}},
    {"CodeWithBlankEnds", "~~~\n\n a\n\n\n~~~", {"Code:  a"}},
    {"IndentedCode", "    a\n      b\n\n    c", {"Code: a␤  b␤␤c"}},
    {"CodeInAQuotation", "> ```\n> a\n>\n>  b\n> ```", {"Code quoted: a␤␤ b"}},
    {"CodeWithReturns", "```\r\na\r\n\r\nb\r\n```\r\n", {"Code: a␤␤b"}},
    {"BlankCode", "```\n  \n```", {}},
    {"CodeIsNoMarkup", "`<b>&amp;*a*`\n\n    <i>&amp;", {"Paragraph: <b>&amp;*a*", "Code: <i>&amp;"}},
    {"HtmlInline", "a <b class=\"x>y\">b</b><br>c <!-- no -->d <script>no</script>e", {"Paragraph: a b c d e"}},
    {"HtmlLink", "a <a href='x&amp;y'>b</a> c", {"Paragraph: a b c [2,3) > x&y"}},
    {"HtmlBlock",
     "<div>\n<p>One &eacute;</p><p>Two\nlines</p>\n<!-- no\nno "
     "--><ul><li>a<li>b</ul>\n<h2>H</h2><script>no</script>\n</div>\n",
     {"Paragraph: One é", "Paragraph: Two lines", "ListItem 1: a", "ListItem 1: b", "Heading 2: H"}},
    {"HtmlBlockquote",
     "<blockquote>a<p>b</p></blockquote>c",
     {"Quotation quoted: a", "Quotation quoted: b", "Paragraph: c"}},
    {"HtmlTable", "<table><tr><th>a</th><td>b</td></tr></table>", {"TableCell: a", "TableCell: b"}},
    {"StyleBlock", "<style>\np { x: y }\n\nq {}\n</style>\n\ntext", {"Paragraph: text"}},
    {"UnclosedScriptHidesNoMore", "a <script>b\n\nc", {"Paragraph: a", "Paragraph: c"}},
    {"LessThanIsText", "a < b <3 <>", {"Paragraph: a < b <3 <>"}},
    {"Rule", "a\n\n***\n\nb", {"Paragraph: a", "Paragraph: b"}},
    {"NulIsReplaced", std::string("a\0b", 3), {"Paragraph: a\uFFFDb"}},
    {"ByteOrderMark", "\uFEFF# a", {"Heading 1: a"}},
    {"RuleIsNoFrontMatter", "---\n\na\n\n---\n\nb", {"Paragraph: a", "Paragraph: b"}},
};

INSTANTIATE_TEST_SUITE_P(Cases, Markdown, ::testing::ValuesIn(kMarkdownCases),
                         [](const auto& one) { return one.param.name; });

TEST(MarkdownSource, RangesAndLinesAreThoseOfTheSource) {
  const std::string text = "# A\r\n\r\n> one *two*\r\n> three &amp; four\r\n";
  const Document document = read_text(text, TextType::Markdown);
  ASSERT_EQ(document.blocks.size(), 2U);
  const Block& block = document.blocks[1];
  ASSERT_EQ(document.text(block), "one two three & four");
  EXPECT_EQ(block.line, 3U);
  const auto source_of = [&](std::string_view part) {
    const std::size_t begin = document.text(block).find(part);
    const ByteRange range = document.source_range(block, {begin, begin + part.size()});
    return text.substr(range.begin, range.size());
  };
  EXPECT_EQ(source_of("two"), "two");
  EXPECT_EQ(source_of("&"), "&amp;");
  EXPECT_EQ(source_of("three & four"), "three &amp; four");
  EXPECT_EQ(document.line_of(block, document.source_offset(block, document.text(block).find("four"))), 4U);
  EXPECT_EQ(block.source.end, text.size() - 2);
}

TEST(MarkdownSource, WrapsAreMarkedForLines) {
  const Document document = read_text("a\nb  c\n*d*\n", TextType::Markdown);
  std::vector<std::size_t> wraps;
  for (const SourceRun& run : document.runs) {
    if (run.wrap) wraps.push_back(run.text);
  }
  EXPECT_EQ(wraps, (std::vector<std::size_t>{2, 6}));
}

struct FrontMatterCase {
  std::string name;
  std::string text;
  std::vector<std::string> metadata;
  std::vector<std::string> blocks;
  bool warns = false;
};

void PrintTo(const FrontMatterCase& one, std::ostream* out) { *out << one.name; }

class MarkdownFrontMatter : public ::testing::TestWithParam<FrontMatterCase> {};

TEST_P(MarkdownFrontMatter, GivesThis) {
  const Document document = read_text(GetParam().text, TextType::Markdown);
  EXPECT_EQ(described_metadata(document), GetParam().metadata);
  EXPECT_EQ(described(document), GetParam().blocks);
  EXPECT_EQ(!document.warnings.empty(), GetParam().warns);
}

const std::vector<FrontMatterCase> kFrontMatter = {
    {"KeysInOrder",
     "---\ntitle: \"A & B\"\npublished: 2018-02-28\n---\ntext",
     {"title = A & B", "published = 2018-02-28"},
     {"Paragraph: text"}},
    {"AfterAByteOrderMarkWithReturns", "\uFEFF---\r\na: b\r\n...\r\ntext\r\n", {"a = b"}, {"Paragraph: text"}},
    {"WellKnownNames", "---\nlang: de\ntags: [a, b c]\n---\n", {"language = de", "topics = a|b c"}, {}},
    {"TopicsAsAList", "---\ntopics:\n  - a\n  - 'b: c'\n---\n", {"topics = a|b: c"}, {}},
    {"NestedIsFlat",
     "---\na: {b: [1, '2, 3'], c: }\nd:\n- e: f\n  g: \"h\\\"i\"\n---\n",
     {"a = {b: [1, \"2, 3\"], c: \"\"}", "d = [{e: f, g: \"h\\\"i\"}]"},
     {}},
    {"LinesOfAScalarAreOne", "---\na: |\n  b\n  c\nd: >\n  e\n\n  f\n---\n", {"a = b c", "d = e f"}, {}},
    {"AliasesStay", "---\na: &x [b]\nc: *x\nd: [*x, *x]\n---\n", {"a = [b]", "c = *x", "d = [*x, *x]"}, {}},
    {"Empty", "---\n---\ntext", {}, {"Paragraph: text"}},
    {"CommentsOnly", "---\n# a\n---\ntext", {}, {"Paragraph: text"}},
    {"Unclosed", "---\na: b\n\ntext", {}, {"Paragraph: a: b", "Paragraph: text"}},
    {"NotAtTheBeginning", "\n---\na: b\n---\n", {}, {"Heading 2: a: b"}},
    {"NoMapping", "---\njust text\n---\n", {}, {"Heading 2: just text"}},
    {"BrokenIsText", "---\na: b: c\n---\ntext", {}, {"Heading 2: a: b: c", "Paragraph: text"}, true},
    {"TooDeepIsText",
     "---\na: " + std::string(100, '[') + "\n---\ntext",
     {},
     {"Heading 2: a: " + std::string(100, '['), "Paragraph: text"},
     true},
    {"UnknownAliasStays", "---\na: *nosuch\n---\n", {"a = *nosuch"}, {}},
};

INSTANTIATE_TEST_SUITE_P(Cases, MarkdownFrontMatter, ::testing::ValuesIn(kFrontMatter),
                         [](const auto& one) { return one.param.name; });

TEST(MarkdownCost, OrdinaryTextsAreCheap) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "- an item with [a link](http://example.org) in it\n";
  EXPECT_TRUE(is_cheap_markdown(text));
  std::string table = "| a | b |\n|---|---|\n";
  for (int i = 0; i < 30000; ++i) table += "| [x](y) | [z](w) |\n";
  EXPECT_TRUE(is_cheap_markdown(table));
}

TEST(MarkdownCost, LargeTextsOfMarksAloneAreReadAsPlainText) {
  constexpr std::size_t kLarge = 3 * 1024 * 1024;
  for (const std::string_view part : {"[", "[a](b) ", "**a** ", "<a>", "\\"}) {
    std::string text;
    while (text.size() < kLarge) text += part;
    EXPECT_TRUE(is_dense_markdown(text)) << part;
    EXPECT_FALSE(is_cheap_markdown(text)) << part;
    EXPECT_FALSE(is_dense_markdown(std::string_view(text).substr(0, kLarge / 2))) << part;
  }
  std::string table;
  while (table.size() < kLarge) table += "| [x](y.html) | [z](w.html) |\n";
  EXPECT_FALSE(is_dense_markdown(table));
  // A quarter of a million links.
  while (table.size() < kLarge * 3) table += "| [x](y.html) | [z](w.html) |\n";
  EXPECT_TRUE(is_dense_markdown(table));
}

TEST(MarkdownCost, ListsThatAreDeepInOneLineAreReadAsPlainText) {
  std::string markers;
  for (int i = 0; i < 150'000; ++i) markers += "- ";
  EXPECT_TRUE(is_cheap_markdown(markers + "a"));
  EXPECT_FALSE(is_cheap_markdown(markers + markers + "a"));
}

TEST(MarkdownCost, WhatGrowsWithTheSquareIsReadAsPlainText) {
  std::string lists;
  for (int i = 0; i < 20000; ++i) lists += "- ";
  lists += "a" + std::string(20000, '\n') + "b\n";
  std::string brackets;
  for (int i = 0; i < 20000; ++i) brackets += "[a\n](b) ";
  std::string table = "|x";
  for (int i = 0; i < 4000; ++i) table += "|x";
  table += "|\n";
  for (int i = 0; i < 4001; ++i) table += "|---";
  table += "|\n";
  for (int i = 0; i < 4000; ++i) table += "|\n";
  const std::string target(20000, 'x');
  std::string references = "[a]: " + target + "\n\n";
  for (int i = 0; i < 20000; ++i) references += "[a] ";
  for (const std::string& text : {lists, brackets, table, references}) {
    const Document document = read_text(text, TextType::Markdown);
    EXPECT_EQ(document.warnings.size(), 1U);
  }
}

}  // namespace
}  // namespace stet::read
