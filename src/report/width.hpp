// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

// How much room text takes on a terminal, in columns of a fixed-width font.
namespace stet::report {

/// 2 for East Asian wide and full-width characters and emoji, 0 for what joins the character before it, else 1.
[[nodiscard]] std::size_t columns_of(char32_t code);

/// What a terminal shows in one place: a character and the marks, joined emoji and modifiers after it.
struct Cluster {
  std::size_t size = 0;  ///< In bytes; 0 past the end.
  std::size_t columns = 0;
};

/// The cluster that begins at `position` of valid UTF-8.
[[nodiscard]] Cluster cluster_at(std::string_view text, std::size_t position);

[[nodiscard]] std::size_t columns_of(std::string_view text);

/// Bytes of the longest head of whole clusters that takes at most `columns`, cut back to a space where one stands near.
[[nodiscard]] std::size_t head_within(std::string_view text, std::size_t columns);
/// Where the longest tail begins that takes at most `columns`, likewise cut at a space where one stands near.
[[nodiscard]] std::size_t tail_within(std::string_view text, std::size_t columns);

}  // namespace stet::report
