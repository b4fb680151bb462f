// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "classify/entities.hpp"

namespace stet::classify {

/// Tokens [first, last) of one side of an edit.
struct Part {
  const Side& side;
  std::uint32_t first;
  std::uint32_t last;

  [[nodiscard]] bool empty() const { return first == last; }
  [[nodiscard]] std::string_view raw() const {
    if (empty()) return {};
    const std::size_t begin = side.tokens[first].begin;
    return side.text.substr(begin, side.tokens[last - 1].end - begin);
  }
};

}  // namespace stet::classify
