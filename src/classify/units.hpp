// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "classify/pairs.hpp"

namespace stet::classify {

/// Tokens that one edit replaces: before[before_first, before_last) became after[after_first, after_last). Either may
/// be empty, not both. What lies between two units stays, token by token, equal in every byte.
struct Unit {
  std::uint32_t before_first = 0;
  std::uint32_t before_last = 0;
  std::uint32_t after_first = 0;
  std::uint32_t after_last = 0;

  [[nodiscard]] std::uint32_t before_size() const { return before_last - before_first; }
  [[nodiscard]] std::uint32_t after_size() const { return after_last - after_first; }
  friend bool operator==(const Unit&, const Unit&) = default;
};

/// Whether one side writes in one word what the other writes in two or three: cannot, can not.
[[nodiscard]] bool written_together(const Unit& unit, const Side& before, const Side& after,
                                    const Vocabulary& vocabulary);

/// The edits between two sides, as a reader would mark them: by phrases, but apart where their categories are.
[[nodiscard]] std::vector<Unit> edit_units(const Side& before, const Side& after, const Vocabulary& vocabulary);

}  // namespace stet::classify
