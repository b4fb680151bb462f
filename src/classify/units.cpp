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
#include <optional>

#include "classify/predicates.hpp"
#include "classify/unit_steps.hpp"
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
  items.reserve(last - first);
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
    if (gap.before_size() == 0 && gap.after_size() == 0) return;
    if (written_together(gap, before, after, vocabulary))
      units.push_back(gap);
    else
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
  units = joined_units(units, before, after, vocabulary);
  for (Unit& unit : units) leave_kept_ends(unit, before, after, vocabulary);
  return whole_predicates(std::move(units), before, after, vocabulary);
}

}  // namespace stet::classify
