// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "classify/quotation_marks.hpp"
#include "classify/vocabulary.hpp"
#include "unicode/breaks.hpp"

namespace stet::classify {

/// The direct quotations of one block's text: what stands between quotation marks, the marks left out, where a speech
/// verb or a speaker says that somebody said it. Titles, terms and scare quotes are none. Judged when asked for.
class BlockQuotations {
 public:
  /// All three must outlive this.
  BlockQuotations(std::string_view text, Vocabulary& vocabulary, unicode::Breaks& breaks);

  /// Whether a stretch of the text stands inside a direct quotation.
  /// @param continued  Whether the block before ends inside a quotation, which goes on here.
  [[nodiscard]] bool hold(ByteRange range, bool continued);

  /// The mark that the block begins with; 0 where it begins with none.
  [[nodiscard]] char32_t first_mark() const;
  /// The mark of a quotation that does not close before the block ends; 0 for none.
  [[nodiscard]] char32_t open_mark() const;

 private:
  /// What is known of a pair by what stands round it.
  enum class Verdict : std::uint8_t { Unknown, Direct, Whole, Joined, Other };

  [[nodiscard]] Verdict verdict(std::size_t pair);
  /// Whether a few words in one sentence lead from the pair before to this one.
  [[nodiscard]] bool joined_to_last(std::size_t pair) const;
  [[nodiscard]] bool is_direct(std::size_t pair, bool continued);

  std::string_view text_;
  Vocabulary& vocabulary_;
  unicode::Breaks& breaks_;
  std::vector<MarkPair> pairs_;
  std::vector<Verdict> verdicts_;  ///< One for each pair.
};

}  // namespace stet::classify
