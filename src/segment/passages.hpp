// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stet/document.hpp"

namespace stet::segment {

/// Joins sentences in a row of the same block to passages of at least 64 bytes, as far as the block goes.
///
/// For texts of millions of sentences of a word or two ("Yes. No. Yes."), whose memory would be many times their size.
/// A block's passages depend on that block alone.
void join_to_passages(Document& document);

}  // namespace stet::segment
