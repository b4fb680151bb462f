// SPDX-License-Identifier: Apache-2.0
// What was read before and is remembered is what reading it again would give.
#include "read/part_memory.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "read/front_matter.hpp"
#include "read/list_soup.hpp"
#include "read/reader.hpp"
#include "support/generated_text.hpp"

namespace stet::read {
namespace {

using test::Dice;

/// All that a document's blocks say, place for place.
std::string all_of(const Document& document) {
  std::string all = document.buffer;
  const auto add = [&all](std::size_t number) { all += " " + std::to_string(number); };
  for (const Block& block : document.blocks) {
    all += "\n" + std::string(document.text(block));
    for (const std::size_t number :
         {static_cast<std::size_t>(block.kind), std::size_t{block.level}, std::size_t{block.quoted},
          std::size_t{block.owned}, std::size_t{block.ordinal.value_or(0)}, std::size_t{block.first_run},
          std::size_t{block.run_count}, std::size_t{block.line}, std::size_t{block.source.begin},
          std::size_t{block.source.end}, std::size_t{block.slice.begin}, std::size_t{block.slice.end}})
      add(number);
    for (const Link& link : block.links) {
      all += " " + link.target;
      add(link.text.begin);
      add(link.text.end);
    }
  }
  for (const SourceRun& run : document.runs)
    for (const std::size_t number : {std::size_t{run.source}, std::size_t{run.text}, std::size_t{run.wrap},
                                     std::size_t{run.whole}, std::size_t{run.line}})
      add(number);
  return all;
}

/// Lists among paragraphs, some of which come again, and links.
std::string text_with_lists(Dice& dice) {
  constexpr std::array kBetween = {"Prose.\n\n",
                                   "More [prose](a\\_b).\n\n",
                                   "# Head\n\n",
                                   "So &amp; so.\nOn.\n\n",
                                   "!!! note \"T\"\n\n    body\n\n",
                                   ".. toc::\n\n",
                                   "<div>\nx\n</div>\n\n",
                                   "> quoted\n> - on\n\n",
                                   "| a | b |\n|---|---|\n\n",
                                   "    code\n\n",
                                   "é. Next\r\n\r\n"};
  std::string text;
  for (std::size_t i = dice.roll(6); i > 0; --i)
    text += dice.chance(60) ? test::list_soup(dice, dice.roll(12)) : kBetween[dice.roll(kBetween.size())];
  return text;
}

std::string with_list_edit(std::string text, Dice& dice) {
  const std::size_t begin = dice.roll(text.size() + 1);
  const std::size_t size = dice.roll(std::min<std::size_t>(text.size() - begin + 1, 30));
  return text.replace(begin, size, test::list_soup(dice, dice.roll(3)));
}

/// Counts what it knows.
template <class Memory>
struct Counting : Memory {
  std::optional<KnownPiece> find(std::string_view bytes, std::uint64_t hash) override {
    const auto piece = Memory::find(bytes, hash);
    (piece ? known : unknown).emplace(bytes);
    found += piece ? 1 : 0;
    return piece;
  }
  std::set<std::string> known;
  std::set<std::string> unknown;
  int found = 0;
};

TEST(PartMemory, GivesWhatParsingGives) {
  Dice dice(4);
  int found = 0;
  for (int round = 0; round < 400 && !::testing::Test::HasFailure(); ++round) {
    Counting<PartMemory> memory;
    std::string text = text_with_lists(dice);
    for (int version = 0; version < 8; ++version) {
      const auto decoded = decode(Source::of(text, "text", TextType::Markdown));
      if (!decoded) break;
      const Window whole = stet::read::whole(decoded->source);
      EXPECT_EQ(all_of(*read_window(*decoded, whole, &memory)), all_of(*read_window(*decoded, whole))) << text;
      text = with_list_edit(text, dice);
    }
    found += memory.found;
  }
  EXPECT_GT(found, 4000);
}

TEST(FirstOfPair, GivesWhatParsingGives) {
  Dice dice(5);
  int found = 0;
  for (int round = 0; round < 2000 && !::testing::Test::HasFailure(); ++round) {
    const std::string before = text_with_lists(dice);
    const auto pair = decode_pair(Source::of(before, "before", TextType::Markdown),
                                  Source::of(with_list_edit(before, dice), "after", TextType::Markdown));
    if (!pair) continue;
    Counting<FirstOfPair> pieces;
    const auto first = read_window(pair->before, stet::read::whole(pair->before.source), &pieces);
    EXPECT_EQ(all_of(*first), all_of(*read_window(pair->before, stet::read::whole(pair->before.source))));
    pieces.look_in(*first);
    const Window whole = stet::read::whole(pair->after.source);
    EXPECT_EQ(all_of(*read_window(pair->after, whole, &pieces)), all_of(*read_window(pair->after, whole)))
        << pair->after.source.bytes();
    found += pieces.found;
  }
  EXPECT_GT(found, 2000);
}

TEST(FirstOfPair, ForgetsATextThatWasReadAsPlain) {
  // A table out of proportion to the window, though not to the text.
  constexpr std::size_t kColumns = 600;
  std::string head = "|";
  std::string line = "|";
  std::string rows;
  for (std::size_t i = 0; i < kColumns; ++i) {
    head += "a|";
    line += "---|";
    rows += "|b\n";
  }
  const std::string filler(std::size_t{256} * 1024, 'x');
  const std::string begin = filler + "\n\nOne.\n\nTwo.\n\n# Three\n\n";
  const auto read = [&](const std::string& text, PieceMemory* memory) {
    const auto decoded = decode(Source::of(text, "text", TextType::Markdown));
    Window window = stet::read::whole(decoded->source);
    window.bytes.begin = filler.size() + 2;
    window.first_line = 3;
    window.whole = false;
    window.in_parts = true;
    return *read_window(*decoded, window, memory);
  };
  FirstOfPair pieces;
  const Document first = read(begin + head + "\n" + line + "\n" + rows, &pieces);
  EXPECT_EQ(first.warnings.size(), 1U) << first.blocks.size();
  pieces.look_in(first);
  EXPECT_EQ(all_of(read(begin, &pieces)), all_of(read(begin, nullptr)));
}

TEST(FirstOfPair, KnowsWhatTheFirstTextGave) {
  const auto read = [](PieceMemory& memory, const std::string& text) {
    const auto decoded = decode(Source::of(text, "text", TextType::Markdown));
    return *read_window(*decoded, stet::read::whole(decoded->source), &memory);
  };
  Counting<FirstOfPair> pieces;
  const Document first = read(pieces, "One.\n\nTwo.\n\nTwo.\n\n1. A\n\n   b\n\n   c\n");
  EXPECT_TRUE(pieces.known.empty());
  pieces.look_in(first);
  pieces.unknown.clear();
  static_cast<void>(read(pieces, "Two.\n\nNo.\n\n1. A\n\n   x\n\n   c\n"));
  EXPECT_EQ(pieces.known, (std::set<std::string>{"Two.\n\n", "1. A\n\n", "   c\n"}));
  EXPECT_EQ(pieces.unknown, (std::set<std::string>{"No.\n\n", "   x\n\n"}));
}

TEST(FrontMatterMemory, GivesWhatReadingGives) {
  const std::string mark = "\uFEFF";
  const std::vector<std::string> texts = {"---\ntitle: A\n---\nText.\n",
                                          "---\ntitle: A\n---\nOther text.\n",
                                          "---\ntitle: B\n---\nText.\n",
                                          "---\ntitle: A\n---",
                                          "---\ntitle: A\n---- x\n---\nText.\n",
                                          "---\ntitle: A\r---\r",
                                          "---\ntitle: A\r---\r\nText.\n",
                                          "---\ntitle: A\n...\nText.\n",
                                          "---\ntitle: [A\n---\nText.\n",
                                          "No front matter.\n",
                                          "",
                                          mark + "---\ntitle: A\n---\nText.\n"};
  FrontMatterMemory memory;
  for (const std::string& before : texts)
    for (const std::string& after : texts)
      for (const std::string& text : {before, before, after}) {
        const std::size_t begin = text.starts_with(mark) ? mark.size() : 0;
        const FrontMatter expected = front_matter(text, begin);
        const FrontMatter& given = memory.of(text, begin);
        const auto key = [](const MetadataEntry& entry) { return entry.key + "=" + entry.value; };
        EXPECT_EQ(given.end, expected.end) << text;
        EXPECT_EQ(given.broken, expected.broken) << text;
        EXPECT_TRUE(std::ranges::equal(given.entries, expected.entries, {}, key, key)) << text;
      }
}

TEST(PartMemory, ForgetsWhatWasNotMetForAWhile) {
  PartMemory memory;
  const auto bytes_of = [](std::uint64_t number) {
    return std::string(std::size_t{1} << 20U, 'a') + std::to_string(number);
  };
  const auto keep = [&](std::uint64_t number) {
    Document document;
    document.source = Source::of(bytes_of(number), "text", TextType::Markdown);
    const auto size = static_cast<std::uint32_t>(document.source.bytes().size());
    memory.keep(document, std::array{PieceBegin(), PieceBegin{.byte = size}}, std::array{number});
  };
  const auto is_known = [&](std::uint64_t number) { return memory.find(bytes_of(number), number).has_value(); };
  keep(0);
  EXPECT_TRUE(is_known(0));
  EXPECT_FALSE(memory.find("b", 0));
  for (std::uint64_t number = 1; number < 20; ++number) {
    keep(number);
    EXPECT_TRUE(is_known(0)) << number;
  }
  EXPECT_FALSE(is_known(1));
  EXPECT_TRUE(is_known(19));
}

}  // namespace
}  // namespace stet::read
