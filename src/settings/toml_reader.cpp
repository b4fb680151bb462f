// SPDX-License-Identifier: Apache-2.0
#include "settings/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/nearest.hpp"
#include "text/printable.hpp"

namespace stet::settings {
namespace {

std::string hint_for(const std::string& name, const std::vector<std::string>& known) {
  const std::string near = text::nearest(name, known);
  return near.empty() ? fmt::format("known are {}", fmt::join(known, ", ")) : fmt::format("did you mean '{}'?", near);
}

}  // namespace

Error fault(const std::string& place, const toml::source_region& where, std::string message) {
  return {.code = ErrorCode::InvalidInput,
          .message = fmt::format("line {}: {}", where.begin.line, text::printable(message)),
          .place = place};
}

std::optional<Error> unknown_key(const Table& table, const std::vector<std::string>& known) {
  for (const auto& [key, value] : table.table) {
    const std::string name(key.str());
    if (std::ranges::find(known, name) != known.end()) continue;
    return fault(table.place, key.source(),
                 fmt::format("unknown key '{}'{}: {}", name, table.where, hint_for(name, known)));
  }
  return std::nullopt;
}

std::optional<Error> unknown_value(const Table& table, const std::string& key, const std::string& value,
                                   const std::vector<std::string>& known) {
  if (std::ranges::find(known, value) != known.end()) return std::nullopt;
  return fault(table.place, table.table.get(key)->source(),
               fmt::format("'{}'{} cannot be '{}': {}", key, table.where, value, hint_for(value, known)));
}

Result<const toml::table*> table_at(const Table& parent, const std::string& key) {
  const toml::node* const node = parent.table.get(key);
  if (node == nullptr) return nullptr;
  if (const toml::table* const table = node->as_table()) return table;
  return std::unexpected(fault(parent.place, node->source(), fmt::format("'{0}' is to be a table: [{0}]", key)));
}

Result<std::vector<const toml::table*>> tables_at(const Table& parent, const std::string& key) {
  std::vector<const toml::table*> tables;
  const toml::node* const node = parent.table.get(key);
  if (node == nullptr) return tables;
  const toml::array* const list = node->as_array();
  const auto is_table = [](const toml::node& item) { return item.is_table(); };
  if (list == nullptr || !std::ranges::all_of(*list, is_table))
    return std::unexpected(
        fault(parent.place, node->source(),
              fmt::format("'{0}' is to be a table in double brackets, as often as it is needed: [[{0}]]", key)));
  for (const toml::node& item : *list) tables.push_back(item.as_table());
  return tables;
}

Result<std::optional<std::string>> text_at(const Table& table, const std::string& key) {
  const toml::node* const node = table.table.get(key);
  if (node == nullptr) return std::optional<std::string>();
  auto text = node->value_exact<std::string>();
  if (text && text->find_first_not_of(" \t\r\n") != std::string::npos) return text;
  return std::unexpected(
      fault(table.place, node->source(), fmt::format("'{}'{} is to be a text in quotation marks", key, table.where)));
}

Result<std::string> needed_text_at(const Table& table, const std::string& key) {
  auto text = text_at(table, key);
  if (!text) return std::unexpected(std::move(text).error());
  if (*text) return std::move(**text);
  return std::unexpected(
      fault(table.place, table.table.source(), fmt::format("there is no '{}'{}: it must have one", key, table.where)));
}

Result<std::vector<std::string>> texts_at(const Table& table, const std::string& key, std::string_view example) {
  std::vector<std::string> texts;
  const toml::node* const node = table.table.get(key);
  if (node == nullptr) return texts;
  const auto is_text = [](const toml::node& item) {
    const auto text = item.value_exact<std::string>();
    return text && !text->empty();
  };
  const toml::array* const list = node->as_array();
  if (list == nullptr || !std::ranges::all_of(*list, is_text))
    return std::unexpected(fault(table.place, node->source(),
                                 fmt::format("'{}'{} is to be a list of texts: {}", key, table.where, example)));
  for (const toml::node& item : *list) texts.push_back(*item.value_exact<std::string>());
  return texts;
}

}  // namespace stet::settings
