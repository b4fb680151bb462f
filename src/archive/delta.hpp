// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stet::archive {

/// Makes git's deltas: instructions that build one object out of another. One maker serves many, so that its table is
/// allocated once.
class DeltaMaker {
 public:
  /// @param limit  In bytes: a delta that would be longer is given up.
  /// @return The delta of `after` against `before`, uncompressed; nothing where it would be too long, or either text
  ///         has 4 GiB or more.
  [[nodiscard]] std::optional<std::string> make(std::string_view before, std::string_view after, std::size_t limit);

 private:
  class Matching;
  std::vector<std::uint32_t> table_;  ///< Of blocks of `before`: position + 1 by hash; 0 where there is none.
};

}  // namespace stet::archive
