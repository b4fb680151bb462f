// SPDX-License-Identifier: Apache-2.0
#include "report/words.hpp"

#include <gtest/gtest.h>

#include "report/terminal_summary.hpp"
#include "report/word_marks.hpp"
#include "support/diff_builder.hpp"

namespace stet::report {
namespace {

using test::came;
using test::gone;
using test::keep;

std::string notes(std::string deleted, std::string inserted) {
  std::vector<std::string> words;
  for (const std::string_view note : typography_notes(
           {gone(std::move(deleted), {Category::Typography}), came(std::move(inserted), {Category::Typography})})) {
    words.emplace_back(note);
  }
  return enumeration(words);
}

TEST(Words, SayWhichTypography) {
  EXPECT_EQ(notes("\"", "“"), "quotation marks");
  EXPECT_EQ(notes("Da'esh", "Da’esh"), "quotation marks");
  EXPECT_EQ(notes("-", "–"), "dashes");
  EXPECT_EQ(notes("...", "…"), "ellipsis");
  EXPECT_EQ(notes(" ", "\u00a0"), "no-break space");
  EXPECT_EQ(notes("cooperation", "co\u00adoperation"), "invisible characters");
  EXPECT_EQ(notes("caf\u00e9", "cafe\u0301"), "Unicode form");
  EXPECT_EQ(notes("3,000", "3 000"), "grouping of digits");
  EXPECT_EQ(notes("ﬁle", "file"), "character width or ligature");
  EXPECT_EQ(notes("\"a\" -", "“a” –"), "quotation marks and dashes");
  EXPECT_EQ(notes(" ", ""), "spaces");
}

TEST(Words, SayCategories) {
  Change change;
  change.categories = {Category::Number, Category::Quotation};
  EXPECT_EQ(category_words(change), "number, in a quotation");
  change.categories = {};
  EXPECT_EQ(category_words(change), "");
  change.categories = {Category::Typography};
  change.edits = {gone("\"", {Category::Typography}), came("“", {Category::Typography})};
  EXPECT_EQ(category_words(change), "typography (quotation marks)");
  change.categories = {Category::Number};
  change.edits = {gone("fourteen", {Category::Number}), came("14", {Category::Number})};
  change.edits[0].equal_value = true;
  EXPECT_EQ(category_words(change), "number (same value)");
}

TEST(Words, SayTimes) {
  EXPECT_EQ(time_words("2018-02-28T15:58:07Z"), "2018-02-28 15:58 UTC");
  EXPECT_EQ(time_words("2018-02-28T00:00:00Z"), "2018-02-28");
  EXPECT_EQ(time_words("28 February"), "28 February");
}

TEST(Words, SayCounts) {
  EXPECT_EQ(counted(1, "change", "changes"), "1 change");
  EXPECT_EQ(counted(0, "change", "changes"), "0 changes");
  EXPECT_EQ(small_number(2), "two");
  EXPECT_EQ(small_number(12), "12");
  EXPECT_EQ(enumeration({"a", "b", "c"}), "a, b and c");
}

Summary summary_of(std::size_t reworded, std::size_t moved, std::size_t substantive, std::size_t editorial,
                   std::size_t cosmetic) {
  Summary summary;
  summary.kinds[static_cast<std::size_t>(ChangeKind::Reworded)] = reworded;
  summary.kinds[static_cast<std::size_t>(ChangeKind::Moved)] = moved;
  summary.severities = {0, cosmetic, editorial, substantive};
  return summary;
}

TEST(Words, SumUp) {
  EXPECT_EQ(summary_words({}), "No change in the wording.");
  EXPECT_EQ(summary_words(summary_of(3, 1, 2, 1, 1)), "3 reworded, 1 moved; 2 substantive, 1 editorial, 1 cosmetic.");
  Hidden hidden;
  hidden.by_severity[static_cast<std::size_t>(Severity::Cosmetic)] = 1;
  EXPECT_EQ(summary_words(summary_of(3, 1, 2, 1, 1), hidden),
            "3 reworded, 1 moved; 2 substantive, 1 editorial; 1 cosmetic change not shown (--min-severity cosmetic "
            "shows it).");
  hidden.by_severity[static_cast<std::size_t>(Severity::Editorial)] = 1;
  hidden.by_choice = 2;
  EXPECT_EQ(
      summary_words(summary_of(3, 1, 2, 1, 1), hidden),
      "3 reworded, 1 moved; 2 substantive; 1 editorial and 1 cosmetic changes not shown (--min-severity cosmetic shows "
      "them); 2 changes left out by --only or --ignore.");
  Hidden cosmetic;
  cosmetic.by_severity[static_cast<std::size_t>(Severity::Cosmetic)] = 4;
  EXPECT_EQ(summary_words(summary_of(4, 0, 0, 0, 4), cosmetic),
            "Only cosmetic changes: 4 not shown (--min-severity cosmetic shows them).");
  Summary breaks;
  breaks.breaks = 2;
  breaks.metadata = 1;
  EXPECT_EQ(summary_words(breaks),
            "No change in the wording; 1 change in the metadata; 2 paragraph breaks came or went.");
  Summary also = summary_of(2, 0, 2, 0, 0);
  also.also_moved = 1;
  EXPECT_EQ(summary_words(also), "2 reworded (1 also moved); 2 substantive.");
}

TEST(Words, MakeTheInvisibleVisible) {
  EXPECT_EQ(visible("\u00a0", {Category::Whitespace}), "⍽");
  EXPECT_EQ(visible("  ", {Category::Whitespace}), "␣␣");
  EXPECT_EQ(visible("a b", {Category::Wording}), "a b");
  EXPECT_EQ(visible("\u200b", {Category::Typography}), "⟨U+200B⟩");
  EXPECT_EQ(visible("co\u00ad", {Category::Typography}), "co⟨U+00AD⟩");
  EXPECT_EQ(visible("\u0301", {Category::Spelling}), "◌\u0301");
  EXPECT_EQ(visible("👩‍👧", {Category::Wording}), "👩‍👧");
  EXPECT_EQ(visible("a\u200db", {Category::Typography}), "a⟨U+200D⟩b");
}

std::string shown(const Flow& flow) {
  std::string out;
  append_lines(out, flow, {"", Role::Plain, 0, 0}, Palette(false));
  return out;
}

TEST(WordMarks, JoinEditsThatStandTogether) {
  const std::vector<Edit> edits = {keep("In "),
                                   gone("300", {Category::Number}),
                                   gone(" old", {Category::Wording}),
                                   came("350", {Category::Number}),
                                   came(" new", {Category::Wording}),
                                   keep(" ways.")};
  EXPECT_EQ(shown(marked_edits(edits, Palette(false))), "In [-300 old-]{+350 new+} ways.\n");
}

TEST(WordMarks, CutASideIntoItsSentences) {
  const std::vector<Edit> edits = {keep("One"), gone(", and two", {Category::Wording}),
                                   came(".\u00a0 Two", {Category::Wording}),
                                   came(" or three. Four", {Category::Number}), keep(" go.")};
  const std::vector<std::size_t> lengths = {4, 13, 8};
  const std::vector<Flow> flows = marked_sentences(edits, EditOp::Insert, lengths, Palette(false));
  ASSERT_EQ(flows.size(), 3U);
  EXPECT_EQ(shown(flows[0]), "One{+.+}\n");
  EXPECT_EQ(shown(flows[1]), "{+Two or three.+}\n");
  EXPECT_EQ(shown(flows[2]), "{+Four+} go.\n");
}

}  // namespace
}  // namespace stet::report
