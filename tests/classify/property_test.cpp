// SPDX-License-Identifier: Apache-2.0
// What holds for any two texts: replaying the edits gives either side back, and swapping the sides mirrors them.
#include <gtest/gtest.h>

#include <iostream>
#include <random>

#include "classify/classify.hpp"
#include "marked_pair.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify::test {
namespace {

Change change_of(const std::string& before, const std::string& after, const std::string& language) {
  const Document one = document_of(before, {}, BlockKind::Paragraph);
  const Document other = document_of(after, {}, BlockKind::Paragraph);
  align::Alignment alignment;
  align::Match& match = alignment.matches.emplace_back();
  match.before = match.after = {SentenceIndex{0}};
  return classify(one, other, alignment, language).changes.front();
}

std::string replay(const Change& change, EditOp side) {
  std::string text;
  for (const Edit& edit : change.edits)
    if (!edit.target && (edit.op == EditOp::Keep || edit.op == side)) text += edit.text;
  return text;
}

/// The edits of the other direction: deletions and insertions swapped, deletions first within a run.
std::vector<Edit> mirrored(const std::vector<Edit>& edits) {
  std::vector<Edit> turned;
  for (std::size_t i = 0; i < edits.size();) {
    if (edits[i].op == EditOp::Keep) {
      turned.push_back(edits[i++]);
      continue;
    }
    std::size_t end = i;
    while (end < edits.size() && edits[end].op != EditOp::Keep) ++end;
    for (const EditOp from : {EditOp::Insert, EditOp::Delete}) {
      for (std::size_t k = i; k < end; ++k) {
        if (edits[k].op != from) continue;
        Edit edit = edits[k];
        edit.op = from == EditOp::Insert ? EditOp::Delete : EditOp::Insert;
        turned.push_back(edit);
      }
    }
    i = end;
  }
  return turned;
}

/// Sentences have no white space around them.
std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "x" : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

void check(const std::string& before, const std::string& after, const std::string& language) {
  const Change change = change_of(before, after, language);
  if (before == after) {
    EXPECT_EQ(change.kind, ChangeKind::Unchanged);
    return;
  }
  EXPECT_TRUE(replay(change, EditOp::Delete) == before);
  EXPECT_TRUE(replay(change, EditOp::Insert) == after);
  bool inserted = false;
  for (const Edit& edit : change.edits) {
    EXPECT_FALSE(edit.text.empty());
    EXPECT_EQ(unicode::valid_prefix(edit.text), edit.text.size()) << before << "\n" << after;
    EXPECT_EQ(edit.categories.empty(), edit.op == EditOp::Keep);
    if (edit.op == EditOp::Keep) inserted = false;
    EXPECT_FALSE(inserted && edit.op == EditOp::Delete) << "a deletion stands behind an insertion";
    inserted |= edit.op == EditOp::Insert;
  }
  EXPECT_NE(change.severity, Severity::None);
  if (::testing::Test::HasFailure()) {
    std::cout << language << "\n<" << before << ">\n<" << after << ">\n";
    return;
  }
  const Change back = change_of(after, before, language);
  EXPECT_TRUE(mirrored(change.edits) == back.edits) << before << "\n" << after;
  EXPECT_EQ(change.severity, back.severity);
}

/// Pieces that texts are made of: words, signs and traps of many scripts.
const std::vector<std::string>& pieces(const std::string& language) {
  static const std::vector<std::string> hostile = {"a",
                                                   "the",
                                                   "5",
                                                   "1,000",
                                                   "1.000",
                                                   "3\u00A0000",
                                                   "March",
                                                   "May",
                                                   "2018",
                                                   "US$",
                                                   "€",
                                                   "%",
                                                   "“",
                                                   "”",
                                                   "\"",
                                                   "'",
                                                   "’",
                                                   "-",
                                                   "--",
                                                   "—",
                                                   "...",
                                                   "…",
                                                   "(",
                                                   ")",
                                                   ",",
                                                   ".",
                                                   "e\u0301",
                                                   "\u0301",
                                                   "\u200D",
                                                   "👩\u200D👧",
                                                   "🇩🇪",
                                                   "\u200B",
                                                   "\u2060",
                                                   "\u00AD",
                                                   "\u202E",
                                                   "\u2066",
                                                   "\uFEFF",
                                                   "\u0600",
                                                   "ﬁ",
                                                   "½",
                                                   "m²",
                                                   "Ⅳ",
                                                   "https://example.org/a?b=c",
                                                   "x@y.org",
                                                   "U.S.",
                                                   "e.g.",
                                                   "\uFFFD",
                                                   "\u0000A",
                                                   "must",
                                                   "not",
                                                   "ß",
                                                   "İ",
                                                   "ǅ",
                                                   "5th",
                                                   "一",
                                                   "三月",
                                                   "第",
                                                   "条",
                                                   "ない",
                                                   "ไทย",
                                                   "السيد",
                                                   "لا",
                                                   "नहीं",
                                                   "क्\u200Dष",
                                                   "１２３",
                                                   "，",
                                                   "。",
                                                   "「",
                                                   "」",
                                                   "n't",
                                                   "l'",
                                                   "\t"};
  (void)language;
  return hostile;
}

TEST(EditProperties, ReplayAndMirrorOverGeneratedTexts) {
  std::mt19937 random(20180228);
  const std::vector<std::string> languages = {"en", "fr", "zh", "ja", "ar", "hi", "de", "ru", "th", "und"};
  for (int round = 0; round < 1000; ++round) {
    const std::string& language = languages[random() % languages.size()];
    const std::vector<std::string>& words = pieces(language);
    std::vector<std::string> text;
    for (std::size_t i = random() % 20; i > 0; --i) text.push_back(words[random() % words.size()]);
    const auto joined = [&](const std::vector<std::string>& parts) {
      std::string all;
      for (const std::string& part : parts) {
        all += part;
        if (random() % 3 != 0) all += ' ';
      }
      return trimmed(all);
    };
    std::vector<std::string> edited = text;
    for (std::size_t edits = 1 + random() % 4; edits > 0; --edits) {
      const std::size_t at = edited.empty() ? 0 : random() % edited.size();
      switch (random() % 3) {
        case 0:
          edited.insert(edited.begin() + static_cast<std::ptrdiff_t>(at), words[random() % words.size()]);
          break;
        case 1:
          if (!edited.empty()) edited.erase(edited.begin() + static_cast<std::ptrdiff_t>(at));
          break;
        default:
          if (!edited.empty()) edited[at] = words[random() % words.size()];
      }
    }
    const auto seed = static_cast<std::uint32_t>(random());
    random.seed(seed);
    const std::string before = joined(text);
    random.seed(random() % 2 == 0 ? seed : seed + 1);
    const std::string after = joined(edited);
    check(before, after, language);
    if (HasFailure()) break;
  }
}

/// A long sentence of plain words; `seed` says which.
std::string long_sentence(std::size_t bytes, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < bytes) {
    const std::size_t letters = 1 + random() % 9;
    for (std::size_t i = 0; i < letters; ++i) text.push_back(static_cast<char>('a' + random() % 26));
    text.push_back(' ');
  }
  text.back() = '.';
  return text;
}

TEST(EditProperties, FewEditsInALongSentenceAreFoundAlone) {
  const std::string before = long_sentence(2'000'000, 1);
  std::string after = before;
  for (const std::size_t at : {300'000U, 1'000'000U, 1'700'000U}) {
    const std::size_t space = after.find(' ', at);
    after.insert(space, " INSERTED");
  }
  const Change change = change_of(before, after, "en");
  EXPECT_TRUE(replay(change, EditOp::Delete) == before);
  EXPECT_TRUE(replay(change, EditOp::Insert) == after);
  std::size_t insertions = 0;
  for (const Edit& edit : change.edits) {
    EXPECT_NE(edit.op, EditOp::Delete);
    insertions += edit.op == EditOp::Insert ? 1U : 0U;
  }
  EXPECT_EQ(insertions, 3U);
}

TEST(EditProperties, UnrelatedLongSentencesAreOneReplacement) {
  const std::string before = long_sentence(400'000, 1);
  const std::string after = long_sentence(400'000, 2);
  const Change change = change_of(before, after, "en");
  EXPECT_TRUE(replay(change, EditOp::Delete) == before);
  EXPECT_TRUE(replay(change, EditOp::Insert) == after);
  EXPECT_LE(change.edits.size(), 4U);
}

/// Sentences that differ by more than may be taken apart word by word are one edit, and that is said.
TEST(EditProperties, VeryLongUnrelatedSentencesAreOneEdit) {
  std::string before;
  std::string after;
  for (int number = 0; before.size() < 2'000'000; ++number) {
    before += std::to_string(number * 7) + " ";
    after += std::to_string(number * 11 + 1) + " ";
  }
  before.back() = after.back() = '.';
  const Document one = document_of(before, {}, BlockKind::Paragraph);
  const Document other = document_of(after, {}, BlockKind::Paragraph);
  align::Alignment alignment;
  align::Match& match = alignment.matches.emplace_back();
  match.before = match.after = {SentenceIndex{0}};
  const Classified classified = classify(one, other, alignment, "en");
  EXPECT_TRUE(classified.bounded);
  const Change& change = classified.changes.front();
  EXPECT_TRUE(replay(change, EditOp::Delete) == before);
  EXPECT_TRUE(replay(change, EditOp::Insert) == after);
  EXPECT_LE(change.edits.size(), 4U);
}

TEST(EditProperties, HostileTextsFinish) {
  const std::vector<std::string> units = {"a",      "(",      "“",  "1,", "1 ",   "a@",   "a.",           "-",
                                          "\u0301", "\u200D", "一", "ก",  "not ", "May ", "5 March 2018 "};
  for (const std::string& unit : units) {
    std::string before;
    while (before.size() < 200'000) before += unit;
    before = "x" + before + "x";
    std::string after = before;
    after.insert(1 + after.size() / 2 / unit.size() * unit.size(), "X");
    const Change change = change_of(before, after, "en");
    EXPECT_TRUE(replay(change, EditOp::Delete) == before) << unit;
    EXPECT_TRUE(replay(change, EditOp::Insert) == after) << unit;
  }
}

}  // namespace
}  // namespace stet::classify::test
