// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace stet::read {

/// What stands between two places at which a list can be cut: a paragraph or heading of an item and what follows it
/// there, or an item's beginning, or text before or behind the list.
struct ListPiece {
  enum class Place : std::uint8_t {
    Outside,    ///< Of any list.
    ItemBegin,  ///< Begins with the marker of an item at the margin; more such items may follow in it.
    InItem,     ///< Continues the item that a piece before it began.
  };

  std::size_t begin = 0;  ///< In bytes of the part; its end is where the next one begins.
  std::size_t line = 0;   ///< Counted from the part's first.
  Place place = Place::Outside;
  std::uint32_t number = 0;  ///< ItemBegin of an ordered list: of the first item.
  bool has_lists = false;    ///< Lists stand in it that are no items at the margin.
  std::size_t lead = 0;      ///< Bytes of the line end and blank line before it with which it is to be parsed.
};

/// The pieces of a part of a Markdown text, if it is one from one cut to the next (markdown_window.hpp) and has a list
/// with items of several blocks. Each can be parsed alone: what is inside an item as if it stood at the margin, without
/// indented code. Empty where the part has to be parsed in one go.
/// @param part  Of a text that can be cut.
[[nodiscard]] std::vector<ListPiece> list_pieces(std::string_view part);

}  // namespace stet::read
