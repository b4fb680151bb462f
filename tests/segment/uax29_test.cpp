// SPDX-License-Identifier: Apache-2.0
// Without any rule of ours the boundaries are ICU's.
#include "segment/uax29.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "segment/rules.hpp"
#include "segment/segmenter.hpp"
#include "unicode/breaks.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

Segmenter bare_segmenter(const std::string& language) {
  std::vector<std::string_view> all{kBulletRule, kInlineListRule, kColonRule, kPhraseRule};
  for (const auto& rule : move_rules()) all.push_back(rule.name);
  for (const auto& rule : drop_rules()) all.push_back(rule.name);
  for (const auto& rule : add_rules()) all.push_back(rule.name);
  return Segmenter::without_rules(language, all);
}

std::vector<std::size_t> ends_of(Segmenter& segmenter, std::string_view text) {
  std::vector<std::size_t> ends;
  for (const TextRange range : segmenter.sentences(text)) ends.push_back(range.end);
  return ends;
}

/// One or more of every Sentence_Break class, every mark the rules know, and some that only look like one. Not …, which
/// is part of a run of marks for us and none for ICU.
constexpr std::u32string_view kAlphabet =
    U"aaaBBЖж12  ..!?\"'()[]“”‘’«»„,-–—:;\n\r\t\u00AD\u0301\u200B\u200D\u202A\u2028\u2029\u0085\u00A0\u3000"
    U"。！？．｡「」『』《》、，（）字かカक।॥ؤ؟۔ԱաАЁ⁈․﹒฿กขๆກက။ខ។አ።\u0700\u07F9\U0001F600\U0001DA88\U00010A56•①²";

TEST(SentenceEnd, IsIcusWithoutOurRules) {
  Segmenter segmenter = bare_segmenter("en");
  unicode::Breaks breaks("en");
  std::mt19937 random(20180228);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const std::size_t size = 1 + random() % 60;
    for (std::size_t i = 0; i < size; ++i) unicode::append(text, kAlphabet[random() % kAlphabet.size()]);
    ASSERT_EQ(ends_of(segmenter, text), breaks.sentences(text)) << text;
  }
}

TEST(SentenceEnd, IsIcusForGreekToo) {
  Segmenter segmenter = bare_segmenter("el");
  unicode::Breaks breaks("el");
  for (const std::string_view text : {"Πού είναι; Εδώ. Ναι", "Α;β; Γ", "α; β"})
    EXPECT_EQ(ends_of(segmenter, text), breaks.sentences(text)) << text;
}

TEST(MayBeMark, LetsEveryMarkThrough) {
  Segmenter segmenter = bare_segmenter("en");
  unicode::Breaks breaks("en");
  for (char32_t code = 0x80; code <= 0x10FFFF; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    if (!ends_sentences(code) && !is_separator(code)) continue;
    std::string utf8;
    unicode::append(utf8, code);
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < utf8.size() ? utf8[i] : ' '); };
    EXPECT_TRUE(may_be_mark(byte(0), byte(1), byte(2))) << std::hex << static_cast<std::uint32_t>(code);
    // At every offset in a text that is skipped sixteen bytes at a time.
    for (std::size_t before = 0; before < 18; ++before) {
      const std::string text = std::string(before, 'x') + utf8 + " X" + std::string(40, 'x');
      EXPECT_EQ(ends_of(segmenter, text), breaks.sentences(text)) << std::hex << static_cast<std::uint32_t>(code);
    }
  }
}

}  // namespace
}  // namespace stet::segment
