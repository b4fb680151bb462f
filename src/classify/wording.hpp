// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stet/document.hpp"

namespace stet::classify {

/// One side of a change as one text: its sentences with the white space that follows each in the document between them.
class Wording {
 public:
  Wording(const Document& document, SentenceSet sentences);
  Wording(const Wording&) = delete;
  Wording& operator=(const Wording&) = delete;

  [[nodiscard]] std::string_view text() const { return text_; }

  /// A stretch of the block that the stretch of the wording lies in.
  struct Place {
    BlockIndex block{};
    ByteRange range;  ///< In bytes of the block's text.
  };
  /// Nothing for a stretch that lies in several sentences' blocks or between them.
  [[nodiscard]] std::optional<Place> place_of(ByteRange range) const;
  /// Where a byte of a sentence's block stands in the wording; nothing for one outside.
  [[nodiscard]] std::optional<std::size_t> offset_of(BlockIndex block, std::size_t block_offset) const;

 private:
  struct Piece {
    std::size_t begin = 0;  ///< In the wording.
    BlockIndex block{};
    ByteRange range;  ///< In the block's text.
  };
  std::string joined_;
  std::string_view text_;
  std::vector<Piece> pieces_;
};

}  // namespace stet::classify
