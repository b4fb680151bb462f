// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>

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

/// The same in half the room, for the many ranges in a document, which is below 4 GiB.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr TextRange() = default;
  constexpr TextRange(std::size_t first, std::size_t last)
      : begin(static_cast<std::uint32_t>(first)), end(static_cast<std::uint32_t>(last)) {}
  constexpr TextRange(ByteRange range) : TextRange(range.begin, range.end) {}  // NOLINT: it is one
  constexpr operator ByteRange() const { return {begin, end}; }                // NOLINT: it is one
  [[nodiscard]] constexpr std::size_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  friend constexpr bool operator==(const TextRange&, const TextRange&) = default;
};

/// Position of a block in `Document::blocks`, from 0.
enum class BlockIndex : std::uint32_t {};
/// Position of a sentence in `Document::sentences`, from 0. In a document of which only a part was
/// segmented it says nothing about the sentences before that part.
enum class SentenceIndex : std::uint32_t {};

/// The plain number of an index, for use as a subscript.
[[nodiscard]] constexpr std::size_t to_size(BlockIndex index) { return static_cast<std::size_t>(index); }
[[nodiscard]] constexpr std::size_t to_size(SentenceIndex index) { return static_cast<std::size_t>(index); }

/// Consecutive indexes, iterated in order. Takes no memory beside its two bounds.
template <class Index>
class IndexRange {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;  // What `*` gives is no reference.
    using iterator_concept = std::forward_iterator_tag;
    using value_type = Index;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Index;

    constexpr Iterator() = default;
    constexpr explicit Iterator(std::uint32_t at) : at_(at) {}
    constexpr Index operator*() const { return static_cast<Index>(at_); }
    constexpr Iterator& operator++() {
      ++at_;
      return *this;
    }
    constexpr Iterator operator++(int) { return Iterator(at_++); }
    friend constexpr bool operator==(Iterator, Iterator) = default;

   private:
    std::uint32_t at_ = 0;
  };

  constexpr IndexRange() = default;
  /// `count` of them from `first` on.
  constexpr IndexRange(Index first, std::size_t count = 1)  // NOLINT: an index is a range of one
      : begin_(static_cast<std::uint32_t>(first)), end_(begin_ + static_cast<std::uint32_t>(count)) {}

  [[nodiscard]] constexpr Iterator begin() const { return Iterator(begin_); }
  [[nodiscard]] constexpr Iterator end() const { return Iterator(end_); }
  [[nodiscard]] constexpr std::size_t size() const { return end_ - begin_; }
  [[nodiscard]] constexpr bool empty() const { return begin_ == end_; }
  [[nodiscard]] constexpr Index front() const { return static_cast<Index>(begin_); }
  [[nodiscard]] constexpr Index back() const { return static_cast<Index>(end_ - 1); }
  /// The one at a position, from 0, in the range.
  [[nodiscard]] constexpr Index operator[](std::size_t position) const {
    return static_cast<Index>(begin_ + static_cast<std::uint32_t>(position));
  }
  /// Takes in the index before or after the range; any index where it is empty.
  constexpr void include(Index index) {
    const auto at = static_cast<std::uint32_t>(index);
    if (empty()) begin_ = end_ = at;
    if (at < begin_) begin_ = at;
    if (at >= end_) end_ = at + 1;
  }
  friend constexpr bool operator==(const IndexRange&, const IndexRange&) = default;

 private:
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
};

/// Sentences in a row.
using SentenceRange = IndexRange<SentenceIndex>;

}  // namespace stet
