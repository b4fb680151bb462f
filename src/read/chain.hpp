// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "read/markdown_window.hpp"
#include "read/reader.hpp"

namespace stet::read {

/// Texts one after the other, each looked at once: decoded, compared with the one before, and measured where they
/// differ.
class Chain {
 public:
  struct Step {
    DecodedSource before;  ///< Empty at first.
    DecodedSource after;
    Windows windows;
  };
  /// Goes on to the next text; an error leaves the chain as it was.
  [[nodiscard]] Result<Step> next(const Source& source);
  [[nodiscard]] const DecodedSource& last() const { return last_; }

 private:
  DecodedSource last_;
  CountedPlace counted_;  ///< In the last text.
  std::optional<MarkdownMeasure> measure_;
};

}  // namespace stet::read
