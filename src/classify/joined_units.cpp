// SPDX-License-Identifier: Apache-2.0
// Edits that a reader sees as one: two of wording with a word between, the parts of a negation around its verb, words
// that changed places.
//
// Case it gets wrong: "A, B and C"→"C, B and A" is two edits, since a mark stands between.
// Cost: linear in the edits' words and those between.
#include <algorithm>

#include "classify/unit_steps.hpp"
#include "classify/words.hpp"

namespace stet::classify {
namespace {

/// Whether a unit is about words alone.
bool is_wording(const Unit& unit, const Side& before, const Side& after) {
  const auto plain = [](const Side& side, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = first; i < last; ++i)
      if (side.entity_of[i] != kNoEntity || side.tokens[i].kind == TokenKind::Mark) return false;
    return true;
  };
  return plain(before, unit.before_first, unit.before_last) && plain(after, unit.after_first, unit.after_last);
}

/// Joins edits of wording with one word (or a few words of grammar) between them.
class Joiner {
 public:
  Joiner(const Side& before, const Side& after, const Vocabulary& vocabulary)
      : before_(before), after_(after), vocabulary_(vocabulary), lexicon_(vocabulary.lexicon()) {}

  [[nodiscard]] std::vector<Unit> run(const std::vector<Unit>& units) const {
    std::vector<Unit> joined;
    for (const Unit& unit : units) {
      if (!joined.empty() &&
          (joined.back().after_last == unit.after_first || joined.back().before_last != unit.before_first) &&
          joins(joined.back(), unit)) {
        joined.back().before_last = unit.before_last;
        joined.back().after_last = unit.after_last;
      } else {
        joined.push_back(unit);
      }
    }
    return joined;
  }

 private:
  [[nodiscard]] bool joins(const Unit& one, const Unit& next) const {
    const std::uint32_t between = next.before_first - one.before_last;
    if (between == 0 && other_case(one) && other_case(next)) return true;
    if (between == 0 && next.after_first == one.after_last && (spells_out(one, next) || spells_out(next, one)))
      return true;
    if (between == 0 || between != next.after_first - one.after_last) return false;
    if (between <= kWidestSwap && swapped(one, next)) return true;
    if (between > kWidestIsland) return false;
    if (two_part_negation(one, next)) return true;
    if (other_case(one) || other_case(next)) return false;
    if (!is_wording(one, before_, after_) || !is_wording(next, before_, after_)) return false;
    if (spelled(one) || spelled(next)) return false;
    const auto both = [](const Unit& unit) { return unit.before_size() != 0 && unit.after_size() != 0; };
    bool grammar = true;
    for (std::uint32_t i = one.before_last; i < next.before_first; ++i) {
      if (before_.tokens[i].kind != TokenKind::Word || before_.entity_of[i] != kNoEntity) return false;
      grammar &= vocabulary_.word(before_.tokens[i].id).classes.contains(WordClass::Function);
    }
    if (between == 1) return both(one) || both(next);
    const auto size = [](const Unit& unit) { return std::max(unit.before_size(), unit.after_size()); };
    return grammar && size(one) > between && size(next) > between && both(one) && both(next);
  }

  /// "also has"→"has also", "regular y gradual"→"gradual y regular": the same words go before what stands between and
  /// come behind it.
  [[nodiscard]] bool swapped(const Unit& one, const Unit& next) const {
    const bool forth = one.after_size() == 0 && next.before_size() == 0;
    const bool back = one.before_size() == 0 && next.after_size() == 0;
    if (!forth && !back) return false;
    for (std::uint32_t i = one.before_last; i < next.before_first; ++i)
      if (before_.tokens[i].kind == TokenKind::Mark) return false;
    const Unit& gone = forth ? one : next;
    const Unit& come = forth ? next : one;
    const std::uint32_t size = gone.before_size();
    if (size != come.after_size() || holds_fact(gone.before_first, gone.before_last) ||
        holds_fact(one.before_last, next.before_first))
      return false;
    const auto same = [&](std::uint32_t left, std::uint32_t right) {
      return before_.tokens[gone.before_first + left].id == after_.tokens[come.after_first + right].id;
    };
    const auto run = [&](std::uint32_t left, std::uint32_t right, std::uint32_t count) {
      for (std::uint32_t k = 0; k < count; ++k)
        if (!same(left + k, right + k)) return false;
      return true;
    };
    // What went over more than a word came and went.
    if (next.before_first - one.before_last == 1 && run(0, 0, size)) return true;
    if (size < 2) return false;
    // "A and" went before B, "and A" came behind it: either way.
    return forth ? joins_equals(gone.before_last - 1) && same(size - 1, 0) && run(0, 1, size - 1)
                 : joins_equals(gone.before_first) && same(0, size - 1) && run(1, 0, size - 1);
  }

  [[nodiscard]] bool joins_equals(std::uint32_t token) const {
    return lexicon_.is(vocabulary_.text(before_.tokens[token].id), WordClass::Conjunction);
  }

  /// Whether a word there says that something must or must not be: what goes over that counts, as does a lone fact.
  [[nodiscard]] bool holds_fact(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i) {
      const std::uint32_t e = before_.entity_of[i];
      if (e == kNoEntity) continue;
      const EntityKind kind = before_.entities[e].kind;
      if (kind == EntityKind::Negation || kind == EntityKind::Modality || last - first == 1) return true;
    }
    return false;
  }

  /// ne … pas: both parts of a negation come, or go, around a verb and its pronouns.
  [[nodiscard]] bool two_part_negation(const Unit& one, const Unit& next) const {
    const auto only_negation = [](const Side& side, std::uint32_t first, std::uint32_t last) {
      for (std::uint32_t i = first; i < last; ++i) {
        const std::uint32_t e = side.entity_of[i];
        if (e == kNoEntity || side.entities[e].kind != EntityKind::Negation) return false;
      }
      return first != last;
    };
    for (std::uint32_t i = one.before_last; i < next.before_first; ++i)
      if (before_.tokens[i].kind != TokenKind::Word) return false;
    // "does not lend and does not borrow" is negated twice.
    const bool came = one.before_size() == 0;
    if ((came ? after_.tokens[one.after_first].id : before_.tokens[one.before_first].id) ==
        (came ? after_.tokens[next.after_last - 1].id : before_.tokens[next.before_last - 1].id))
      return false;
    if (one.before_size() == 0 && next.before_size() == 0)
      return only_negation(after_, one.after_first, one.after_last) &&
             only_negation(after_, next.after_first, next.after_last);
    return one.after_size() == 0 && next.after_size() == 0 &&
           only_negation(before_, one.before_first, one.before_last) &&
           only_negation(before_, next.before_first, next.before_last);
  }

  /// "5–7"→"5 to 7": figures that are one on one side, of which the other side writes more than was paired with them.
  [[nodiscard]] bool spells_out(const Unit& figures, const Unit& more) const {
    const auto is_run = [](const Side& side, std::uint32_t first, std::uint32_t last) {
      const std::uint32_t e = first == last ? kNoEntity : side.entity_of[first];
      return e != kNoEntity && side.entities[e].kind == EntityKind::Number && side.entities[e].first == first &&
             last - first == 3 && side.entities[e].last == last;
    };
    if (more.before_size() == 0) return is_run(before_, figures.before_first, figures.before_last);
    return more.after_size() == 0 && is_run(after_, figures.after_first, figures.after_last);
  }

  /// Words that stay but for their case.
  [[nodiscard]] bool other_case(const Unit& unit) const {
    return unit.before_size() == unit.after_size() && unit.before_size() != 0 &&
           before_.tokens[unit.before_first].id == after_.tokens[unit.after_first].id &&
           before_.tokens[unit.before_last - 1].id == after_.tokens[unit.after_last - 1].id &&
           before_.tokens[unit.before_first].kind == TokenKind::Word;
  }

  /// A spelling keeps to its word.
  [[nodiscard]] bool spelled(const Unit& unit) const {
    if (written_together(unit, before_, after_, vocabulary_)) return true;
    return unit.before_size() == 1 && unit.after_size() == 1 &&
           same_word(vocabulary_.text(before_.tokens[unit.before_first].id),
                     vocabulary_.text(after_.tokens[unit.after_first].id), lexicon_);
  }

  // More words between are seen as words that stayed.
  static constexpr std::uint32_t kWidestIsland = 3;
  // More words between two places are seen as what the others went round.
  static constexpr std::uint32_t kWidestSwap = 4;

  const Side& before_;
  const Side& after_;
  const Vocabulary& vocabulary_;
  const Lexicon& lexicon_;
};

}  // namespace

std::vector<Unit> joined_units(const std::vector<Unit>& units, const Side& before, const Side& after,
                               const Vocabulary& vocabulary) {
  return Joiner(before, after, vocabulary).run(units);
}

}  // namespace stet::classify
