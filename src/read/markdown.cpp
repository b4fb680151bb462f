// SPDX-License-Identifier: Apache-2.0
//
// Markdown to blocks: CommonMark with tables and strikethrough, as md4c parses it: in parts (markdown_window.cpp) and
// pieces of lists (list_pieces.cpp), of which the simple ones need no parser (simple_markdown.cpp). md4c hands out the
// text in pieces that point into the source, which is how every byte of a block knows where it came from; a piece that
// points elsewhere stands for a line end or for indentation, and has its place between its neighbours.
//
//   > 1. See the *[Terms](t.html)*      ListItem, quoted, level 1, ordinal 1: "See the Terms today.",
//   >    today.                         link over "Terms", a wrap before "today."
//
// A task's "[x]" stays text, so that ticking one is a change. Front matter is metadata (front_matter.cpp), raw HTML
// gives its text (html_text.cpp). Cost: linear. md4c 0.4 has a few constructs that are not (a row of a table gives as
// many cells as the head has); what they give is counted, and a text that gives out of proportion is read as plain
// text, with a warning.
#include <algorithm>
#include <string>
#include <utility>

#include "read/front_matter.hpp"
#include "read/line_counter.hpp"
#include "read/markdown_cost.hpp"
#include "read/markdown_reader.hpp"
#include "read/markdown_window.hpp"
#include "read/passages.hpp"
#include "read/simple_markdown.hpp"
#include "text/hash.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

void warn(Document& document, std::string message) {
  document.warnings.push_back({document.source.label(), std::move(message)});
}

/// Of what decides what a piece gives.
std::uint64_t hash_of(const ListPiece& piece, std::string_view bytes) {
  constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15U;
  const std::uint64_t place = piece.place == ListPiece::Place::ItemBegin ? std::uint64_t{3} + piece.number
                                                                         : static_cast<std::uint64_t>(piece.place);
  return text::hash(bytes) + place * kGolden;
}

/// Whether pieces can be parsed at once. One with lists is parsed alone: what md4c makes of lists may depend on where
/// they stand (markdown_window.cpp).
bool go_together(const ListPiece& one, const ListPiece& next) {
  const auto is_plain = [](const ListPiece& piece) {
    return piece.place == ListPiece::Place::InItem && !piece.has_lists;
  };
  return is_plain(one) && is_plain(next);
}

}  // namespace

Result<bool> MarkdownReader::run_in_parts(PieceMemory* memory, const PartFilter& wanted) {
  for (std::size_t next = begin_; next < bytes_.size();) {
    begin_ = cursor_ = next;
    next = next_cut(bytes_, begin_);
    const std::string_view markdown = bytes_.substr(begin_, next - begin_);
    if (wanted && !wanted(markdown)) continue;
    // Of a directive's body nobody knows how it would go on in an item.
    std::vector<ListPiece> pieces = list_pieces(markdown);
    if (pieces.empty() || has_directive_body(markdown)) pieces.assign(1, {});
    const auto done = read_pieces(pieces, next, memory);
    if (!done || !*done) return done;
  }
  return true;
}

Result<bool> MarkdownReader::read_pieces(std::span<const ListPiece> pieces, std::size_t end, PieceMemory* memory) {
  const std::size_t part = begin_;
  const std::size_t line = line_at(part);
  const auto begin_of = [&](std::size_t i) { return i < pieces.size() ? part + pieces[i].begin : end; };
  const auto bytes_of = [&](std::size_t i) { return bytes_.substr(begin_of(i), begin_of(i + 1) - begin_of(i)); };
  const auto known = [&](std::size_t i) {
    return memory != nullptr ? memory->find(bytes_of(i), hashes_[i]) : std::nullopt;
  };
  const auto is_simple = [&](std::size_t i) {
    return take_apart(bytes_of(i), pieces[i].place == ListPiece::Place::InItem, simple_);
  };
  keeps_pieces_ = memory != nullptr && memory->keeps();
  hashes_.clear();
  for (std::size_t i = 0; memory != nullptr && i < pieces.size(); ++i)
    hashes_.push_back(hash_of(pieces[i], bytes_of(i)));

  for (std::size_t first = 0, last = 0; first < pieces.size(); first = last) {
    begin_ = cursor_ = begin_of(first);
    last = first + 1;
    // The number of an item is its first block's, and that may stand in a later piece than its marker.
    const bool stands_alone = pieces[first].place != ListPiece::Place::InItem || item_.has_block;
    if (const auto piece = stands_alone ? known(first) : std::nullopt) {
      if (!take(*piece, line + pieces[first].line)) return false;
      item_ = {.kind = Container::Kind::Item, .has_block = true};
      continue;
    }
    const bool simple = is_simple(first);
    while (!simple && last < pieces.size() && go_together(pieces[first], pieces[last]) && !known(last) &&
           !is_simple(last))
      ++last;
    const PieceBegin begin = here(begin_, line + pieces[first].line);
    left_after_.clear();
    const auto done = parse_pieces(pieces[first], begin_of(last), simple ? &simple_ : nullptr);
    if (!done || !*done) return done;
    const bool names_item = pieces[first].place != ListPiece::Place::ItemBegin || item_.has_block;
    if (!keeps_pieces_ || !stands_alone || !names_item) continue;
    begins_.assign(1, begin);
    for (std::size_t i = first + 1; i < last; ++i)
      begins_.push_back(begin_behind(begins_.back(), begin_of(i), line + pieces[i].line, begin.block));
    begins_.push_back(here(begin_of(last), 0));
    memory->keep(document_, begins_, std::span(hashes_).subspan(first, last - first));
  }
  return true;
}

Result<bool> MarkdownReader::parse_pieces(const ListPiece& first, std::size_t end, const SimpleBlock* simple) {
  begin_ -= first.lead;
  switch (first.place) {
    case ListPiece::Place::Outside:
      return simple != nullptr ? read(*simple) : parse(end);
    case ListPiece::Place::ItemBegin: {
      list_number_ = first.number;
      auto done = parse(end);
      list_number_.reset();
      return done;
    }
    case ListPiece::Place::InItem: {
      containers_.push_back({.kind = Container::Kind::List});
      containers_.push_back(item_);
      lists_ = 1;
      auto done = simple != nullptr ? read(*simple) : parse(end, MD_FLAG_NOINDENTEDCODEBLOCKS);
      item_ = containers_.back();
      containers_.clear();
      lists_ = 0;
      return done;
    }
  }
  return true;
}

bool MarkdownReader::take(const KnownPiece& piece, std::size_t line) {
  if (piece.size.events > left_.events || piece.size.target_bytes > left_.target_bytes) return false;
  left_.events -= piece.size.events;
  left_.target_bytes -= piece.size.target_bytes;
  append(document_, piece, begin_, line);
  text_.start();
  return size_of(document_) <= most_blocks_;
}

PieceBegin MarkdownReader::here(std::size_t byte, std::size_t line) const {
  const auto whole = [](std::size_t number) { return static_cast<std::uint32_t>(number); };
  // Of what was given nobody asks but how much more it has become.
  return {.byte = whole(byte),
          .line = whole(line),
          .block = whole(document_.blocks.size()),
          .run = whole(document_.runs.size()),
          .buffer = whole(document_.buffer.size()),
          .events = whole(0 - left_.events),
          .target_bytes = whole(0 - left_.target_bytes)};
}

PieceBegin MarkdownReader::begin_behind(PieceBegin last, std::size_t byte, std::size_t line, std::size_t block) const {
  last.byte = static_cast<std::uint32_t>(byte);
  last.line = static_cast<std::uint32_t>(line);
  for (; last.block < document_.blocks.size() && document_.blocks[last.block].source.begin < byte; ++last.block) {
    const Block& passed = document_.blocks[last.block];
    if (passed.run_count > 0) last.run = passed.first_run + passed.run_count;
    if (passed.owned) last.buffer = passed.slice.end;
    const Budget& left = left_after_[last.block - block];
    last.events = static_cast<std::uint32_t>(0 - left.events);
    last.target_bytes = static_cast<std::uint32_t>(0 - left.target_bytes);
  }
  return last;
}

Result<void> read_markdown(Document& document, const Window& window, PieceMemory* memory, const PartFilter& wanted) {
  const std::string_view bytes = document.source.bytes();
  std::size_t begin = bytes.starts_with(unicode::kByteOrderMark) ? unicode::kByteOrderMark.size() : 0;
  FrontMatter metadata = memory != nullptr ? memory->front_matter().of(bytes, begin) : front_matter(bytes, begin);
  begin = std::max(begin, metadata.end);
  document.metadata = std::move(metadata.entries);
  if (metadata.broken) warn(document, "has front matter that cannot be read, so it is text: " + *metadata.broken);

  const std::size_t window_begin = std::max(begin, window.bytes.begin);
  if (window_begin >= window.bytes.end) return {};
  LineCounter lines(bytes, window.bytes.begin, window.first_line);
  const std::size_t first_line = lines.at(window_begin);
  if (window.in_passages) {
    warn(document, "has far too many small paragraphs, so they were read several as one, and Markdown as plain text");
    read_passages(document, {window_begin, window.bytes.end}, first_line);
    return {};
  }
  Result<bool> done = false;
  const std::string_view text = bytes.substr(window_begin, window.bytes.end - window_begin);
  const bool in_parts = window.in_parts || (!is_dense_markdown(text) && can_be_cut(measure_markdown(text)));
  if (in_parts || is_cheap_markdown(text)) {
    MarkdownReader reader(document, window_begin, window.bytes.end, first_line, window.most_blocks);
    done = in_parts ? reader.run_in_parts(memory, wanted) : reader.run_whole();
  }
  if (!done) return std::unexpected(done.error());
  if (!*done && size_of(document) <= window.most_blocks) {
    if (memory != nullptr) memory->give_up_text();
    document.blocks.clear();
    document.runs.clear();
    document.buffer.clear();
    warn(document, "has Markdown out of all proportion to its size, so it was read as plain text");
    auto entries = std::move(document.metadata);
    read_plain_text(document, window);
    document.metadata = std::move(entries);
  }
  return {};
}

}  // namespace stet::read
