// SPDX-License-Identifier: Apache-2.0
#include "classify/severity.hpp"

#include <algorithm>

namespace stet::classify {
namespace {

Severity severity_of(Category category, bool heading) {
  switch (category) {
    case Category::Link:
    case Category::Date:
    case Category::Amount:
    case Category::Number:
    case Category::Negation:
    case Category::Modality:
    case Category::Name:
    case Category::Quotation:
      return Severity::Substantive;
    case Category::Case:
      return heading ? Severity::Cosmetic : Severity::Editorial;
    case Category::Numbering:
    case Category::Spelling:
    case Category::Punctuation:
    case Category::Wording:
      return Severity::Editorial;
    case Category::Typography:
    case Category::Whitespace:
      return Severity::Cosmetic;
  }
  return Severity::Substantive;
}

}  // namespace

Severity severity_of(const Edit& edit, bool heading) {
  Severity most = Severity::None;
  bool only_form = true;
  edit.categories.for_each([&](Category category) {
    const bool form = category == Category::Typography || category == Category::Whitespace;
    if (category != Category::Quotation) only_form &= form;
  });
  edit.categories.for_each([&](Category category) {
    if (category == Category::Quotation && only_form) return;  // typography is no change of what was said
    most = std::max(most, severity_of(category, heading));
  });
  return edit.equal_value ? std::min(most, Severity::Editorial) : most;
}

Severity severity_of(const Change& change, bool heading) {
  Severity most = Severity::None;
  switch (change.kind) {
    case ChangeKind::Unchanged:
      return Severity::None;
    case ChangeKind::Added:
    case ChangeKind::Removed:
      return Severity::Substantive;
    case ChangeKind::Moved:
    case ChangeKind::Split:
    case ChangeKind::Merged:
      most = Severity::Editorial;
      break;
    case ChangeKind::Reworded:
      most = change.moved ? Severity::Editorial : Severity::Cosmetic;
      break;
  }
  for (const Edit& edit : change.edits) most = std::max(most, severity_of(edit, heading));
  return most;
}

}  // namespace stet::classify
