// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "stet/diff.hpp"
#include "stet/report.hpp"

// What is counted, and what is shown of it.
namespace stet {

Summary& Summary::operator+=(const Summary& other) {
  for (std::size_t i = 0; i < kChangeKinds; ++i) kinds[i] += other.kinds[i];
  for (std::size_t i = 0; i < kSeverities; ++i) severities[i] += other.severities[i];
  also_moved += other.also_moved;
  metadata += other.metadata;
  breaks += other.breaks;
  return *this;
}

bool ReportFilter::shows(const Change& change) const {
  if (!only.empty() && std::find(only.begin(), only.end(), change.kind) == only.end()) return false;
  if (change.kind == ChangeKind::Unchanged) return all;
  if (change.severity < min_severity) return false;
  if (change.categories.empty()) return true;
  CategorySet with_ignored = ignore;
  with_ignored.insert(change.categories);
  return with_ignored != ignore;
}

}  // namespace stet
