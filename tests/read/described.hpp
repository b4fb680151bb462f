// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "stet/document.hpp"

// Documents as lines of text, for tables of cases, and the invariants that every document has.
namespace stet::test {

/// Reads a text as a whole; a test that gets an error fails.
[[nodiscard]] Document read_text(std::string bytes, TextType type = TextType::Plain);

/// Reads Markdown by parts and pieces of lists, or as md4c gives it for the whole; a test that gets an error fails.
[[nodiscard]] Document read_in_parts(std::string markdown);
[[nodiscard]] Document read_whole(std::string markdown);

/// "Heading 1: Title", "ListItem 2 #3 quoted: text", with "[3,7) > target" after a block for each link. Line breaks of
/// the text are shown as ␤.
[[nodiscard]] std::vector<std::string> described(const Document& document);

/// "key = value", one for each.
[[nodiscard]] std::vector<std::string> described_metadata(const Document& document);

/// What is wrong with a document: text that is no valid UTF-8, blocks out of order, runs that lead elsewhere than to
/// the bytes that gave the text, lines that are not those of the source. Empty where nothing is.
[[nodiscard]] std::string broken_invariant(const Document& document);

}  // namespace stet::test
