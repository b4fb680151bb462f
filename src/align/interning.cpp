// SPDX-License-Identifier: Apache-2.0
#include "align/interning.hpp"

#include "text/short_text.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace stet::align {
namespace {

/// XXH3, but for short texts, which most words are: their bytes in one number, mixed so that no two of one size come
/// out the same under one salt (Stafford's variant 13 of MurmurHash3's finaliser).
std::uint64_t hash_of(std::string_view text, std::uint64_t salt) {
  if (text.size() > text::kShortText) return XXH3_64bits_withSeed(text.data(), text.size(), salt);
  std::uint64_t bytes = text::short_text(text) ^ salt;
  bytes = (bytes ^ bytes >> 30U) * 0xBF58476D1CE4E5B9U;
  bytes = (bytes ^ bytes >> 27U) * 0x94D049BB133111EBU;
  return bytes ^ bytes >> 31U;
}

}  // namespace

TextInterner::TextInterner(std::size_t expected) : slots_(std::bit_ceil(expected * 2 + 8)) {
  entries_.reserve(expected);
}

TextInterner::Entry TextInterner::entry_of(std::string_view text, std::uint64_t salt) {
  return {text, hash_of(text, salt)};
}

std::uint32_t TextInterner::intern(const Entry& wanted) {
  if ((entries_.size() + 1) * 2 > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = first_slot(wanted);; at = (at + 1) & mask) {
    if (slots_[at] == 0) {
      entries_.push_back(wanted);
      slots_[at] = static_cast<std::uint32_t>(entries_.size());
      return slots_[at] - 1;
    }
    const Entry& entry = entries_[slots_[at] - 1];
    // Equal hashes of unequal texts are told apart; salts differ in the hash alone, 64 bits of it.
    if (entry.hash == wanted.hash && text::equal_text(entry.text, wanted.text)) return slots_[at] - 1;
  }
}

void TextInterner::grow() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t index = 0; index < entries_.size(); ++index) {
    std::size_t at = static_cast<std::size_t>(entries_[index].hash) & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = index + 1;
  }
}

}  // namespace stet::align
