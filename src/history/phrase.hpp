// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stet/history.hpp"
#include "stet/text.hpp"
#include "unicode/pattern.hpp"

namespace stet::history {

/// A sentence as phrases see it: typography and white space folded away.
struct FoldedSentence {
  std::string_view text;
  bool joined = false;  ///< The next sentence of the block follows without white space.
};

/// What is looked for in the folded text of blocks.
///
/// A block's folded text is that of its sentences, a space between two unless they are joined. A hit may span
/// sentences, never blocks; it never begins or ends inside a character with its combining marks.
class Phrase {
 public:
  /// InvalidInput for a phrase without text and for an expression that means nothing.
  [[nodiscard]] static Result<Phrase> of(const PhraseQuery& query);

  /// What one sentence can say by itself.
  enum class Sight : std::uint8_t {
    None,    ///< No hit touches it that begins in it.
    Begins,  ///< A hit may begin in it and go on in the next sentence.
    Holds,   ///< A hit lies in it.
    Ask,     ///< Only the whole block can tell.
  };
  [[nodiscard]] Sight sight(std::string_view folded) const;
  /// Whether what one sentence can say shows in its bytes as they are: no expression, and case counts. Then:
  [[nodiscard]] bool shows_in_bytes() const { return !pattern_ && !ignore_case_; }
  /// Where the folded phrase stands in a stretch of bytes from `from` on; npos where it does not.
  [[nodiscard]] std::size_t find_in(std::string_view bytes, std::size_t from) const;
  /// Whether a folded text that ends with this byte may end with a beginning of the phrase;
  [[nodiscard]] bool may_begin_before(char last) const { return beginnings_[static_cast<unsigned char>(last)]; }
  /// whether it does.
  [[nodiscard]] bool begins_at_end_of(std::string_view folded) const;
  /// The same whether case counts or not: a hit may begin at the end of a folded text.
  [[nodiscard]] bool may_go_on_behind(std::string_view folded) const;
  /// Whether it is no expression: looking for it cannot take too many steps.
  [[nodiscard]] bool is_literal() const { return !pattern_; }
  /// Whether a stretch of a source may hold it: false only where no reading of the bytes could.
  [[nodiscard]] bool may_be_in(std::string_view bytes, bool markdown) const;
  /// Whether the bytes of a phrase of words alone are among these.
  [[nodiscard]] bool stands_as_it_is(std::string_view bytes) const {
    return is_words_ && !ignore_case_ && !word_ && find_in(bytes, 0) != std::string_view::npos;
  }
  /// Where it stands in a part of Markdown so that no reading of the part could take it away: words alone, outside of
  /// whatever mark-up can hide text. npos where that is not certain. Not for front matter, nor for a part of a text in
  /// which something reaches over cuts (read/markdown_window.hpp).
  [[nodiscard]] std::size_t plain_place_in(std::string_view markdown) const;
  /// Whether a block's folded text holds it.
  [[nodiscard]] Result<bool> is_in(std::string_view folded) const;
  /// Positions, in the block, of the sentences that hits touch; in order, each once. Unsupported for an expression that
  /// takes too many steps.
  [[nodiscard]] Result<std::vector<std::uint32_t>> touched(const std::vector<FoldedSentence>& block) const;

 private:
  [[nodiscard]] std::vector<ByteRange> hits(const std::string& text) const;

  std::string needle_;                  ///< Folded; empty for an expression.
  std::vector<std::string> keys_;       ///< Runs of many ASCII letters in it, where case counts.
  std::string after_key_;               ///< The word behind the first of these in a phrase of words; empty for none.
  std::array<bool, 256> beginnings_{};  ///< Bytes that a beginning of it ends with, all of it left out.
  bool ignore_case_ = false;
  bool word_ = false;
  bool is_words_ = false;  ///< ASCII letters and single spaces between them, which folding leaves as they are.
  std::shared_ptr<const unicode::Pattern> pattern_;
};

}  // namespace stet::history
