// SPDX-License-Identifier: Apache-2.0
#include "report/positions.hpp"

#include <gtest/gtest.h>

#include "support/diff_builder.hpp"

namespace stet::report {
namespace {

/// One block of `count` lines, each a sentence, without a map: text and source in step.
Document lines_document(std::uint32_t count) {
  std::string text = "Head.\n\n";
  Document document;
  Block block;
  block.kind = BlockKind::Code;
  block.line = 3;
  block.source.begin = text.size();
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t begin = text.size() - block.source.begin;
    text += "line " + std::to_string(i);
    document.sentences.push_back({BlockIndex{0}, i, {begin, text.size() - block.source.begin}});
    text += '\n';
  }
  block.source.end = text.size();
  block.slice = block.source;
  document.blocks.push_back(block);
  document.source = Source::of(std::move(text), "test");
  return document;
}

TEST(Positions, CountsLinesInAnyOrder) {
  const Document document = lines_document(1000);
  const Positions positions(document, {SentenceIndex{999}, SentenceIndex{0}, SentenceIndex{500}, SentenceIndex{0}});
  EXPECT_EQ(positions.of(SentenceIndex{0}).line, 3U);
  EXPECT_EQ(positions.of(SentenceIndex{500}).line, 503U);
  EXPECT_EQ(positions.of(SentenceIndex{999}).line, 1002U);
  EXPECT_EQ(positions.of(SentenceIndex{0}).source, (ByteRange{7, 13}));
}

TEST(Positions, EveryLineIsCountedOnce) {
  constexpr std::uint32_t kLines = 100000;
  const Document document = lines_document(kLines);
  std::vector<SentenceIndex> wanted;
  for (std::uint32_t i = kLines; i > 0; --i) wanted.push_back(SentenceIndex{i - 1});
  const Positions positions(document, std::move(wanted));
  for (std::uint32_t i = 0; i < kLines; ++i) ASSERT_EQ(positions.of(SentenceIndex{i}).line, i + 3U);
}

TEST(Positions, AgreeWithTheDocument) {
  const Document document =
      testing::document_of({{"Headline"}, {"First.", "Second."}, {"Third.", "Fourth.", "Fifth."}});
  std::vector<SentenceIndex> wanted;
  for (std::uint32_t i = 0; i < document.sentences.size(); ++i) wanted.push_back(SentenceIndex{i});
  const Positions positions(document, wanted);
  for (const SentenceIndex index : wanted) {
    const Sentence& sentence = document.sentence(index);
    const Block& block = document.block(sentence.block);
    const ByteRange range = document.source_range(block, sentence.text);
    EXPECT_EQ(positions.of(index).source, range);
    EXPECT_EQ(positions.of(index).line, document.line_of(block, range.begin));
    EXPECT_EQ(document.source.bytes().substr(range.begin, range.size()), document.text(sentence));
  }
}

}  // namespace
}  // namespace stet::report
