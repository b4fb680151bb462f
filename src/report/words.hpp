// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stet/diff.hpp"

// What a report says in words. English; one place for all reporters that are read by people.
namespace stet::report {

/// "1 sentence", "3 sentences".
[[nodiscard]] std::string counted(std::size_t count, std::string_view singular, std::string_view plural);

/// "two" up to "nine", then figures.
[[nodiscard]] std::string small_number(std::size_t count);

/// "a", "a and b", "a, b and c".
[[nodiscard]] std::string enumeration(const std::vector<std::string>& parts);

/// What differs in edits of typography and white space, whose marks may look alike: "quotation marks", "dashes",
/// "no-break space", "Unicode form". Each once, in a fixed order.
[[nodiscard]] std::vector<std::string_view> typography_notes(const std::vector<Edit>& edits);

/// "number, date", "name, in a quotation", "typography (quotation marks)", "number (same value)". Empty for none.
[[nodiscard]] std::string category_words(const Change& change);

/// "reworded", "split in two", "merged from three", "added". Without where it moved from.
[[nodiscard]] std::string kind_words(const Change& change);

/// "heading", "list item", … Empty for a paragraph.
[[nodiscard]] std::string_view block_words(BlockKind kind);

/// "2018-02-28 15:58 UTC" or, at midnight, "2018-02-28". What is no such time is given back as it is.
[[nodiscard]] std::string time_words(std::string_view iso);

}  // namespace stet::report
