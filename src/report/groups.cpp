// SPDX-License-Identifier: Apache-2.0
#include "report/groups.hpp"

#include <algorithm>

#include "classify/severity.hpp"

namespace stet::report {
namespace {

bool belong_together(const Edit& deleted, const Edit& inserted) {
  if (deleted.target != inserted.target) return false;
  const std::vector<Category> categories = deleted.categories.list();
  return std::any_of(categories.begin(), categories.end(),
                     [&](Category category) { return inserted.categories.contains(category); });
}

/// The pairs of one run of edits between two keeps: each deletion with the first free insertion of a common category.
/// Runs are short (edits of different categories are not joined, but hardly ever more than two stand side by side); a
/// bound keeps a hostile one from being quadratic.
constexpr std::size_t kLookahead = 16;

void append_pairs(std::vector<EditPair>& pairs, std::span<const Edit> run) {
  std::vector<bool> taken(run.size(), false);
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (taken[i]) continue;
    if (run[i].op == EditOp::Insert) {
      pairs.push_back({nullptr, &run[i]});
      continue;
    }
    EditPair pair{&run[i], nullptr};
    for (std::size_t j = i + 1; j < std::min(run.size(), i + kLookahead) && pair.inserted == nullptr; ++j) {
      if (run[j].op != EditOp::Insert || taken[j] || !belong_together(run[i], run[j])) continue;
      pair.inserted = &run[j];
      taken[j] = true;
    }
    pairs.push_back(pair);
  }
}

}  // namespace

std::vector<EditPair> edit_pairs(std::span<const Edit> edits) {
  std::vector<EditPair> pairs;
  const auto is_keep = [](const Edit& edit) { return edit.op == EditOp::Keep; };
  auto begin = edits.begin();
  while (begin != edits.end()) {
    begin = std::find_if_not(begin, edits.end(), is_keep);
    const auto end = std::find_if(begin, edits.end(), is_keep);
    append_pairs(pairs, {begin, end});
    begin = end;
  }
  return pairs;
}

Severity edit_severity(const Edit& edit, Severity change_severity) {
  // Of an edit alone it cannot be seen that it stands in a heading; the change's severity says so where it matters.
  return std::min(classify::severity_of(edit, false), change_severity);
}

void EditGroups::add(const Change& change, const EditGroup::Place& place) {
  for (const EditPair& pair : edit_pairs(change.edits)) {
    EditGroup& group = groups_[{pair.before(), pair.after(), pair.target()}];
    group.deleted = pair.before();
    group.inserted = pair.after();
    group.target = pair.target();
    for (const Edit* edit : {pair.deleted, pair.inserted}) {
      if (edit == nullptr) continue;
      group.categories.insert(edit->categories);
      group.severity = std::max(group.severity, edit_severity(*edit, change.severity));
    }
    const bool again = !group.places.empty() && group.places.back().document == place.document &&
                       group.places.back().change == place.change;
    if (!again) group.places.push_back(place);
  }
}

std::vector<EditGroup> EditGroups::repeated() const {
  std::vector<EditGroup> groups;
  for (const auto& [key, group] : groups_) {
    if (group.places.size() > 1) groups.push_back(group);
  }
  // The map gives them by text; a stable sort keeps that order among equals.
  std::stable_sort(groups.begin(), groups.end(), [](const EditGroup& left, const EditGroup& right) {
    if (left.severity != right.severity) return left.severity > right.severity;
    return left.places.size() > right.places.size();
  });
  return groups;
}

}  // namespace stet::report
