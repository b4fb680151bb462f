// SPDX-License-Identifier: Apache-2.0
#include "text/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace stet::text {

std::uint64_t hash(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

}  // namespace stet::text
