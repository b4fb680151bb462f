// SPDX-License-Identifier: Apache-2.0
#include "report/positions.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "read/scan.hpp"
#include "stet/read.hpp"

namespace stet::report {
namespace {

/// One block of `count` lines, each a sentence, and each with its run in the map from text to source.
Document lines_document(std::uint32_t count) {
  std::string text = "Head.\n\n";
  Document document;
  Block block;
  block.kind = BlockKind::Code;
  block.line = 3;
  block.source.begin = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t begin = text.size() - block.source.begin;
    document.runs.push_back({.source = static_cast<std::uint32_t>(text.size()),
                             .text = static_cast<std::uint32_t>(begin),
                             .wrap = i > 0,
                             .whole = false,
                             .line = i & 0x3FFFFFFFU});
    text += "line " + std::to_string(i);
    document.sentences.push_back({BlockIndex{0}, i, {begin, text.size() - block.source.begin}});
    text += '\n';
  }
  block.source.end = static_cast<std::uint32_t>(text.size());
  block.slice = block.source;
  block.run_count = count;
  document.blocks.push_back(block);
  document.source = Source::of(std::move(text), "test");
  return document;
}

TEST(Positions, CountsLinesInAnyOrder) {
  const Document document = lines_document(1000);
  const Positions positions(document);
  EXPECT_EQ(positions.of(SentenceIndex{0}).line, 3U);
  EXPECT_EQ(positions.of(SentenceIndex{500}).line, 503U);
  EXPECT_EQ(positions.of(SentenceIndex{999}).line, 1002U);
  EXPECT_EQ(positions.of(SentenceIndex{0}).bytes, (ByteRange{7, 13}));
}

class PositionsOf : public ::testing::TestWithParam<std::pair<TextType, const char*>> {};

TEST_P(PositionsOf, CountTheLinesBefore) {
  const auto& [type, text] = GetParam();
  Result<Document> whole = read_document(Source::of(text, "test", type));
  ASSERT_TRUE(whole && segment_document(*whole));
  const Document& document = *whole;
  const Positions positions(document);
  for (std::uint32_t i = 0; i < document.sentences.size(); ++i) {
    const Sentence& sentence = document.sentences[i];
    const SourcePlace place = positions.of(SentenceIndex{i});
    EXPECT_EQ(place.bytes, document.source_range(document.block(sentence.block), sentence.text));
    const std::string_view before = document.source.bytes().substr(0, place.bytes.begin);
    EXPECT_EQ(place.line, 1 + read::line_breaks(document.source.bytes(), 0, before.size()));
  }
}

TEST_P(PositionsOf, AreTheSameWhereverTheSearchBegins) {
  const auto& [type, text] = GetParam();
  Result<Document> document = read_document(Source::of(text, "test", type));
  ASSERT_TRUE(document && segment_document(*document));
  for (const Sentence& sentence : document->sentences) {
    const Block& block = document->block(sentence.block);
    for (std::size_t guess = 0; guess <= block.run_count + 1U; ++guess) {
      std::size_t near = guess;
      const SourcePlace place = document->place_of(block, sentence.text, near);
      EXPECT_EQ(place.bytes, document->source_range(block, sentence.text)) << guess;
      EXPECT_EQ(place.line, document->line_of(block, place.bytes.begin)) << guess;
      std::size_t again = near;
      EXPECT_EQ(document->place_of(block, sentence.text, again).bytes, place.bytes);
      EXPECT_EQ(again, near) << "it is where the part begins";
    }
  }
}

TEST_P(PositionsOf, KnowTheLineOfEveryByteWithoutCounting) {
  const auto& [type, text] = GetParam();
  const Result<Document> document = read_document(Source::of(text, "test", type));
  ASSERT_TRUE(document);
  const std::string_view bytes = document->source.bytes();
  for (const Block& block : document->blocks) {
    for (std::size_t at = block.source.begin; at <= block.source.end; ++at) {
      const bool inside_of_crlf = at > 0 && bytes.substr(at - 1, 2) == "\r\n";
      if (inside_of_crlf) continue;
      EXPECT_EQ(document->line_of(block, at), 1 + read::line_breaks(bytes, 0, at)) << at;
    }
    for (std::uint32_t i = 0; i < block.run_count; ++i) {
      const SourceRun& run = document->runs[block.first_run + i];
      const bool last = i + 1 == block.run_count;
      const std::size_t end = last ? block.slice.size() : document->runs[block.first_run + i + 1].text;
      if (run.whole || end == run.text) continue;
      EXPECT_EQ(read::line_breaks(bytes, run.source, run.source + (end - run.text) - 1), 0U) << "a run of two lines";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, PositionsOf,
    ::testing::Values(
        std::pair{TextType::Plain, "Head\n\nOne is\nwrapped. Two is\nnot. Three.\n\n\nFour.  Five\r\nis. Six.\n"},
        std::pair{TextType::Plain, "Head\r\rOld\rreturns. Two.\r\rThree.\r"},
        std::pair{TextType::Markdown,
                  "# Head\n\nOne *is*\nwrapped. Two &amp;\nthree. Four.\n\n- A. B.\n- C\n  D. E.\n\n"
                  "> Quoted\n> twice. And so.\n\n```\ncode\n\nmore\n```\n"},
        std::pair{TextType::Markdown,
                  "<p>One\n<b>two</b> three.\n<!-- not\nshown --> Four.</p>\n\n| a | b |\n|---|---|\n| c. D. | "
                  "`e\n\nText `code\nover` lines\\\nbroken.  \nHard. &lt;\n[link](to\n\"title\").\r\n\r\n"
                  "    indented\n\tcode\n\n      more\n"}));

}  // namespace
}  // namespace stet::report
