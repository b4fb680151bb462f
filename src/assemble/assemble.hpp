// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "align/align.hpp"
#include "segment/segmenter.hpp"
#include "stet/diff.hpp"

// The last steps of a comparison: what was left aside as equal comes back where the answer needs it, the
// changes are put in reading order and counted.
namespace stet::assemble {

/// Segments the equal blocks whose sentences the answer names (those that moved; with `all` every one) and adds a
/// 1:1 match for each of their sentences. The sentences stay in document order: indexes in `alignment` are renumbered.
void expand_equal_blocks(Document& before, Document& after, align::Alignment& alignment, segment::Segmenter& segmenter,
                         bool all);

/// Puts changes in the reading order of `after`; a removed one stands behind what it followed in `before`: the nearest
/// sentence, or equal block, before it that stayed in its place. Removed ones come before added ones there.
void sort_in_reading_order(std::vector<Change>& changes, const Document& before, const Document& after,
                           const std::vector<align::BlockPair>& equal_blocks);

/// Metadata values that differ: keys in the order of `before`, then new ones in the order of `after`.
[[nodiscard]] std::vector<MetadataChange> metadata_changes(const Document& before, const Document& after);

/// Counts the changes, and the paragraph breaks that came or went between unchanged neighbours.
[[nodiscard]] Summary summarize(const DocumentDiff& diff);

}  // namespace stet::assemble
