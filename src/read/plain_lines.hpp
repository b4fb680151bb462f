// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "stet/text.hpp"

// Lines of plain text, as the reader and the windows see them.
namespace stet::read {

/// One line of a source.
struct Line {
  ByteRange bytes;        ///< Without white space at either end.
  std::size_t begin = 0;  ///< Of the line itself.
  std::size_t next = 0;   ///< Where the next line begins.
  /// Nothing but spaces, tabs and form feeds. A line of other Unicode spaces is none: wrapping could make one.
  bool blank = true;
  bool slice = true;  ///< Its text is its bytes: no tab, NUL or second space inside.
};

/// The line that begins at `begin`, cut off at `end`.
[[nodiscard]] Line line_at(std::string_view bytes, std::size_t begin, std::size_t end);

}  // namespace stet::read
