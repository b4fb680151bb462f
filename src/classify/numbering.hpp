// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>

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
  /// The same of the two documents the other way round. It shares what it knows, and costs nothing.
  [[nodiscard]] Renumbering mirrored() const;

 private:
  /// "section 4 5": the word, the number before, the number after.
  using Shifts = std::unordered_set<std::string>;

  std::shared_ptr<const Shifts> shifts_ = std::make_shared<Shifts>();
  bool mirrored_ = false;
};

}  // namespace stet::classify
