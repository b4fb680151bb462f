// SPDX-License-Identifier: Apache-2.0
#include "classify/vocabulary.hpp"

#include <array>

#include "unicode/fold.hpp"

namespace stet::classify {

std::optional<std::uint32_t> Vocabulary::find(std::string_view folded) const {
  const auto found = ids_.find(folded);
  if (found == ids_.end()) return std::nullopt;
  return found->second;
}

std::uint32_t Vocabulary::intern(std::string_view folded) {
  if (const auto found = ids_.find(folded); found != ids_.end()) return found->second;
  texts_.emplace_back(folded);
  const auto id = static_cast<std::uint32_t>(texts_.size() - 1);
  ids_.emplace(texts_.back(), id);
  return id;
}

std::uint32_t Vocabulary::id(std::string_view raw) {
  // A word of ASCII letters folds to its lower case.
  constexpr std::size_t kShort = 32;
  std::array<char, kShort> lower{};
  if (raw.size() <= kShort) {
    std::size_t i = 0;
    for (; i < raw.size(); ++i) {
      const char byte = raw[i];
      if (byte >= 'A' && byte <= 'Z')
        lower[i] = static_cast<char>(byte + ('a' - 'A'));
      else if (byte >= 'a' && byte <= 'z')
        lower[i] = byte;
      else
        break;
    }
    if (i == raw.size()) return intern({lower.data(), i});
  }
  std::string folded = unicode::fold_case(unicode::fold_typography(raw));
  if (folded.empty()) folded = raw;
  return intern(folded);
}

}  // namespace stet::classify
