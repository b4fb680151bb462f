// SPDX-License-Identifier: Apache-2.0
#include "align/comparison.hpp"

#include <algorithm>

#include "align/increasing.hpp"

namespace stet::align {

void Comparison::tie(Tie found) {
  const auto number = static_cast<std::uint32_t>(ties.size());
  for (const std::uint32_t line : found.left) left_tie[line] = number;
  for (const std::uint32_t line : found.right) right_tie[line] = number;
  ties.push_back(std::move(found));
}

namespace {

/// Ties within one zone that keep their order: the heaviest chain by words, so that a long sentence outweighs a label.
std::vector<const Tie*> anchor_chain(const Comparison& comparison) {
  std::vector<const Tie*> candidates;
  for (std::uint32_t line = 0; line < comparison.left.size(); ++line) {
    if (comparison.left_free(line)) continue;
    const Tie& tie = comparison.ties[comparison.left_tie[line]];
    if (tie.left.front() == line && comparison.left[line].zone == comparison.right[tie.right.front()].zone)
      candidates.push_back(&tie);
  }
  std::vector<std::uint32_t> places;
  std::vector<std::uint64_t> weights;
  for (const Tie* tie : candidates) {
    places.push_back(tie->right.front());
    weights.push_back(1 + std::min<std::size_t>(
                              20, comparison.texts.features(comparison.left[tie->left.front()].folded).words.size()));
  }
  std::vector<const Tie*> chain;
  for (const std::uint32_t index : heaviest_increasing(places, weights)) chain.push_back(candidates[index]);
  return chain;
}

/// End of the lines of `zone`, from `begin` on, where all before belong to it or to earlier zones.
std::uint32_t zone_end(const std::vector<Line>& lines, std::uint32_t begin, std::uint32_t zone) {
  while (begin < lines.size() && lines[begin].zone <= zone) ++begin;
  return begin;
}

}  // namespace

std::vector<Stretch> stretches(const Comparison& comparison) {
  std::vector<Stretch> found;
  Stretch part;
  const auto add = [&](std::uint32_t left_end, std::uint32_t right_end) {
    part.left_end = left_end;
    part.right_end = right_end;
    if (part.left_begin < left_end || part.right_begin < right_end) found.push_back(part);
  };
  // Up to the end of all zones before `zone`.
  const auto close_zones_before = [&](std::uint32_t zone) {
    while (true) {
      const std::uint32_t left_zone =
          part.left_begin < comparison.left.size() ? comparison.left[part.left_begin].zone : zone;
      const std::uint32_t right_zone =
          part.right_begin < comparison.right.size() ? comparison.right[part.right_begin].zone : zone;
      const std::uint32_t first = std::min(left_zone, right_zone);
      if (first >= zone) return;
      add(zone_end(comparison.left, part.left_begin, first), zone_end(comparison.right, part.right_begin, first));
      part.left_begin = part.left_end;
      part.right_begin = part.right_end;
    }
  };
  for (const Tie* tie : anchor_chain(comparison)) {
    close_zones_before(comparison.left[tie->left.front()].zone);
    add(tie->left.front(), tie->right.front());
    part.left_begin = tie->left.back() + 1;
    part.right_begin = tie->right.back() + 1;
  }
  close_zones_before(kUnlinked);
  return found;
}

}  // namespace stet::align
