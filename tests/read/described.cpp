// SPDX-License-Identifier: Apache-2.0
#include "read/described.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "read/markdown_reader.hpp"
#include "read/scan.hpp"
#include "stet/read.hpp"
#include "unicode/utf8.hpp"

namespace stet::test {
namespace {

constexpr std::array kKinds = {"Heading", "Paragraph", "ListItem", "Quotation", "TableCell", "Caption", "Code"};

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char byte : text) line += byte == '\n' ? std::string("␤") : std::string(1, byte);
  return line;
}

/// 1-based line of a byte, counted one by one.
std::size_t naive_line(std::string_view bytes, std::size_t offset) {
  std::size_t line = 1;
  for (std::size_t i = 0; i < offset; ++i) {
    const bool lone_return = bytes[i] == '\r' && (i + 1 >= bytes.size() || bytes[i + 1] != '\n');
    line += bytes[i] == '\n' || lone_return;
  }
  return line;
}

/// Of a block that keeps no map of its own (read/passages.hpp).
std::string broken_joined(const Document& document, const Block& block) {
  std::string joined;
  for (const char byte : document.source.bytes().substr(block.source.begin, block.source.size())) {
    const bool blank = read::is_blank(byte);
    if (!blank || joined.empty() || joined.back() != ' ')
      joined += blank ? " " : byte == '\0' ? "\xEF\xBF\xBD" : std::string(1, byte);
  }
  return joined == document.text(block) ? "" : "joined text is not its source's";
}

std::string broken_runs(const Document& document, const Block& block) {
  const std::string_view text = document.text(block);
  const std::string_view source = document.source.bytes();
  const auto runs = std::span(document.runs).subspan(block.first_run, block.run_count);
  if (block.owned && runs.empty()) return broken_joined(document, block);
  if (!runs.empty() && (runs[0].text != 0 || runs[0].source != block.source.begin)) return "the first run is elsewhere";
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::size_t end = i + 1 < runs.size() ? runs[i + 1].text : text.size();
    const std::size_t source_end = i + 1 < runs.size() ? runs[i + 1].source : block.source.end;
    if (end < runs[i].text || end > text.size()) return "runs of text out of order";
    if (source_end < runs[i].source || source_end > source.size()) return "runs of source out of order";
    for (std::size_t j = runs[i].text; j < end && !runs[i].whole; ++j) {
      const char byte = source[runs[i].source + j - runs[i].text];
      const bool space = text[j] == ' ' && read::is_blank(byte);
      if (text[j] != byte && !space) return fmt::format("run {} leads to other bytes", i);
    }
    if (block.line + runs[i].line != naive_line(source, runs[i].source))
      return fmt::format("run {} has another line", i);
  }
  return {};
}

std::string broken_positions(const Document& document, const Block& block) {
  const std::string_view text = document.text(block);
  const std::string_view source = document.source.bytes();
  std::size_t last = block.source.begin;
  for (std::size_t position = 0; position < text.size(); position += unicode::code_point_at(text, position).size) {
    const std::size_t offset = document.source_offset(block, position);
    if (offset < last || offset >= block.source.end) return fmt::format("byte {} stands nowhere", position);
    if (document.line_of(block, offset) != naive_line(source, offset))
      return fmt::format("byte {} in another line", position);
    const ByteRange range = document.source_range(block, {position, text.size()});
    if (range != ByteRange{offset, block.source.end}) return fmt::format("the rest from {} ends elsewhere", position);
    last = offset;
  }
  return {};
}

std::string broken_block(const Document& document, const Block& block) {
  const std::string_view text = document.text(block);
  if (text.empty()) return "no text";
  if (unicode::valid_prefix(text) != text.size()) return "text that is not UTF-8";
  if (block.source.begin >= block.source.end || block.source.end > document.source.bytes().size())
    return "a wrong range";
  if (block.line != naive_line(document.source.bytes(), block.source.begin)) return "a wrong line";
  if (block.kind != BlockKind::Code) {
    const bool has_blanks =
        text.find_first_of("\t\n\v\f\r") != std::string_view::npos || text.find("  ") != std::string_view::npos;
    if (has_blanks || text.front() == ' ' || text.back() == ' ') return "white space that should be gone";
  }
  for (const Link& link : block.links) {
    if (link.text.begin > link.text.end || link.text.end > text.size()) return "a link outside the text";
  }
  if (std::string broken = broken_runs(document, block); !broken.empty()) return broken;
  return broken_positions(document, block);
}

}  // namespace

Document read_in_parts(std::string markdown) {
  Document document;
  document.source = Source::of(std::move(markdown), "text", TextType::Markdown);
  EXPECT_TRUE(read::MarkdownReader(document, 0, document.source.bytes().size(), 1).run_in_parts(nullptr, {}));
  return document;
}

Document read_whole(std::string markdown) {
  Document document;
  document.source = Source::of(std::move(markdown), "text", TextType::Markdown);
  EXPECT_TRUE(read::MarkdownReader(document, 0, document.source.bytes().size(), 1).run_whole());
  return document;
}

Document read_text(std::string bytes, TextType type) {
  auto document = read_document(Source::of(std::move(bytes), "text", type));
  if (!document) {
    ADD_FAILURE() << document.error().message;
    return {};
  }
  return *std::move(document);
}

std::vector<std::string> described(const Document& document) {
  std::vector<std::string> lines;
  for (const Block& block : document.blocks) {
    std::string line = kKinds[static_cast<std::size_t>(block.kind)];
    if (block.level != 0) line += fmt::format(" {}", block.level);
    if (block.ordinal) line += fmt::format(" #{}", *block.ordinal);
    if (block.quoted) line += " quoted";
    line += ": " + on_one_line(document.text(block));
    for (const Link& link : block.links)
      line += fmt::format(" [{},{}) > {}", link.text.begin, link.text.end, link.target);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> described_metadata(const Document& document) {
  std::vector<std::string> lines;
  for (const MetadataEntry& entry : document.metadata) lines.push_back(entry.key + " = " + entry.value);
  return lines;
}

std::string broken_invariant(const Document& document) {
  std::size_t last_end = 0;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    std::string broken = block.source.begin < last_end ? "overlaps the block before" : broken_block(document, block);
    if (!broken.empty()) return fmt::format("block {} «{}»: {}", i, document.text(block), broken);
    last_end = block.source.end;
  }
  return {};
}

}  // namespace stet::test
