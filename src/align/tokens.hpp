// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
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

/// Hashes of the character trigrams of the parts, each with a space at either end; ascending, repeated ones repeat.
[[nodiscard]] std::vector<std::uint16_t> trigrams(std::span<const std::string_view> parts);

/// What of a sentence is compared: all of it, or the beginning and the end of one that is too long for that.
[[nodiscard]] std::vector<std::string_view> sampled(std::string_view folded);
/// Whether that is less than all.
[[nodiscard]] bool is_sampled(std::string_view folded);

}  // namespace stet::align
