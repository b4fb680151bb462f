// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stet::cli {

/// A word that a shell takes as it is: in quotes where it must be. What cannot be seen, and bytes that would act on a
/// terminal, are written as $'\xNN'.
[[nodiscard]] std::string in_shell(std::string_view word);

/// A basic string of TOML, with its quotation marks; control characters are escaped.
[[nodiscard]] std::string in_toml(std::string_view text);

}  // namespace stet::cli
