// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "align/comparison.hpp"
#include "align/laid_out.hpp"

namespace stet::align {

/// For trying one step of the alignment by itself.
class Steps : public ::testing::Test {
 protected:
  Comparison compare(std::string_view left, std::string_view right) {
    left_ = test::laid_out(left);
    right_ = test::laid_out(right);
    test::segment_unpaired(left_, {}, &BlockPair::before);
    test::segment_unpaired(right_, {}, &BlockPair::after);
    return comparison_of(left_, right_, {}, &BlockPair::before, &BlockPair::after);
  }
  static std::vector<std::string> ties_of(const Comparison& comparison) {
    std::vector<std::string> shown;
    for (const Tie& tie : comparison.ties) {
      std::string text;
      for (const std::uint32_t line : tie.left) text += std::to_string(line) + " ";
      text += ">";
      for (const std::uint32_t line : tie.right) text += " " + std::to_string(line);
      shown.push_back(text);
    }
    return shown;
  }

  Document left_;
  Document right_;
};

}  // namespace stet::align
