// SPDX-License-Identifier: Apache-2.0
#include "stet/diff.hpp"

// The words of the interface for kinds, severities and categories. Every output takes them from here.
namespace stet {

std::string_view name_of(MatchStage stage) {
  switch (stage) {
    case MatchStage::Unmatched:
      return "unmatched";
    case MatchStage::EqualBlock:
      return "equal block";
    case MatchStage::Identical:
      return "identical";
    case MatchStage::Folded:
      return "folded";
    case MatchStage::Joined:
      return "joined";
    case MatchStage::Similar:
      return "similar";
    case MatchStage::Group:
      return "group";
    case MatchStage::InPlace:
      return "in place";
    case MatchStage::Neighbour:
      return "neighbour";
    case MatchStage::Move:
      return "move";
    case MatchStage::Twin:
      return "twin";
    case MatchStage::Half:
      return "half";
  }
  return "unmatched";
}

double Change::similarity() const {
  if (before.empty() || after.empty()) return 0;
  return kind == ChangeKind::Unchanged || kind == ChangeKind::Moved ? 1 : reason.score;
}

std::string_view name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::Unchanged:
      return "unchanged";
    case ChangeKind::Reworded:
      return "reworded";
    case ChangeKind::Split:
      return "split";
    case ChangeKind::Merged:
      return "merged";
    case ChangeKind::Moved:
      return "moved";
    case ChangeKind::Added:
      return "added";
    case ChangeKind::Removed:
      return "removed";
  }
  return "unchanged";
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::None:
      return "none";
    case Severity::Cosmetic:
      return "cosmetic";
    case Severity::Editorial:
      return "editorial";
    case Severity::Substantive:
      return "substantive";
  }
  return "none";
}

std::string_view name_of(Category category) {
  switch (category) {
    case Category::Link:
      return "link";
    case Category::Numbering:
      return "numbering";
    case Category::Date:
      return "date";
    case Category::Amount:
      return "amount";
    case Category::Number:
      return "number";
    case Category::Negation:
      return "negation";
    case Category::Modality:
      return "modality";
    case Category::Name:
      return "name";
    case Category::Spelling:
      return "spelling";
    case Category::Case:
      return "case";
    case Category::Punctuation:
      return "punctuation";
    case Category::Typography:
      return "typography";
    case Category::Whitespace:
      return "whitespace";
    case Category::Wording:
      return "wording";
    case Category::Quotation:
      return "quotation";
  }
  return "wording";
}

std::vector<Category> CategorySet::list() const {
  std::vector<Category> categories;
  for_each([&](Category category) { categories.push_back(category); });
  return categories;
}

}  // namespace stet
