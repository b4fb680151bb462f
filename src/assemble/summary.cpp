// SPDX-License-Identifier: Apache-2.0
#include "assemble/assemble.hpp"

namespace stet::assemble {
namespace {

/// Whether the second sentence follows the first with nothing between, in the same block or the next.
struct Neighbours {
  bool adjacent = false;
  bool same_block = false;
};

Neighbours neighbours(const Document& document, SentenceIndex first, SentenceIndex second) {
  if (to_size(second) != to_size(first) + 1) return {};
  const BlockIndex here = document.sentence(first).block;
  const BlockIndex there = document.sentence(second).block;
  return {.adjacent = to_size(there) <= to_size(here) + 1, .same_block = here == there};
}

std::size_t changed_breaks(const DocumentDiff& diff) {
  std::size_t breaks = 0;
  const Change* last = nullptr;
  for (const Change& change : diff.changes) {
    if (change.kind == ChangeKind::Unchanged && last != nullptr && last->kind == ChangeKind::Unchanged) {
      const Neighbours before = neighbours(diff.before, last->before.front(), change.before.front());
      const Neighbours after = neighbours(diff.after, last->after.front(), change.after.front());
      breaks += before.adjacent && after.adjacent && before.same_block != after.same_block;
    }
    last = &change;
  }
  return breaks;
}

}  // namespace

Summary summarize(const DocumentDiff& diff) {
  Summary summary;
  for (const Change& change : diff.changes) {
    ++summary.kinds[static_cast<std::size_t>(change.kind)];
    ++summary.severities[static_cast<std::size_t>(change.severity)];
    summary.also_moved += change.moved && change.kind != ChangeKind::Moved;
  }
  summary.metadata = diff.metadata.size();
  summary.breaks = changed_breaks(diff);
  return summary;
}

}  // namespace stet::assemble
