// SPDX-License-Identifier: Apache-2.0
#include "report/positions.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "read/scan.hpp"

namespace stet::report {

Positions::Positions(const Document& document, std::vector<SentenceIndex> wanted) : sentences_(std::move(wanted)) {
  std::sort(sentences_.begin(), sentences_.end());
  sentences_.erase(std::unique(sentences_.begin(), sentences_.end()), sentences_.end());
  places_.reserve(sentences_.size());
  const std::string_view bytes = document.source.bytes();
  std::optional<BlockIndex> current;
  std::size_t counted = 0;  // line breaks before here are in `line`
  std::size_t line = 1;
  for (const SentenceIndex index : sentences_) {
    const Sentence& sentence = document.sentence(index);
    const Block& block = document.block(sentence.block);
    if (current != sentence.block) {
      current = sentence.block;
      counted = block.source.begin;
      line = block.line;
    }
    const ByteRange source = document.source_range(block, sentence.text);
    if (source.begin > counted) {
      line += read::line_breaks(bytes, counted, source.begin);
      counted = source.begin;
    }
    places_.push_back({source, line});
  }
}

const Positions::Place& Positions::of(SentenceIndex sentence) const {
  // Where every sentence of the document was wanted, its index is its position.
  const std::size_t guess = to_size(sentence);
  if (guess < sentences_.size() && sentences_[guess] == sentence) return places_[guess];
  const auto found = std::lower_bound(sentences_.begin(), sentences_.end(), sentence);
  assert(found != sentences_.end() && *found == sentence);
  return places_[static_cast<std::size_t>(found - sentences_.begin())];
}

}  // namespace stet::report
