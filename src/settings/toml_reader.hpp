// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stet/result.hpp"
#include "stet/settings.hpp"
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

// Reading a table strictly: what it holds is of the kind that is wanted, or an error says where it is not.
namespace stet::settings {

/// A table of the file, and what errors call it.
struct Table {
  const toml::table& table;
  std::string where;  ///< " in [rules]"; empty for the file itself.
  const std::string& place;
};

/// A line of the file and what is wrong there.
[[nodiscard]] Error fault(const std::string& place, const toml::source_region& where, std::string message);

/// The error of the first key that is not known; nothing where all are.
[[nodiscard]] std::optional<Error> unknown_key(const Table& table, const std::vector<std::string>& known);

/// A table by its key, `[key]`; nothing where it is not there.
[[nodiscard]] Result<const toml::table*> table_at(const Table& parent, const std::string& key);
/// The tables of `[[key]]`.
[[nodiscard]] Result<std::vector<const toml::table*>> tables_at(const Table& parent, const std::string& key);

/// A text that is not empty; none where the key is not there.
[[nodiscard]] Result<std::optional<std::string>> text_at(const Table& table, const std::string& key);
/// One that must be there.
[[nodiscard]] Result<std::string> needed_text_at(const Table& table, const std::string& key);
/// @param example  Shown where the value is of another kind: `["releases/**"]`.
[[nodiscard]] Result<std::vector<std::string>> texts_at(const Table& table, const std::string& key,
                                                        std::string_view example);
/// The value among the known ones; an error names the nearest.
[[nodiscard]] std::optional<Error> unknown_value(const Table& table, const std::string& key, const std::string& value,
                                                 const std::vector<std::string>& known);

/// `[published]`, `[rules]`, `[[keep]]`, `[[avoid]]` and `[[waiver]]`.
[[nodiscard]] Result<Policy> policy_of(const Table& root);

/// Every value of the file with its line.
[[nodiscard]] std::vector<Setting> values_of(const toml::table& root);

}  // namespace stet::settings
