// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "segment/place.hpp"

// The rules over ICU's boundaries, a table each kind, tried in the order of the table. docs/segmentation.md says
// what each is for and what it is worth.
namespace stet::segment {

/// Puts a boundary elsewhere. Gives the new place of `place.next`, or nothing.
struct MoveRule {
  std::string_view name;
  std::optional<std::size_t> (*moved)(const Place& place);
};

/// Takes a boundary away.
struct DropRule {
  std::string_view name;
  bool (*applies)(const Place& place);
};

/// Sets one behind terminators where ICU sees none; the drop rules have their say about it, too.
/// A rule may correct `place.end` and `place.next`.
struct AddRule {
  std::string_view name;
  bool (*applies)(Place& place);
};

[[nodiscard]] std::span<const MoveRule> move_rules();
[[nodiscard]] std::span<const DropRule> drop_rules();
[[nodiscard]] std::span<const AddRule> add_rules();

/// Rules that have no place of their own in the tables: their names in traces.
inline constexpr std::string_view kBulletRule = "bullet";
inline constexpr std::string_view kInlineListRule = "inline-list";
inline constexpr std::string_view kColonRule = "colon-end";
inline constexpr std::string_view kPhraseRule = "phrase";

}  // namespace stet::segment
