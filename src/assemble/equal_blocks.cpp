// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "assemble/assemble.hpp"

namespace stet::assemble {
namespace {

/// New sentences were appended to a document: puts all in document order and gives where each old index went.
std::vector<SentenceIndex> sort_sentences(Document& document) {
  std::vector<std::uint32_t> order(document.sentences.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t index) {
    const Sentence& sentence = document.sentences[index];
    return std::pair(sentence.block, sentence.in_block);
  };
  std::ranges::sort(order, {}, key);
  std::vector<SentenceIndex> moved_to(order.size());
  std::vector<Sentence> sorted;
  sorted.reserve(order.size());
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    moved_to[order[place]] = SentenceIndex{place};
    sorted.push_back(document.sentences[order[place]]);
  }
  document.sentences = std::move(sorted);
  return moved_to;
}

/// Sentences of one match are in a row or have one gap, which grows by the sentences of the equal blocks in it; where
/// an equal block stood between two of a row, there is one now.
void renumber(SentenceSet& sentences, const std::vector<SentenceIndex>& moved_to) {
  SentenceSet moved;
  for (const SentenceIndex index : sentences) moved.include(moved_to[to_size(index)]);
  sentences = moved;
}

}  // namespace

void expand_equal_blocks(Document& before, Document& after, align::Alignment& alignment, segment::Segmenter& segmenter,
                         bool all) {
  std::vector<align::Match> expanded;
  for (const align::BlockPair& pair : alignment.equal_blocks) {
    if (!all && !pair.moved) continue;
    const std::size_t first_before = before.sentences.size();
    const std::size_t first_after = after.sentences.size();
    segmenter.segment_block(before, pair.before);
    segmenter.segment_block(after, pair.after);
    // Equal text under equal rules: as many sentences on either side.
    for (std::size_t i = 0; first_before + i < before.sentences.size() && first_after + i < after.sentences.size();
         ++i) {
      align::Match match;
      match.before = {SentenceIndex(static_cast<std::uint32_t>(first_before + i))};
      match.after = {SentenceIndex(static_cast<std::uint32_t>(first_after + i))};
      match.moved = pair.moved;
      match.reason.stage = MatchStage::EqualBlock;
      match.reason.score = 1;
      expanded.push_back(std::move(match));
    }
  }
  if (expanded.empty()) return;
  std::ranges::move(expanded, std::back_inserter(alignment.matches));
  const std::vector<SentenceIndex> before_places = sort_sentences(before);
  const std::vector<SentenceIndex> after_places = sort_sentences(after);
  for (align::Match& match : alignment.matches) {
    renumber(match.before, before_places);
    renumber(match.after, after_places);
    if (match.reason.evidence->rival) {
      std::optional<SentenceIndex>& rival = match.reason.evidence.make().rival;
      rival = (match.after.empty() ? after_places : before_places)[to_size(*rival)];
    }
  }
}

}  // namespace stet::assemble
