// SPDX-License-Identifier: Apache-2.0
#include "text/nearest.hpp"

#include <algorithm>
#include <array>

namespace stet::text {

std::size_t edit_distance(std::string_view before, std::string_view after) {
  // Three rows of the usual table: the current one, the one before, and the one before that for swaps.
  std::array<std::vector<std::size_t>, 3> rows;
  for (std::vector<std::size_t>& row : rows) row.resize(after.size() + 1);
  for (std::size_t j = 0; j <= after.size(); ++j) rows[1][j] = j;
  for (std::size_t i = 1; i <= before.size(); ++i) {
    auto& [current, last, second_last] = rows;
    current[0] = i;
    for (std::size_t j = 1; j <= after.size(); ++j) {
      const bool differs = before[i - 1] != after[j - 1];
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (differs ? 1U : 0U)});
      if (i > 1 && j > 1 && before[i - 1] == after[j - 2] && before[i - 2] == after[j - 1])
        current[j] = std::min(current[j], second_last[j - 2] + 1);
    }
    std::swap(second_last, last);
    std::swap(last, current);
  }
  return rows[1][after.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& names) {
  std::size_t limit = std::max<std::size_t>(1, word.size() / 3);
  std::string found;
  for (const std::string& name : names) {
    const std::size_t shorter = std::min(word.size(), name.size());
    if (std::max(word.size(), name.size()) - shorter > limit) continue;
    const std::size_t distance = edit_distance(word, name);
    if (distance > limit || (distance == limit && !found.empty())) continue;
    limit = distance;
    found = name;
  }
  return found;
}

}  // namespace stet::text
