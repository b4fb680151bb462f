// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/memory.hpp"

// Hash tables for the one thing that alignment does all the time: giving equal things equal numbers.
namespace stet::align {

/// Gives equal texts equal numbers, counting from 0. The texts must outlive it.
class TextInterner {
 public:
  explicit TextInterner(std::size_t expected);

  /// The number of `text`. Equal texts under different salts have different numbers.
  std::uint32_t intern(std::string_view text, std::uint64_t salt = 0) { return intern(entry_of(text, salt)); }
  /// The same of many, in order: what a text needs of the tables is on its way while those before it are looked up. In
  /// large tables that wait is most of the work.
  /// @param text_of  Gives a text by its place, and
  /// @param salt_of  its salt.
  /// @param take     Is given a place and the number.
  template <class TextOf, class SaltOf, class Take>
  void intern_all(std::size_t count, TextOf text_of, SaltOf salt_of, Take take);
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::string_view text(std::uint32_t number) const { return entries_[number].text; }
  /// Gives back the room that is needed for further texts: none comes.
  void close() { text::release(slots_); }
  /// Puts an equal text in the place of the one held under `number`, which may then go.
  void relocate(std::uint32_t number, std::string_view text) { entries_[number].text = text; }

 private:
  struct Entry {
    std::string_view text;
    std::uint64_t hash = 0;
  };
  [[nodiscard]] static Entry entry_of(std::string_view text, std::uint64_t salt);
  std::uint32_t intern(const Entry& entry);
  /// Ask for the first slot that an entry may have, and for the one that stands there.
  void fetch_slot(const Entry& entry) const { __builtin_prefetch(&slots_[first_slot(entry)]); }
  void fetch_rival(const Entry& entry) const {
    const std::uint32_t slot = slots_[first_slot(entry)];
    if (slot != 0) __builtin_prefetch(&entries_[slot - 1]);
  }
  [[nodiscard]] std::size_t first_slot(const Entry& entry) const {
    return static_cast<std::size_t>(entry.hash) & (slots_.size() - 1);
  }
  void grow();

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  ///< Number plus 1, or 0. A power of 2 of them.
};

template <class TextOf, class SaltOf, class Take>
void TextInterner::intern_all(std::size_t count, TextOf text_of, SaltOf salt_of, Take take) {
  constexpr std::size_t kAhead = 16;
  std::array<Entry, kAhead> ahead;
  for (std::size_t i = 0; i < count + kAhead; ++i) {
    Entry& entry = ahead[i % kAhead];
    if (i >= kAhead) take(i - kAhead, intern(entry));
    if (i < count) fetch_slot(entry = entry_of(text_of(i), salt_of(i)));
    if (i >= kAhead / 2 && i < count + kAhead / 2) fetch_rival(ahead[(i - kAhead / 2) % kAhead]);
  }
}

/// A map from numbers to numbers, by open addressing. Nothing is ever taken out.
class NumberMap {
 public:
  explicit NumberMap(std::size_t expected)
      : slots_(std::bit_ceil(expected * 2 + 8)), shift_(64 - std::countr_zero(slots_.size())) {}

  /// The value of `key`; 0 where it is new.
  std::uint32_t& operator[](std::uint64_t key) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slots_[find(key)];
    if (!slot.used) {
      slot = {key, 0, true};
      ++used_;
    }
    return slot.value;
  }
  /// The value of `key`; 0 where it has none.
  [[nodiscard]] std::uint32_t value_or_zero(std::uint64_t key) const { return slots_[find(key)].value; }
  [[nodiscard]] std::size_t size() const { return used_; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t value = 0;
    bool used = false;
  };
  [[nodiscard]] std::size_t find(std::uint64_t key) const {
    // Fibonacci hashing: the high bits of the product depend on every bit of the key.
    auto at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> shift_);
    while (slots_[at].used && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    --shift_;
    for (const Slot& slot : old)
      if (slot.used) slots_[find(slot.key)] = slot;
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  int shift_;
};

}  // namespace stet::align
