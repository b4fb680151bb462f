// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace stet::report {

/// What a piece of output is. The terminal reporter speaks of nothing else; a palette turns roles into colour.
enum class Role : std::uint8_t {
  Plain,
  Name,         ///< Of a document.
  Rule,         ///< The line beside it.
  Kind,         ///< What happened, in words.
  Detail,       ///< Where, and which categories.
  Substantive,  ///< Markers and words of the severities.
  Editorial,
  Cosmetic,
  Deleted,   ///< Words that went out of a sentence.
  Inserted,  ///< Words that came into it.
  Removed,   ///< A whole sentence that went, and the sign before it.
  Added,     ///< One that came.
  Moved,
  Context,  ///< Unchanged text, for orientation.
  Elision,  ///< … where text was left out.
};

/// The two signs that stand around words without colour.
struct Marks {
  std::string_view open;
  std::string_view close;
};

/// Roles as escape sequences, or as signs that do without.
class Palette {
 public:
  explicit Palette(bool colour) : colour_(colour) {}

  /// The sequence that switches a role's looks on; empty without colour, and for what has none.
  [[nodiscard]] std::string_view on(Role role) const;
  /// The sequence that ends it.
  [[nodiscard]] std::string_view off(Role role) const;
  /// What stands around the words of an edit: [-these-]{+those+} without colour, nothing with it.
  [[nodiscard]] Marks marks(Role role) const;

 private:
  bool colour_;
};

}  // namespace stet::report
