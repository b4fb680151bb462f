// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "stet/document.hpp"

namespace stet::report {

/// Where some of a document's sentences stand in its source: bytes and lines.
///
/// Counting line breaks from a block's beginning for each sentence would be quadratic in a block of many
/// lines, and changes name their sentences in no order that a cursor could follow (moves). So all that will be asked
/// for are given at once, and one pass in the order of the text counts every line once.
class Positions {
 public:
  struct Place {
    ByteRange source;      ///< Bytes of the source that gave the sentence.
    std::size_t line = 1;  ///< 1-based line of `source.begin`.
  };

  /// @param wanted  In any order, repeats allowed.
  Positions(const Document& document, std::vector<SentenceIndex> wanted);

  /// @param sentence  One of those wanted.
  [[nodiscard]] Place of(SentenceIndex sentence) const;

 private:
  /// A place in less room: there is one for each sentence that is reported.
  struct Kept {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    std::uint32_t line = 1;
  };
  std::vector<SentenceIndex> sentences_;  ///< Ordered; empty where there is a place for every one.
  std::vector<Kept> places_;              ///< Of the sentence at the same position.
};

}  // namespace stet::report
