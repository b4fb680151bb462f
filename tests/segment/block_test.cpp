// SPDX-License-Identifier: Apache-2.0
// From ranges to the sentences of a document: units, code, trimming, and that a block is cut alone.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "segment/segmenter.hpp"
#include "stet/document.hpp"
#include "stet/read.hpp"

namespace stet::segment {
namespace {

using Texts = std::vector<std::string>;

Document document_of(const Texts& texts, BlockKind kind = BlockKind::Paragraph) {
  Document document;
  for (const std::string& text : texts) {
    Block block;
    block.kind = kind;
    block.owned = true;
    block.slice = {document.buffer.size(), document.buffer.size() + text.size()};
    document.buffer += text;
    document.blocks.push_back(block);
  }
  return document;
}

Texts segmented(Document document, SegmentUnit unit = SegmentUnit::Sentence) {
  SegmentOptions options;
  options.unit = unit;
  options.language = "en";
  EXPECT_TRUE(segment_document(document, options));
  Texts sentences;
  for (const Sentence& sentence : document.sentences) sentences.emplace_back(document.text(sentence));
  return sentences;
}

TEST(SegmentBlock, TrimsWhiteSpaceOfEveryKind) {
  EXPECT_EQ(segmented(document_of({"\u00A0 One ends. \u2003Two ends.\u3000", " \u00A0 "})),
            (Texts{"One ends.", "Two ends."}));
}

TEST(SegmentBlock, CountsWithinTheBlock) {
  Document document = document_of({"One ends. Two ends.", "Three ends."});
  ASSERT_TRUE(segment_document(document));
  ASSERT_EQ(document.sentences.size(), 3U);
  EXPECT_EQ(document.sentences[1].in_block, 1U);
  EXPECT_EQ(document.sentences[2].in_block, 0U);
  EXPECT_EQ(document.sentences[2].block, BlockIndex{1});
}

TEST(SegmentBlock, CutsCodeAtItsLines) {
  EXPECT_EQ(segmented(document_of({"if (a) {\n  b. C\n\n}\n"}, BlockKind::Code)), (Texts{"if (a) {", "b. C", "}"}));
}

TEST(SegmentBlock, TakesTheParagraphWhole) {
  EXPECT_EQ(segmented(document_of({"One ends. Two ends. ", "Three"}), SegmentUnit::Paragraph),
            (Texts{"One ends. Two ends.", "Three"}));
}

TEST(SegmentBlock, CutsLinesWhereTheSourceWraps) {
  Document document = document_of({"One line another line"});
  document.runs = {{0, 0, false}, {9, 9, true}};
  document.blocks[0].run_count = 2;
  EXPECT_EQ(segmented(document, SegmentUnit::Line), (Texts{"One line", "another line"}));
  EXPECT_EQ(segmented(document), (Texts{"One line another line"}));
}

TEST(SegmentBlock, DependsOnItsTextAlone) {
  const Texts blocks{"He met (see p. 3. ", "1. The list", "Mr. Reed said “Stop.", "Who?” Tom asked. It ended."};
  Texts apart;
  for (const std::string& block : blocks)
    for (std::string& sentence : segmented(document_of({block}))) apart.push_back(std::move(sentence));
  EXPECT_EQ(segmented(document_of(blocks)), apart);
}

TEST(SegmentBlock, GivesTheSameAgain) {
  Segmenter segmenter("en");
  constexpr std::string_view kText = "Mr. Reed (of Hull. He is tall) left. 40 stayed… Then it ended.";
  const auto first = segmenter.sentences(kText);
  static_cast<void>(segmenter.sentences("กขค (unclosed. And"));
  EXPECT_EQ(segmenter.sentences(kText), first);
}

}  // namespace
}  // namespace stet::segment
