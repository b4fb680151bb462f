// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "stet/result.hpp"
#include "stet/source.hpp"
#include "stet/text.hpp"

namespace stet::read {

/// A part of a source that begins and ends where its format can be cut: reading it gives the blocks that
/// reading the whole gives there.
struct Window {
  ByteRange bytes;             ///< Of the decoded source.
  std::size_t first_line = 1;  ///< 1-based line of `bytes.begin`.
  bool whole = true;           ///< It is all of the source.
};

struct Windows {
  Window before;
  Window after;
};

/// The parts in which two decoded sources differ, widened to safe cuts. Both are empty for equal texts.
/// Cost: one comparison of the equal parts, at memory speed.
[[nodiscard]] Windows differing_windows(const Source& before, const Source& after);

}  // namespace stet::read
