// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stet/diff.hpp"

namespace stet::classify {

/// The targets of the links in a change's sentences, compared in order.
class LinkTargets {
 public:
  LinkTargets(const Document& before, const Document& after, SentenceSet before_sentences, SentenceSet after_sentences);

  /// Whether both sides have the same targets in the same order.
  [[nodiscard]] bool equal() const { return differences_.empty(); }
  /// Appends the edits of targets whose links end at or before these places and that were not appended yet.
  void append_up_to(std::vector<Edit>& edits, std::size_t before_end, std::size_t after_end);

 private:
  struct Target {
    std::size_t end = 0;  ///< Where its link's text ends in the wording.
    std::string target;
  };
  /// A target that went, came or became another.
  struct Difference {
    std::optional<Target> before;
    std::optional<Target> after;
  };

  std::vector<Difference> differences_;
  std::size_t appended_ = 0;
};

}  // namespace stet::classify
