// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stet::unicode {

/// Text in UTF-8 and what it was.
struct Decoded {
  std::string utf8;
  std::string encoding;            ///< IANA name, "UTF-16LE", "windows-1252".
  std::size_t replaced_bytes = 0;  ///< Sequences that meant nothing there and became U+FFFD.
};

/// Decodes bytes that are no UTF-8: by their byte order mark, by the pattern of NULs that UTF-16 and
/// UTF-32 leave, else by what ICU detects (ISO-8859-1 is read as windows-1252, as browsers do).
[[nodiscard]] Decoded decode(std::string_view bytes);

/// The encoding that a byte order mark or the pattern of NULs in the first bytes says; nothing for
/// UTF-8 with or without a mark, and for what may be anything else.
[[nodiscard]] std::optional<std::string> wide_encoding(std::string_view bytes);

}  // namespace stet::unicode
