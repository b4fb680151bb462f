// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "read/described.hpp"
#include "read/metadata_line.hpp"
#include "read/plain_kind.hpp"
#include "stet/read.hpp"
#include "support/generated_text.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

using test::broken_invariant;
using test::described;
using test::described_metadata;
using test::read_text;

struct PlainCase {
  std::string name;
  std::string text;
  std::vector<std::string> blocks;
};

void PrintTo(const PlainCase& one, std::ostream* out) { *out << one.name; }

class PlainText : public ::testing::TestWithParam<PlainCase> {};

TEST_P(PlainText, GivesTheseBlocks) {
  const Document document = read_text(GetParam().text);
  EXPECT_EQ(described(document), GetParam().blocks);
  EXPECT_EQ(broken_invariant(document), "");
}

const std::string kLong(90, 'x');

const std::vector<PlainCase> kPlainCases = {
    {"Nothing", "", {}},
    {"WhiteSpaceOnly", " \n\t\r\n\f\n\u00A0\n\u200B\n", {}},
    {"TitleAndParagraphs", "A title\n\nOne.\n\nTwo.", {"Heading 1: A title", "Paragraph: One.", "Paragraph: Two."}},
    {"FirstLineThatEndsIsNoTitle", "It rained.\n\nTwo.", {"Paragraph: It rained.", "Paragraph: Two."}},
    {"TitleAfterBlankLinesAndMark",
     "\uFEFF\n\n" + kLong + " title\n\nTwo.",
     {"Heading 1: " + kLong + " title", "Paragraph: Two."}},
    {"HeadingsAreShortAndNotEnded",
     "T.\n\nAbout us\n\nand so on\n\n" + kLong +
         "\n\n\"About\"\n\n2018 review\n\n2018\n\nWhere:\n\nПро нас\n\n关于我们",
     {"Paragraph: T.", "Heading 2: About us", "Paragraph: and so on", "Paragraph: " + kLong, "Heading 2: \"About\"",
      "Heading 2: 2018 review", "Paragraph: 2018", "Paragraph: Where:", "Heading 2: Про нас", "Heading 2: 关于我们"}},
    {"LinesOfAParagraphAreNoHeadings", "T.\n\nAbout\nus", {"Paragraph: T.", "Paragraph: About us"}},
    {"Wraps", "One  two\nthree\tfour \r\n  five\rsix\n", {"Paragraph: One two three four five six"}},
    {"WrapsAtEveryLineEnd", "a b.\r\rc d.\r\n\r\ne f.\n\n", {"Paragraph: a b.", "Paragraph: c d.", "Paragraph: e f."}},
    {"FormFeedIsWhiteSpace", "One.\n\fTwo.\n\f\nThree.\v\vFour.", {"Paragraph: One. Two.", "Paragraph: Three. Four."}},
    {"NoSpaceInUnspacedScripts", "今天\n天气。\n好\nok\nのです", {"Paragraph: 今天天气。好 ok のです"}},
    {"NoSpaceInThai", "กรุง\nเทพ", {"Paragraph: กรุงเทพ"}},
    {"SpacesBetweenHanStay", "今 \t 天 天.", {"Paragraph: 今 天 天."}},
    {"HangulIsSpaced", "위원회\n지불.", {"Paragraph: 위원회 지불."}},
    {"UnicodeSpacesStay", "a\u00A0 \u2009b\u3000\nc\u2028d.", {"Paragraph: a\u00A0 \u2009b\u3000 c\u2028d."}},
    {"LineOfUnicodeSpaceIsNotBlank", "a.\n\u3000\u00A0\nb.", {"Paragraph: a. \u3000\u00A0 b."}},
    {"BlockThatShowsNothingIsNone", "a.\n\n\u00A0\n\n\u200B \u3000\n\nb.", {"Paragraph: a.", "Paragraph: b."}},
    {"LineThatBeginsWithUnicodeSpace", "a.\n\u3000b.", {"Paragraph: a. \u3000b."}},
    {"NulIsReplaced", std::string("a\0b.", 4), {"Paragraph: a\uFFFDb."}},
    {"ControlsStay",
     "a\x1B[31mb and a text that is so long that a control byte is no sign for a binary file, by some way of counting.",
     {"Paragraph: a\x1B[31mb and a text that is so long that a control byte is no sign for a binary file, by some way "
      "of counting."}},
    {"List", "- one\n- two\n  more\n- three", {"ListItem 1: - one", "ListItem 1: - two more", "ListItem 1: - three"}},
    {"ListAfterAColon", "We need:\n* one\n* two", {"Paragraph: We need:", "ListItem 1: * one", "ListItem 1: * two"}},
    {"DashInProseIsNoList",
     "The plan\n- a good one -\nwas\n* signed\n3. today.",
     {"Paragraph: The plan - a good one - was * signed 3. today."}},
    {"Numbers",
     "1. a\n2. b\n2018. c\n4. d\n3. e",
     {"ListItem 1: 1. a", "ListItem 1: 2. b 2018. c 4. d", "ListItem 1: 3. e"}},
    {"NumberAfterAColonIsTheFirst",
     "See page:\n3. No.\n\nSo:\n1. a\n2. b",
     {"Paragraph: See page: 3. No.", "Paragraph: So:", "ListItem 1: 1. a", "ListItem 1: 2. b"}},
    {"NestedNumbers",
     "1. a\n(a) b\n(b) c\n2. d\n(a) e\ni) f\nii) g",
     {"ListItem 1: 1. a", "ListItem 1: (a) b", "ListItem 1: (b) c", "ListItem 1: 2. d", "ListItem 1: (a) e",
      "ListItem 1: i) f", "ListItem 1: ii) g"}},
    {"NestedSigns",
     "• a\n  - b\n  - c\n• d",
     {"ListItem 1: • a", "ListItem 1: - b", "ListItem 1: - c", "ListItem 1: • d"}},
    {"OtherSignsAreProse", "* a\n- b", {"ListItem 1: * a - b"}},
    {"Outline",
     "1.1 a\n1.2 b\n1.2.1 c\n3.5 d",
     {"ListItem 1: 1.1 a", "ListItem 1: 1.2 b", "ListItem 1: 1.2.1 c 3.5 d"}},
    {"ItemsInParagraphs", "3. c\n\n4. d", {"ListItem 1: 3. c", "ListItem 1: 4. d"}},
    {"ChineseNumbers",
     "一、甲\n二、乙\n三、丙\n\n（一）甲\n（二）乙\n\n①甲\n②乙\n\n十九、a\n二十、b",
     {"ListItem 1: 一、甲", "ListItem 1: 二、乙", "ListItem 1: 三、丙", "ListItem 1: （一）甲", "ListItem 1: （二）乙",
      "ListItem 1: ①甲", "ListItem 1: ②乙", "ListItem 1: 十九、a", "ListItem 1: 二十、b"}},
    {"ArabicDigits", "١. a\n٢. b", {"ListItem 1: ١. a", "ListItem 1: ٢. b"}},
    {"InitialsAreNoMarkers", "A. Smith said so.\nB. Jones too.", {"Paragraph: A. Smith said so. B. Jones too."}},
    {"MarkerAloneIsText", "-\na.", {"Paragraph: - a."}},
    {"Captions",
     "T.\n\nPhoto: A bridge\n\nFIGURE 12: b.\n\nLégende : c\n\n写真：富士山\n\nNote: d.",
     {"Paragraph: T.", "Caption: Photo: A bridge", "Caption: FIGURE 12: b.", "Caption: Légende : c",
      "Caption: 写真：富士山", "Paragraph: Note: d."}},
    {"QuotedMailIsText", "> a\n> b.", {"Paragraph: > a > b."}},
};

INSTANTIATE_TEST_SUITE_P(Cases, PlainText, ::testing::ValuesIn(kPlainCases),
                         [](const auto& one) { return one.param.name; });

TEST(PlainTextSource, SlicesAreNotCopied) {
  const Document document = read_text("One line only.\n\n  Another one. \n\nA wrapped\none.");
  ASSERT_EQ(document.blocks.size(), 3U);
  EXPECT_FALSE(document.blocks[0].owned);
  EXPECT_FALSE(document.blocks[1].owned);
  EXPECT_EQ(document.blocks[1].run_count, 0U);
  EXPECT_TRUE(document.blocks[2].owned);
  EXPECT_EQ(document.buffer, "A wrapped one.");
}

TEST(PlainTextSource, OffsetsAndLinesLeadBack) {
  const std::string text = "Title\n\n One  two\r\nthree \n four.\n";
  const Document document = read_text(text);
  const Block& block = document.blocks[1];
  ASSERT_EQ(document.text(block), "One two three four.");
  const auto at = [&](std::string_view word) { return document.source_offset(block, document.text(block).find(word)); };
  EXPECT_EQ(at("two"), text.find("two"));
  EXPECT_EQ(at("three"), text.find("three"));
  EXPECT_EQ(document.line_of(block, at("One")), 3U);
  EXPECT_EQ(document.line_of(block, at("three")), 4U);
  EXPECT_EQ(document.line_of(block, at("four")), 5U);
  const ByteRange range = document.source_range(block, {4, 13});
  EXPECT_EQ(text.substr(range.begin, range.size()), "two\r\nthree");
  std::vector<std::size_t> wraps;
  for (const SourceRun& run : document.runs) {
    if (run.wrap) wraps.push_back(run.text);
  }
  EXPECT_EQ(wraps, (std::vector<std::size_t>{8, 14}));
}

/// A wrap at a space between two such characters takes the space with it: no reader can tell.
std::string without_spaces_between_unspaced(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool inside = text[i] == ' ' && i > 0 && i + 1 < text.size();
    if (!inside || !unicode::is_unspaced_script(unicode::code_point_before(text, i).code) ||
        !unicode::is_unspaced_script(unicode::code_point_at(text, i + 1).code)) {
      result += text[i];
    }
  }
  return result;
}

TEST(PlainTextSource, ARewrapChangesNoText) {
  test::Dice dice(5);
  for (int round = 0; round < 100; ++round) {
    const test::Paragraphs text = test::generated_text(dice, 1 + dice.roll(20));
    const auto first = read_document(Source::of(test::laid_out(text, dice), "one"));
    const auto second = read_document(Source::of(test::laid_out(text, dice), "other"));
    // Short texts of hostile Unicode may have too many controls.
    if (!first || !second) continue;
    const Document& one = *first;
    const Document& other = *second;
    ASSERT_EQ(broken_invariant(one), "");
    ASSERT_EQ(one.blocks.size(), other.blocks.size());
    for (std::size_t i = 0; i < one.blocks.size(); ++i) {
      ASSERT_EQ(without_spaces_between_unspaced(one.text(one.blocks[i])),
                without_spaces_between_unspaced(other.text(other.blocks[i])));
    }
  }
}

struct LineCase {
  std::string name;
  std::string line;
  std::vector<std::string> metadata;  ///< Empty: the line is text.
};

void PrintTo(const LineCase& one, std::ostream* out) { *out << one.name; }

class MetadataLineTest : public ::testing::TestWithParam<LineCase> {};

TEST_P(MetadataLineTest, GivesThis) {
  for (const std::string end : {"", "\n", "\r\n", "\n\n \n"}) {
    const Document document = read_text("Title\n\n" + GetParam().line + end);
    EXPECT_EQ(described_metadata(document), GetParam().metadata);
    EXPECT_EQ(document.blocks.size(), GetParam().metadata.empty() ? 2U : 1U);
  }
}

const std::vector<LineCase> kLines = {
    {"Whole",
     "2018-02-28T15:58:07+00:00 Wednesday, 28 February 2018|Law enforcement|Courts |",
     {"published = 2018-02-28T15:58:07Z", "topics = Law enforcement|Courts"}},
    {"TimeOnly", "2018-02-28T15:58:07Z", {"published = 2018-02-28T15:58:07Z"}},
    {"OffsetIsResolved", "2018-03-01T00:30:00+02:00 Thursday, 1 March 2018", {"published = 2018-02-28T22:30:00Z"}},
    {"OtherLanguage", "2018-02-28T15:58Z mercredi 28 février 2018", {"published = 2018-02-28T15:58:00Z"}},
    {"TopicsOnly", "2018-02-28T15:58:07Z|a|b", {"published = 2018-02-28T15:58:07Z", "topics = a|b"}},
    {"DisplayedDateOfAnotherDay",
     "2018-02-28T15:58:07Z 27 February 2018|a",
     {"published = 2018-02-28T15:58:07Z", "displayed = 27 February 2018", "topics = a"}},
    {"DateWithoutTime", "2018-02-28|a", {}},
    {"ImpossibleTime", "2018-02-30T15:58:07Z|a", {}},
    {"Log", "2018-02-28T15:58:07Z started", {}},
    {"Sentence", "2018-02-28T15:58:07Z is when, on 28 February 2018, it broke.", {}},
    {"NotAtTheBeginning", "Published 2018-02-28T15:58:07Z|a", {}},
    {"Prose", "See a|b|c", {}},
};

INSTANTIATE_TEST_SUITE_P(Cases, MetadataLineTest, ::testing::ValuesIn(kLines),
                         [](const auto& one) { return one.param.name; });

TEST(MetadataLine, StandsAloneAtTheEndAfterText) {
  EXPECT_TRUE(metadata_line("a\n\n2018-02-28T15:58:07Z|x").has_value());
  EXPECT_FALSE(metadata_line("a\n2018-02-28T15:58:07Z|x").has_value());
  EXPECT_FALSE(metadata_line("2018-02-28T15:58:07Z|x").has_value());
  EXPECT_FALSE(metadata_line("\n\n2018-02-28T15:58:07Z|x").has_value());
  EXPECT_FALSE(metadata_line("a\n\n2018-02-28T15:58:07Z|x\n\nb").has_value());
  EXPECT_FALSE(metadata_line("a\n\n2018-02-28T15:58:07Z|x\nb").has_value());
  EXPECT_FALSE(metadata_line("").has_value());
}

TEST(PlainKind, PunctuationEndsInAnyScript) {
  for (const char* text : {"a.", "a!", "a?", "a…", "a.”", "a.)", "a:", "а.»", "。", "是。」", "؟", "है।", "a. \u00A0"}) {
    EXPECT_TRUE(ends_in_punctuation(text)) << text;
  }
  for (const char* text : {"", "a", "a”", "(a)", "1", "a –", "\""}) EXPECT_FALSE(ends_in_punctuation(text)) << text;
}

}  // namespace
}  // namespace stet::read
