// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stet/document.hpp"

namespace stet::report {

/// Where a document's sentences stand in its source. Refers to the document.
class Positions {
 public:
  struct Place {
    ByteRange source;      ///< Bytes of the source that gave the sentence.
    std::size_t line = 1;  ///< 1-based line of `source.begin`.
  };

  explicit Positions(const Document& document) : document_(&document) {}

  /// Cost: looking the place up in the block's map from text to source, which knows the lines.
  [[nodiscard]] Place of(SentenceIndex index) const {
    const Sentence& sentence = document_->sentence(index);
    const Block& block = document_->block(sentence.block);
    const ByteRange source = document_->source_range(block, sentence.text);
    return {source, document_->line_of(block, source.begin)};
  }

 private:
  const Document* document_;
};

}  // namespace stet::report
