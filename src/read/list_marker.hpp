// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace stet::read {

/// What a line of plain text begins with, if that marks an item of a list: "- ", "• ", "3. ", "(b) ", "iv) ", "1.2 ",
/// "二、".
struct ListMarker {
  enum class Style : std::uint8_t {
    None,
    Bullet,   ///< A sign that stands for nothing else, •.
    Sign,     ///< A sign that prose has too: a dash, * or +.
    Number,   ///< 1. 1) (1) ١. 1、 ①
    Letter,   ///< a. a) (a); `value` counts from a. May be Roman as well: then `roman` is not 0.
    Outline,  ///< 1.2 or 1.2.3; `value` is its last number, `prefix` the rest.
  };

  Style style = Style::None;
  char32_t sign = 0;  ///< The bullet, or what closes the number: '.', ')', '、'; 0 for "(1)", ① and outlines.
  std::uint32_t value = 0;
  std::uint32_t roman = 0;  ///< Its value as a Roman number, or 0.
  std::string_view prefix;  ///< Of an outline number.
};

/// The marker at the beginning of a line without leading white space.
[[nodiscard]] ListMarker list_marker(std::string_view line);

/// Decides which lines of one paragraph of plain text begin an item.
///
/// A list begins where the paragraph's first line has a marker, or a line after one that ends in a colon. Within it a
/// line with a further marker begins an item, where that is a bullet, a sign used before in it or further indented, the
/// next number of its kind, or the first of another kind. Everything else is prose that was wrapped there by accident.
class ListLines {
 public:
  /// Whether this line, the next of the paragraph, begins an item.
  /// @param indent  Bytes of white space before it.
  /// @param after_colon  Whether the line before it ends in a colon.
  [[nodiscard]] bool begins_item(std::string_view line, std::size_t indent, bool after_colon);

 private:
  [[nodiscard]] bool opens_list(const ListMarker& marker, bool after_colon) const;
  [[nodiscard]] bool continues_list(const ListMarker& marker, std::size_t indent) const;
  void remember(const ListMarker& marker, std::size_t indent);

  bool first_line_ = true;
  bool in_list_ = false;
  std::size_t item_indent_ = 0;    ///< Of the last item's marker.
  std::size_t current_ = 0;        ///< Position in `kinds_` of the last item's kind.
  std::vector<ListMarker> kinds_;  ///< The last marker of each kind that the list has had.
};

}  // namespace stet::read
