// SPDX-License-Identifier: Apache-2.0
#include "report/width.hpp"

#include <algorithm>
#include <iterator>
#include <span>

#include "report/width_table.hpp"
#include "unicode/utf8.hpp"

namespace stet::report {
namespace {

/// A cut looks this far for a space, in bytes: a long English word, and for scripts without spaces few enough clusters
/// that a line does not look short.
constexpr std::size_t kSpaceWithin = 24;

bool contains(std::span<const CodeRange> ranges, char32_t code) {
  const auto range = std::lower_bound(ranges.begin(), ranges.end(), code,
                                      [](const CodeRange& entry, char32_t wanted) { return entry.last < wanted; });
  return range != ranges.end() && range->first <= code;
}

constexpr char32_t kZeroWidthJoiner = 0x200D;

bool is_emoji_modifier(char32_t code) { return code >= 0x1F3FB && code <= 0x1F3FF; }
bool is_regional_indicator(char32_t code) { return code >= 0x1F1E6 && code <= 0x1F1FF; }

}  // namespace

std::size_t columns_of(char32_t code) {
  if (code < 0x300) return code == 0xAD ? 0 : 1;
  if (contains(kZeroWidth, code)) return 0;
  return contains(kWide, code) ? 2 : 1;
}

Cluster cluster_at(std::string_view text, std::size_t position) {
  // Most of most texts: nothing in ASCII joins what stands before it.
  const auto is_ascii = [&](std::size_t at) { return (text[at] & '\x80') == 0; };
  if (position < text.size() && is_ascii(position) && (position + 1 == text.size() || is_ascii(position + 1)))
    return {1, 1};
  const unicode::CodePoint first = unicode::code_point_at(text, position);
  Cluster cluster{first.size, columns_of(first.code)};
  if (first.size == 0) return cluster;
  bool joined = false;
  bool pair_open = is_regional_indicator(first.code);
  while (position + cluster.size < text.size()) {
    const unicode::CodePoint next = unicode::code_point_at(text, position + cluster.size);
    const std::size_t columns = columns_of(next.code);
    const bool wide_after_joiner = joined && columns == 2;
    const bool second_indicator = pair_open && is_regional_indicator(next.code);
    if (columns != 0 && !wide_after_joiner && !second_indicator && !is_emoji_modifier(next.code)) break;
    if (second_indicator) cluster.columns += columns;
    joined = next.code == kZeroWidthJoiner;
    pair_open = false;
    cluster.size += next.size;
  }
  return cluster;
}

std::size_t columns_of(std::string_view text) {
  if (unicode::is_ascii(text)) return text.size();
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Cluster cluster = cluster_at(text, i);
    columns += cluster.columns;
    i += cluster.size;
  }
  return columns;
}

std::size_t head_within(std::string_view text, std::size_t columns) {
  if (text.size() <= columns && unicode::is_ascii(text)) return text.size();
  std::size_t end = 0;
  std::size_t used = 0;
  while (end < text.size()) {
    const Cluster cluster = cluster_at(text, end);
    if (used + cluster.columns > columns) break;
    used += cluster.columns;
    end += cluster.size;
  }
  if (end == text.size()) return end;
  const std::size_t space = text.rfind(' ', end);
  return space != std::string_view::npos && space > 0 && end - space <= kSpaceWithin ? space : end;
}

std::size_t tail_within(std::string_view text, std::size_t columns) {
  // Backwards by characters: a cluster is whole where its first character is, which is the one with a width.
  std::size_t begin = text.size();
  std::size_t position = text.size();
  std::size_t used = 0;
  while (position > 0) {
    const unicode::CodePoint character = unicode::code_point_before(text, position);
    const std::size_t width = columns_of(character.code);
    if (used + width > columns) break;
    used += width;
    position -= character.size;
    if (width != 0) begin = position;
  }
  if (begin == 0 || position == 0) return 0;
  const std::size_t space = text.find(' ', begin);
  return space != std::string_view::npos && space - begin <= kSpaceWithin ? space + 1 : begin;
}

}  // namespace stet::report
