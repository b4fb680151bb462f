// SPDX-License-Identifier: Apache-2.0
#include "align/weight.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "read/scan.hpp"
#include "unicode/utf8.hpp"

namespace stet::align {
namespace {

/// Whether the text can hold one of the marks below, by the bytes that they begin with.
bool may_hold_others(std::string_view text) {
  const auto has = [&](char lead) { return std::memchr(text.data(), lead, text.size()) != nullptr; };
  return has('\xE3') || has('\xEF') || has('\xD8') || has('\xE0');
}

std::uint64_t other_terminators(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, i);
    i += point.size;
    // Ideographic and full-width marks, the Arabic question mark, the danda: no space need follow.
    const bool ends =
        point.code == U'。' || point.code == U'！' || point.code == U'？' || point.code == U'؟' || point.code == U'।';
    if (ends) ++count;
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
  // Full stops inside numbers and abbreviations count too: it is an estimate.
  const read::CountedMarks ascii = read::count_of_marks({'.', '!', '?'}, text);
  const std::uint64_t ends = ascii.count + (ascii.ascii || !may_hold_others(text) ? 0 : other_terminators(text));
  return std::max<std::uint64_t>(ends, 1);
}

}  // namespace stet::align
