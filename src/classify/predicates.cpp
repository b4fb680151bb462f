// SPDX-License-Identifier: Apache-2.0
// Edits of a negation as a reader of Japanese or Hindi marks them.
//
// Japanese negates by inflection: of お伝えします and お伝えしません the dictionary leaves す and せん as the
// difference, which nobody reads as words. So an edit that negates is widened, over inflections in hiragana, to the
// word that they inflect, with its お or ご; edits on the way become one with it. It stops at particles (を, は), at
// できる, which is a verb of its own, and at other facts. In Hindi के साथ→के बिना takes its के along.
//
// Case it gets wrong: hiragana of an adverb right before the verb is taken for an inflection.
// Cost: linear in the tokens beside such edits.
#include "classify/predicates.hpp"

#include <algorithm>
#include <iterator>

#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

bool is_hiragana(char32_t code) { return code >= 0x3041 && code <= 0x309F; }

bool all_hiragana(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, i);
    if (!is_hiragana(point.code)) return false;
    i += point.size;
  }
  return !text.empty();
}

/// Words of grammar that inflect what stands before them.
constexpr std::string_view kInflections[] = {"す",   "する",   "し",   "した", "して", "され",  "さ",   "れ",   "れる",
                                             "られ", "られる", "せ",   "て",   "た",   "い",    "いる", "ある", "あり",
                                             "あっ", "ます",   "まし", "ませ", "ん",   "です",  "でし", "だ",   "ば",
                                             "なら", "な",     "る",   "せん", "ない", "なかっ"};

bool has_negation(const Side& side, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t i = first; i < last; ++i) {
    const std::uint32_t e = side.entity_of[i];
    if (e != kNoEntity && side.entities[e].kind == EntityKind::Negation) return true;
  }
  return false;
}

bool has_negation(const Unit& unit, const Side& before, const Side& after) {
  return has_negation(before, unit.before_first, unit.before_last) ||
         has_negation(after, unit.after_first, unit.after_last);
}

class PredicateWidener {
 public:
  PredicateWidener(const Side& before, const Side& after, const Vocabulary& vocabulary)
      : before_(before), after_(after), vocabulary_(vocabulary) {}

  /// Takes the units before it off `done` as it grows over them.
  void widen_left(Unit& unit, std::vector<Unit>& done) const {
    if (begins_with_can(unit)) return;
    for (;;) {
      if (!done.empty() && touches(done.back(), unit)) {
        if (!is_ending(done.back())) return;
        unit.before_first = done.back().before_first;
        unit.after_first = done.back().after_first;
        done.pop_back();
        continue;
      }
      if (unit.before_first == 0 || unit.after_first == 0 || !joined_left(unit)) return;
      const std::uint32_t token = unit.before_first - 1;
      const bool ending = inflects(before_, token);
      if (!ending && !is_stem(token)) return;
      step_left(unit);
      if (ending) continue;
      const bool prefixed = unit.before_first > 0 && unit.after_first > 0 && joined_left(unit) &&
                            (before_.raw(unit.before_first - 1) == "お" || before_.raw(unit.before_first - 1) == "ご");
      if (prefixed && (done.empty() || !touches(done.back(), unit))) step_left(unit);
      return;
    }
  }

  /// Over endings that stay: ませ|ん|でし|た.
  void widen_right(Unit& unit, const Unit* next) const {
    while (unit.before_last < before_.size() && unit.after_last < after_.size() &&
           (next == nullptr || unit.before_last < next->before_first) && is_listed(before_, unit.before_last) &&
           before_.raw(unit.before_last) == after_.raw(unit.after_last)) {
      ++unit.before_last;
      ++unit.after_last;
    }
  }

 private:
  static void step_left(Unit& unit) {
    --unit.before_first;
    --unit.after_first;
  }

  static bool touches(const Unit& one, const Unit& next) {
    return one.before_last == next.before_first && one.after_last == next.after_first;
  }

  [[nodiscard]] const std::string& text(const Side& side, std::uint32_t i) const {
    return vocabulary_.text(side.tokens[i].id);
  }

  [[nodiscard]] bool begins_with_can(const Unit& unit) const {
    const auto can = [&](const Side& side, std::uint32_t first, std::uint32_t last) {
      return first < last && (text(side, first).starts_with("でき") || text(side, first).starts_with("出来"));
    };
    return can(before_, unit.before_first, unit.before_last) || can(after_, unit.after_first, unit.after_last);
  }

  /// Whether nothing stands between the unit and the kept token before it.
  [[nodiscard]] bool joined_left(const Unit& unit) const {
    const auto joined = [](const Side& side, std::uint32_t first) {
      return first >= side.size() || side.tokens[first - 1].end == side.tokens[first].begin;
    };
    return joined(before_, unit.before_first) && joined(after_, unit.after_first);
  }

  [[nodiscard]] bool is_listed(const Side& side, std::uint32_t i) const {
    return std::ranges::find(kInflections, text(side, i)) != std::end(kInflections);
  }

  [[nodiscard]] bool inflects(const Side& side, std::uint32_t i) const {
    if (side.entity_of[i] != kNoEntity) return false;
    if (is_listed(side, i)) return true;
    return all_hiragana(side.raw(i)) && !vocabulary_.word(side.tokens[i].id).classes.contains(WordClass::Function);
  }

  /// Whether an edit is of endings alone, so that it belongs to the predicate behind it.
  [[nodiscard]] bool is_ending(const Unit& unit) const {
    for (std::uint32_t i = unit.before_first; i < unit.before_last; ++i)
      if (!inflects(before_, i)) return false;
    for (std::uint32_t i = unit.after_first; i < unit.after_last; ++i)
      if (!inflects(after_, i)) return false;
    return true;
  }

  [[nodiscard]] bool is_stem(std::uint32_t i) const {
    return before_.tokens[i].unspaced && before_.entity_of[i] == kNoEntity && !all_hiragana(before_.raw(i));
  }

  const Side& before_;
  const Side& after_;
  const Vocabulary& vocabulary_;
};

std::vector<Unit> japanese(const std::vector<Unit>& units, const Side& before, const Side& after,
                           const Vocabulary& vocabulary) {
  const PredicateWidener widener(before, after, vocabulary);
  std::vector<Unit> done;
  for (std::size_t i = 0; i < units.size(); ++i) {
    Unit unit = units[i];
    if (has_negation(unit, before, after)) {
      widener.widen_left(unit, done);
      widener.widen_right(unit, i + 1 < units.size() ? &units[i + 1] : nullptr);
    }
    done.push_back(unit);
  }
  return done;
}

/// 供应|商, 提供|者: makes one word with what stands before it.
bool is_suffix(std::string_view text) {
  constexpr std::string_view kSuffixes = "商者人方员員户师師家费費款金额額率量度品物书書证証单卡权権料业業";
  constexpr std::size_t kCharacter = 3;
  return text.size() == kCharacter && kSuffixes.find(text) != std::string_view::npos;
}

/// Takes the suffix behind a replaced word along.
void with_suffix(Unit& unit, const Unit* next, const Side& before, const Side& after) {
  constexpr std::uint32_t kTwoCharacters = 6;
  if (unit.before_size() == 0 || unit.after_size() == 0 || unit.before_last >= before.size() ||
      unit.after_last >= after.size() || (next != nullptr && next->before_first <= unit.before_last))
    return;
  const auto ends_in_word = [](const Side& side, std::uint32_t last) {
    const Token& token = side.tokens[last - 1];
    return token.unspaced && token.end - token.begin >= kTwoCharacters && side.tokens[last].begin == token.end &&
           side.entity_of[last - 1] == kNoEntity && side.entity_of[last] == kNoEntity && is_suffix(side.raw(last));
  };
  if (!ends_in_word(before, unit.before_last) || !ends_in_word(after, unit.after_last)) return;
  ++unit.before_last;
  ++unit.after_last;
}

}  // namespace

std::vector<Unit> whole_predicates(std::vector<Unit> units, const Side& before, const Side& after,
                                   const Vocabulary& vocabulary) {
  const std::string_view language = vocabulary.lexicon().language();
  if (language == "ja" || language == "zh")
    for (std::size_t i = 0; i < units.size(); ++i)
      with_suffix(units[i], i + 1 < units.size() ? &units[i + 1] : nullptr, before, after);
  if (language == "ja") return japanese(units, before, after, vocabulary);
  if (language != "hi") return units;
  for (std::size_t i = 0; i < units.size(); ++i) {
    Unit& unit = units[i];
    const bool replaces = unit.before_size() != 0 && unit.after_size() != 0;
    const std::uint32_t free = i == 0 ? 0 : units[i - 1].before_last;
    if (!replaces || unit.before_first <= free || !has_negation(unit, before, after)) continue;
    if (before.raw(unit.before_first - 1) != "के" || after.raw(unit.after_first - 1) != "के") continue;
    --unit.before_first;
    --unit.after_first;
  }
  return units;
}

}  // namespace stet::classify
