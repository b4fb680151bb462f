// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "report/positions.hpp"
#include "stet/diff.hpp"
#include "stet/report.hpp"

namespace stet::report {

/// The changes of a document that a filter shows, and where their sentences stand. Refers to the diff.
struct Shown {
  std::vector<const Change*> changes;
  Positions before;
  Positions after;
};

[[nodiscard]] Shown shown_changes(const DocumentDiff& diff, const ReportFilter& filter);

}  // namespace stet::report
