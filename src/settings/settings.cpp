// SPDX-License-Identifier: Apache-2.0
#include "stet/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "settings/toml_reader.hpp"

namespace stet {
namespace {

using settings::fault;
using settings::unknown_key;

/// "en", "kok": what a table of words is named by.
bool is_language(std::string_view name) {
  return (name.size() == 2 || name.size() == 3) &&
         std::ranges::all_of(name, [](char byte) { return byte >= 'a' && byte <= 'z'; });
}

/// A list of words, none of them empty or with white space.
Result<std::vector<std::string>> words_of(const toml::table& table, const std::string& key, const std::string& place) {
  std::vector<std::string> words;
  const toml::node* const node = table.get(key);
  if (node == nullptr) return words;
  const toml::array* const list = node->as_array();
  if (list == nullptr)
    return std::unexpected(
        fault(place, node->source(), fmt::format("'{}' is to be a list of words: [\"Ofcom.\"]", key)));
  for (const toml::node& item : *list) {
    const auto word = item.value_exact<std::string>();
    if (!word || word->empty() || word->find_first_of(" \t\n") != std::string::npos)
      return std::unexpected(fault(place, item.source(), fmt::format("'{}' holds what is no single word", key)));
    words.push_back(*word);
  }
  return words;
}

Result<LanguageWords> language_words(const std::string& language, const toml::node& node, const std::string& place) {
  if (!is_language(language))
    return std::unexpected(
        fault(place, node.source(), fmt::format("'{}' is no language: name it as in [language.en]", language)));
  const toml::table* const table = node.as_table();
  if (table == nullptr)
    return std::unexpected(fault(place, node.source(), fmt::format("[language.{}] is to be a table", language)));
  if (auto wrong =
          unknown_key({*table, fmt::format(" in [language.{}]", language), place}, {"abbreviations", "starters"}))
    return std::unexpected(std::move(*wrong));
  auto abbreviations = words_of(*table, "abbreviations", place);
  if (!abbreviations) return std::unexpected(std::move(abbreviations).error());
  auto starters = words_of(*table, "starters", place);
  if (!starters) return std::unexpected(std::move(starters).error());
  return LanguageWords{language, std::move(*abbreviations), std::move(*starters)};
}

}  // namespace

Result<Settings> parse_settings(std::string_view text, const std::string& place) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed)
    return std::unexpected(
        fault(place, parsed.error().source(), fmt::format("is no TOML: {}", parsed.error().description())));
  const toml::table& table = parsed.table();
  const settings::Table root{table, "", place};
  if (auto wrong = unknown_key(root, {"archive", "avoid", "keep", "language", "published", "rules", "waiver"}))
    return std::unexpected(std::move(*wrong));
  Settings settings;
  settings.place = place;
  settings.values = settings::values_of(table);
  auto policy = settings::policy_of(root);
  if (!policy) return std::unexpected(std::move(policy).error());
  settings.policy = std::move(*policy);
  const toml::node* const languages = table.get("language");
  if (languages == nullptr) return settings;
  if (languages->as_table() == nullptr)
    return std::unexpected(fault(place, languages->source(), "'language' is to be a table: [language.en]"));
  for (const auto& [language, node] : *languages->as_table()) {
    auto words = language_words(std::string(language.str()), node, place);
    if (!words) return std::unexpected(std::move(words).error());
    settings.words.push_back(std::move(*words));
  }
  return settings;
}

}  // namespace stet
