// SPDX-License-Identifier: Apache-2.0
// What holds for every comparison, held over generated texts: partition, replay, mirror, equality of a window with the
// whole.
#include "stet/diff.hpp"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "stet/report.hpp"
#include "support/generated_text.hpp"
#include "support/replay.hpp"
#include "support/rounds.hpp"

namespace stet {
namespace {

using nlohmann::json;
using namespace stet::test;

struct Texts {
  Source before;
  Source after;
};

Texts texts_of(std::uint64_t seed, TextType type) {
  Dice dice(seed);
  const Paragraphs before = generated_text(dice, 1 + dice.roll(24));
  const Paragraphs after = edited(before, dice, dice.roll(12));
  return {Source::of(laid_out(before, dice), "before", type), Source::of(laid_out(after, dice), "after", type)};
}

json compared(const Source& before, const Source& after, bool all) {
  DiffOptions options;
  options.all = all;
  Result<DocumentDiff> result = diff(before, after, options);
  EXPECT_TRUE(result) << result.error().message;
  if (!result) return {};
  Report report;
  report.documents.push_back({.name = "text", .before = {}, .after = {}, .diff = std::move(*result)});
  ReportFilter filter;
  filter.all = all;
  return json::parse(write_json(report, filter))["documents"][0];
}

/// A change without what swapping the sides turns round.
json mirrored(json change) {
  static const std::map<std::string, std::string> kKinds = {
      {"added", "removed"}, {"removed", "added"}, {"split", "merged"}, {"merged", "split"}};
  if (const auto kind = kKinds.find(change["kind"]); kind != kKinds.end()) change["kind"] = kind->second;
  std::swap(change["before"], change["after"]);
  json edits = json::array();
  for (std::size_t i = 0; i < change["edits"].size();) {
    // A run between two keeps has its deletions first: turned round, the insertions come first.
    std::size_t end = i;
    while (end < change["edits"].size() && change["edits"][end]["op"] != "keep") ++end;
    for (const char* op : {"insert", "delete"})
      for (std::size_t j = i; j < end; ++j) {
        json edit = change["edits"][j];
        if (edit["op"] != op) continue;
        edit["op"] = edit["op"] == "insert" ? "delete" : "insert";
        edits.push_back(std::move(edit));
      }
    if (end < change["edits"].size()) edits.push_back(change["edits"][end]);
    i = end + 1;
  }
  change["edits"] = std::move(edits);
  return change;
}

/// The changes in an order that does not depend on the direction.
std::map<std::string, json> by_sentences(const json& changes, bool turned) {
  std::map<std::string, json> found;
  for (const json& each : changes) {
    const json change = turned ? mirrored(each) : each;
    std::string key;
    for (const char* side : {"before", "after"}) {
      for (const json& sentence : change[side]) key += sentence["index"].dump() + ",";
      key += '|';
    }
    found[key] = change;
  }
  return found;
}

class GeneratedTexts : public ::testing::TestWithParam<TextType> {};

constexpr std::uint64_t kTexts = rounds(400);

TEST_P(GeneratedTexts, AreRebuiltFromTheirChanges) {
  for (std::uint64_t seed = 0; seed < kTexts; ++seed) {
    const auto [before, after] = texts_of(seed, GetParam());
    const json document = compared(before, after, true);
    ASSERT_EQ(replay_fault(document, document_text(before), document_text(after)), "") << "seed " << seed;
  }
}

TEST_P(GeneratedTexts, MirrorWhenSwapped) {
  for (std::uint64_t seed = 0; seed < kTexts; ++seed) {
    const auto [before, after] = texts_of(seed, GetParam());
    const auto there = by_sentences(compared(before, after, true)["changes"], false);
    const auto back = by_sentences(compared(after, before, true)["changes"], true);
    ASSERT_EQ(there, back) << "seed " << seed;
  }
}

/// What is said of a change without document-wide positions.
json without_positions(json change) {
  for (const char* side : {"before", "after"})
    for (json& sentence : change[side])
      for (const char* key : {"index", "block", "trailing"}) sentence.erase(key);
  return change;
}

TEST_P(GeneratedTexts, GiveTheSameChangesWhetherReadWholeOrNot) {
  for (std::uint64_t seed = 0; seed < kTexts; ++seed) {
    const auto [before, after] = texts_of(seed, GetParam());
    json whole = json::array();
    const json document = compared(before, after, true);
    for (const json& change : document["changes"])
      if (change["kind"] != "unchanged") whole.push_back(without_positions(change));
    ASSERT_EQ(compared(before, after, false)["changes"], whole) << "seed " << seed;
  }
}

TEST_P(GeneratedTexts, DoNotDifferFromThemselvesInOtherWraps) {
  for (std::uint64_t seed = 0; seed < kTexts; ++seed) {
    Dice dice(seed);
    const Paragraphs text = generated_text(dice, 1 + dice.roll(24));
    const Source before = Source::of(laid_out(text, dice), "before");
    const Source after = Source::of(laid_out(text, dice), "after");
    if (document_text(before) != document_text(after))
      continue;  // hostile texts: a wrap of theirs is a paragraph separator
    ASSERT_EQ(compared(before, after, false)["changes"], json::array()) << "seed " << seed;
  }
}

Result<DocumentDiff> line_diff(const std::string& before, const std::string& after) {
  DiffOptions options;
  options.segment.unit = SegmentUnit::Line;
  return diff(Source::of(before, "before"), Source::of(after, "after"), options);
}

/// So many sentences of words that no other text has.
std::string unlike_any(const std::string& prefix, int sentences) {
  std::string text;
  for (int i = 0; i < sentences; ++i) text += prefix + std::to_string(i) + " " + prefix + std::to_string(i) + "x.\n";
  return text;
}

TEST(BoundedComparison, IsDeclaredWhereSentencesAreLeftUncompared) {
  const Result<DocumentDiff> small = line_diff(unlike_any("a", 100), unlike_any("b", 100));
  ASSERT_TRUE(small);
  EXPECT_EQ(small->bounded, Bounded{});
  const Result<DocumentDiff> large = line_diff(unlike_any("a", 400), unlike_any("b", 400));
  ASSERT_TRUE(large);
  EXPECT_EQ(large->bounded, (Bounded{.sentences = true}));
  EXPECT_EQ(large->summary.kinds[static_cast<std::size_t>(ChangeKind::Removed)], 400U);
}

TEST(BoundedComparison, IsDeclaredWhereFactsAreNotLookedFor) {
  std::string common;
  for (int i = 0; i < 400; ++i) common += "common" + std::to_string(i) + " ";
  const auto sentence = [&](const std::string& prefix, int words) {
    std::string text = common;
    for (int i = 0; i < words; ++i) text += prefix + std::to_string(i) + " ";
    return text + common + ".\n";
  };
  const Result<DocumentDiff> small = line_diff(sentence("a", 100), sentence("b", 100));
  ASSERT_TRUE(small);
  EXPECT_EQ(small->bounded, Bounded{});
  const Result<DocumentDiff> large = line_diff(sentence("a", 30000), sentence("b", 30000));
  ASSERT_TRUE(large);
  EXPECT_EQ(large->summary.kinds[static_cast<std::size_t>(ChangeKind::Reworded)], 1U);
  EXPECT_EQ(large->bounded, (Bounded{.words = true}));
}

TEST(BoundedComparison, IsDeclaredWhereUnspacedWordsAreNotCutAlike) {
  const auto sentence = [](const std::string& first, const std::string& last, int times) {
    std::string text = first;
    for (int i = 0; i < times; ++i) text += "本条例适用于所有公司和组织，";
    return text + last + "。\n";
  };
  const Result<DocumentDiff> small = line_diff(sentence("明天", "三天", 10), sentence("昨天", "五天", 10));
  ASSERT_TRUE(small);
  EXPECT_EQ(small->bounded, Bounded{});
  const Result<DocumentDiff> large = line_diff(sentence("明天", "三天", 200), sentence("昨天", "五天", 200));
  ASSERT_TRUE(large);
  EXPECT_EQ(large->bounded, (Bounded{.words = true}));
}

INSTANTIATE_TEST_SUITE_P(Types, GeneratedTexts, ::testing::Values(TextType::Plain, TextType::Markdown),
                         [](const auto& type) { return type.param == TextType::Plain ? "PlainText" : "Markdown"; });

// Past a million sentences they are compared in passages; replaying holds all the same, and swapping mirrors.
TEST(Diff, JoinsShortSentencesWhereThereAreTooMany) {
  DiffOptions options;
  EXPECT_EQ(options.most_sentences, 1'048'576U);
  options.most_sentences = 10'000;
  std::string before;
  std::string after;
  for (int i = 0; i < 3'000; ++i) {
    before += "Yes. No.\n";
    after += i % 100 == 0 ? "Perhaps.\n" : "Yes. No.\n";
  }
  const Source one = Source::of(before, "before", TextType::Plain);
  const Source other = Source::of(after, "after", TextType::Plain);
  const Result<DocumentDiff> there = diff(one, other, options);
  const Result<DocumentDiff> back = diff(other, one, options);
  ASSERT_TRUE(there && back);
  EXPECT_TRUE(there->bounded.sentences);
  EXPECT_LT(there->before.sentences.size(), 2'000U);
  EXPECT_EQ(there->changes.size(), back->changes.size());
  EXPECT_EQ(there->summary.kinds[static_cast<std::size_t>(ChangeKind::Added)],
            back->summary.kinds[static_cast<std::size_t>(ChangeKind::Removed)]);
  // One more may be compared than there are.
  options.most_sentences = 12'000;
  EXPECT_FALSE(diff(one, other, options)->bounded.sentences);
}

// Lines that repeat have equal ones: only what has none can be too many.
TEST(Diff, ComparesAllWhereMostLinesAreEqual) {
  std::string lines;
  for (int i = 0; i < 140'000; ++i) lines += "The same words stand in every line of it, again and again.\n";
  const std::string before = "It begins with this one.\n" + lines + "It ends so.\n";
  const std::string after = "It begins with that one.\n" + lines + "It ends thus.\n";
  const auto compared =
      diff(Source::of(before, "before", TextType::Plain), Source::of(after, "after", TextType::Plain));
  ASSERT_TRUE(compared);
  EXPECT_EQ(compared->bounded, Bounded{});
  EXPECT_EQ(compared->summary.kinds[static_cast<std::size_t>(ChangeKind::Reworded)], 2U);
}

// So are paragraphs: what changed is found where it stands.
TEST(Diff, JoinsSmallParagraphsWhereThereAreTooMany) {
  std::string before;
  for (int i = 0; i < 3'000; ++i) before += "No. " + std::to_string(i) + "\n\n";
  std::string after = before;
  const std::size_t changed = after.find("No. 1500");
  after.replace(changed, 8, "No. 15OO");
  after.insert(0, "First\n\n");
  for (const TextType type : {TextType::Plain, TextType::Markdown}) {
    const Source one = Source::of(before, "before", type);
    const Source other = Source::of(after, "after", type);
    DiffOptions options;
    options.most_sentences = 2'000;
    const Result<DocumentDiff> there = diff(one, other, options);
    const Result<DocumentDiff> back = diff(other, one, options);
    ASSERT_TRUE(there && back);
    EXPECT_EQ(there->bounded, (Bounded{.sentences = true}));
    EXPECT_LT(there->before.blocks.size(), 400U);
    ASSERT_LE(there->changes.size(), 3U);
    EXPECT_EQ(there->changes.size(), back->changes.size());
    const Change& last = there->changes.back();
    ASSERT_EQ(last.kind, ChangeKind::Reworded);
    const Document& document = there->after;
    const Sentence& sentence = document.sentence(*last.after.begin());
    const ByteRange bytes = document.source_range(document.block(sentence.block), sentence.text);
    EXPECT_LT(bytes.begin, changed + 7);
    EXPECT_GT(bytes.end, changed + 7);
    options.most_sentences = 10'000;
    const Result<DocumentDiff> each = diff(one, other, options);
    EXPECT_FALSE(each->bounded.any());
    EXPECT_EQ(each->changes.size(), 2U);
  }
}

}  // namespace
}  // namespace stet
