// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "stet/diff.hpp"

namespace stet::report {

/// The same edit in several changes, whatever the sentences around it: "Da’esh" became "ISIL" in 43 documents.
struct EditGroup {
  struct Place {
    std::size_t document = 0;  ///< Position in the report's documents.
    std::size_t change = 0;    ///< Position in that document's list of shown changes.
    std::size_t line = 1;      ///< Of the change's first sentence in the after document.
  };
  std::string_view deleted;                ///< Empty where something was only inserted.
  std::string_view inserted;               ///< Empty where something was only deleted.
  bool target = false;                     ///< It is a link's target.
  CategorySet categories;                  ///< Of all places together.
  Severity severity = Severity::Cosmetic;  ///< The greatest of its places'.
  std::vector<Place> places;               ///< Each change once, in the report's order.
};

/// A deletion with the insertion that replaces it, or one of them alone (the other is null).
struct EditPair {
  const Edit* deleted = nullptr;
  const Edit* inserted = nullptr;

  [[nodiscard]] std::string_view before() const { return deleted != nullptr ? std::string_view(deleted->text) : ""; }
  [[nodiscard]] std::string_view after() const { return inserted != nullptr ? std::string_view(inserted->text) : ""; }
  [[nodiscard]] bool target() const { return deleted != nullptr ? deleted->target : inserted->target; }
};

/// The edits of a change paired off, run after run between what is kept.
[[nodiscard]] std::vector<EditPair> edit_pairs(std::span<const Edit> edits);

/// Collects edits, change after change in the report's order, and gives those that occur in more than one change.
/// Refers to the edits' texts, which must stay. Cost: n log n in the edits, and no copy of a text.
class EditGroups {
 public:
  void add(const Change& change, const EditGroup::Place& place);
  /// Ordered by severity (greatest first), then by the number of places, then by text.
  [[nodiscard]] std::vector<EditGroup> repeated() const;

 private:
  std::map<std::tuple<std::string_view, std::string_view, bool>, EditGroup> groups_;
};

/// How much an edit of these categories matters inside a change of that severity.
[[nodiscard]] Severity edit_severity(const Edit& edit, Severity change_severity);

}  // namespace stet::report
