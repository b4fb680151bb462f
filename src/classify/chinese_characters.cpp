// SPDX-License-Identifier: Apache-2.0
// Traditional and simplified characters. A word in either is the same word; that a simplified one may stand for several
// does no harm where two texts are compared that say the same but for that.
//
// Cost: a look-up by halves in the table's text for each character.
#include "classify/chinese_characters.hpp"

#include <optional>

#include "text/embedded.hpp"

namespace stet::classify_data {
extern const text::EmbeddedFile kFiles[];
}  // namespace stet::classify_data

namespace stet::classify {
namespace {

// Of the table: rows of pairs, each character three bytes long.
constexpr std::size_t kCharacterBytes = 3;
constexpr std::size_t kPairBytes = 2 * kCharacterBytes;
constexpr std::size_t kPairsInRow = 20;

/// The pairs, without the comment above them.
std::string_view table() {
  static const std::string_view rows = [] {
    std::string_view text = classify_data::kFiles[0].bytes;
    while (text.starts_with('#')) text.remove_prefix(text.find('\n') + 1);
    return text;
  }();
  return rows;
}

std::size_t position_of(std::size_t pair) { return pair * kPairBytes + pair / kPairsInRow; }

std::optional<std::string_view> simplified_of(std::string_view character) {
  std::size_t low = 0;
  std::size_t high = table().size() / (kPairsInRow * kPairBytes + 1) * kPairsInRow +
                     table().size() % (kPairsInRow * kPairBytes + 1) / kPairBytes;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::string_view pair = table().substr(position_of(middle), kPairBytes);
    const int order = pair.substr(0, kCharacterBytes).compare(character);
    if (order == 0) return pair.substr(kCharacterBytes);
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return std::nullopt;
}

/// Whether a character of three bytes may begin with this one and be Chinese.
bool may_begin(char byte) { return byte >= '\xE4' && byte <= '\xE9'; }

}  // namespace

std::string simplified(std::string_view text) {
  std::string written(text);
  for (std::size_t at = 0; at + kCharacterBytes <= written.size();) {
    if (!may_begin(written[at])) {
      ++at;
      continue;
    }
    if (const auto plain = simplified_of(std::string_view(written).substr(at, kCharacterBytes)))
      written.replace(at, kCharacterBytes, *plain);
    at += kCharacterBytes;
  }
  return written;
}

}  // namespace stet::classify
