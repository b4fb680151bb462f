// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace stet::read {

/// Whether a line that begins with this is one of a paragraph, and behind such a one goes on with it however it is
/// indented.
[[nodiscard]] bool is_prose(char first);

/// Whether a piece of Markdown is one paragraph without any markup, and nothing else: no byte of it, and no beginning
/// of a line, is one that CommonMark, or a table or a strikethrough, gives a meaning. False where that is not certain.
/// @param indented  Whether spaces before the paragraph mean nothing.
[[nodiscard]] bool is_bare_paragraph(std::string_view markdown, bool indented);

}  // namespace stet::read
