// SPDX-License-Identifier: Apache-2.0
// Sentences joined where there are too many.
#include "segment/passages.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "stet/read.hpp"

namespace stet::segment {
namespace {

/// A document of paragraphs that were segmented.
Document segmented_text(const std::string& text) {
  SegmentOptions options;
  options.language = "en";
  Result<Document> document = read_document(Source::of(text, "text", TextType::Plain));
  EXPECT_TRUE(document);
  EXPECT_TRUE(segment_document(*document, options));
  return std::move(*document);
}

std::string numbered(int first, int last) {
  std::string text;
  for (int number = first; number < last; ++number) text += "Item " + std::to_string(number) + " is here. ";
  return text;
}

std::set<std::string> passages(const std::string& text) {
  Document document = segmented_text(text);
  join_to_passages(document);
  std::set<std::string> found;
  for (const Sentence& sentence : document.sentences) found.emplace(document.text(sentence));
  return found;
}

TEST(Passages, AreNeverShortInsideABlockAndNeverCrossOne) {
  Document document = segmented_text(numbered(0, 200) + "\n\nYes.\n\n" + numbered(200, 400));
  const std::size_t sentences = document.sentences.size();
  join_to_passages(document);
  EXPECT_LT(document.sentences.size(), sentences / 3);
  std::set<std::size_t> blocks;
  for (std::size_t i = 0; i < document.sentences.size(); ++i) {
    const Sentence& passage = document.sentences[i];
    blocks.insert(to_size(passage.block));
    EXPECT_LE(passage.text.size(), 280U);
    const bool last = i + 1 == document.sentences.size() || document.sentences[i + 1].block != passage.block;
    EXPECT_TRUE(last || passage.text.size() >= 64U);
    const bool first = i == 0 || document.sentences[i - 1].block != passage.block;
    EXPECT_EQ(passage.in_block, first ? 0 : document.sentences[i - 1].in_block + 1);
  }
  EXPECT_EQ(blocks.size(), 3U);
}

TEST(Passages, EndWhereTheyDidBehindWhatIsPutIn) {
  const std::set<std::string> before = passages(numbered(0, 1000));
  const std::set<std::string> after = passages(numbered(0, 500) + "This came later. " + numbered(500, 1000));
  std::size_t common = 0;
  for (const std::string& passage : before) common += after.count(passage);
  EXPECT_GE(common + 4, before.size());
}

}  // namespace
}  // namespace stet::segment
