// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stet/result.hpp"
#include "stet/text.hpp"

namespace stet::unicode {

/// One of ICU's regular expressions, over UTF-8, counted in bytes.
///
/// A match that takes too many steps ends in an error: steps are counted, not seconds, so the answer is the same on
/// every machine.
class Pattern {
 public:
  /// InvalidInput says what is wrong with the expression and where.
  [[nodiscard]] static Result<Pattern> compile(std::string_view expression, bool ignore_case);
  Pattern(Pattern&&) noexcept;
  ~Pattern();

  /// Matches that do not overlap, leftmost first; empty ones are none.
  [[nodiscard]] Result<std::vector<ByteRange>> matches(std::string_view text) const;

 private:
  struct State;
  explicit Pattern(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Whether a word begins or ends at a byte of the text: letters, marks and digits on one side only, or, in scripts
/// without spaces, a word boundary of ICU's dictionary.
[[nodiscard]] bool is_word_edge(std::string_view text, std::size_t position);

}  // namespace stet::unicode
