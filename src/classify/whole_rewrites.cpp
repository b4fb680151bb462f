// SPDX-License-Identifier: Apache-2.0
// A sentence that was written anew: what stays of it is chance, so its edits are few and large.
//
// Case it gets wrong: two sentences of which only a long name stays are one edit, the name in it.
// Cost: linear in the tokens.
#include <algorithm>

#include "classify/unit_steps.hpp"

namespace stet::classify {
namespace {

/// Whether no fact reaches over the place before a token.
bool ends_no_fact(const Side& side, std::uint32_t token) {
  if (token == 0 || token >= side.size()) return true;
  const std::uint32_t fact = side.entity_of[token];
  return fact == kNoEntity || fact != side.entity_of[token - 1];
}

}  // namespace

bool almost_nothing_stays(const Side& before, const Side& after, const std::vector<align::IndexPair>& pairs,
                          const Vocabulary& vocabulary) {
  // Below this share, and from this many words on, what stays is chance: "of the", "and".
  constexpr double kChance = 0.12;
  constexpr std::uint32_t kManyWords = 12;
  if (std::min(before.size(), after.size()) < kManyWords) return false;
  std::size_t kept = 0;
  for (const align::IndexPair& pair : pairs) {
    const Token& token = before.tokens[pair.before];
    if (token.kind == TokenKind::Mark || vocabulary.word(token.id).classes.contains(WordClass::Function)) continue;
    kept += token.end - token.begin;
  }
  return static_cast<double>(kept) < kChance * static_cast<double>(std::max(before.text.size(), after.text.size()));
}

std::optional<Unit> label_unit(const Side& before, const Side& after) {
  Unit unit{0, before.label_last, 0, after.label_last};
  const auto same = [&](std::uint32_t one, std::uint32_t other) { return before.raw(one) == after.raw(other); };
  if (unit.before_size() == 0 || unit.after_size() == 0) return std::nullopt;
  while (unit.before_size() != 0 && unit.after_size() != 0 && same(unit.before_first, unit.after_first))
    ++unit.before_first, ++unit.after_first;
  while (unit.before_size() != 0 && unit.after_size() != 0 && same(unit.before_last - 1, unit.after_last - 1))
    --unit.before_last, --unit.after_last;
  if (unit.before_size() == 0 && unit.after_size() == 0) return std::nullopt;
  return unit;
}

std::vector<Unit> whole_rewrite(const Side& before, const Side& after) {
  constexpr std::uint32_t kNoChance = 4;
  std::vector<Unit> units;
  const bool has_label = before.label_last != 0 || after.label_last != 0;
  if (before.label_last != 0 && after.label_last != 0) {
    if (const auto label = label_unit(before, after)) units.push_back(*label);
  } else if (has_label) {
    units.push_back({0, before.label_last, 0, after.label_last});
  }
  Unit rest{before.label_last, before.size(), after.label_last, after.size()};
  const auto same = [&](std::uint32_t one, std::uint32_t other) { return before.raw(one) == after.raw(other); };
  const auto shorter = [&] { return std::min(rest.before_size(), rest.after_size()); };
  std::uint32_t head = 0;
  while (head < shorter() && same(rest.before_first + head, rest.after_first + head)) ++head;
  if (head >= kNoChance && ends_no_fact(before, rest.before_first + head) &&
      ends_no_fact(after, rest.after_first + head))
    rest.before_first += head, rest.after_first += head;
  std::uint32_t tail = 0;
  while (tail < shorter() && same(rest.before_last - 1 - tail, rest.after_last - 1 - tail)) ++tail;
  if (tail >= kNoChance && ends_no_fact(before, rest.before_last - tail) && ends_no_fact(after, rest.after_last - tail))
    rest.before_last -= tail, rest.after_last -= tail;
  if (rest.before_size() != 0 || rest.after_size() != 0) units.push_back(rest);
  return units;
}

}  // namespace stet::classify
