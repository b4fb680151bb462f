// SPDX-License-Identifier: Apache-2.0
// Everything here is held against a loop over single bytes.
#include "read/scan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

#include "read/line_counter.hpp"
#include "read/window.hpp"
#include "support/generated_text.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

using test::Dice;

std::string pieces(Dice& dice, std::size_t count, bool broken) {
  using namespace std::string_literals;
  const std::array valid = {"a"s,          "plain words of text "s,
                            "\n"s,         "\r"s,
                            "\r\n"s,       "  "s,
                            "\t"s,         "(*a*) [b]"s,
                            "\0"s,         "é"s,
                            "\u20AC"s,     "日"s,
                            "\U0001F600"s, "\uD7FF\uE000"s,
                            "\u0800"s,     "\U00010000"s,
                            "\U0010FFFF"s, "\u0080"s};
  const std::array invalid = {"\x80"s,
                              "\xC0\x80"s,
                              "\xC1\xBF"s,
                              "\xE0\x9F\xBF"s,
                              "\xED\xA0\x80"s,
                              "\xF0\x8F\xBF\xBF"s,
                              "\xF4\x90\x80\x80"s,
                              "\xF5\x80\x80\x80"s,
                              "\xFF"s,
                              "\xE2\x82"s,
                              "\xC3"s,
                              "\xF0\x9F\x98"s};
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += valid[dice.roll(valid.size())];
  if (broken) text.insert(dice.roll(text.size() + 1), invalid[dice.roll(invalid.size())]);
  return text;
}

std::size_t naive_line_breaks(std::string_view bytes, std::size_t begin, std::size_t end) {
  std::size_t count = 0;
  for (std::size_t i = begin; i < end; ++i) {
    count += bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n'));
  }
  return count;
}

TEST(Scan, AgreesWithALoop) {
  Dice dice(3);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = pieces(dice, dice.roll(150), dice.chance(30));
    const bool valid = unicode::valid_prefix(text) == text.size();
    EXPECT_EQ(is_utf8(text), valid);
    const std::size_t begin = dice.roll(text.size() + 1);
    const std::size_t end = begin + dice.roll(text.size() - begin + 1);
    EXPECT_EQ(line_breaks(text, begin, end), naive_line_breaks(text, begin, end));
    EXPECT_EQ(scan(text, begin, end).line_breaks, naive_line_breaks(text, begin, end));
    // A stretch may begin and end anywhere.
    EXPECT_EQ(scan(text, 0, begin).utf8 && scan(text, begin, end).utf8 && scan(text, end, text.size()).utf8 &&
                  ends_with_whole_character(text),
              valid);
    EXPECT_EQ(count_of('\n', text), static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
    EXPECT_EQ(count_of_each(std::array{'a', '\n'}, text), (std::array{count_of('a', text), count_of('\n', text)}));
    const CountedMarks marks = count_of_marks({'a', ' ', '\n'}, text);
    EXPECT_EQ(marks.count, count_of('a', text) + count_of(' ', text) + count_of('\n', text));
    EXPECT_EQ(marks.ascii, std::ranges::all_of(text, [](char byte) { return (byte & '\x80') == 0; }));
    std::size_t line_end = begin;
    while (line_end < end && !is_line_end(text[line_end])) ++line_end;
    EXPECT_EQ(next_line_end(text, begin, end), line_end);
    std::size_t mark = begin;
    while (mark < text.size() && !may_be_mark(text[mark])) ++mark;
    EXPECT_EQ(next_mark(text, begin), mark);
    std::size_t last = begin;
    while (last > 0 && !is_line_end(text[last - 1])) --last;
    EXPECT_EQ(after_last_line_end(text, begin), last);
    std::size_t special = begin;
    while (special < end && static_cast<unsigned char>(text[special]) >= 0x20 &&
           !(text[special] == ' ' && special + 1 < end && text[special + 1] == ' ')) {
      ++special;
    }
    EXPECT_EQ(next_special(text, begin, end), special);
  }
}

TEST(Scan, FindsTheFirstPlace) {
  Dice dice(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t left = dice.roll(300); left > 0; --left) text += static_cast<char>('a' + dice.roll(3));
    const std::size_t size = 1 + dice.roll(8);
    const std::string wanted = dice.chance(50) && text.size() > size ? text.substr(dice.roll(text.size() - size), size)
                                                                     : std::string(size, 'b');
    const std::size_t from = dice.roll(text.size() + 1);
    EXPECT_EQ(find_bytes(text, wanted, from), text.find(wanted, from)) << text << ' ' << wanted << ' ' << from;
  }
}

TEST(Scan, LinesAreNumberedWhereverOneLooks) {
  Dice dice(12);
  for (int round = 0; round < 300; ++round) {
    std::string text = pieces(dice, dice.roll(150), false);
    if (dice.chance(20)) {
      text.append(3000, 'x');
      text += "\r\n" + pieces(dice, dice.roll(150), false);
    }
    LineCounter lines(text, 0, 1);
    std::size_t position = 0;
    for (int look = 0; look < 40; ++look) {
      position = dice.chance(80) ? std::min(text.size(), position + dice.roll(40)) : dice.roll(text.size() + 1);
      const bool is_within_break =
          position > 0 && position < text.size() && text[position - 1] == '\r' && text[position] == '\n';
      if (is_within_break) continue;
      EXPECT_EQ(lines.at(position), 1 + naive_line_breaks(text, 0, position)) << position;
    }
  }
}

TEST(Scan, KnowsTheMarksOfMarkdown) {
  for (const char mark : std::string_view("*_~`[]<>\\!()&#\"'\x80\xFF")) EXPECT_TRUE(may_be_mark(mark)) << mark;
  for (const char none : std::string_view("azAZ09 \t\n,-./:;?@{|}+")) EXPECT_FALSE(may_be_mark(none)) << none;
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(40, static_cast<char>(byte));
    EXPECT_EQ(next_mark(text, 0), may_be_mark(text[0]) ? 0U : text.size()) << byte;
  }
}

TEST(Scan, CountsMoreThanFitsAByte) {
  EXPECT_EQ(line_breaks(std::string(100000, '\n'), 0, 100000), 100000U);
  EXPECT_EQ(line_breaks(std::string(100000, '\r'), 0, 100000), 100000U);
}

TEST(Compare, FindsEqualEndsAndBrokenText) {
  Dice dice(4);
  for (int round = 0; round < 3000; ++round) {
    const std::string before = pieces(dice, dice.roll(100), dice.chance(10));
    std::string after = before;
    after.replace(dice.roll(after.size() + 1), dice.roll(5), pieces(dice, dice.roll(3), dice.chance(10)));
    const auto equal = compare_utf8(before, after);
    ASSERT_EQ(equal.has_value(), is_utf8(before) && is_utf8(after));
    if (!equal) continue;
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < shorter && before[head] == after[head]) ++head;
    std::size_t tail = 0;
    while (head + tail < shorter && before[before.size() - tail - 1] == after[after.size() - tail - 1]) ++tail;
    EXPECT_EQ(equal->head, head);
    EXPECT_EQ(equal->tail, tail);
    EXPECT_EQ(equal->head_line_breaks, naive_line_breaks(before, 0, head));
  }
}

TEST(Compare, OfOneTextAfterTheOtherIsTheSame) {
  Dice dice(5);
  std::string before;
  CountedPlace counted;
  for (int round = 0; round < 3000; ++round) {
    std::string after = dice.chance(5) ? pieces(dice, dice.roll(100), false) : before;
    after.replace(dice.roll(after.size() + 1), dice.roll(5), pieces(dice, dice.roll(3), dice.chance(10)));
    const auto expected = compare_utf8(before, after);
    const auto equal = compare_utf8(before, after, counted);
    ASSERT_EQ(equal.has_value(), expected.has_value());
    if (!equal) continue;
    ASSERT_EQ(equal->head, expected->head);
    ASSERT_EQ(equal->tail, expected->tail);
    ASSERT_EQ(equal->head_line_breaks, expected->head_line_breaks);
    before = after;
  }
}

TEST(Compare, WalksOverBlocks) {
  // A character across the blocks of the comparison, and a broken one.
  std::string before(100 * 1024, 'x');
  for (std::size_t i = 32 * 1024 - 1; i < before.size() - 3; i += 16 * 1024) before.replace(i, 3, "\u20AC");
  std::string after = before;
  after[50 * 1024 + 7] = 'y';
  const auto equal = compare_utf8(before, after);
  ASSERT_TRUE(equal.has_value());
  EXPECT_EQ(equal->head, 50U * 1024 + 7);
  EXPECT_EQ(equal->tail, before.size() - equal->head - 1);
  before[32 * 1024] = after[32 * 1024] = 'z';
  EXPECT_FALSE(compare_utf8(before, after).has_value());
}

}  // namespace
}  // namespace stet::read
