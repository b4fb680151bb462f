// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "align/align.hpp"
#include "read/pair.hpp"
#include "segment/segmenter.hpp"
#include "stet/diff.hpp"

// From two documents that were read to their sentences, where they differ.
namespace stet {

/// How many blocks two windows may have together.
[[nodiscard]] std::size_t most_blocks(const read::Windows& windows, const DiffOptions& options);

/// Two documents cut into sentences, where they differ.
struct Cut {
  std::vector<align::BlockPair> equal;
  segment::Segmenter& segmenter;
  bool in_passages = false;  ///< Of their blocks several are one,
  bool joined = false;       ///< or of their sentences.
};

/// What either holds of sentences is cut anew.
[[nodiscard]] Cut cut_unpaired(read::DocumentPair& pair, const DiffOptions& options, segment::Segmenter& segmenter);

/// Segments the blocks of a text that no pair takes out, each sentence for itself.
/// @param equal  Ordered by `after`.
void segment_unpaired(Document& after, const std::vector<align::BlockPair>& equal, segment::Segmenter& segmenter);

[[nodiscard]] std::size_t bytes_of_sentences(const Document& before, const Document& after);

}  // namespace stet
