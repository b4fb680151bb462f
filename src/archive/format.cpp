// SPDX-License-Identifier: Apache-2.0
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "archive/names.hpp"
#include "archive/state.hpp"

namespace stet::archive {

Format format_of_text(std::string_view toml) {
  const toml::parse_result parsed = toml::parse(toml);
  if (!parsed) return Format::Damaged;
  const auto* const archive = parsed.table()["archive"].as_table();
  if (archive == nullptr) return Format::None;
  const auto* const format = archive->get("format");
  return format != nullptr && format->value_exact<std::int64_t>() == 1 ? Format::Known : Format::Unknown;
}

Result<Format> format_of(const Objects& objects, const git_oid& commit) {
  const auto tree = tree_of(objects, commit);
  if (!tree) return std::unexpected(tree.error());
  const auto entry = objects.find(*tree, kFormatFile);
  if (!entry) return std::unexpected(entry.error());
  if (!*entry || !(*entry)->is_file()) return Format::None;
  const auto blob = objects.read((*entry)->id, GIT_OBJECT_BLOB);
  if (!blob) return std::unexpected(blob.error());
  return format_of_text(bytes_of(*blob));
}

}  // namespace stet::archive
