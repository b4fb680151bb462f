// SPDX-License-Identifier: Apache-2.0
// The report of many changes: what stands in it, what is told once, what is cut, and what names a finding.
#include <gmock/gmock.h>

#include <set>

#include "report/change_findings.hpp"
#include "report/overview.hpp"
#include "stet/diff.hpp"
#include "stet/report.hpp"
#include "unicode/utf8.hpp"

namespace stet::test {
namespace {

using report::Finding;
using report::FindingList;
using report::Overview;
using report::Repeats;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A document of two states; an empty one is not there.
struct States {
  std::string path;
  std::string before;
  std::string after;
};

Report report_of(const std::vector<States>& states) {
  Report report;
  for (const auto& [path, before, after] : states) {
    auto compared = diff(Source::of(before, path, TextType::Markdown), Source::of(after, path, TextType::Markdown));
    if (!compared) throw std::runtime_error(compared.error().message);
    DocumentReport document{path, {}, {}, std::move(*compared)};
    if (!before.empty()) document.before.path = path;
    if (!after.empty()) document.after.path = path;
    document.before.label = "main";
    document.after.label = "topic";
    report.documents.push_back(std::move(document));
  }
  return report;
}

ReportFilter editorial() {
  ReportFilter filter;
  filter.min_severity = Severity::Editorial;
  return filter;
}

constexpr const char* kSentence = "The harbour office answers every question in writing within a week.\n";

TEST(Exchange, IsASentenceThatOneDocumentLostAndAnotherGained) {
  const Report report = report_of({{"a.md", "One stays here.\n\n" + std::string(kSentence), "One stays here.\n"},
                                   {"b.md", "Two stays here.\n", "Two stays here.\n\n" + std::string(kSentence)}});
  const Overview overview = report::overview_of(report, {});
  ASSERT_EQ(overview.exchanges.size(), 1U);
  EXPECT_EQ(overview.exchanges[0].from.document, 0U);
  EXPECT_EQ(overview.exchanges[0].to.document, 1U);
  EXPECT_EQ(overview.exchanges[0].to.line, 3U);
}

TEST(Exchange, IsBlindToTypography) {
  const Report report =
      report_of({{"a.md", "One stays.\n\nIt's the harbour office that answers every question.\n", "One stays.\n"},
                 {"b.md", "Two stays.\n", "Two stays.\n\nIt’s the harbour office that answers every question.\n"}});
  EXPECT_EQ(report::overview_of(report, {}).exchanges.size(), 1U);
}

TEST(Exchange, IsNoneOfAShortSentenceNorWithinADocument) {
  const Report short_one = report_of({{"a.md", "One stays here.\n\nShe is 25.\n", "One stays here.\n"},
                                      {"b.md", "Two stays here.\n", "Two stays here.\n\nShe is 25.\n"}});
  EXPECT_TRUE(report::overview_of(short_one, {}).exchanges.empty());
  const Report within =
      report_of({{"a.md", std::string(kSentence) + "\nOne stays.\n", "One stays.\n\n" + std::string(kSentence)}});
  EXPECT_TRUE(report::overview_of(within, {}).exchanges.empty());
}

TEST(Exchange, TakesEachSentenceOnce) {
  const std::string lost = "One stays here.\n\n" + std::string(kSentence);
  const Report report = report_of({{"a.md", lost, "One stays here.\n"},
                                   {"b.md", "Two stays.\n", "Two stays.\n\n" + std::string(kSentence)},
                                   {"c.md", "Three stays.\n", "Three stays.\n\n" + std::string(kSentence)}});
  EXPECT_EQ(report::overview_of(report, {}).exchanges.size(), 1U);
}

TEST(ChangeReport, TellsARepeatedEditOnce) {
  std::vector<States> states;
  for (int i = 0; i < 43; ++i) {
    const std::string name = "s" + std::to_string(i) + ".md";
    states.push_back(
        {name, "Forces of Da’esh left " + name + " on Monday.\n", "Forces of ISIL left " + name + " on Monday.\n"});
  }
  const std::string out = write_markdown(report_of(states), editorial(), {});
  EXPECT_THAT(out, StartsWith("## 43 substantive changes in 43 documents\n"));
  EXPECT_THAT(out, HasSubstr("<b>in 43 documents</b> · name<br>“<del>Da’esh</del>” became “<ins>ISIL</ins>”<br>"));
  EXPECT_THAT(out, HasSubstr("<b>s42.md</b>, line 1"));
  EXPECT_THAT(out, HasSubstr("<br>such as: Forces of <del>Da’esh</del> <ins>ISIL</ins> left s0.md on Monday."));
  EXPECT_THAT(out, Not(HasSubstr("left s1.md")));
  const FindingList once = report::findings_of(report_of(states), editorial(), Repeats::Once);
  ASSERT_EQ(once.findings.size(), 1U);
  EXPECT_EQ(once.findings[0].message, "“Da’esh” became “ISIL” in 43 documents");
  EXPECT_EQ(report::findings_of(report_of(states), editorial(), Repeats::Each).findings.size(), 43U);
}

TEST(ChangeReport, TellsWhatElseChangedInASentenceWithARepeatedEdit) {
  const Report report = report_of({{"a.md", "Forces of Da’esh lost 30 men.\n", "Forces of ISIL lost 40 men.\n"},
                                   {"b.md", "Forces of Da’esh are far away.\n", "Forces of ISIL are far away.\n"}});
  const Overview overview = report::overview_of(report, editorial());
  ASSERT_EQ(overview.groups.size(), 1U);
  ASSERT_EQ(overview.facts.size(), 1U);
  EXPECT_TRUE(overview.facts[0].categories.contains(Category::Number));
  EXPECT_FALSE(overview.facts[0].categories.contains(Category::Name));
}

TEST(ChangeReport, TellsEachSentenceOfAFewEqualFigures) {
  std::vector<States> states;
  for (const char* what : {"doors", "boats", "ropes", "lamps"})
    states.push_back({std::string(what) + ".md", "There are 30 " + std::string(what) + ".\n",
                      "There are 40 " + std::string(what) + ".\n"});
  EXPECT_TRUE(report::overview_of(report_of(states), editorial()).groups.empty());
  EXPECT_EQ(report::overview_of(report_of(states), editorial()).facts.size(), 4U);
  states.push_back({"maps.md", "There are 30 maps.\n", "There are 40 maps.\n"});
  EXPECT_EQ(report::overview_of(report_of(states), editorial()).groups.size(), 1U);
  EXPECT_TRUE(report::overview_of(report_of(states), editorial()).facts.empty());
}

TEST(ChangeReport, TellsNoFragmentAsAChangeOfItsOwn) {
  const Report report =
      report_of({{"a.md", "The old door, we think, is open.\n", "The old door we think, is open.\n"},
                 {"b.md", "The new boat, they say, is late.\n", "The new boat they say, is late.\n"}});
  EXPECT_TRUE(report::overview_of(report, editorial()).groups.empty());
}

TEST(ChangeReport, TellsADocumentThatCameAsOneThing) {
  const Report report = report_of({{"new.md", "", "One is here. Two is here. Three is here.\n"}});
  EXPECT_THAT(write_markdown(report, editorial(), {}), StartsWith("## 1 substantive change in 1 document\n"));
  const FindingList list = report::findings_of(report, editorial(), Repeats::Each);
  ASSERT_EQ(list.findings.size(), 1U);
  EXPECT_EQ(list.findings[0].message, "new document: 3 sentences");
}

TEST(ChangeReport, PointsAtTheLineBeforeWhatIsGone) {
  const Report report = report_of(
      {{"a.md", "One is here.\n\nThe second is gone.\n\nThree is here.\n", "One is here.\n\nThree is here.\n"},
       {"b.md", "The first is gone now.\n\nTwo is here.\n", "Two is here.\n"}});
  const FindingList list = report::findings_of(report, editorial(), Repeats::Each);
  ASSERT_EQ(list.findings.size(), 2U);
  EXPECT_EQ(list.findings[0].rule, "removed");
  EXPECT_EQ(list.findings[0].line, 1U);
  EXPECT_EQ(list.findings[1].line, 1U);
}

std::set<std::string> fingerprints_in(const Report& report) {
  std::set<std::string> fingerprints;
  for (const Finding& finding : report::findings_of(report, editorial(), Repeats::Each).findings)
    fingerprints.insert(finding.fingerprint);
  return fingerprints;
}

TEST(ChangeReport, NamesAFindingWhateverElseIsEdited) {
  const std::string before = "# Fares\n\nA cabin costs 40 crowns.\n\nDogs are welcome.\n";
  const std::string after = "# Fares\n\nA cabin costs 55 crowns.\n\nDogs are welcome.\n";
  const auto alone = fingerprints_in(report_of({{"a.md", before, after}}));
  ASSERT_EQ(alone.size(), 1U);
  // Another change above it, lines moved, quotes changed elsewhere, another document.
  const std::string edited =
      "# Fares\n\nA line that is new here.\n\nIt is long.\n\nA cabin costs\n55 crowns.\n\nDogs are very welcome.\n";
  const auto among = fingerprints_in(report_of({{"0.md", "Five men.\n", "Six men.\n"}, {"a.md", before, edited}}));
  EXPECT_GT(among.size(), 1U);
  EXPECT_TRUE(among.contains(*alone.begin()));
}

TEST(ChangeReport, NamesEqualFindingsApart) {
  const std::string before = "A cabin costs 40 crowns.\n\nOr not at all.\n\nA cabin costs 40 crowns.\n";
  const std::string after = "A cabin costs 55 crowns.\n\nOr not at all.\n\nA cabin costs 55 crowns.\n";
  EXPECT_EQ(fingerprints_in(report_of({{"a.md", before, after}})).size(), 2U);
}

std::size_t utf16_units(const std::string& text) {
  std::size_t units = 0;
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, i);
    units += point.code > 0xFFFF ? 2 : 1;
    i += point.size;
  }
  return units;
}

/// More than a summary holds: numbers, sentences that came, editorial and cosmetic changes, each of them in its own
/// words.
Report large_report() {
  std::vector<States> states;
  for (int i = 0; i < 60; ++i) {
    std::string before;
    std::string after;
    for (int j = 0; j < 20; ++j) {
      const std::string name = "Harbour" + std::to_string(i * 20 + j) + std::string(300, 'y');
      before += "The place " + name + " 🚢 has " + std::to_string(j + 3) + " cranes, \"all new\" ones.\n\n";
      after += "The place " + name + " 🚢 has " + std::to_string(i * j + 50) + " cranes, “all new” ones.\n\n";
      before += "In winter the big boats of " + name + " rest.\n\nIt's said in " + name + " by all.\n\n";
      after += "In winter the big ships" + name + " of " + name + " rest.\n\nIt’s said in " + name + " by all.\n\n";
    }
    states.push_back({"d" + std::to_string(i) + ".md", before, after + std::string(3000, 'x') + " is new.\n"});
  }
  return report_of(states);
}

TEST(MarkdownReport, KeepsToABudgetTheMostImportantFirst) {
  const Report report = large_report();
  ReportFilter filter;
  const std::string comment = write_markdown(report, filter, {"report.html", MarkdownBudget::Comment});
  EXPECT_LE(utf16_units(comment), 65'000U);
  EXPECT_GT(utf16_units(comment), 60'000U);
  EXPECT_THAT(comment, HasSubstr("### Facts that changed"));
  EXPECT_THAT(comment, Not(HasSubstr("cosmetic changes</summary>")));
  EXPECT_THAT(comment, HasSubstr("left out, the least important first.</b> The whole: `report.html`\n"));
  const std::string summary = write_markdown(report, filter, {"stet diff a..b", MarkdownBudget::Summary});
  EXPECT_LT(summary.size(), std::size_t{1} << 20);
  EXPECT_GT(summary.size(), std::size_t{1} << 19);
  EXPECT_THAT(summary, HasSubstr("The whole: `stet diff a..b`\n"));
  EXPECT_GT(write_markdown(report, filter, {"", MarkdownBudget::None}).size(), std::size_t{1} << 20);
}

TEST(MarkdownReport, SaysNothingOfACutWhereThereIsNone) {
  const Report report = report_of({{"a.md", "Five men.\n", "Six men.\n"}});
  EXPECT_THAT(write_markdown(report, editorial(), {}), Not(HasSubstr("left out")));
}

TEST(MarkdownReport, CutsASentenceThatTakesTheRoomOfAll) {
  const Report report = report_of({{"a.md", "One.\n", "One.\n\n" + std::string(70'000, 'x') + " is new here.\n"},
                                   {"b.md", "Five men.\n", "Six men.\n"}});
  const std::string out = write_markdown(report, editorial(), {});
  EXPECT_LT(out.size(), 5'000U);
  EXPECT_THAT(out, HasSubstr("x …</ins>"));
  EXPECT_THAT(out, HasSubstr("<del>Five</del> <ins>Six</ins> men."));
}

}  // namespace
}  // namespace stet::test
