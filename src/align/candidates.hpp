// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "align/comparison.hpp"

namespace stet::align {

/// Two free lines that may belong together.
struct Candidate {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  Likeness likeness;
};

/// Pairs of free lines that share rare words, for lists too long to compare every line with every other: at most a few
/// for each left line. Ordered by left line.
/// @param least  The score that a pair must be able to reach, given the evidence that there can be.
[[nodiscard]] std::vector<Candidate> candidates(Comparison& comparison, std::span<const std::uint32_t> left,
                                                std::span<const std::uint32_t> right,
                                                const std::function<double(double)>& least);

/// Whether every one of these lines may be compared with every other, within the work that is left; if so, the work is
/// taken off.
[[nodiscard]] bool afford_all_pairs(Comparison& comparison, std::span<const std::uint32_t> left,
                                    std::span<const std::uint32_t> right);

}  // namespace stet::align
