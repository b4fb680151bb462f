// SPDX-License-Identifier: Apache-2.0
#include "align/laid_out.hpp"

#include <algorithm>
#include <ostream>

namespace stet::align::test {
namespace {

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

std::string words_of(const Document& document, SentenceSet sentences) {
  std::string words;
  for (const SentenceIndex index : sentences) {
    if (!words.empty()) words += " | ";
    words += first_word(document.text(document.sentence(index)));
  }
  return words;
}

std::string shown(const Aligned& pair, const Match& match) {
  const std::string before = words_of(pair.before, match.before);
  const std::string after = words_of(pair.after, match.after);
  const std::string moved = match.moved ? "^ " : " ";
  if (before.empty()) return "+" + moved + after;
  if (after.empty()) return "-" + moved + before;
  const bool equal = match.before.size() == 1 && match.after.size() == 1 &&
                     pair.before.text(pair.before.sentence(match.before.front())) ==
                         pair.after.text(pair.after.sentence(match.after.front()));
  return equal ? "=" + moved + before : "~" + moved + before + " > " + after;
}

}  // namespace

Document laid_out(std::string_view layout) {
  Document document;
  document.source = Source::of(std::string(layout), "layout");
  std::size_t begin = 0;
  Block block;
  const auto close = [&](std::size_t end) {
    if (block.run_count == 0) return;
    block.slice.end = block.source.end = static_cast<std::uint32_t>(end);
    document.blocks.push_back(block);
    block = {};
  };
  for (std::size_t at = 0; at <= layout.size(); begin = at) {
    at = std::min(layout.find('\n', at), layout.size()) + 1;
    const std::size_t end = std::min(at - 1, layout.size());
    if (end == begin) {
      close(begin == 0 ? 0 : begin - 1);
      continue;
    }
    if (block.run_count == 0) {
      block.slice.begin = block.source.begin = static_cast<std::uint32_t>(begin);
      block.first_run = static_cast<std::uint32_t>(document.runs.size());
    }
    document.runs.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin - block.slice.begin),
                             block.run_count > 0});
    ++block.run_count;
    if (end == layout.size()) close(end);
  }
  return document;
}

void segment_unpaired(Document& document, const std::vector<BlockPair>& equal, BlockIndex BlockPair::*side) {
  for (std::uint32_t number = 0; number < document.blocks.size(); ++number) {
    if (std::ranges::any_of(equal, [&](const BlockPair& pair) { return pair.*side == BlockIndex{number}; })) continue;
    const Block& block = document.blocks[number];
    for (std::uint32_t run = 0; run < block.run_count; ++run) {
      const std::size_t begin = document.runs[block.first_run + run].text;
      const bool last = run + 1 == block.run_count;
      const std::size_t end = last ? block.slice.size() : document.runs[block.first_run + run + 1].text - 1;
      document.sentences.push_back({BlockIndex{number}, run, {begin, end}});
    }
  }
}

Aligned align_layouts(std::string_view before, std::string_view after) {
  Aligned pair{laid_out(before), laid_out(after), {}};
  std::vector<BlockPair> equal = equal_blocks(pair.before, pair.after, SegmentUnit::Line);
  segment_unpaired(pair.before, equal, &BlockPair::before);
  segment_unpaired(pair.after, equal, &BlockPair::after);
  pair.alignment = align(pair.before, pair.after, std::move(equal), SegmentUnit::Line);
  return pair;
}

std::vector<std::string> aligned(std::string_view before, std::string_view after) {
  const Aligned pair = align_layouts(before, after);
  std::vector<std::string> lines;
  for (const BlockPair& block : pair.alignment.equal_blocks)
    if (block.moved)
      lines.push_back("= [" + std::string(first_word(pair.after.text(pair.after.block(block.after)))) + "]^");
  for (const Match& match : pair.alignment.matches) lines.push_back(shown(pair, match));
  return lines;
}

std::uint32_t line_of(const Document& document, SentenceIndex index) {
  const Sentence& sentence = document.sentence(index);
  return document.block(sentence.block).first_run + sentence.in_block;
}

void PrintTo(const Numbered& match, std::ostream* out) {
  for (const std::uint32_t line : match.before) *out << line << ' ';
  *out << '>';
  for (const std::uint32_t line : match.after) *out << ' ' << line;
  *out << (match.moved ? " moved " : " ") << match.stage;
}

std::vector<Numbered> numbered(const Aligned& aligned, bool swap) {
  std::vector<Numbered> matches;
  const auto add = [&](Numbered match) {
    if (swap) std::swap(match.before, match.after);
    matches.push_back(std::move(match));
  };
  for (const BlockPair& pair : aligned.alignment.equal_blocks) {
    const Block& before = aligned.before.block(pair.before);
    const Block& after = aligned.after.block(pair.after);
    for (std::uint32_t run = 0; run < before.run_count; ++run)
      add({{before.first_run + run}, {after.first_run + run}, pair.moved, "equal block"});
  }
  for (const Match& match : aligned.alignment.matches) {
    Numbered numbers{{}, {}, match.moved, std::string(name_of(match.reason.stage))};
    for (const SentenceIndex index : match.before) numbers.before.push_back(line_of(aligned.before, index));
    for (const SentenceIndex index : match.after) numbers.after.push_back(line_of(aligned.after, index));
    add(std::move(numbers));
  }
  std::ranges::sort(matches);
  return matches;
}

}  // namespace stet::align::test
