// SPDX-License-Identifier: Apache-2.0
// From tokens that stay to the edits that a reader marks.
//
// Between two tokens that stay lies a gap: "must submit 3" against "should send 4". Inside it a second alignment pairs
// what plays the same part (number with number, modal with modal, a word with its other spelling), and the gap falls
// apart where the categories do: must→should, submit→send, 3→4. Words of grammar and other forms of the same word go
// with the fact beside them ("in March"→"on 5 March", "does not apply"→"applies"). Then edits of wording a word apart
// are joined, so that a reader sees phrases.
//
// Case it gets wrong: "is not allowed"→"is forbidden" is a negation that went and a word that came, in one edit.
// Cost: the product of a gap's two sides up to a bound (kMaxGapCells), else the gap is one edit.
#include "classify/units.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "classify/predicates.hpp"
#include "classify/words.hpp"

namespace stet::classify {
namespace {

using align::IndexPair;

constexpr std::size_t kMaxGapCells = 10'000;

/// What a stretch of a gap is about.
enum class Topic : std::uint8_t { Link, Date, Amount, Number, Negation, Modality, Name, Mark, Words };

Topic topic_of(EntityKind kind) { return static_cast<Topic>(kind); }
bool is_fact(Topic topic) { return topic < Topic::Mark; }

/// An entity or a token outside one.
struct Item {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  Topic topic = Topic::Words;
  bool function = false;
  const Entity* entity = nullptr;
};

/// An ending or a particle of Japanese.
bool is_one_kana(std::string_view text) {
  constexpr std::size_t kCharacter = 3;
  return text.size() == kCharacter && text >= "ぁ" && text <= "ん";
}

std::vector<Item> items_of(const Side& side, std::uint32_t first, std::uint32_t last, const Vocabulary& vocabulary) {
  std::vector<Item> items;
  for (std::uint32_t i = first; i < last;) {
    Item item;
    item.first = i;
    item.last = i + 1;
    if (const std::uint32_t e = side.entity_of[i]; e != kNoEntity) {
      const Entity& entity = side.entities[e];
      item.last = std::min(entity.last, last);
      item.topic = topic_of(entity.kind);
      if (entity.kind == EntityKind::Modality && entity.value.starts_with('~')) item.function = true;
      item.entity = &entity;
    } else if (side.tokens[i].kind == TokenKind::Mark) {
      item.topic = Topic::Mark;
    } else {
      item.function =
          vocabulary.word(side.tokens[i].id).classes.contains(WordClass::Function) || is_one_kana(side.raw(i));
    }
    i = item.last;
    items.push_back(item);
  }
  return items;
}

/// One step of the gap's alignment: an item of either side or of both.
struct Step {
  const Item* before = nullptr;
  const Item* after = nullptr;
  Topic topic = Topic::Words;
  bool grammar = false;   ///< Nothing but words of grammar, or two forms of one word.
  bool one_verb = false;  ///< One plain word for another.
};

class Gap {
 public:
  Gap(const Side& before, const Side& after, Unit range, const Vocabulary& vocabulary)
      : before_(before),
        after_(after),
        range_(range),
        vocabulary_(vocabulary),
        lexicon_(vocabulary.lexicon()),
        before_items_(items_of(before, range.before_first, range.before_last, vocabulary)),
        after_items_(items_of(after, range.after_first, range.after_last, vocabulary)) {}

  void append_to(std::vector<Unit>& units) {
    if (before_items_.empty() || after_items_.empty() || before_items_.size() * after_items_.size() > kMaxGapCells) {
      units.push_back(range_);
      return;
    }
    align();
    group();
    join_complements();
    absorb_grammar();
    emit(units);
  }

 private:
  struct Group {
    std::size_t first = 0;
    std::size_t last = 0;
    Topic topic = Topic::Words;
    bool grammar = false;
    bool one_verb = false;
  };

  [[nodiscard]] const std::string& text(const Side& side, const Item& item) const {
    return vocabulary_.text(side.tokens[item.first].id);
  }

  /// How well two items pair; nothing where they do not.
  [[nodiscard]] std::optional<float> score(const Item& one, const Item& other) const {
    if (one.entity != nullptr && other.entity != nullptr) {
      if (one.entity->kind != other.entity->kind) return std::nullopt;
      return one.entity->value == other.entity->value ? 4.0F : 3.0F;
    }
    if (one.topic == Topic::Mark && other.topic == Topic::Mark)
      return before_.tokens[one.first].id == after_.tokens[other.first].id ? 0.6F : 0.3F;
    if (one.topic != Topic::Words || other.topic != Topic::Words) return std::nullopt;
    const std::string& word = text(before_, one);
    const std::string& replaced = text(after_, other);
    if (word == replaced) return 2.5F;
    if (one.function != other.function) return 0.05F;
    if (one.function) return 0.3F;
    if (same_word(word, replaced, lexicon_)) return 2.5F;
    if (same_stem(word, replaced)) return 1.5F;
    return 0.35F;
  }

  void align() {
    const std::size_t rows = before_items_.size();
    const std::size_t columns = after_items_.size();
    constexpr float kNoPair = -1.0F;
    std::vector<float> best((rows + 1) * (columns + 1), 0.0F);
    std::vector<float> pairs(best.size(), kNoPair);
    const auto cell = [&](std::size_t i, std::size_t j) -> float& { return best[i * (columns + 1) + j]; };
    const auto pair_at = [&](std::size_t i, std::size_t j) -> float& { return pairs[i * (columns + 1) + j]; };
    for (std::size_t i = 1; i <= rows; ++i) {
      for (std::size_t j = 1; j <= columns; ++j) {
        cell(i, j) = std::max(cell(i - 1, j), cell(i, j - 1));
        if (const auto pair = score(before_items_[i - 1], after_items_[j - 1])) {
          pair_at(i, j) = *pair;
          cell(i, j) = std::max(cell(i, j), cell(i - 1, j - 1) + *pair);
        }
      }
    }
    std::size_t i = rows;
    std::size_t j = columns;
    while (i > 0 || j > 0) {
      const float pair = pair_at(i, j);
      if (pair != kNoPair && cell(i, j) <= cell(i - 1, j - 1) + pair) {
        add_step(&before_items_[--i], &after_items_[--j]);
      } else if (j > 0 && (i == 0 || cell(i, j) <= cell(i, j - 1))) {
        add_step(nullptr, &after_items_[--j]);
      } else {
        add_step(&before_items_[--i], nullptr);
      }
    }
    std::ranges::reverse(steps_);
  }

  void add_step(const Item* one, const Item* other) {
    Step step{.before = one, .after = other, .topic = one != nullptr ? one->topic : other->topic};
    const auto plain = [](const Item* item) { return item == nullptr || item->function; };
    if (step.topic == Topic::Words) {
      step.grammar = plain(one) && plain(other);
      if (one != nullptr && other != nullptr && !step.grammar) {
        step.grammar = same_stem(text(before_, *one), text(after_, *other)) &&
                       !same_word(text(before_, *one), text(after_, *other), lexicon_);
        step.one_verb = true;
      }
    }
    steps_.push_back(step);
  }

  void group() {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const Step& step = steps_[i];
      const bool spelled = step.topic == Topic::Words && step.before != nullptr && step.after != nullptr &&
                           same_word(text(before_, *step.before), text(after_, *step.after), lexicon_);
      const bool joins = !groups_.empty() && groups_.back().topic == step.topic && !spelled && !last_spelled_;
      last_spelled_ = spelled;
      if (joins) {
        groups_.back().last = i + 1;
        groups_.back().grammar &= step.grammar;
        groups_.back().one_verb = false;
      } else {
        groups_.push_back({i, i + 1, step.topic, step.grammar, step.one_verb});
      }
    }
    // A mark that only one side has, or between two stretches of words, goes with the words.
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if (groups_[g].topic != Topic::Mark) continue;
      const bool words_before = g > 0 && groups_[g - 1].topic == Topic::Words;
      const bool words_behind = g + 1 < groups_.size() && groups_[g + 1].topic == Topic::Words;
      if (words_before && words_behind) {
        groups_[g - 1].last = groups_[g + 1].last;
        groups_[g - 1].grammar &= groups_[g + 1].grammar;
        groups_[g - 1].one_verb = false;
        groups_.erase(groups_.begin() + static_cast<std::ptrdiff_t>(g),
                      groups_.begin() + static_cast<std::ptrdiff_t>(g) + 2);
        --g;
      }
    }
  }

  /// What only one side has, beside what only the other has, is one replaced by the other.
  void join_complements() {
    for (std::size_t g = 1; g < groups_.size(); ++g) {
      Group& before = groups_[g - 1];
      const Group& behind = groups_[g];
      if (!one_sided(before) || !one_sided(behind) || has_before(before) == has_before(behind)) continue;
      before.last = behind.last;
      before.topic = std::min(before.topic, behind.topic);
      before.grammar = false;
      before.one_verb = false;
      groups_.erase(groups_.begin() + static_cast<std::ptrdiff_t>(g));
    }
  }

  [[nodiscard]] bool has_before(const Group& group) const {
    for (std::size_t i = group.first; i < group.last; ++i)
      if (steps_[i].before != nullptr) return true;
    return false;
  }

  /// Words of grammar, and a verb that only changed its form, go with the fact beside them: first the one behind.
  void absorb_grammar() {
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if (groups_[g].topic != Topic::Words) continue;
      const bool behind = g + 1 < groups_.size() && takes(groups_[g + 1], groups_[g], false);
      const bool before = g > 0 && takes(groups_[g - 1], groups_[g], true);
      if (behind && !(before && groups_[g].one_verb)) {
        groups_[g + 1].first = groups_[g].first;
        groups_.erase(groups_.begin() + static_cast<std::ptrdiff_t>(g));
        --g;
      } else if (before) {
        groups_[g - 1].last = groups_[g].last;
        groups_.erase(groups_.begin() + static_cast<std::ptrdiff_t>(g));
        --g;
      }
    }
  }

  /// Whether a fact's edit takes the words beside it along.
  [[nodiscard]] bool takes(const Group& fact, const Group& words, bool words_follow) const {
    if (!is_fact(fact.topic)) return false;
    if (words.grammar) return true;
    // "will meet"→"met": the modal went and the verb changed its form beyond recognition.
    return words_follow && words.one_verb && (fact.topic == Topic::Modality || fact.topic == Topic::Negation) &&
           one_sided(fact) && first_letters_equal(words);
  }

  [[nodiscard]] bool one_sided(const Group& group) const {
    bool before = false;
    bool after = false;
    for (std::size_t i = group.first; i < group.last; ++i) {
      before |= steps_[i].before != nullptr;
      after |= steps_[i].after != nullptr;
    }
    return before != after;
  }

  [[nodiscard]] bool first_letters_equal(const Group& group) const {
    const Step& step = steps_[group.first];
    return text(before_, *step.before)[0] == text(after_, *step.after)[0];
  }

  void emit(std::vector<Unit>& units) const {
    std::uint32_t before_at = range_.before_first;
    std::uint32_t after_at = range_.after_first;
    for (const Group& group : groups_) {
      Unit unit{before_at, before_at, after_at, after_at};
      for (std::size_t i = group.first; i < group.last; ++i) {
        if (steps_[i].before != nullptr) unit.before_last = steps_[i].before->last;
        if (steps_[i].after != nullptr) unit.after_last = steps_[i].after->last;
      }
      before_at = unit.before_last;
      after_at = unit.after_last;
      units.push_back(unit);
    }
  }

  const Side& before_;
  const Side& after_;
  Unit range_;
  const Vocabulary& vocabulary_;
  const Lexicon& lexicon_;
  std::vector<Item> before_items_;
  std::vector<Item> after_items_;
  std::vector<Step> steps_;
  std::vector<Group> groups_;
  bool last_spelled_ = false;
};

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
    if (gone.before_size() != come.after_size()) return false;
    std::vector<std::uint32_t> left;
    std::vector<std::uint32_t> right;
    for (std::uint32_t i = 0; i < gone.before_size(); ++i) {
      left.push_back(before_.tokens[gone.before_first + i].id);
      right.push_back(after_.tokens[come.after_first + i].id);
    }
    // What went over more than a word came and went, unless a fact is in it, which stayed; "A and B" that became "B and
    // A" is one edit.
    bool fact = false;
    for (std::uint32_t i = gone.before_first; i < gone.before_last; ++i) fact |= before_.entity_of[i] != kNoEntity;
    if (left == right && !fact) return next.before_first - one.before_last == 1;
    return std::ranges::is_permutation(left, right);
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
    if (one.before_size() == 0 && next.before_size() == 0)
      return only_negation(after_, one.after_first, one.after_last) &&
             only_negation(after_, next.after_first, next.after_last);
    return one.after_size() == 0 && next.after_size() == 0 &&
           only_negation(before_, one.before_first, one.before_last) &&
           only_negation(before_, next.before_first, next.before_last);
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

/// Share of a side's bytes that the kept words make up.
bool almost_nothing_stays(const Side& before, const Side& after, const std::vector<IndexPair>& pairs,
                          const Vocabulary& vocabulary) {
  // Below this share, and from this many words on, what stays is chance: "of the", "and".
  constexpr double kChance = 0.12;
  constexpr std::uint32_t kManyWords = 12;
  if (std::min(before.size(), after.size()) < kManyWords) return false;
  std::size_t kept = 0;
  for (const IndexPair& pair : pairs) {
    const Token& token = before.tokens[pair.before];
    if (token.kind == TokenKind::Mark || vocabulary.word(token.id).classes.contains(WordClass::Function)) continue;
    kept += token.end - token.begin;
  }
  return static_cast<double>(kept) < kChance * static_cast<double>(std::max(before.text.size(), after.text.size()));
}

/// "12 per cent"→"15 per cent": the word behind the figures stays.
void leave_measure(Unit& unit, const Side& before, const Side& after) {
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

/// The edit of the labels that two items of a list begin with, where they differ: 1.→(a). Equal ends are left out.
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

/// Whether no fact reaches over the place before a token.
bool ends_no_fact(const Side& side, std::uint32_t token) {
  if (token == 0 || token >= side.size()) return true;
  const std::uint32_t fact = side.entity_of[token];
  return fact == kNoEntity || fact != side.entity_of[token - 1];
}

/// The edits between two wordings of which almost nothing stays: one, and another for a label that either begins with.
/// Words that both begin with, or end with, stay where they are more than chance would have.
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

}  // namespace

bool written_together(const Unit& unit, const Side& before, const Side& after, const Vocabulary& vocabulary) {
  constexpr std::uint32_t kMostWords = 3;
  if (std::min(unit.before_size(), unit.after_size()) != 1) return false;
  const std::uint32_t most = std::max(unit.before_size(), unit.after_size());
  if (most < 2 || most > kMostWords) return false;
  std::string one;
  std::string other;
  const auto add = [&](const Side& side, std::uint32_t first, std::uint32_t last, std::string& letters) {
    for (std::uint32_t i = first; i < last; ++i) {
      if (side.tokens[i].kind != TokenKind::Word || side.tokens[i].unspaced) return false;
      letters += vocabulary.text(side.tokens[i].id);
    }
    return true;
  };
  return add(before, unit.before_first, unit.before_last, one) &&
         add(after, unit.after_first, unit.after_last, other) && one == other;
}

std::vector<Unit> edit_units(const Side& before, const Side& after, const Vocabulary& vocabulary) {
  const std::vector<IndexPair> pairs = kept_pairs(before, after, vocabulary);
  if (almost_nothing_stays(before, after, pairs, vocabulary)) return whole_rewrite(before, after);
  std::vector<Unit> units;
  Unit gap;
  const auto close_gap = [&](std::uint32_t before_end, std::uint32_t after_end) {
    gap.before_last = before_end;
    gap.after_last = after_end;
    if (written_together(gap, before, after, vocabulary))
      units.push_back(gap);
    else if (gap.before_size() != 0 || gap.after_size() != 0)
      Gap(before, after, gap, vocabulary).append_to(units);
  };
  const std::optional<Unit> label = label_unit(before, after);
  if (label) {
    units.push_back(*label);
    gap.before_first = before.label_last;
    gap.after_first = after.label_last;
  }
  for (const IndexPair& pair : pairs) {
    if (label && (pair.before < before.label_last || pair.after < after.label_last)) continue;
    close_gap(pair.before, pair.after);
    if (before.raw(pair.before) != after.raw(pair.after))
      units.push_back({pair.before, pair.before + 1, pair.after, pair.after + 1});
    gap.before_first = pair.before + 1;
    gap.after_first = pair.after + 1;
  }
  close_gap(before.size(), after.size());
  units = Joiner(before, after, vocabulary).run(units);
  for (Unit& unit : units) {
    leave_measure(unit, before, after);
    leave_grammar(unit, before, after, vocabulary);
  }
  return whole_predicates(std::move(units), before, after, vocabulary);
}

}  // namespace stet::classify
