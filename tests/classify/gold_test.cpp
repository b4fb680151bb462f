// SPDX-License-Identifier: Apache-2.0
// The edits of fixtures/edits/ as a careful copy editor would mark them, against what the classifier finds.
//
// docs/categories.md has the figures. `frozen` pairs were written after the rules were; they are counted apart.
// STET_SHOW_EDITS=1 prints every pair that differs.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>

#include "classify/classify.hpp"
#include "marked_pair.hpp"

namespace stet::classify::test {
namespace {

constexpr std::array<const char*, 12> kLanguages = {"en", "fr", "es", "ru", "zh", "ar",
                                                    "de", "it", "pt", "ja", "hi", "ko"};

struct Counts {
  std::size_t right = 0;
  std::size_t missed = 0;
  std::size_t wrong = 0;

  [[nodiscard]] bool any() const { return right + missed + wrong != 0; }
  [[nodiscard]] double precision() const { return ratio(right, right + wrong); }
  [[nodiscard]] double recall() const { return ratio(right, right + missed); }
  [[nodiscard]] double f1() const { return ratio(2 * right, 2 * right + wrong + missed); }
  static double ratio(std::size_t part, std::size_t whole) {
    return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
  }
};

struct Score {
  std::array<Counts, kCategories> categories{};
  std::size_t pairs = 0;
  std::size_t severity_right = 0;
  std::size_t edits = 0;
  std::size_t edits_found = 0;
  std::size_t equal_value_right = 0;

  [[nodiscard]] double macro_f1() const {
    double sum = 0;
    std::size_t seen = 0;
    for (const Counts& counts : categories) {
      if (!counts.any()) continue;
      sum += counts.f1();
      ++seen;
    }
    return seen == 0 ? 1.0 : sum / static_cast<double>(seen);
  }
  [[nodiscard]] double severity() const { return Counts::ratio(severity_right, pairs); }
  [[nodiscard]] double found() const { return Counts::ratio(edits_found, edits); }
};

void show(const MarkedPair& pair, const std::vector<MarkedEdit>& found, Severity severity) {
  std::cout << pair.language << " " << pair.line << "\n     " << name_of(severity) << " |";
  for (const MarkedEdit& edit : found) {
    std::cout << " [[" << edit.deleted << "=>" << edit.inserted << "|";
    for (const Category category : edit.categories.list()) std::cout << name_of(category) << " ";
    std::cout << (edit.equal_value ? "=" : "") << "]]";
  }
  std::cout << "\n";
}

void count(const MarkedPair& pair, Score& score) {
  AlignedPair both = aligned(pair);
  const std::vector<Change> changes = classify(both.before, both.after, both.alignment, pair.language).changes;
  CategorySet expected;
  for (const MarkedEdit& edit : pair.edits) expected.insert(edit.categories);
  CategorySet actual;
  Severity severity = Severity::None;
  for (const Change& change : changes) {
    actual.insert(change.categories);
    severity = std::max(severity, change.severity);
  }
  const std::vector<MarkedEdit> found = edits_of(changes);
  for (const MarkedEdit& edit : found) EXPECT_TRUE(edit.deleted.empty() || edit.deleted != edit.inserted) << pair.line;
  ++score.pairs;
  score.severity_right += severity == pair.severity ? 1U : 0U;
  std::size_t hits = 0;
  for (const MarkedEdit& edit : pair.edits) {
    const auto same = [&](const MarkedEdit& other) {
      return other.deleted == edit.deleted && other.inserted == edit.inserted;
    };
    hits += std::ranges::any_of(found, same) ? 1U : 0U;
  }
  score.edits += pair.edits.size();
  score.edits_found += hits;
  for (std::size_t i = 0; i < kCategories; ++i) {
    const auto category = static_cast<Category>(i);
    Counts& counts = score.categories.at(i);
    if (expected.contains(category) && actual.contains(category)) ++counts.right;
    if (expected.contains(category) && !actual.contains(category)) ++counts.missed;
    if (!expected.contains(category) && actual.contains(category)) ++counts.wrong;
  }
  const bool differs = expected != actual || severity != pair.severity || hits != pair.edits.size();
  if (differs && std::getenv("STET_SHOW_EDITS") != nullptr) show(pair, found, severity);
}

void print(const char* name, const Score& score) {
  std::cout << name << ": " << score.pairs << " pairs, macro F1 " << score.macro_f1() << ", severity "
            << score.severity() << ", edits found " << score.found() << "\n";
  for (std::size_t i = 0; i < kCategories; ++i) {
    const Counts& counts = score.categories.at(i);
    if (!counts.any()) continue;
    std::cout << "  " << name_of(static_cast<Category>(i)) << ": precision " << counts.precision() << " recall "
              << counts.recall() << " of " << counts.right + counts.missed << "\n";
  }
}

Score score_of(const std::string& folder) {
  Score score;
  for (const char* const language : kLanguages)
    for (const MarkedPair& pair : read_marked(STET_FIXTURES "/edits/" + folder + language + ".txt", language))
      count(pair, score);
  return score;
}

TEST(EditGold, HoldsItsFloor) {
  const Score score = score_of("");
  print("developed", score);
  EXPECT_GE(score.pairs, 1'100U);
  EXPECT_GE(score.macro_f1(), 0.98);
  EXPECT_GE(score.severity(), 0.99);
  EXPECT_GE(score.found(), 0.98);
}

TEST(EditGold, HoldsItsFloorOnPairsWrittenLater) {
  const Score score = score_of("frozen/");
  print("frozen", score);
  EXPECT_GE(score.macro_f1(), 0.95);
  EXPECT_GE(score.severity(), 0.97);
  EXPECT_GE(score.found(), 0.90);
}

TEST(EditGold, HoldsItsFloorOnPairsByAnotherHand) {
  const Score score = score_of("later/");
  print("later", score);
  EXPECT_EQ(score.pairs, 220U);
  EXPECT_GE(score.macro_f1(), 0.96);
  EXPECT_GE(score.severity(), 0.95);
  EXPECT_GE(score.found(), 0.93);
}

TEST(EditGold, HoldsItsFloorOnPairsNothingWasLearnedFrom) {
  const Score score = score_of("unseen/");
  print("unseen", score);
  EXPECT_EQ(score.pairs, 132U);
  EXPECT_GE(score.macro_f1(), 0.975);
  EXPECT_GE(score.severity(), 0.965);
  EXPECT_GE(score.found(), 0.935);
}

TEST(EditGold, HoldsItsFloorOnPairsThatTaughtIt) {
  const Score score = score_of("taught/");
  print("taught", score);
  EXPECT_EQ(score.pairs, 1'488U);
  EXPECT_GE(score.macro_f1(), 0.975);
  EXPECT_GE(score.severity(), 0.975);
  EXPECT_GE(score.found(), 0.905);
}

}  // namespace
}  // namespace stet::classify::test
