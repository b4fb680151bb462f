// SPDX-License-Identifier: Apache-2.0
#include "align/verbatim.hpp"

#include <algorithm>

namespace stet::align {
namespace {

/// What bytes above ASCII say is left alone: a letter, most often.
bool is_mark(char byte) {
  const bool digit = byte >= '0' && byte <= '9';
  const bool letter = byte >= 'a' && byte <= 'z';
  return (byte & '\x80') == 0 && !digit && !letter;
}

}  // namespace

std::string_view without_marks(std::string_view folded) {
  while (!folded.empty() && is_mark(folded.front())) folded.remove_prefix(1);
  while (!folded.empty() && is_mark(folded.back())) folded.remove_suffix(1);
  return folded;
}

bool only_marks(std::string_view whole, std::size_t begin, std::size_t end) {
  return begin <= end && end <= whole.size() && std::ranges::all_of(whole.substr(begin, end - begin), is_mark);
}

}  // namespace stet::align
