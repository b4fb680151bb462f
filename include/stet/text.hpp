// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
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

/// Indexes in ascending order: in a row, or in two rows with a gap between. Takes eight bytes, for there are as many as
/// sentences.
template <class Index>
class IndexSet {
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
    constexpr Iterator(const IndexSet& set, std::size_t position) : set_(set), position_(position) {}
    constexpr Index operator*() const { return set_[position_]; }
    constexpr Iterator& operator++() {
      ++position_;
      return *this;
    }
    constexpr Iterator operator++(int) {
      const Iterator old = *this;
      ++position_;
      return old;
    }
    friend constexpr bool operator==(const Iterator&, const Iterator&) = default;

   private:
    IndexSet set_;
    std::size_t position_ = 0;
  };

  constexpr IndexSet() = default;
  /// `count` of them from `first` on.
  constexpr IndexSet(Index first, std::size_t count = 1)  // NOLINT: an index is a set of one
      : first_(static_cast<std::uint32_t>(first)), count_(static_cast<std::uint32_t>(count)) {}

  [[nodiscard]] constexpr Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] constexpr Iterator end() const { return {*this, size()}; }
  [[nodiscard]] constexpr std::size_t size() const { return rows().size; }
  [[nodiscard]] constexpr bool empty() const { return count_ == 0; }
  /// How many stand before the gap; all where there is none.
  [[nodiscard]] constexpr std::size_t first_row() const { return rows().before; }
  [[nodiscard]] constexpr Index front() const { return static_cast<Index>(first_); }
  [[nodiscard]] constexpr Index back() const { return (*this)[size() - 1]; }
  /// The one at a position, from 0.
  [[nodiscard]] constexpr Index operator[](std::size_t position) const {
    const Rows all = rows();
    return static_cast<Index>(first_ + static_cast<std::uint32_t>(position + (position < all.before ? 0 : all.gap)));
  }
  [[nodiscard]] constexpr bool contains(Index index) const {
    const Rows all = rows();
    const std::size_t at = static_cast<std::uint32_t>(index) - std::size_t{first_};
    return at < all.before || (at >= all.before + all.gap && at < all.size + all.gap);
  }
  /// Whether another can be taken in: one beside the others, or one further off where there is no gap yet and neither
  /// the set nor the gap is large.
  [[nodiscard]] constexpr bool can_include(Index index) const {
    if (empty() || contains(index)) return true;
    const Rows all = with(index);
    return all.size > 0 &&
           (all.gap == 0 || (all.gap <= kGap.most && all.before <= kBefore.most && all.size <= kSize.most));
  }
  /// Takes in another, which it can.
  constexpr void include(Index index) {
    assert(can_include(index));
    if (contains(index)) return;
    const Rows all = empty() ? Rows{1, 0, 1} : with(index);
    if (empty() || index < front()) first_ = static_cast<std::uint32_t>(index);
    count_ = all.gap == 0 ? static_cast<std::uint32_t>(all.size)
                          : kHasGap | kSize.of(all.size) | kBefore.of(all.before) | kGap.of(all.gap);
  }
  friend constexpr bool operator==(const IndexSet&, const IndexSet&) = default;

 private:
  struct Rows {
    std::size_t before = 0;  ///< How many stand before the gap.
    std::size_t gap = 0;     ///< How many are missing there.
    std::size_t size = 0;
  };
  /// Some of the bits of `count_` where there is a gap.
  struct Field {
    unsigned shift = 0;
    std::uint32_t most = 0;
    [[nodiscard]] constexpr std::uint32_t of(std::size_t value) const {
      return static_cast<std::uint32_t>(value) << shift;
    }
    [[nodiscard]] constexpr std::size_t in(std::uint32_t fields) const { return fields >> shift & most; }
  };
  static constexpr std::uint32_t kHasGap = 1U << 31U;
  static constexpr Field kGap{0, (1U << 19U) - 1};
  static constexpr Field kBefore{19, (1U << 6U) - 1};
  static constexpr Field kSize{25, (1U << 6U) - 1};

  [[nodiscard]] constexpr Rows rows() const {
    if ((count_ & kHasGap) == 0) return {count_, 0, count_};
    return {kBefore.in(count_), kGap.in(count_), kSize.in(count_)};
  }
  /// With another that is not contained; none where that would make a second gap.
  [[nodiscard]] constexpr Rows with(Index index) const {
    const Rows all = rows();
    const std::size_t at = static_cast<std::uint32_t>(index);
    const std::size_t first_end = first_ + all.before;
    const std::size_t end = first_ + all.size + all.gap;
    if (at + 1 == first_) return {all.before + 1, all.gap, all.size + 1};
    if (at == end) return {all.before + (all.gap == 0 ? 1 : 0), all.gap, all.size + 1};
    if (all.gap > 0) {
      if (at == first_end) return {all.before + 1, all.gap - 1, all.size + 1};
      if (at + 1 == first_end + all.gap) return {all.before, all.gap - 1, all.size + 1};
      return {};
    }
    if (at < first_) return {1, first_ - at - 1, all.size + 1};
    return {all.before, at - end, all.size + 1};
  }

  std::uint32_t first_ = 0;
  std::uint32_t count_ = 0;  ///< How many, or with kHasGap the fields.
};

/// Sentences in a row, or in two rows.
using SentenceSet = IndexSet<SentenceIndex>;

}  // namespace stet
