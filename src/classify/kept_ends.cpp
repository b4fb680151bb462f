// SPDX-License-Identifier: Apache-2.0
// What stays at either end of an edit though the fact there takes it in: the measure behind figures, the time behind a
// day, words of grammar.
//
// Case it gets wrong: of a day with the same date and another time all is one edit.
// Cost: linear in the words that stay.
#include <algorithm>

#include "classify/unit_steps.hpp"

namespace stet::classify {
namespace {

/// "12 per cent"→"15 per cent", "5 March at noon"→"6 March at noon": the measure behind the figures or the time behind
/// the day stays.
void leave_tail(Unit& unit, const Side& before, const Side& after) {
  const auto tail = [](const Side& side, std::uint32_t last) {
    const std::uint32_t e = last == 0 ? kNoEntity : side.entity_of[last - 1];
    return e != kNoEntity && side.entities[e].last == last ? last - side.entities[e].tail : 0;
  };
  if (unit.before_size() == 0 || unit.after_size() == 0) return;
  const std::uint32_t length = tail(before, unit.before_last);
  if (length == 0 || length != tail(after, unit.after_last) || length >= unit.before_size() ||
      length >= unit.after_size())
    return;
  for (std::uint32_t i = 1; i <= length; ++i)
    if (before.raw(unit.before_last - i) != after.raw(unit.after_last - i)) return;
  unit.before_last -= length;
  unit.after_last -= length;
}

/// "entitled to"→"required to", "a quarter"→"a third": a word of grammar that both begin or end with stays, though the
/// fact takes it in.
void leave_grammar(Unit& unit, const Side& before, const Side& after, const Vocabulary& vocabulary) {
  const auto stays = [&](std::uint32_t one, std::uint32_t other, std::initializer_list<EntityKind> kinds) {
    if (before.raw(one) != after.raw(other)) return false;
    const std::uint32_t e = before.entity_of[one];
    const std::uint32_t there = after.entity_of[other];
    if (e == kNoEntity || there == kNoEntity || before.entities[e].kind != after.entities[there].kind) return false;
    if (before.entities[e].kind == EntityKind::Number && before.raw(one) == "第") return true;
    if (before.entities[e].kind == EntityKind::Number && vocabulary.lexicon().language() != "en" &&
        before.entities[e].value.find_first_of("/.") != std::string::npos)
      return false;  // ein Drittel: the article is a numeral
    return std::ranges::find(kinds, before.entities[e].kind) != kinds.end() &&
           vocabulary.word(before.tokens[one].id).classes.contains(WordClass::Function) &&
           !vocabulary.word(before.tokens[one].id).classes.contains(WordClass::DateModifier);
  };
  const auto both_go_on = [&] { return unit.before_size() > 1 && unit.after_size() > 1; };
  while (both_go_on() && stays(unit.before_last - 1, unit.after_last - 1, {EntityKind::Modality, EntityKind::Negation}))
    --unit.before_last, --unit.after_last;
  while (both_go_on() && stays(unit.before_first, unit.after_first, {EntityKind::Date, EntityKind::Number}))
    ++unit.before_first, ++unit.after_first;
}

}  // namespace

void leave_kept_ends(Unit& unit, const Side& before, const Side& after, const Vocabulary& vocabulary) {
  leave_tail(unit, before, after);
  leave_grammar(unit, before, after, vocabulary);
}

}  // namespace stet::classify
