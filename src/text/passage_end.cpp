// SPDX-License-Identifier: Apache-2.0
#include "text/passage_end.hpp"

#include <cstdint>

namespace stet::text {
namespace {

/// One piece in so many ends a passage that is long enough.
constexpr std::uint64_t kOneIn = 4;

/// FNV-1a, its high bits: the low ones depend on the last bytes alone.
std::uint64_t high_hash(std::string_view piece) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char byte : piece) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  return hash >> 40U;
}

}  // namespace

bool ends_passage(std::size_t size, std::string_view piece) {
  if (size >= kLongestPassage) return true;
  return size >= kShortestPassage && high_hash(piece) % kOneIn == 0;
}

}  // namespace stet::text
