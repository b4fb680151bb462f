// SPDX-License-Identifier: Apache-2.0
// What must hold for any two texts.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "align/laid_out.hpp"
#include "support/generated_text.hpp"

namespace stet::align {
namespace {

using stet::test::Dice;
using stet::test::Paragraphs;
using test::Aligned;
using test::Numbered;

std::string layout_of(const Paragraphs& text) {
  std::string layout;
  for (const std::vector<std::string>& paragraph : text) {
    for (std::string sentence : paragraph) {
      std::ranges::replace(sentence, '\n', ' ');
      if (!sentence.empty()) layout += sentence + "\n";
    }
    layout += "\n";
  }
  return layout;
}

struct Texts {
  std::string before;
  std::string after;
};

Texts random_texts(Dice& dice) {
  const Paragraphs text = stet::test::generated_text(dice, 2 + dice.roll(40));
  const Paragraphs other =
      dice.chance(10) ? stet::test::generated_text(dice, dice.roll(30)) : stet::test::edited(text, dice, dice.roll(25));
  return {layout_of(text), layout_of(other)};
}

/// Texts of few distinct lines, which have many partners each.
Texts repetitive_texts(Dice& dice) {
  const auto text = [&] {
    std::string layout;
    for (std::size_t line = 0; line < 3 + dice.roll(30); ++line)
      layout += "Line of kind " + std::to_string(dice.roll(5)) + " here.\n" + (dice.chance(25) ? "\n" : "");
    return layout;
  };
  return {text(), text()};
}

std::size_t line_count(const Document& document) {
  std::size_t lines = 0;
  for (const Block& block : document.blocks) lines += block.run_count;
  return lines;
}

void expect_every_sentence_once(const Aligned& pair) {
  std::vector<int> before(line_count(pair.before), 0);
  std::vector<int> after(line_count(pair.after), 0);
  for (const Numbered& match : test::numbered(pair, false)) {
    ASSERT_TRUE(match.before.size() <= 1 || match.after.size() <= 1);
    ASSERT_TRUE(std::ranges::is_sorted(match.before) && std::ranges::is_sorted(match.after));
    for (const std::uint32_t line : match.before) ++before[line];
    for (const std::uint32_t line : match.after) ++after[line];
  }
  ASSERT_TRUE(std::ranges::all_of(before, [](int count) { return count == 1; }));
  ASSERT_TRUE(std::ranges::all_of(after, [](int count) { return count == 1; }));
}

/// The most of these that keep their order, by trying all pairs: quadratic.
std::size_t longest_increasing(const std::vector<std::uint32_t>& values) {
  std::vector<std::size_t> longest(values.size(), 1);
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (values[j] < values[i]) longest[i] = std::max(longest[i], longest[j] + 1);
  return longest.empty() ? 0 : *std::ranges::max_element(longest);
}

/// Equal blocks count as their lines do, so a sentence is the unit throughout.
void expect_fewest_moved(const Aligned& pair) {
  std::vector<std::uint32_t> all;
  std::vector<std::uint32_t> staying;
  for (const Numbered& match : test::numbered(pair, false)) {
    if (match.before.empty() || match.after.empty()) continue;
    all.push_back(match.after.front());
    if (!match.moved) staying.push_back(match.after.front());
  }
  ASSERT_TRUE(std::ranges::is_sorted(staying));
  ASSERT_EQ(staying.size(), longest_increasing(all));
}

void expect_reading_order(const Aligned& pair) {
  std::uint32_t last = 0;
  for (const Match& match : pair.alignment.matches) {
    if (match.after.empty()) continue;
    ASSERT_LE(last, to_size(match.after.front()));
    last = static_cast<std::uint32_t>(to_size(match.after.front()));
  }
  ASSERT_TRUE(std::ranges::is_sorted(pair.alignment.equal_blocks, {}, &BlockPair::after));
}

void expect_sound(const Texts& texts) {
  const Aligned pair = test::align_layouts(texts.before, texts.after);
  expect_every_sentence_once(pair);
  expect_fewest_moved(pair);
  expect_reading_order(pair);
  ASSERT_EQ(test::numbered(test::align_layouts(texts.after, texts.before), true), test::numbered(pair, false));
}

TEST(AlignProperties, HoldForEditedTexts) {
  Dice dice(11);
  for (int round = 0; round < 300; ++round) {
    const Texts texts = random_texts(dice);
    expect_sound(texts);
    if (HasFatalFailure()) FAIL() << "round " << round << "\n" << texts.before << "---\n" << texts.after;
  }
}

TEST(AlignProperties, HoldForRepetitiveTexts) {
  Dice dice(12);
  for (int round = 0; round < 500; ++round) {
    const Texts texts = repetitive_texts(dice);
    expect_sound(texts);
    if (HasFatalFailure()) FAIL() << "round " << round << "\n" << texts.before << "---\n" << texts.after;
  }
}

TEST(AlignProperties, AWindowGivesWhatTheWholeGives) {
  Dice dice(13);
  for (int round = 0; round < 100; ++round) {
    const Texts texts = random_texts(dice);
    const std::string head = "An equal head.\nOf two lines.\n\n";
    const std::string tail = "\n\nAn equal tail.";
    const auto window = test::numbered(test::align_layouts(texts.before, texts.after), false);
    auto whole = test::numbered(test::align_layouts(head + texts.before + tail, head + texts.after + tail), false);
    std::erase_if(whole,
                  [&](const Numbered& match) { return match.stage == "equal block" && (match.before.front() < 2); });
    ASSERT_GE(whole.size(), window.size());
    for (std::size_t i = 0; i < window.size(); ++i) {
      Numbered expected = window[i];
      for (std::uint32_t& line : expected.before) line += 2;
      for (std::uint32_t& line : expected.after) line += 2;
      ASSERT_NE(std::ranges::find(whole, expected), whole.end()) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace stet::align
