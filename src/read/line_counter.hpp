// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "read/scan.hpp"

namespace stet::read {

/// Numbers of lines for positions that mostly go forwards: each stretch between two of them is counted once, and within
/// a line nothing.
class LineCounter {
 public:
  LineCounter(std::string_view bytes, std::size_t position, std::size_t line)
      : bytes_(bytes), position_(position), line_(line) {}

  /// 1-based line of a byte that is not the LF of a CRLF.
  [[nodiscard]] std::size_t at(std::size_t position) {
    if (position >= position_ && position <= line_end_) return line_;
    if (position >= position_) {
      line_ += line_breaks(bytes_, position_, position);
    } else {
      line_ -= line_breaks(bytes_, position, position_);
    }
    position_ = position;
    line_end_ = next_line_end(bytes_, position, std::min(bytes_.size(), position + kFarthest));
    return line_;
  }

 private:
  /// How far the end of a line is looked for.
  static constexpr std::size_t kFarthest = 1024;

  std::string_view bytes_;
  std::size_t position_;
  std::size_t line_;
  std::size_t line_end_ = 0;  ///< No line ends between `position_` and this.
};

}  // namespace stet::read
