// SPDX-License-Identifier: Apache-2.0
#pragma once

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
  /// Whether a stretch of a source may hold it: false only where no reading of the bytes could.
  [[nodiscard]] bool may_be_in(std::string_view bytes, bool markdown) const;
  /// Whether a block's folded text holds it.
  [[nodiscard]] Result<bool> is_in(std::string_view folded) const;
  /// Positions, in the block, of the sentences that hits touch; in order, each once. Unsupported for an expression that
  /// takes too many steps.
  [[nodiscard]] Result<std::vector<std::uint32_t>> touched(const std::vector<FoldedSentence>& block) const;

 private:
  [[nodiscard]] std::vector<ByteRange> hits(const std::string& text) const;

  std::string needle_;  ///< Folded; empty for an expression.
  std::string key_;     ///< The longest run of ASCII letters in it, where there is a long one and case counts.
  bool ignore_case_ = false;
  bool word_ = false;
  std::shared_ptr<const unicode::Pattern> pattern_;
};

}  // namespace stet::history
