// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "assemble/assemble.hpp"

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
    if (change.before != change.after) changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace stet::assemble
