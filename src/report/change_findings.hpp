// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/findings.hpp"
#include "stet/report.hpp"

namespace stet::report {

/// Whether an edit that is the same in several documents is a finding in each of its places, or once.
enum class Repeats : std::uint8_t { Each, Once };

/// The changes of a report as findings: substantive ones are warnings, editorial ones notes, cosmetic ones none. A
/// document that came or went is one finding, and so is a sentence that went from one document to another.
[[nodiscard]] FindingList findings_of(const Report& report, const ReportFilter& filter, Repeats repeats);

}  // namespace stet::report
