// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "report/json_writer.hpp"
#include "stet/archive.hpp"
#include "stet/diff.hpp"
#include "stet/report.hpp"

// The parts that all JSON outputs share. Their shape: docs/schema/.
namespace stet::report {

/// This program's version, "0.1.0".
[[nodiscard]] std::string_view program_version();

/// The first fields of every output, inside an object that the caller has opened.
/// @param format  "stet.list".
void write_head(JsonWriter& json, std::string_view format);

/// A version of a release: `version`, `commit`, `published`, `label`, `path` where it was another, and `withdrawn`
/// where it is one. The caller opens and closes the object, so that it can add fields.
/// @param earlier_path  Not empty for a version that had another path than its release has.
void write_version_fields(JsonWriter& json, const Version& version, std::string_view label,
                          std::string_view earlier_path = {});
/// The same as an object of its own.
void write_version(JsonWriter& json, const Version& version, std::string_view label,
                   std::string_view earlier_path = {});

/// @param all  With the unchanged sentences.
void write_summary(JsonWriter& json, const Summary& summary, bool all);

/// The field `bounded` of a compared document: an array of what was bounded, "sentences" and "words". Writes nothing
/// where nothing was.
void write_bounded(JsonWriter& json, const Bounded& bounded);

void write_categories(JsonWriter& json, CategorySet categories);

/// "substantive", or null for none.
void write_severity(JsonWriter& json, Severity severity);

/// The array `changes` of a document in a report: those that the filter shows.
void write_changes(JsonWriter& json, const DocumentDiff& diff, const ReportFilter& filter);

/// One change as it stands in that array.
void write_change(JsonWriter& json, const DocumentDiff& diff, const Change& change);

/// The array `edits` of a change.
void write_edits(JsonWriter& json, const std::vector<Edit>& edits);

}  // namespace stet::report
