// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "read/scan.hpp"

namespace stet::read {

/// Numbers of lines for positions that mostly go forwards: each line's end is looked for once, and far ones are
/// counted.
class LineCounter {
 public:
  LineCounter(std::string_view bytes, std::size_t position, std::size_t line)
      : bytes_(bytes), position_(position), line_(line), line_end_(position) {}

  /// 1-based line of a byte that is not the LF of a CRLF.
  [[nodiscard]] std::size_t at(std::size_t position) {
    if (position >= position_ && position <= line_end_) return line_;
    std::size_t known = std::max(position_, line_end_);  // no line ends before it
    if (position < position_) {
      line_ -= line_breaks(bytes_, position, position_);
      known = position;
    } else if (position > known + kFarthest) {
      line_ += line_breaks(bytes_, known, position);
      known = position;
    }
    while (known < position) {
      line_ += line_breaks(bytes_, known, known + 1);
      known = next_line_end(bytes_, known + 1, std::min(bytes_.size(), known + 1 + kFarthest));
    }
    position_ = position;
    line_end_ = known;
    return line_;
  }

 private:
  /// How far the end of a line is looked for, and up to where lines are gone through one by one.
  static constexpr std::size_t kFarthest = 1024;

  std::string_view bytes_;
  std::size_t position_;
  std::size_t line_;
  std::size_t line_end_;  ///< No line ends between `position_` and this.
};

}  // namespace stet::read
