// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <type_traits>
#include <vector>

namespace stet::text {

/// For the beginning of a program that does one thing and ends: memory comes from the system in large pieces and is
/// kept, since the first touch of a page costs more than what is then done in it. The first piece is touched at once:
/// an ordinary run needs all of it, every run half.
void keep_memory();

/// Tells that about so many bytes more will be used. Where memory is kept, the system is asked for their pages in one
/// call; elsewhere, and for very much, nothing happens.
void expect_memory(std::size_t bytes);

/// Asks the system for the pages of a stretch of memory in one call, where it knows how.
void populate(void* begin, std::size_t bytes);

/// Gives the memory pages that lie wholly in a stretch back to the system, which takes what they held: they come again
/// as zeros where they are touched. For memory that is about to be freed, which the C library keeps for itself.
void give_back_pages(void* begin, std::size_t bytes);

/// Gives a list's memory back before its owner goes: assigning `{}` would keep it for further items.
template <class T>
void release(std::vector<T>& items) {
  if constexpr (std::is_trivially_destructible_v<T>) give_back_pages(items.data(), items.capacity() * sizeof(T));
  std::vector<T>().swap(items);
}

}  // namespace stet::text
