// SPDX-License-Identifier: Apache-2.0
//
// "Did you mean": names within a few letters of what was typed, or that hold it. `cted-interpl` is one off
// `cted-interpol`. The distance costs the product of the two lengths for each name, so lists of more than kMaxCompared
// names are only searched for the word.
// It is wrong about names that are short: `a` and `b` are one letter apart, so short words allow no distance.
#include <algorithm>

#include "archive/names.hpp"
#include "fmt/format.h"
#include "text/nearest.hpp"
#include "unicode/fold.hpp"

namespace stet::archive {
namespace {

constexpr std::size_t kMaxSuggestions = 3;     // More than three is a list, and there is a command for that.
constexpr std::size_t kMaxCompared = 20'000;   // About half a second's work at names of 40 bytes.
constexpr std::size_t kLettersPerMistake = 4;  // A typing error in each four letters still looks like the word.

/// How far a name is from what was typed, its last part alone counting too; nothing where it is not near.
std::optional<std::size_t> distance_of(std::string_view wanted, std::string_view name, bool compare) {
  const std::size_t allowed = wanted.size() / kLettersPerMistake;
  std::optional<std::size_t> best;
  for (const std::string_view candidate : {name, leaf_of(name)}) {
    const std::size_t gap = std::max(candidate.size(), wanted.size()) - std::min(candidate.size(), wanted.size());
    if (candidate == wanted) return 0;
    if (!compare || gap > allowed) continue;
    const std::size_t distance = text::edit_distance(wanted, candidate);
    if (distance <= allowed && (!best || distance < *best)) best = distance;
  }
  if (!best && wanted.size() >= kLettersPerMistake && name.find(wanted) != std::string_view::npos) best = allowed + 1;
  return best;
}

}  // namespace

std::vector<std::string> nearest(std::string_view wanted, const std::vector<std::string>& names) {
  const std::string folded_wanted = unicode::fold_case(wanted);
  const std::string without_ending(release_of(folded_wanted));
  const bool compare = names.size() <= kMaxCompared && wanted.size() <= 256;
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& name : names) {
    const std::string folded_name = unicode::fold_case(name);
    auto distance = distance_of(folded_wanted, folded_name, compare);
    if (!distance && without_ending != folded_wanted) distance = distance_of(without_ending, folded_name, compare);
    if (distance) near.emplace_back(*distance, name);
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> nearest_names;
  for (const auto& [distance, name] : near) {
    if (nearest_names.size() == kMaxSuggestions) break;
    nearest_names.push_back(name);
  }
  return nearest_names;
}

std::string did_you_mean(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::string hint = "did you mean ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) hint += i + 1 == names.size() ? " or " : ", ";
    hint += fmt::format("'{}'", one_line(names[i]));
  }
  return hint + "?";
}

}  // namespace stet::archive
