// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/flow.hpp"
#include "stet/diff.hpp"

// Word edits as running text with marks.
namespace stet::report {

/// Both sides in one: kept words, [-words that went-]{+words that came+}. Unchanged stretches far from any edit are
/// left out, with … in their place; a link's target stands in ⟨⟩ behind its words.
[[nodiscard]] Flow marked_edits(std::span<const Edit> edits, const Palette& palette);

/// One side alone, a flow for each of its sentences: what is kept, and what went from it (`side` Delete) or came to it
/// (Insert). Nothing is left out.
/// @param lengths  Bytes of each sentence's text, in order. Between sentences only white space stands.
[[nodiscard]] std::vector<Flow> marked_sentences(std::span<const Edit> edits, EditOp side,
                                                 std::span<const std::size_t> lengths, const Palette& palette);

/// The text of an edit of these categories, with what cannot be seen made visible: a no-break space as ⍽, a space alone
/// as ␣, invisible characters by number, a mark that would join the sign before it on a dotted circle.
[[nodiscard]] std::string visible(std::string_view text, CategorySet categories);

}  // namespace stet::report
