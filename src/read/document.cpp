// SPDX-License-Identifier: Apache-2.0
#include "stet/document.hpp"

#include <algorithm>
#include <cassert>
#include <span>

#include "read/passages.hpp"
#include "read/scan.hpp"

namespace stet {
namespace {

std::span<const SourceRun> runs_of(const Document& document, const Block& block) {
  return std::span(document.runs).subspan(block.first_run, block.run_count);
}

/// Whether it is of several paragraphs (read/passages.hpp).
bool is_joined(const Block& block) { return block.owned && block.run_count == 0; }

/// Position of the last run that begins at or before a byte of text.
std::size_t run_at_text(std::span<const SourceRun> runs, std::size_t text_offset) {
  const auto after = std::upper_bound(runs.begin(), runs.end(), text_offset,
                                      [](std::size_t offset, const SourceRun& run) { return offset < run.text; });
  return after == runs.begin() ? 0 : static_cast<std::size_t>(after - runs.begin()) - 1;
}

/// Where the byte of text that a run gives begins.
std::size_t source_at(const SourceRun& run, std::size_t text_offset) {
  return run.whole ? run.source : run.source + (text_offset - run.text);
}

/// The same as `run_at_text` from run `first` on, which begins at or before the byte: a sentence is seldom more than a
/// few runs.
std::size_t run_at_text_from(std::span<const SourceRun> runs, std::size_t first, std::size_t text_offset) {
  constexpr std::size_t kNear = 8;
  for (std::size_t last = std::min(first + kNear, runs.size()); first + 1 < last; ++first)
    if (runs[first + 1].text > text_offset) return first;
  return first + run_at_text(runs.subspan(first), text_offset);
}

/// Where the source of the text up to `text_end`, which is behind the beginning of run `first`, ends.
std::size_t source_end(const Block& block, std::span<const SourceRun> runs, std::size_t first, std::size_t text_end) {
  const std::size_t last = run_at_text_from(runs, first, text_end - 1);
  if (!runs[last].whole) return runs[last].source + (text_end - runs[last].text);
  return last + 1 < runs.size() ? runs[last + 1].source : block.source.end;
}

/// The source of a part of the text that begins in run `first`.
ByteRange source_from(const Block& block, std::span<const SourceRun> runs, std::size_t first, ByteRange range) {
  const std::size_t begin = source_at(runs[first], range.begin);
  return {begin, range.empty() ? begin : source_end(block, runs, first, range.end)};
}

/// The line of a byte of the source that run `number` gave.
std::size_t line_in(const Document& document, const Block& block, std::span<const SourceRun> runs, std::size_t number,
                    std::size_t offset) {
  const SourceRun& run = runs[number];
  // What a run maps byte for byte has no line break, but for its last one; so a run may be long, and is not looked
  // through.
  const std::size_t next = number + 1 == runs.size() ? block.slice.size() : runs[number + 1].text;
  const std::size_t mapped = run.whole ? 0 : next - run.text;
  const std::size_t known = run.source + std::min(mapped - std::min<std::size_t>(mapped, 1), offset - run.source);
  return block.line + run.line + read::line_breaks(document.source.bytes(), known, offset);
}

}  // namespace

std::string_view Document::text(const Block& block) const {
  const std::string_view home = block.owned ? std::string_view(buffer) : source.bytes();
  return home.substr(block.slice.begin, block.slice.size());
}

std::string_view Document::text(const Sentence& of_block) const {
  return text(block(of_block.block)).substr(of_block.text.begin, of_block.text.size());
}

std::size_t Document::source_offset(const Block& block, std::size_t text_offset) const {
  if (is_joined(block)) return read::source_of_joined(source.bytes(), block.source.begin, text_offset).begin;
  if (block.run_count == 0) return block.slice.begin + text_offset;
  const auto block_runs = runs_of(*this, block);
  return source_at(block_runs[run_at_text(block_runs, text_offset)], text_offset);
}

ByteRange Document::source_range(const Block& block, ByteRange range) const {
  if (block.run_count == 0) {
    const std::size_t begin = source_offset(block, range.begin);
    if (is_joined(block) && !range.empty())
      return {begin, read::source_of_joined(source.bytes(), block.source.begin, range.end - 1).end};
    return {begin, begin + range.size()};
  }
  const auto block_runs = runs_of(*this, block);
  return source_from(block, block_runs, run_at_text(block_runs, range.begin), range);
}

SourcePlace Document::place_of(const Block& block, ByteRange text, std::size_t& near) const {
  if (block.run_count == 0) {
    const ByteRange bytes = source_range(block, text);
    return {bytes, line_of(block, bytes.begin)};
  }
  const auto block_runs = runs_of(*this, block);
  const bool behind = near < block_runs.size() && block_runs[near].text <= text.begin;
  near = behind ? run_at_text_from(block_runs, near, text.begin) : run_at_text(block_runs, text.begin);
  const ByteRange bytes = source_from(block, block_runs, near, text);
  // The next run's text begins later, and so do its bytes.
  return {bytes, line_in(*this, block, block_runs, near, bytes.begin)};
}

std::size_t Document::line_of(const Block& block, std::size_t offset) const {
  assert(offset >= block.source.begin && offset <= source.bytes().size());
  const auto block_runs = runs_of(*this, block);
  // No slice of the source has a line break in it.
  if (block_runs.empty() && !block.owned && offset <= block.source.end) return block.line;
  if (block_runs.empty()) return block.line + read::line_breaks(source.bytes(), block.source.begin, offset);
  const auto after = std::upper_bound(block_runs.begin(), block_runs.end(), offset,
                                      [](std::size_t at, const SourceRun& run) { return at < run.source; });
  if (after == block_runs.begin()) return block.line;
  return line_in(*this, block, block_runs, static_cast<std::size_t>(after - block_runs.begin()) - 1, offset);
}

std::optional<std::string_view> Document::meta(std::string_view key) const {
  const auto entry = std::find_if(metadata.begin(), metadata.end(), [&](const auto& one) { return one.key == key; });
  if (entry == metadata.end()) return std::nullopt;
  return entry->value;
}

}  // namespace stet
