// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include "read/window.hpp"
#include "stet/document.hpp"
#include "stet/result.hpp"

namespace stet::read {

/// Two windows that belong together, read.
struct DocumentPair {
  Document before;
  Document after;
  bool in_passages = false;  ///< Their blocks are too many, and stand for several each (read/passages.hpp).
};

/// How the two are read; the second is given the first.
struct PairReader {
  std::function<Result<Document>(const Window&)> before;
  std::function<Result<Document>(const Window&, const Document&)> after;
};

/// Reads both windows. A block means the same in both, so they decide together whether they are read in passages.
/// @param most_blocks  That both may have, as `size_of` counts them.
[[nodiscard]] Result<DocumentPair> read_pair(Windows windows, std::size_t most_blocks, const PairReader& reader);

}  // namespace stet::read
