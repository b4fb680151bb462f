// SPDX-License-Identifier: Apache-2.0
#include "segment/segmenter.hpp"

#include <algorithm>
#include <utility>

#include "segment/language_data.hpp"
#include "segment/rule_pass.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {

using unicode::code_point_at;
using unicode::code_point_before;

struct Segmenter::State {
  std::string language;
  SegmentUnit unit;
  LanguageData data;
  Rules rules;
};

Segmenter::Segmenter(std::unique_ptr<State> state) : state_(std::move(state)) {}

Segmenter::Segmenter(const std::string& language, SegmentUnit unit, std::span<const LanguageWords> words)
    : state_(new State{language, unit, LanguageData(language), Rules({})}) {
  for (const LanguageWords& own : words)
    if (primary_language(own.language) == primary_language(language)) state_->data.add(own.abbreviations, own.starters);
}

Segmenter Segmenter::without_rules(const std::string& language, std::span<const std::string_view> rules) {
  return Segmenter(
      std::unique_ptr<State>(new State{language, SegmentUnit::Sentence, LanguageData(language), Rules(rules)}));
}

Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;

const std::string& Segmenter::language() const { return state_->language; }

std::vector<TextRange> Segmenter::sentences(std::string_view block_text, std::vector<RuleTrace>* trace) {
  return RulePass(block_text, state_->data, state_->rules, trace).run();
}

namespace {

/// The range without the white space around it.
ByteRange trimmed(std::string_view text, ByteRange range) {
  while (range.begin < range.end) {
    const auto first = code_point_at(text, range.begin);
    if (!unicode::is_space(first.code)) break;
    range.begin += first.size;
  }
  while (range.end > range.begin) {
    const auto last = code_point_before(text, range.end);
    if (!unicode::is_space(last.code)) break;
    range.end -= last.size;
  }
  return range;
}

/// Calls `use` for each line of a text, its line break with it.
template <class Use>
void for_lines(std::string_view text, Use use) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    use(TextRange{begin, end});
    begin = end;
  }
}

/// The parts of the block's text that stood on lines of their own in the source.
std::vector<TextRange> wrapped_lines(const Document& document, const Block& block, std::string_view text) {
  std::vector<TextRange> lines;
  std::size_t begin = 0;
  for (std::uint32_t i = 0; i < block.run_count; ++i) {
    const SourceRun& run = document.runs[block.first_run + i];
    if (!run.wrap || run.text <= begin || run.text >= text.size()) continue;
    lines.push_back({begin, run.text});
    begin = run.text;
  }
  lines.push_back({begin, text.size()});
  return lines;
}

}  // namespace

void Segmenter::segment_block(Document& document, BlockIndex index) {
  const Block& block = document.block(index);
  const std::string_view text = document.text(block);
  std::uint32_t in_block = 0;
  std::vector<Sentence>& all = document.sentences;
  const auto make_room = [&](std::size_t count) {
    if (all.size() + count > all.capacity()) all.reserve(std::max(all.capacity() * 2, all.size() + count));
  };
  const auto add = [&](TextRange range) {
    const ByteRange sentence = trimmed(text, range);
    if (!sentence.empty()) all.push_back({index, in_block++, sentence});
  };
  if (block.kind == BlockKind::Code && state_->unit != SegmentUnit::Paragraph) {
    // Of lines there may be millions.
    make_room(static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1);
    for_lines(text, add);
    return;
  }
  std::vector<TextRange> ranges;
  if (state_->unit == SegmentUnit::Paragraph)
    ranges = {{0, text.size()}};
  else if (state_->unit == SegmentUnit::Line)
    ranges = wrapped_lines(document, block, text);
  else
    ranges = sentences(text);
  make_room(ranges.size());
  for (const TextRange range : ranges) add(range);
}

}  // namespace stet::segment
