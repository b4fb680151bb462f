// SPDX-License-Identifier: Apache-2.0
#include "report/shown.hpp"

#include <algorithm>
#include <utility>

namespace stet::report {

Shown shown_changes(const DocumentDiff& diff, const ReportFilter& filter) {
  std::vector<const Change*> changes;
  std::vector<SentenceIndex> before;
  std::vector<SentenceIndex> after;
  // Room for all that may come: there can be millions, and what grows is held twice.
  const auto is_shown = [&](const Change& change) { return filter.shows(change); };
  changes.reserve(static_cast<std::size_t>(std::ranges::count_if(diff.changes, is_shown)));
  for (const Change& change : diff.changes) {
    if (!filter.shows(change)) continue;
    changes.push_back(&change);
    before.insert(before.end(), change.before.begin(), change.before.end());
    after.insert(after.end(), change.after.begin(), change.after.end());
    if (const auto& rival = change.reason.evidence->rival) (change.after.empty() ? after : before).push_back(*rival);
  }
  return {std::move(changes), Positions(diff.before, std::move(before)), Positions(diff.after, std::move(after))};
}

}  // namespace stet::report
