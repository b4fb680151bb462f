// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stet/read.hpp"
#include "stet/result.hpp"

namespace stet {

/// What a project's `stet.toml` says about its texts.
struct Settings {
  std::vector<LanguageWords> words;  ///< `[language.xx]`, by language.
};

/// Reads the text of a `stet.toml`. The tables that say what is published and by which rules are let stand.
///
/// @param place  Names it in errors.
/// InvalidInput where it is no TOML, where a value is of another kind, and for an unknown key, with the nearest known
/// one: a misspelt key must not be passed over in silence.
[[nodiscard]] Result<Settings> parse_settings(std::string_view toml, const std::string& place);

}  // namespace stet
