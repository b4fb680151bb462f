// SPDX-License-Identifier: Apache-2.0
#include "history/items.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "history/follow.hpp"
#include "text/packed.hpp"

namespace stet::history {
namespace {

/// Keeps pages as a database would.
class Kept final : public ItemSource {
 public:
  void keep(Items& items) {
    for (const std::uint32_t page : items.changed_pages()) pages_[page] = items.page(page);
    for (const Items::New& item : items.new_items()) hashes_[item.hash].push_back(item.number);
    items.stored_now();
  }
  Result<void> read_page(char, std::uint32_t page, const Use& use) override { return use(pages_.at(page)); }
  Result<std::vector<std::uint32_t>> stored_under(char, std::uint64_t hash) override { return hashes_[hash]; }

 private:
  std::map<std::uint32_t, std::string> pages_;
  std::map<std::uint64_t, std::vector<std::uint32_t>> hashes_;
};

TEST(Packed, NumbersAndTextsComeBack) {
  text::PackedWriter writer;
  writer.number(0).number(127).number(128).number(UINT64_MAX).difference(-1).difference(INT64_MIN).text("").text("é");
  text::PackedReader reader(writer.bytes());
  EXPECT_EQ(reader.number(), 0U);
  EXPECT_EQ(reader.number(), 127U);
  EXPECT_EQ(reader.number(), 128U);
  EXPECT_EQ(reader.number(), UINT64_MAX);
  EXPECT_EQ(reader.difference(), -1);
  EXPECT_EQ(reader.difference(), INT64_MIN);
  EXPECT_EQ(reader.text(), "");
  EXPECT_EQ(reader.text(), "é");
  EXPECT_TRUE(reader.ok());
  EXPECT_TRUE(reader.at_end());
  EXPECT_EQ(reader.number(), 0U);
  EXPECT_FALSE(reader.ok());
}

TEST(Packed, WhatMeansNothingIsNoticed) {
  for (const std::string& bytes : {std::string("\xFF\xFF"), std::string("\x05xx"), std::string(11, '\xFF')}) {
    text::PackedReader reader(bytes);
    (void)reader.text();
    EXPECT_FALSE(reader.ok()) << bytes.size();
  }
}

TEST(Items, EqualBytesHaveOneNumberAcrossSessions) {
  Kept kept;
  std::uint32_t stored = 0;
  for (int session = 0; session < 4; ++session) {
    Items items('s', &kept, stored);
    for (std::uint32_t i = 0; i < 700; ++i) {
      const std::uint32_t expected = i;
      ASSERT_EQ(*items.intern("sentence " + std::to_string(i)), expected);
      if (i > 200 * (static_cast<std::uint32_t>(session) + 1)) break;
    }
    kept.keep(items);
    stored = items.size();
    ASSERT_TRUE(items.need_all());
    for (std::uint32_t i = 0; i < items.size(); ++i) ASSERT_EQ(items.get(i), "sentence " + std::to_string(i));
  }
  EXPECT_GT(stored, 2 * Items::kItemsPerPage);
}

TEST(Items, APageIsReadWithoutBeingHeld) {
  Kept kept;
  Items items('s', &kept);
  for (std::uint32_t i = 0; i < 300; ++i) ASSERT_EQ(*items.intern("sentence " + std::to_string(i)), i);
  const auto read = [&](std::uint32_t page) {
    std::vector<std::string> found;
    EXPECT_TRUE(items.read(page, [&](const Items::View& view) {
      for (std::size_t i = 0; i < view.ends.size(); ++i) found.emplace_back(view.item(i));
    }));
    return found;
  };
  for (const bool stored : {false, true}) {
    if (stored) kept.keep(items);
    EXPECT_EQ(read(0).size(), Items::kItemsPerPage);
    EXPECT_EQ(read(0).back(), "sentence 255");
    EXPECT_EQ(read(1).size(), 300 - Items::kItemsPerPage);
    EXPECT_EQ(read(1).front(), "sentence 256");
  }
  EXPECT_FALSE(items.read(2, [](const Items::View&) {}));
}

TEST(Items, BlocksAndSentencesComeBack) {
  const std::vector<PackedSentence> sentences = {{70'000, false}, {0, true}, {1, false}, {2, true}};
  const auto unpacked = unpack_block(pack_block(sentences));
  ASSERT_EQ(unpacked.size(), sentences.size());
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    EXPECT_EQ(unpacked[i].number, sentences[i].number);
    EXPECT_EQ(unpacked[i].joined, sentences[i].joined);
  }
  const std::string plain = pack_sentence("Plain.");
  EXPECT_EQ(unpack_sentence(plain).text, "Plain.");
  EXPECT_EQ(unpack_sentence(plain).folded, "Plain.");
  const std::string curly = pack_sentence("“Plain”.");
  EXPECT_EQ(unpack_sentence(curly).text, "“Plain”.");
  EXPECT_EQ(unpack_sentence(curly).folded, "'Plain'.");
}

}  // namespace
}  // namespace stet::history
