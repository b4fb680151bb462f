// SPDX-License-Identifier: Apache-2.0
#include "align/weight.hpp"

#include <algorithm>
#include <string_view>

#include "unicode/utf8.hpp"

namespace stet::align {
namespace {

std::uint64_t ascii_terminators(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const char byte = text[i];
    count += static_cast<std::uint64_t>((byte == '.' || byte == '!' || byte == '?') && text[i + 1] == ' ');
  }
  return count;
}

std::uint64_t other_terminators(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, i);
    i += point.size;
    // Ideographic and full-width marks, the Arabic question mark, the danda: no space need follow.
    const bool ends =
        point.code == U'。' || point.code == U'！' || point.code == U'？' || point.code == U'؟' || point.code == U'।';
    if (ends && i < text.size()) ++count;
  }
  return count;
}

}  // namespace

std::uint64_t estimated_sentences(const Document& document, const Block& block, SegmentUnit unit) {
  if (unit == SegmentUnit::Paragraph) return 1;
  if (unit == SegmentUnit::Line) {
    std::uint64_t lines = 1;
    for (std::uint32_t run = 0; run < block.run_count; ++run)
      lines += static_cast<std::uint64_t>(document.runs[block.first_run + run].wrap);
    return lines;
  }
  const std::string_view text = document.text(block);
  if (block.kind == BlockKind::Code) return 1 + static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
  return 1 + ascii_terminators(text) + (unicode::is_ascii(text) ? 0 : other_terminators(text));
}

}  // namespace stet::align
