// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace stet::classify {

/// Phrases and what is said of each, in two flat arrays. It is filled once, of every language's lists at each start of
/// the program; a standard map of them cost more than some comparisons.
template <typename Sense>
class PhraseTable {
 public:
  /// `phrase` must outlive the table. An empty one is not taken.
  void add(std::string_view phrase, Sense sense) {
    if (!phrase.empty()) entries_.push_back({hash(phrase), phrase, sense});
  }
  void reserve(std::size_t phrases) { entries_.reserve(phrases); }

  /// Ends the filling. Senses of a phrase keep the order in which they were added.
  void index() {
    buckets_.assign(kBuckets + 1, 0);
    for (const Entry& entry : entries_) ++buckets_[bucket(entry.hash) + 1];
    for (std::size_t i = 1; i <= kBuckets; ++i) buckets_[i] += buckets_[i - 1];
    phrases_.resize(entries_.size());
    senses_.resize(entries_.size());
    for (const Entry& entry : entries_) {
      // Behind the last of the same phrase, so that its senses are neighbours.
      const std::uint32_t begin = buckets_[bucket(entry.hash)];
      std::uint32_t end = begin;
      std::uint32_t at = begin;
      for (; !phrases_[end].empty(); ++end)
        if (phrases_[end] == entry.phrase) at = end + 1;
      if (at == begin) at = end;
      for (std::uint32_t i = end; i > at; --i) {
        phrases_[i] = phrases_[i - 1];
        senses_[i] = senses_[i - 1];
      }
      phrases_[at] = entry.phrase;
      senses_[at] = entry.sense;
    }
    entries_ = {};
  }

  [[nodiscard]] std::span<const Sense> find(std::string_view phrase) const {
    const std::uint32_t slot = bucket(hash(phrase));
    std::uint32_t first = buckets_[slot];
    const std::uint32_t end = buckets_[slot + 1];
    while (first < end && phrases_[first] != phrase) ++first;
    std::uint32_t last = first;
    while (last < end && phrases_[last] == phrase) ++last;
    return std::span(senses_).subspan(first, last - first);
  }

 private:
  static constexpr std::size_t kBuckets = 4096;  // about as many as the largest list has

  struct Entry {
    std::uint32_t hash = 0;
    std::string_view phrase;
    Sense sense;
  };

  static constexpr std::uint32_t bucket(std::uint32_t hash) { return (hash ^ hash >> 16U) % kBuckets; }
  /// Eight bytes at a time, each mixed in by a multiplication (Knuth's, by the golden ratio).
  static std::uint32_t hash(std::string_view text) {
    constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15U;
    std::uint64_t value = text.size();
    for (std::uint64_t chunk = 0; !text.empty(); chunk = 0) {
      const std::size_t size = std::min(text.size(), sizeof chunk);
      std::memcpy(&chunk, text.data(), size);
      value = (value ^ chunk) * kGolden;
      value ^= value >> 29U;
      text.remove_prefix(size);
    }
    return static_cast<std::uint32_t>(value >> 32U) ^ static_cast<std::uint32_t>(value);
  }

  std::vector<Entry> entries_;          // until they are indexed
  std::vector<std::uint32_t> buckets_;  ///< Where each begins.
  std::vector<std::string_view> phrases_;
  std::vector<Sense> senses_;  ///< Of the phrase at the same place.
};

}  // namespace stet::classify
