// SPDX-License-Identifier: Apache-2.0
#include "report/json_values.hpp"

#include "text/iso_time.hpp"

namespace stet::report {
namespace {

/// The order in which a summary lists the kinds: as frequent in practice.
constexpr ChangeKind kSummaryKinds[] = {ChangeKind::Reworded, ChangeKind::Added, ChangeKind::Removed,
                                        ChangeKind::Moved,    ChangeKind::Split, ChangeKind::Merged};
constexpr Severity kSummarySeverities[] = {Severity::Substantive, Severity::Editorial, Severity::Cosmetic};

}  // namespace

std::string_view program_version() { return STET_VERSION; }

void write_head(JsonWriter& json, std::string_view format) {
  json.key("format").string(format).key("format_version").string("1.0");
  json.key("tool").begin_object().key("name").string("stet").key("version").string(program_version()).end_object();
}

void write_version_fields(JsonWriter& json, const Version& version, std::string_view label,
                          std::string_view earlier_path) {
  json.key("version");
  if (version.number) {
    json.number(*version.number);
  } else {
    json.null();
  }
  json.key("commit").string(version.commit);
  json.key("published").string(text::format_iso_time(version.published));
  json.key("label").string(label);
  if (!earlier_path.empty()) json.key("path").string(earlier_path);
  if (version.withdrawn) json.key("withdrawn").boolean(true);
}

void write_version(JsonWriter& json, const Version& version, std::string_view label, std::string_view earlier_path) {
  json.begin_object();
  write_version_fields(json, version, label, earlier_path);
  json.end_object();
}

void write_summary(JsonWriter& json, const Summary& summary, bool all) {
  const auto count = [&](ChangeKind kind) { return summary.kinds[static_cast<std::size_t>(kind)]; };
  json.begin_object();
  if (all) json.key_named(name_of(ChangeKind::Unchanged)).number(count(ChangeKind::Unchanged));
  for (const ChangeKind kind : kSummaryKinds) json.key_named(name_of(kind)).number(count(kind));
  json.key("also_moved").number(summary.also_moved);
  for (const Severity severity : kSummarySeverities) {
    json.key_named(name_of(severity)).number(summary.severities[static_cast<std::size_t>(severity)]);
  }
  json.key("metadata").number(summary.metadata);
  json.key("breaks").number(summary.breaks);
  json.end_object();
}

void write_bounded(JsonWriter& json, const Bounded& bounded) {
  if (!bounded.any()) return;
  json.key("bounded").begin_array();
  if (bounded.sentences) json.string("sentences");
  if (bounded.words) json.string("words");
  json.end_array();
}

void write_categories(JsonWriter& json, CategorySet categories) {
  json.begin_array();
  for (std::size_t i = 0; i < kCategories; ++i) {
    const auto category = static_cast<Category>(i);
    if (categories.contains(category)) json.word(name_of(category));
  }
  json.end_array();
}

void write_severity(JsonWriter& json, Severity severity) {
  if (severity == Severity::None) {
    json.null();
  } else {
    json.word(name_of(severity));
  }
}

}  // namespace stet::report
