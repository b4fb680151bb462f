// SPDX-License-Identifier: Apache-2.0
#include "report/positions.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "read/scan.hpp"
#include "text/release.hpp"

namespace stet::report {

Positions::Positions(const Document& document, std::vector<SentenceIndex> wanted) : sentences_(std::move(wanted)) {
  if (!std::is_sorted(sentences_.begin(), sentences_.end())) std::sort(sentences_.begin(), sentences_.end());
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
    places_.push_back({static_cast<std::uint32_t>(source.begin), static_cast<std::uint32_t>(source.size()),
                       static_cast<std::uint32_t>(line)});
  }
  // Where every sentence of the document was wanted, its index is its position.
  if (places_.size() == document.sentences.size()) text::release(sentences_);
}

Positions::Place Positions::of(SentenceIndex sentence) const {
  std::size_t at = to_size(sentence);
  if (!sentences_.empty()) {
    const auto found = std::lower_bound(sentences_.begin(), sentences_.end(), sentence);
    assert(found != sentences_.end() && *found == sentence);
    at = static_cast<std::size_t>(found - sentences_.begin());
  }
  const Kept& kept = places_[at];
  const std::size_t begin = kept.begin;
  return {{begin, begin + kept.size}, kept.line};
}

}  // namespace stet::report
