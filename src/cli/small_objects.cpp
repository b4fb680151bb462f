// SPDX-License-Identifier: Apache-2.0
//
// Where the program's objects are made. A comparison of two short texts makes six thousand, strings and lists of a few
// dozen bytes, and giving and taking back each was a twentieth of what it cost. The small ones come out of a piece of
// the program's own as long as that lasts; large ones, and those of a run that needs much, are the C library's as ever.
//
// The program has one thread. (One that is linked as a distribution does it, or with sanitizers, has nothing of this.)
#include <cstdlib>
#include <new>

#include "text/small_blocks.hpp"

namespace {

constinit stet::text::SmallBlocks blocks;  // all zeros, so that it takes no room in the file

}  // namespace

void* operator new(std::size_t bytes) {
  if (void* const block = blocks.take(bytes)) return block;
  for (;;) {
    if (void* const block = std::malloc(bytes == 0 ? 1 : bytes)) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void operator delete(void* block) noexcept {
  if (!blocks.give_back(block)) std::free(block);
}

void operator delete(void* block, std::size_t /*bytes*/) noexcept { operator delete(block); }
