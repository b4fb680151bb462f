// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "settings/toml_reader.hpp"

namespace stet {
namespace settings {
namespace {

/// A basic string of TOML.
std::string in_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char byte : text) {
    if (byte == '"' || byte == '\\') quoted += '\\';
    if (byte == '\n')
      quoted += "\\n";
    else if (byte == '\t')
      quoted += "\\t";
    else
      quoted += byte;
  }
  return quoted + '"';
}

/// A value on one line, as TOML has it.
std::string value_text(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return in_quotes(*text);
  if (const toml::array* const list = node.as_array()) {
    std::vector<std::string> items;
    for (const toml::node& item : *list) items.push_back(value_text(item));
    return fmt::format("[{}]", fmt::join(items, ", "));
  }
  std::ostringstream out;
  node.visit([&](const auto& value) { out << value; });
  return out.str();
}

void add_values(std::vector<Setting>& values, const toml::node& node, const std::string& key) {
  if (const toml::table* const table = node.as_table()) {
    for (const auto& [name, value] : *table)
      add_values(values, value, key.empty() ? std::string(name.str()) : fmt::format("{}.{}", key, name.str()));
    return;
  }
  const toml::array* const list = node.as_array();
  if (list != nullptr && !list->empty() && list->front().is_table()) {
    for (std::size_t i = 0; i < list->size(); ++i) add_values(values, *list->get(i), fmt::format("{}[{}]", key, i));
    return;
  }
  values.push_back({key, value_text(node), node.source().begin.line});
}

}  // namespace

std::vector<Setting> values_of(const toml::table& root) {
  std::vector<Setting> values;
  add_values(values, root, "");
  return values;
}

}  // namespace settings

std::vector<Setting> Settings::in_force() const {
  std::vector<Setting> all = values;
  const auto add_default = [&](const std::string& key, std::string value) {
    if (std::ranges::find(values, key, &Setting::key) == values.end()) all.push_back({key, std::move(value), 0});
  };
  add_default("published.paths", "[\"**\"]");
  for (std::size_t i = 0; i < kLevelledRules; ++i)
    add_default(fmt::format("rules.{}", name_of(static_cast<Rule>(i))),
                fmt::format("\"{}\"", name_of(policy.levels[i])));
  std::ranges::stable_sort(all, {},
                           [](const Setting& setting) { return setting.key.substr(0, setting.key.find('.')); });
  return all;
}

}  // namespace stet
