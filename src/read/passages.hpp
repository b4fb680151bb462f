// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "stet/document.hpp"
#include "stet/text.hpp"

namespace stet::read {

/// Reads a part of a text of far too many small paragraphs: several in a row become one block (text/passage_end.hpp).
/// Headings, lists and all other structure are paragraphs, and mark-up is text.
/// @param bytes       Of the document's source, whole lines.
/// @param first_line  The first one's number, from 1.
void read_passages(Document& document, ByteRange bytes, std::size_t first_line);

/// The bytes of source that gave a byte of a block that was joined, which keeps no map of its own: its text is the
/// source's, each stretch of white space one space.
/// @param begin  Of the block in the source.
/// Cost: that of going there from the block's beginning.
[[nodiscard]] ByteRange source_of_joined(std::string_view source, std::size_t begin, std::size_t text_offset);

}  // namespace stet::read
