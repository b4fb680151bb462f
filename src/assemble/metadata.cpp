// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "assemble/assemble.hpp"
#include "text/iso_time.hpp"
#include "unicode/fold.hpp"

namespace stet::assemble {
namespace {

/// Notes on corrections say themselves what changed; INTERFACE.md leaves them out.
constexpr std::string_view kUnlisted = "corrections";

Severity severity_of(std::string_view key) {
  return key == "title" || key == "published" ? Severity::Substantive : Severity::Editorial;
}

std::optional<std::string> value_of(const Document& document, std::string_view key) {
  const std::optional<std::string_view> value = document.meta(key);
  if (!value) return std::nullopt;
  return std::string(*value);
}

/// Whether two values say the same: a moment in two time zones, a date and its midnight.
bool same_value(std::string_view key, const std::optional<std::string>& before,
                const std::optional<std::string>& after) {
  if (before == after) return true;
  if (key != "published" || !before || !after) return false;
  const auto moment = text::parse_iso_time(*before);
  return moment && moment == text::parse_iso_time(*after);
}

/// Typography alone is cosmetic here as elsewhere.
bool differs_in_typography_alone(const MetadataChange& change) {
  return change.before && change.after &&
         unicode::fold_typography(*change.before) == unicode::fold_typography(*change.after);
}

}  // namespace

std::vector<MetadataChange> metadata_changes(const Document& before, const Document& after) {
  std::vector<std::string> keys;
  for (const Document* document : {&before, &after})
    for (const MetadataEntry& entry : document->metadata)
      if (entry.key != kUnlisted && std::ranges::find(keys, entry.key) == keys.end()) keys.push_back(entry.key);
  std::vector<MetadataChange> changes;
  for (const std::string& key : keys) {
    MetadataChange change{
        .key = key, .before = value_of(before, key), .after = value_of(after, key), .severity = severity_of(key)};
    if (same_value(key, change.before, change.after)) continue;
    if (differs_in_typography_alone(change)) change.severity = Severity::Cosmetic;
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace stet::assemble
