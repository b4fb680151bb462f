// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace stet {

/// Half-open range of bytes, `begin` up to and without `end`. What it counts in (a source, a block's
/// text) is said where it is declared.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] constexpr std::size_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  friend constexpr auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

/// Position of a block in `Document::blocks`, from 0.
enum class BlockIndex : std::uint32_t {};
/// Position of a sentence in `Document::sentences`, from 0. In a document of which only a part was
/// segmented it says nothing about the sentences before that part.
enum class SentenceIndex : std::uint32_t {};

/// The plain number of an index, for use as a subscript.
[[nodiscard]] constexpr std::size_t to_size(BlockIndex index) { return static_cast<std::size_t>(index); }
[[nodiscard]] constexpr std::size_t to_size(SentenceIndex index) { return static_cast<std::size_t>(index); }

}  // namespace stet
