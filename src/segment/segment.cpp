// SPDX-License-Identifier: Apache-2.0
#include "segment/segmenter.hpp"
#include "stet/read.hpp"

namespace stet {

Result<void> segment_document(Document& document, const SegmentOptions& options) {
  segment::Segmenter segmenter(segment::language_of(options.language, document, document), options.unit, options.words);
  document.sentences.clear();
  for (std::uint32_t i = 0; i < document.blocks.size(); ++i) segmenter.segment_block(document, BlockIndex{i});
  return {};
}

}  // namespace stet
