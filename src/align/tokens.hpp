// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace stet::align {

/// The words of folded text, for comparing: runs of letters, marks and digits (a sign between two digits included); in
/// scripts without spaces, single characters. Punctuation is no word. Slices of `folded`.
///
/// Twenty times cheaper than a dictionary's word breaks, and enough to say what two sentences share.
[[nodiscard]] std::vector<std::string_view> tokens(std::string_view folded);
/// The same behind what the list has already.
void append_tokens(std::string_view folded, std::vector<std::string_view>& found);

/// Hashes of the character trigrams of the parts, each with a space at either end; in any order, repeated ones repeat.
[[nodiscard]] std::vector<std::uint16_t> trigrams(std::span<const std::string_view> parts);
void sort_trigrams(std::span<std::uint16_t> grams);

/// What two texts that agree for the most part have in common at their ends.
struct CommonEnds {
  std::size_t trigram_count = 0;           ///< Of both ends together,
  std::vector<std::uint16_t> left_middle;  ///< and those of the texts that are none of these.
  std::vector<std::uint16_t> right_middle;
};
/// Nothing for texts that agree less: all of their trigrams are as soon found.
[[nodiscard]] std::optional<CommonEnds> common_ends(std::string_view left, std::string_view right);

/// One part of a text, or two.
class Sample {
 public:
  explicit Sample(std::string_view all) : parts_{all}, count_(1) {}
  Sample(std::string_view head, std::string_view tail) : parts_{head, tail}, count_(2) {}
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] const std::string_view* begin() const { return parts_.data(); }
  [[nodiscard]] const std::string_view* end() const { return parts_.data() + count_; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const { return parts_.at(i); }

 private:
  std::array<std::string_view, 2> parts_;
  std::size_t count_;
};

/// What of a sentence is compared: all of it, or the beginning and the end of one that is too long for that.
[[nodiscard]] Sample sampled(std::string_view folded);
/// Whether that is less than all.
[[nodiscard]] bool is_sampled(std::string_view folded);

}  // namespace stet::align
