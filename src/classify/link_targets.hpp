// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "stet/diff.hpp"

namespace stet::classify {

/// The targets of the links in a change's sentences, compared in order. The documents must outlive it.
class LinkTargets {
 public:
  LinkTargets(const Document& before, const Document& after, SentenceSet before_sentences, SentenceSet after_sentences);

  /// Whether both sides have the same targets in the same order.
  [[nodiscard]] bool equal() const { return differences_.empty(); }
  /// Appends the edits of targets whose links end at or before these places and that were not appended yet.
  void append_up_to(std::vector<Edit>& edits, std::size_t before_end, std::size_t after_end);

 private:
  struct Target {
    const Link* link = nullptr;
    std::uint32_t end = 0;  ///< Where its link's text ends in the wording.
  };
  /// A target that went, came or became another: its place in `before_` and `after_`.
  struct Difference {
    std::uint32_t before = kNone;
    std::uint32_t after = kNone;
  };
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  void find_differences();

  std::vector<Target> before_;  ///< None where the two sides are equal.
  std::vector<Target> after_;
  std::vector<Difference> differences_;
  std::size_t appended_ = 0;
};

}  // namespace stet::classify
