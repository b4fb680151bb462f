// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

// What is no text, told by its content.
namespace stet::read {

/// What stet reads, for messages.
inline constexpr std::string_view kTypesRead = "stet reads plain text and Markdown (.md, .markdown)";

/// What the bytes are by a known signature, "a PNG image"; nothing for what may be text.
[[nodiscard]] std::optional<std::string_view> known_binary(std::string_view bytes);

/// Whether more than one in a hundred of the first bytes are control characters that no text has. One alone never is
/// too much, however short the text.
[[nodiscard]] bool has_many_controls(std::string_view bytes);

/// Whether the text is a pointer that stands in git for a file kept by Git LFS.
[[nodiscard]] bool is_lfs_pointer(std::string_view bytes);

}  // namespace stet::read
