// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "stet/document.hpp"

namespace stet::segment {

/// Joins sentences in a row of the same block to passages (text/passage_end.hpp), as far as the block goes.
///
/// For texts of millions of sentences of a word or two ("Yes. No. Yes."), whose memory would be many times their size.
/// A block's passages depend on that block alone.
/// @param first  The first of the document's sentences to be joined, the first of its block.
void join_to_passages(Document& document, std::size_t first = 0);

}  // namespace stet::segment
