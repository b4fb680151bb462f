// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stet/policy.hpp"
#include "stet/read.hpp"
#include "stet/result.hpp"

namespace stet {

/// One value in force, for people who ask where it came from.
struct Setting {
  std::string key;       ///< "rules.number", "waiver[0].reason".
  std::string value;     ///< As TOML has it: "\"warning\"".
  std::size_t line = 0;  ///< In the file; 0 where it is a default.
};

/// What a project's `stet.toml` says about its texts.
struct Settings {
  std::string place;                 ///< The file, as messages name it; empty where there is none.
  std::vector<LanguageWords> words;  ///< `[language.xx]`, by language.
  Policy policy;                     ///< `[published]`, `[rules]`, `[[keep]]`, `[[avoid]]`, `[[waiver]]`.
  std::vector<Setting> values;       ///< All that the file says, in its tables' order by name.

  /// `values`, and the defaults of what the file does not say.
  [[nodiscard]] std::vector<Setting> in_force() const;
};

/// Reads the text of a `stet.toml`.
///
/// @param place  Names it in errors.
/// InvalidInput where it is no TOML, where a value is of another kind, and for an unknown key, with the nearest known
/// one: a misspelt key must not be passed over in silence.
[[nodiscard]] Result<Settings> parse_settings(std::string_view toml, const std::string& place);

}  // namespace stet
