// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// What a block of plain text is, judged by the block alone, so that a window gives what the whole gives.
namespace stet::read {

/// Whether the text ends as a sentence or a clause does: in . ! ? … : ; , or their like in any script, perhaps inside
/// quotation marks or brackets.
[[nodiscard]] bool ends_in_punctuation(std::string_view text);

/// Whether a line that is the first block of a text is its headline.
[[nodiscard]] bool is_headline(std::string_view line);

/// Whether a line that stands alone between blank lines is a heading: short, not ended, and it begins like a sentence.
[[nodiscard]] bool is_heading(std::string_view line);

/// Whether the text begins with a label such as "Photo:" in one of several languages.
[[nodiscard]] bool is_caption(std::string_view text);

}  // namespace stet::read
