// SPDX-License-Identifier: Apache-2.0
//
// Idea: the system hands out memory as addresses, and looks for a page when one of its bytes is touched. That costs 0.2
// to 11 µs, more than what is done in most pages, and asking for many at once costs a tenth to a whole of it. So what
// will be needed for certain is asked for at once: a block is taken, its pages are asked for, and it is freed again,
// which leaves it to the C library for what comes next. A little too much is a small loss.
//
//   keep_memory()          128 KiB: what the language's words need, and the least of texts
//   expect_memory(bytes)   before two texts are read, by the bytes that are, and before sentences are aligned, by those
//                          of the sentences that are left to be
//
// (Pages of 2 MiB would be fewer, but where the host of a virtual machine has to find them first they cost more.)
#include "text/memory.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>

namespace stet::text {
namespace {

/// Whether what is freed stays with the C library. Of the process, as the C library's memory is: no option of one call.
std::atomic<bool> memory_is_kept = false;

constexpr std::size_t kFirstPiece = std::size_t{128} * 1024;
/// More than that gained nothing where it was measured.
constexpr std::size_t kMostExpected = std::size_t{24} * 1024 * 1024;

/// The part of a stretch that is whole units.
struct Inside {
  Inside(void* begin, std::size_t bytes, std::uintptr_t unit)
      : first((reinterpret_cast<std::uintptr_t>(begin) + unit - 1) & ~(unit - 1)),
        last((reinterpret_cast<std::uintptr_t>(begin) + bytes) & ~(unit - 1)) {}
  std::uintptr_t first;
  std::uintptr_t last;

  void advise(int advice) const {
    if (first < last) madvise(reinterpret_cast<void*>(first), last - first, advice);
  }
};

}  // namespace

void keep_memory() {
  constexpr int kPiece = 1 << 20;
  constexpr int kNever = 1 << 30;         // Memory goes back to the system when the program ends.
  constexpr int kLargestBlock = 1 << 25;  // The most that the C library takes here.
  const bool never = mallopt(M_TRIM_THRESHOLD, kNever) != 0;
  const bool here = mallopt(M_MMAP_THRESHOLD, kLargestBlock) != 0;
  memory_is_kept = mallopt(M_TOP_PAD, kPiece) != 0 && never && here;
  expect_memory(kFirstPiece);
}

void expect_memory(std::size_t bytes) {
  if (!memory_is_kept || bytes > kMostExpected) return;
  void* const block = std::malloc(bytes);
  if (block != nullptr) populate(block, bytes);
  std::free(block);
}

void populate([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) {
#ifdef MADV_POPULATE_WRITE
  static const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  // An older kernel does not know how, and leaves it.
  Inside(begin, bytes, page).advise(MADV_POPULATE_WRITE);
#endif
}

void give_back_pages(void* begin, std::size_t bytes) {
  // What is smaller is not worth the call.
  constexpr std::uintptr_t kWorthIt = std::uintptr_t{1} << 21U;
  Inside(begin, bytes, kWorthIt).advise(MADV_DONTNEED);
}

}  // namespace stet::text
