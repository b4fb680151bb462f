// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stet/report.hpp"

// Reports made by hand that several tests print.
namespace stet::test {

/// A press release with one change of each kind, metadata and a paragraph break.
[[nodiscard]] Report every_kind();
/// Quotation marks, a no-break space, an accent in another Unicode form and an invisible character.
[[nodiscard]] Report cosmetic_only();
/// Chinese, Japanese, Korean, Arabic, Devanagari, emoji, and a word wider than a line.
[[nodiscard]] Report wide_characters();
/// Two long sentences with one word changed in each.
[[nodiscard]] Report long_sentences();
/// A link with another target.
[[nodiscard]] Report link_target();
/// The same edits in several documents, one unchanged document, one that was not read.
[[nodiscard]] Report several_documents();
/// Texts and names that would act on a terminal, in an HTML page or in a log.
[[nodiscard]] Report hostile();
/// A comparison that was cut short, of sentences and of words.
[[nodiscard]] Report bounded();
/// Two equal texts.
[[nodiscard]] Report no_change();

/// Shows every change.
[[nodiscard]] ReportFilter everything();

}  // namespace stet::test
