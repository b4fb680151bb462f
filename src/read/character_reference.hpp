// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stet::read {

/// The text that `&amp;`, `&#38;` or `&#x26;` stands for, by the names of the HTML standard; nothing for what is no
/// reference. A number that is no character (0, a surrogate, past U+10FFFF) is U+FFFD, as CommonMark has it.
[[nodiscard]] std::optional<std::string> character_reference(std::string_view reference);

/// How long the reference that begins here is, "&" to ";", by its form alone; 0 where there is none.
[[nodiscard]] std::size_t character_reference_length(std::string_view text);

}  // namespace stet::read
