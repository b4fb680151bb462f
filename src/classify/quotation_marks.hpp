// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "stet/text.hpp"

namespace stet::classify {

/// A quotation mark that opens and the one that closes it, in bytes of the text.
struct MarkPair {
  char32_t mark = 0;        ///< The one that opens.
  std::uint32_t begin = 0;  ///< Of the mark that opens.
  std::uint32_t end = 0;    ///< Behind the mark that closes; the text's end where none does.
  TextRange inside;         ///< Between the marks; not empty.
  bool closed = true;
};

/// The quotation marks of a text in pairs, in order, the outermost alone. One that never closes holds to the end of the
/// text, as in quotations of several paragraphs, save a single one, which may be an apostrophe.
/// @param language  Primary subtag: German closes with the mark that English opens with.
[[nodiscard]] std::vector<MarkPair> pair_quotation_marks(std::string_view text, std::string_view language);

}  // namespace stet::classify
