// SPDX-License-Identifier: Apache-2.0
#include "report/width.hpp"

#include <gtest/gtest.h>

#include <iterator>

#include "report/width_table.hpp"
#include "unicode/properties.hpp"

namespace stet::report {
namespace {

TEST(Width, OfCharacters) {
  EXPECT_EQ(columns_of(U'a'), 1U);
  EXPECT_EQ(columns_of(U'é'), 1U);
  EXPECT_EQ(columns_of(U'\u0301'), 0U);
  EXPECT_EQ(columns_of(U'联'), 2U);
  EXPECT_EQ(columns_of(U'。'), 2U);
  EXPECT_EQ(columns_of(U'ｱ'), 1U);
  EXPECT_EQ(columns_of(U'Ａ'), 2U);
  EXPECT_EQ(columns_of(U'한'), 2U);
  EXPECT_EQ(columns_of(U'\u1161'), 0U);
  EXPECT_EQ(columns_of(U'\u200b'), 0U);
  EXPECT_EQ(columns_of(U'😀'), 2U);
  EXPECT_EQ(columns_of(U'…'), 1U);
  EXPECT_EQ(columns_of(U'\u0e31'), 0U);
}

TEST(Width, OfTexts) {
  EXPECT_EQ(columns_of(std::string_view("")), 0U);
  EXPECT_EQ(columns_of(std::string_view("Michèle")), 7U);
  EXPECT_EQ(columns_of(std::string_view("Miche\u0300le")), 7U);
  EXPECT_EQ(columns_of(std::string_view("联合国 2396")), 11U);
  EXPECT_EQ(columns_of(std::string_view("👩‍👩‍👧‍👦")), 2U);
  EXPECT_EQ(columns_of(std::string_view("👍🏽")), 2U);
  EXPECT_EQ(columns_of(std::string_view("🇺🇳🇳🇴")), 4U);
}

TEST(Width, TablesAreOrdered) {
  for (std::size_t i = 1; i < std::size(kZeroWidth); ++i) EXPECT_LT(kZeroWidth[i - 1].last, kZeroWidth[i].first);
  for (std::size_t i = 1; i < std::size(kWide); ++i) EXPECT_LT(kWide[i - 1].last, kWide[i].first);
}

TEST(Width, HanAndKanaAreWide) {
  for (char32_t code = 0x3041; code < 0x9FFF; ++code) {
    if (!unicode::is_han_or_kana(code) || columns_of(code) == 0) continue;
    EXPECT_EQ(columns_of(code), 2U) << static_cast<std::uint32_t>(code);
  }
}

TEST(Width, CutsAtSpacesAndClusters) {
  const std::string_view text = "The service replaces the mail boat.";
  EXPECT_EQ(text.substr(0, head_within(text, 14)), "The service");
  EXPECT_EQ(text.substr(tail_within(text, 12)), "mail boat.");
  EXPECT_EQ(head_within(text, 100), text.size());
  EXPECT_EQ(tail_within(text, 100), 0U);
  EXPECT_EQ(tail_within(text, 0), text.size());
  const std::string_view wide = "联合国安全理事会";
  EXPECT_EQ(wide.substr(0, head_within(wide, 5)), "联合");
  EXPECT_EQ(wide.substr(tail_within(wide, 5)), "事会");
  const std::string_view accents = "e\u0301e\u0301e\u0301";
  EXPECT_EQ(head_within(accents, 2), 6U);
  EXPECT_EQ(tail_within(accents, 2), 3U);
}

}  // namespace
}  // namespace stet::report
