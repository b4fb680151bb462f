// SPDX-License-Identifier: Apache-2.0
#include "report/shown.hpp"

#include <algorithm>
#include <utility>

namespace stet::report {

ShownChanges::ShownChanges(std::span<const Change> all, const ReportFilter& filter) : all_(all) {
  const auto is_shown = [&](const Change& change) { return filter.shows(change); };
  const auto count = static_cast<std::size_t>(std::ranges::count_if(all, is_shown));
  is_all_ = count == all.size();
  if (is_all_) return;
  numbers_.reserve(count);
  for (std::uint32_t number = 0; number < all.size(); ++number)
    if (is_shown(all[number])) numbers_.push_back(number);
}

Shown shown_changes(const DocumentDiff& diff, const ReportFilter& filter) {
  return {ShownChanges(diff.changes, filter), Positions(diff.before), Positions(diff.after)};
}

}  // namespace stet::report
