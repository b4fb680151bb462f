// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "text/memory.hpp"

namespace stet::text {

/// Memory for small objects out of one piece of a fixed size: each block that is free is on the list of its size.
///
///   take(24)         a block of 32 bytes: 8 that say how large it is, then the 24
///   give_back        its 8 bytes say which list it goes to
///
/// Nothing is ever put together again, so that the piece fills up with what was needed at once of each size. One thread
/// at a time. All zeros is a new one.
class SmallBlocks {
 public:
  static constexpr std::size_t kLargest = 1024;  ///< Object, in bytes.
  static constexpr std::size_t kPiece = std::size_t{256} * 1024;

  /// Room for an object, at a place that fits any; null for a large one, and where the piece is used up.
  [[nodiscard]] void* take(std::size_t bytes) {
    const std::size_t units = (bytes + kHeader + kUnit - 1) / kUnit;
    if (bytes > kLargest) return nullptr;
    if (Free* const block = free_[units]) {
      free_[units] = block->next;
      return block;
    }
    if (kPiece - kUnit - used_ < units * kUnit) return nullptr;
    while (populated_ < kUnit + used_ + units * kUnit) {
      populate(piece_.data() + populated_, kStep);
      populated_ += kStep;
    }
    std::byte* const block = piece_.data() + kUnit + used_;  // the header before it
    used_ += units * kUnit;
    *reinterpret_cast<std::uint64_t*>(block - kHeader) = units;
    return block;
  }

  /// Whether a block is from here; if so, it is free again.
  bool give_back(void* taken) {
    auto* const block = static_cast<std::byte*>(taken);
    if (reinterpret_cast<std::uintptr_t>(block) - reinterpret_cast<std::uintptr_t>(piece_.data()) >= kPiece)
      return false;
    const std::uint64_t units = *reinterpret_cast<std::uint64_t*>(block - kHeader);
    auto* const free = reinterpret_cast<Free*>(block);
    free->next = free_[units];
    free_[units] = free;
    return true;
  }

 private:
  struct Free {
    Free* next;
  };
  static constexpr std::size_t kUnit = 16;  ///< What a block's size and place are multiples of.
  static constexpr std::size_t kHeader = sizeof(std::uint64_t);
  static constexpr std::size_t kPage = 4096;
  static constexpr std::size_t kStep = std::size_t{128} * 1024;  ///< The system is asked for so much at once.

  std::array<Free*, (kLargest + kHeader + kUnit - 1) / kUnit + 1> free_{};
  std::size_t used_ = 0;
  std::size_t populated_ = 0;
  alignas(kPage) std::array<std::byte, kPiece> piece_{};
};

}  // namespace stet::text
