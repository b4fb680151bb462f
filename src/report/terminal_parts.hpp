// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stet/report.hpp"

// Parts of the report for a person that other commands print too.
namespace stet::report {

/// The changes that the filter shows, each after an empty line, metadata first; empty where it shows none.
[[nodiscard]] std::string changes_in_words(const DocumentDiff& diff, const ReportFilter& filter,
                                           const TerminalStyle& style);

/// "2 reworded, 1 added; 2 substantive", without a line feed.
[[nodiscard]] std::string summary_in_words(const DocumentDiff& diff, const ReportFilter& filter);

/// The same of what was counted only: what the filter keeps back for its severity is told apart.
[[nodiscard]] std::string summary_in_words(const Summary& summary, const ReportFilter& filter);

/// What to say beside it of a comparison that was cut short, a sentence each; mostly nothing.
[[nodiscard]] std::vector<std::string_view> bounded_words(const Bounded& bounded);

}  // namespace stet::report
