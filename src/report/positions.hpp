// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stet/document.hpp"

namespace stet::report {

/// Where a document's sentences stand in its source. Refers to the document. One thread at a time.
class Positions {
 public:
  explicit Positions(const Document& document) : document_(&document) {}

  /// Cost: looking the place up in the block's map from text to source, which knows the lines; next to nothing for one
  /// that follows the last asked for.
  [[nodiscard]] SourcePlace of(SentenceIndex index) const {
    const Sentence& sentence = document_->sentence(index);
    return document_->place_of(document_->block(sentence.block), sentence.text, run_);
  }

 private:
  const Document* document_;
  mutable std::size_t run_ = 0;  ///< In which the last one began.
};

}  // namespace stet::report
