// SPDX-License-Identifier: Apache-2.0
#include "text/release.hpp"

#include <sys/mman.h>

#include <cstdint>

namespace stet::text {

void give_back_pages(void* begin, std::size_t bytes) {
  // Large texts have pages of 2 MiB (cli/main.cpp); what is smaller is not worth the call.
  constexpr std::uintptr_t kPage = std::uintptr_t{1} << 21U;
  const auto address = reinterpret_cast<std::uintptr_t>(begin);
  const std::uintptr_t first = (address + kPage - 1) & ~(kPage - 1);
  const std::uintptr_t last = (address + bytes) & ~(kPage - 1);
  if (first < last) madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
}

}  // namespace stet::text
