// SPDX-License-Identifier: Apache-2.0
//
// Markdown to blocks: CommonMark with tables and strikethrough, as md4c parses it. md4c hands out the text in pieces
// that point into the source, which is how every byte of a block knows where it came from; a piece that points
// elsewhere stands for a line end or for indentation, and has its place between its neighbours.
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
#include "text/hash.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

void warn(Document& document, std::string message) {
  document.warnings.push_back({document.source.label(), std::move(message)});
}

}  // namespace

Result<bool> MarkdownReader::run_in_parts(PartMemory* memory, const PartFilter& wanted) {
  for (std::size_t next = begin_; next < bytes_.size();) {
    begin_ = cursor_ = next;
    next = next_cut(bytes_, begin_);
    const std::string_view markdown = bytes_.substr(begin_, next - begin_);
    if (wanted && !wanted(markdown)) continue;
    const std::uint64_t hash = memory != nullptr ? text::hash(markdown) : 0;
    if (const MarkdownPart* const known = memory != nullptr ? memory->find(markdown, hash) : nullptr) {
      if (!take(*known)) return false;
      continue;
    }
    const DocumentMark mark(document_);
    const std::size_t events_left = events_left_;
    const std::size_t target_bytes_left = target_bytes_left_;
    const auto done = parse(next);
    if (!done || !*done) return done;
    if (memory == nullptr) continue;
    MarkdownPart part = part_since(mark, document_, begin_, line_at(begin_));
    part.bytes = markdown;
    part.events = events_left - events_left_;
    part.target_bytes = target_bytes_left - target_bytes_left_;
    memory->keep(std::move(part), hash);
  }
  return true;
}

bool MarkdownReader::take(const MarkdownPart& part) {
  if (part.events > events_left_ || part.target_bytes > target_bytes_left_) return false;
  events_left_ -= part.events;
  target_bytes_left_ -= part.target_bytes;
  append(document_, part, begin_, line_at(begin_));
  text_.start();
  return true;
}

Result<void> read_markdown(Document& document, const Window& window, PartMemory* memory, const PartFilter& wanted) {
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
  Result<bool> done = false;
  const std::string_view text = bytes.substr(window_begin, window.bytes.end - window_begin);
  const bool in_parts = window.in_parts || (!is_dense_markdown(text) && can_be_cut(measure_markdown(text)));
  if (in_parts || is_cheap_markdown(text)) {
    MarkdownReader reader(document, window_begin, window.bytes.end, first_line);
    done = in_parts ? reader.run_in_parts(memory, wanted) : reader.run_whole();
  }
  if (!done) return std::unexpected(done.error());
  if (!*done) {
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
