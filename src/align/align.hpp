// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "stet/diff.hpp"
#include "stet/document.hpp"

// Which sentences correspond. See docs/engine.md.
namespace stet::align {

/// Two blocks with equal text. Neither needs to be segmented, unless it moved.
struct BlockPair {
  BlockIndex before{};
  BlockIndex after{};
  bool moved = false;  ///< Outside the order of the others: its sentences are to be reported as moved.
};

/// Sentences that belong together: 1:1, 1:n, n:1, 0:1 or 1:0. A change that is not classified yet: kind, severity,
/// categories and edits are not set. (One type, since there may be a million of them.)
using Match = Change;

/// Every block of either document is in exactly one of `equal_blocks`, or all its sentences are each in exactly one of
/// `matches`.
struct Alignment {
  std::vector<BlockPair> equal_blocks;  ///< Ordered by `after`.
  bool bounded = false;  ///< Some sentences were not compared with all others, which would have been too much work.
  bool joined = false;   ///< The sentences were passages of several.
  std::vector<Match> matches;  ///< In the reading order of `after`; one without `after` stands where it stood.
};

/// Pairs of blocks whose texts (and link targets) are equal, in an order-keeping selection: equal ends first,
/// then anchors that occur once on either side, dtl between those. Ordered. Near-linear.
[[nodiscard]] std::vector<BlockPair> equal_blocks(const Document& before, const Document& after, SegmentUnit unit);

/// Aligns the sentences of the blocks that are not in `equal`, all of which have been segmented, and decides which
/// matches and which equal blocks moved (the lightest selection that leaves the others in order).
///
/// Depends only on those sentences and their order among the equal blocks, so a window gives what the whole gives.
/// Swapping the sides mirrors the result.
/// @param joined  Whether the sentences are passages of several (segment/passages.hpp).
[[nodiscard]] Alignment align(const Document& before, const Document& after, std::vector<BlockPair> equal,
                              SegmentUnit unit, bool joined = false);

}  // namespace stet::align
