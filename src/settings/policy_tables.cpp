// SPDX-License-Identifier: Apache-2.0
// The tables of `stet.toml` that say what is published and by which rules it may change.
#include <fmt/format.h>

#include <algorithm>

#include "history/phrase.hpp"
#include "settings/toml_reader.hpp"
#include "text/iso_time.hpp"

namespace stet::settings {
namespace {

constexpr std::string_view kPathsExample = "[\"releases/**/*.md\"]";
/// Files in a folder above the repository's root, or named from the root of the disk, are never in it.
bool leads_outside(std::string_view path) {
  return path.starts_with('/') || path == ".." || path.starts_with("../") ||
         path.find("/../") != std::string_view::npos;
}

std::vector<std::string> rule_names(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) names.emplace_back(name_of(static_cast<Rule>(i)));
  return names;
}

Result<std::vector<std::string>> paths_at(const Table& table) {
  auto paths = texts_at(table, "paths", kPathsExample);
  if (!paths) return paths;
  for (const std::string& path : *paths)
    if (leads_outside(path))
      return std::unexpected(
          fault(table.place, table.table.get("paths")->source(),
                fmt::format("'{}' leads outside the repository: paths are relative to its root", path)));
  return paths;
}

Result<RuleLevel> level_at(const Table& table, const std::string& key) {
  const auto text = needed_text_at(table, key);
  if (!text) return std::unexpected(text.error());
  if (auto wrong = unknown_value(table, key, *text, {"error", "warning", "off"}))
    return std::unexpected(std::move(*wrong));
  return *text == "error" ? RuleLevel::Error : *text == "warning" ? RuleLevel::Warning : RuleLevel::Off;
}

Result<void> read_published(Policy& policy, const Table& root) {
  const auto found = table_at(root, "published");
  if (!found) return std::unexpected(found.error());
  if (*found == nullptr) return {};
  const Table table{**found, " in [published]", root.place};
  if (auto wrong = unknown_key(table, {"paths", "since"})) return std::unexpected(std::move(*wrong));
  auto paths = paths_at(table);
  if (!paths) return std::unexpected(std::move(paths).error());
  policy.paths = std::move(*paths);
  auto since = text_at(table, "since");
  if (!since) return std::unexpected(std::move(since).error());
  policy.since = since->value_or("");
  return {};
}

Result<void> read_rules(Policy& policy, const Table& root) {
  const auto found = table_at(root, "rules");
  if (!found) return std::unexpected(found.error());
  if (*found == nullptr) return {};
  const Table table{**found, " in [rules]", root.place};
  const std::vector<std::string> names = rule_names(kLevelledRules);
  if (auto wrong = unknown_key(table, names)) return std::unexpected(std::move(*wrong));
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!table.table.contains(names[i])) continue;
    const auto level = level_at(table, names[i]);
    if (!level) return std::unexpected(level.error());
    policy.levels[i] = *level;
  }
  return {};
}

Result<PhraseRule> phrase_rule(const Table& table) {
  if (auto wrong = unknown_key(table, {"phrase", "paths", "severity"})) return std::unexpected(std::move(*wrong));
  PhraseRule rule;
  auto phrase = needed_text_at(table, "phrase");
  if (!phrase) return std::unexpected(std::move(phrase).error());
  rule.phrase = std::move(*phrase);
  PhraseQuery query;
  query.text = rule.phrase;
  if (const auto usable = history::Phrase::of(query); !usable)
    return std::unexpected(fault(table.place, table.table.get("phrase")->source(), usable.error().message));
  auto paths = paths_at(table);
  if (!paths) return std::unexpected(std::move(paths).error());
  rule.paths = std::move(*paths);
  if (!table.table.contains("severity")) return rule;
  const auto level = level_at(table, "severity");
  if (!level) return std::unexpected(level.error());
  rule.level = *level;
  return rule;
}

Result<std::vector<PhraseRule>> phrase_rules(const Table& root, const std::string& key) {
  const auto tables = tables_at(root, key);
  if (!tables) return std::unexpected(tables.error());
  std::vector<PhraseRule> rules;
  for (const toml::table* const table : *tables) {
    auto rule = phrase_rule({*table, fmt::format(" in [[{}]]", key), root.place});
    if (!rule) return std::unexpected(std::move(rule).error());
    rules.push_back(std::move(*rule));
  }
  return rules;
}

/// A TOML date, or the same in quotation marks.
Result<std::optional<Timestamp>> date_at(const Table& table, const std::string& key) {
  const toml::node* const node = table.table.get(key);
  if (node == nullptr) return std::optional<Timestamp>();
  std::string text = node->value_exact<std::string>().value_or("");
  if (const auto date = node->value_exact<toml::date>())
    text = fmt::format("{:04}-{:02}-{:02}", date->year, static_cast<int>(date->month), static_cast<int>(date->day));
  constexpr std::size_t kDateLength = 10;
  if (const auto seconds = text::parse_iso_time(text); seconds && text.size() == kDateLength)
    return std::optional<Timestamp>(*seconds);
  return std::unexpected(
      fault(table.place, node->source(), fmt::format("'{}'{} is to be a date: 2026-12-31", key, table.where)));
}

Result<Waiver> waiver_of(const Table& table) {
  if (auto wrong = unknown_key(table, {"expires", "path", "reason", "rule"})) return std::unexpected(std::move(*wrong));
  const auto rule = needed_text_at(table, "rule");
  if (!rule) return std::unexpected(rule.error());
  const std::vector<std::string> names = rule_names(kRules - 1);  // Not the rule that waivers expire.
  if (auto wrong = unknown_value(table, "rule", *rule, names)) return std::unexpected(std::move(*wrong));
  auto path = needed_text_at(table, "path");
  if (!path) return std::unexpected(std::move(path).error());
  auto reason = needed_text_at(table, "reason");
  if (!reason) return std::unexpected(std::move(reason).error());
  const auto expires = date_at(table, "expires");
  if (!expires) return std::unexpected(expires.error());
  return Waiver{static_cast<Rule>(std::ranges::find(names, *rule) - names.begin()), std::move(*path),
                std::move(*reason), *expires, table.table.source().begin.line};
}

Result<std::vector<Waiver>> waivers_of(const Table& root) {
  const auto tables = tables_at(root, "waiver");
  if (!tables) return std::unexpected(tables.error());
  std::vector<Waiver> waivers;
  for (const toml::table* const table : *tables) {
    auto waiver = waiver_of({*table, " in [[waiver]]", root.place});
    if (!waiver) return std::unexpected(std::move(waiver).error());
    waivers.push_back(std::move(*waiver));
  }
  return waivers;
}

}  // namespace

Result<Policy> policy_of(const Table& root) {
  Policy policy;
  policy.place = root.place;
  for (const char* const key : {"published", "rules", "keep", "avoid", "waiver"})
    policy.is_set = policy.is_set || root.table.contains(key);
  if (auto read = read_published(policy, root); !read) return std::unexpected(std::move(read).error());
  if (auto read = read_rules(policy, root); !read) return std::unexpected(std::move(read).error());
  auto keep = phrase_rules(root, "keep");
  if (!keep) return std::unexpected(std::move(keep).error());
  auto avoid = phrase_rules(root, "avoid");
  if (!avoid) return std::unexpected(std::move(avoid).error());
  auto waivers = waivers_of(root);
  if (!waivers) return std::unexpected(std::move(waivers).error());
  policy.keep = std::move(*keep);
  policy.avoid = std::move(*avoid);
  policy.waivers = std::move(*waivers);
  return policy;
}

}  // namespace stet::settings
