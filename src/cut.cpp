// SPDX-License-Identifier: Apache-2.0
#include "cut.hpp"

#include <algorithm>

#include "segment/passages.hpp"

namespace stet {
namespace {

/// Texts with more sentences than they may have, or blocks, may have one for so many bytes.
constexpr std::size_t kBytesOfSentence = 32;

/// Segments the blocks of documents that belong together, where no pair takes them out, and joins their sentences to
/// passages where there are too many: as soon as that is certain, since they take many times the memory.
class PairSegmenter {
 public:
  PairSegmenter(read::DocumentPair& pair, const std::vector<align::BlockPair>& equal, std::size_t most_sentences,
                segment::Segmenter& segmenter)
      : pair_(pair), equal_(equal), most_(most_sentences), segmenter_(segmenter), joined_(pair.in_passages) {
    for (Document* const document : {&pair_.before, &pair_.after}) {
      document->sentences.clear();
      for (const Block& block : document->blocks) bytes_ += block.slice.size();
    }
    for (const align::BlockPair& each : equal_)
      bytes_ -= pair_.before.block(each.before).slice.size() + pair_.after.block(each.after).slice.size();
  }

  /// Whether they were joined.
  bool run() {
    segment_one(pair_.before, &align::BlockPair::before);
    segment_one(pair_.after, &align::BlockPair::after);
    if (!joined_ && are_too_many(bytes_of_sentences(pair_.before, pair_.after))) join_all();
    return joined_;
  }

 private:
  void segment_one(Document& document, BlockIndex align::BlockPair::*side) {
    document.sentences.reserve(document.blocks.size() - equal_.size());
    std::size_t next = 0;
    for (std::uint32_t block = 0; block < document.blocks.size(); ++block) {
      if (next < equal_.size() && equal_[next].*side == BlockIndex{block}) {
        ++next;
        continue;
      }
      const std::size_t first = document.sentences.size();
      segmenter_.segment_block(document, BlockIndex{block});
      if (joined_)
        segment::join_to_passages(document, first);
      else if (are_too_many(bytes_))
        join_all();
    }
  }

  [[nodiscard]] bool are_too_many(std::size_t bytes) const {
    const std::size_t count = pair_.before.sentences.size() + pair_.after.sentences.size();
    return count > most_ && count > bytes / kBytesOfSentence;
  }

  void join_all() {
    joined_ = true;
    for (Document* const document : {&pair_.before, &pair_.after}) {
      segment::join_to_passages(*document);
      document->sentences.shrink_to_fit();
    }
  }

  read::DocumentPair& pair_;
  const std::vector<align::BlockPair>& equal_;
  std::size_t most_;
  segment::Segmenter& segmenter_;
  bool joined_;
  std::size_t bytes_ = 0;  ///< Of the blocks that are segmented: their sentences have no more.
};

}  // namespace

std::size_t most_blocks(const read::Windows& windows, const DiffOptions& options) {
  const std::size_t bytes = windows.before.bytes.size() + windows.after.bytes.size();
  return std::max(options.most_sentences, bytes / kBytesOfSentence);
}

std::size_t bytes_of_sentences(const Document& before, const Document& after) {
  std::size_t bytes = 0;
  for (const Document* document : {&before, &after})
    for (const Sentence& sentence : document->sentences) bytes += sentence.text.size();
  return bytes;
}

void segment_unpaired(Document& after, const std::vector<align::BlockPair>& equal, segment::Segmenter& segmenter) {
  auto next = equal.begin();
  for (std::uint32_t block = 0; block < after.blocks.size(); ++block)
    if (next != equal.end() && next->after == BlockIndex{block})
      ++next;
    else
      segmenter.segment_block(after, BlockIndex{block});
}

Cut cut_unpaired(read::DocumentPair& pair, const DiffOptions& options, segment::Segmenter& segmenter) {
  std::vector<align::BlockPair> equal = align::equal_blocks(pair.before, pair.after, options.segment.unit);
  const bool joined = PairSegmenter(pair, equal, options.most_sentences, segmenter).run();
  return {std::move(equal), segmenter, pair.in_passages, joined};
}

}  // namespace stet
