// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stet/report.hpp"

// Parts of the report for a person that other commands print too.
namespace stet::report {

/// The changes that the filter shows, each after an empty line, metadata first; empty where it shows none.
[[nodiscard]] std::string changes_in_words(const DocumentDiff& diff, const ReportFilter& filter,
                                           const TerminalStyle& style);

/// "2 reworded, 1 added; 2 substantive", without a line feed.
[[nodiscard]] std::string summary_in_words(const DocumentDiff& diff, const ReportFilter& filter);

}  // namespace stet::report
