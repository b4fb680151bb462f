// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "stet/document.hpp"
#include "stet/read.hpp"

namespace stet::align {

/// About how many sentences a block holds, at least 1, without segmenting it: its terminators counted. In lines it is
/// exact.
[[nodiscard]] std::uint64_t estimated_sentences(const Document& document, const Block& block, SegmentUnit unit);

}  // namespace stet::align
