// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// One place that says which differences are no differences. Everything blind to typography (alignment,
// classification, phrase search, policy) compares these folded forms.
namespace stet::unicode {

/// Typography folded away, as INTERFACE "Typography" lists it: every quotation mark and apostrophe to ',
/// every dash (also -- and ---) to -, … to ..., compatibility width forms and ligatures to the plain ones
/// (² and ½ stay), text to NFC, group separators inside a number dropped, ignorable characters and
/// joiners that shape nothing dropped, every run of white space to one space, spaces inside « » dropped,
/// none at either end. Case stays.
[[nodiscard]] std::string fold_typography(std::string_view text);

/// Full case folding, then NFC.
[[nodiscard]] std::string fold_case(std::string_view text);

/// NFC.
[[nodiscard]] std::string compose(std::string_view text);

/// NFKD without combining marks, case folded: é and E are e. For comparing spellings, never for equality.
[[nodiscard]] std::string fold_accents(std::string_view text);

}  // namespace stet::unicode
