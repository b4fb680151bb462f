// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "align/align.hpp"
#include "classify/lexicon.hpp"

namespace stet::classify {

/// Which numbers of headings, list items and articles became which: what a reference may have shifted in step with.
class Renumbering {
 public:
  /// Reads the numbers that aligned headings, list items and blocks begin with, and the ordinals of Markdown lists.
  static Renumbering of(const Document& before, const Document& after, const align::Alignment& alignment,
                        const Lexicon& lexicon);

  /// Whether what was numbered `before` is numbered `after` now. `word` is the reference's own ("section"); a label
  /// without a word (a list number) serves any.
  [[nodiscard]] bool shifted(std::string_view word, std::string_view before, std::string_view after) const;
  [[nodiscard]] Renumbering mirrored() const;

 private:
  std::set<std::tuple<std::string, std::string, std::string>> shifts_;  ///< word, before, after
};

}  // namespace stet::classify
