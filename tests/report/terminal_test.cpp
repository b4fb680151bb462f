// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>

#include "report/samples.hpp"
#include "report/width.hpp"
#include "stet/read.hpp"
#include "stet/report.hpp"
#include "support/command.hpp"
#include "support/diff_builder.hpp"

namespace stet {
namespace {

/// As at a terminal: cosmetic changes are counted, not shown.
ReportFilter usual() {
  ReportFilter filter;
  filter.min_severity = Severity::Editorial;
  return filter;
}

ReportFilter explained() {
  ReportFilter filter = usual();
  filter.explain = true;
  return filter;
}

TerminalStyle plain(unsigned width) { return {false, width}; }
TerminalStyle coloured(unsigned width) { return {true, width}; }

struct Printed {
  const char* name;
  Report (*report)();
  ReportFilter filter;
  TerminalStyle style;
};

class TerminalGolden : public ::testing::TestWithParam<Printed> {};

TEST_P(TerminalGolden, PrintsExpectedText) {
  const Printed& printed = GetParam();
  test::expect_golden(test::case_folder("report", printed.name),
                      write_terminal(printed.report(), printed.filter, printed.style));
}

INSTANTIATE_TEST_SUITE_P(
    Report, TerminalGolden,
    ::testing::Values(Printed{"every_kind_80.txt", test::every_kind, usual(), plain(80)},
                      Printed{"every_kind_40.txt", test::every_kind, usual(), plain(40)},
                      Printed{"every_kind_unwrapped.txt", test::every_kind, usual(), plain(0)},
                      Printed{"every_kind_80.ansi", test::every_kind, usual(), coloured(80)},
                      Printed{"every_kind_40.ansi", test::every_kind, usual(), coloured(40)},
                      Printed{"every_kind_all.txt", test::every_kind, test::everything(), plain(80)},
                      Printed{"every_kind_explained.txt", test::every_kind, explained(), plain(80)},
                      Printed{"hostile_explained.txt", test::hostile, explained(), plain(80)},
                      Printed{"cosmetic_hidden.txt", test::cosmetic_only, usual(), plain(80)},
                      Printed{"cosmetic_shown.txt", test::cosmetic_only, {}, plain(80)},
                      Printed{"cosmetic_shown.ansi", test::cosmetic_only, {}, coloured(80)},
                      Printed{"wide_80.txt", test::wide_characters, usual(), plain(80)},
                      Printed{"wide_40.txt", test::wide_characters, usual(), plain(40)},
                      Printed{"long_80.txt", test::long_sentences, usual(), plain(80)},
                      Printed{"long_40.ansi", test::long_sentences, usual(), coloured(40)},
                      Printed{"link_target.txt", test::link_target, usual(), plain(80)},
                      Printed{"several_documents.txt", test::several_documents, usual(), plain(80)},
                      Printed{"hostile.txt", test::hostile, {}, plain(80)},
                      Printed{"hostile.ansi", test::hostile, {}, coloured(80)},
                      Printed{"bounded.txt", test::bounded, usual(), plain(80)},
                      Printed{"no_change.txt", test::no_change, usual(), plain(80)}),
    [](const auto& printed) {
      std::string name = printed.param.name;
      std::replace_if(
          name.begin(), name.end(), [](char c) { return c == '.' || c == '-'; }, '_');
      return name;
    });

/// The text with the palette's own sequences taken out.
std::string without_colour(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\033') {
      out += text[i];
      continue;
    }
    EXPECT_EQ(text[i + 1], '[');
    const std::size_t end = text.find_first_not_of("0123456789;", i + 2);
    EXPECT_EQ(text[end], 'm');
    i = end;
  }
  return out;
}

TEST(TerminalReport, NothingInItActs) {
  ReportFilter filter = test::everything();
  filter.explain = true;
  for (const bool colour : {false, true}) {
    const std::string out = write_terminal(test::hostile(), filter, {colour, 80});
    const std::string text = colour ? without_colour(out) : out;
    for (const char c : text) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << int{c};
    for (const std::string_view acting : {"\u0085", "\u009b", "\u2028", "\u2029", "\u202e", "\u2066", "\x7f", "\xff"}) {
      EXPECT_EQ(text.find(acting), std::string::npos);
    }
  }
}

std::string letters_only(const std::string& text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return c != ' ' && c != '\n' && c != '\xe2' && c != '\x94' && c != '\x80'; });
  return out;
}

TEST(TerminalReport, FitsEveryWidthAndLosesNothing) {
  for (Report (*report)() : {test::every_kind, test::wide_characters, test::cosmetic_only}) {
    // Without context, which is cut to one line.
    const std::string unwrapped = letters_only(write_terminal(report(), test::everything(), plain(0)));
    for (unsigned width = 20; width < 120; width += 3) {
      const std::string out = write_terminal(report(), test::everything(), plain(width));
      EXPECT_EQ(letters_only(out), unwrapped) << width;
      std::istringstream lines(out);
      for (std::string line; std::getline(lines, line);)
        EXPECT_LE(report::columns_of(std::string_view(line)), width) << line;
    }
  }
}

TEST(TerminalReport, EveryLineEndsItsColour) {
  std::istringstream lines(write_terminal(test::every_kind(), test::everything(), coloured(40)));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t last = line.rfind("\033[");
    if (last == std::string::npos) continue;
    EXPECT_EQ(line.substr(last, 4), "\033[0m") << line;
  }
}

/// What is printed of two texts whose last paragraph came to the beginning, behind `head`.
std::string moved_to_the_top(TextType type, const std::string& head) {
  const std::string first = "The council met in May.\n\nIt heard from three ministers.\n";
  const std::string last = "Its next meeting is held in the old town hall.\n";
  DocumentReport document;
  document.name = "moved";
  document.diff = diff(Source::of(head + first + "\n" + last, "before", type),
                       Source::of(head + last + "\n" + first, "after", type))
                      .value();
  Report report;
  report.documents.push_back(std::move(document));
  return write_terminal(report, usual(), plain(80));
}

TEST(TerminalReport, CountsParagraphsFromTheBeginning) {
  using ::testing::HasSubstr;
  const std::string front_matter = "---\ntitle: x\n---\n\n";
  EXPECT_THAT(moved_to_the_top(TextType::Plain, ""),
              HasSubstr("moved from paragraph 3 (line 5) · paragraph 1, line 1"));
  EXPECT_THAT(moved_to_the_top(TextType::Plain, "It met.\n\nAll came.\n\n"),
              HasSubstr("moved from paragraph 5 (line 9) · paragraph 3, line 5"));
  EXPECT_THAT(moved_to_the_top(TextType::Markdown, front_matter + "# Head\n\n"),
              HasSubstr("moved from paragraph 4 (line 11) · paragraph 2, line 7"));
  EXPECT_THAT(moved_to_the_top(TextType::Markdown, front_matter + "# Head\n\n- one\n- two\n\n"),
              HasSubstr("moved from paragraph 6 (line 14) · paragraph 4, line 10"));
}

TEST(TerminalReport, SaysTheSentenceWhereTheLineIsTheSame) {
  Report report = test::no_change();
  report.documents[0].diff =
      test::DiffBuilder({{"One.", "Two.", "Three."}}, {{"Three.", "One.", "Two."}}).moved(2, 0).build();
  EXPECT_THAT(write_terminal(report, usual(), plain(80)),
              ::testing::HasSubstr("moved from paragraph 1, sentence 3 · paragraph 1, line 1, sentence 1"));
}

TEST(TerminalReport, OfNothing) { EXPECT_EQ(write_terminal({}, usual(), plain(80)), "No change in any document.\n"); }

}  // namespace
}  // namespace stet
