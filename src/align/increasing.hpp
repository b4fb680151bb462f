// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace stet::align {

/// The heaviest strictly increasing subsequence: indexes into `values`, ascending. `weights` has one for each value.
/// Of several, the one whose last elements come first; deterministic.
[[nodiscard]] std::vector<std::uint32_t> heaviest_increasing(std::span<const std::uint32_t> values,
                                                             std::span<const std::uint64_t> weights);

}  // namespace stet::align
