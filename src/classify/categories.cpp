// SPDX-License-Identifier: Apache-2.0
// What an edit is about: the first category that fits, in the order of INTERFACE "Categories".
//
// Typography and case alone are seen first, since they cannot be anything else. Then the facts on either side are
// compared kind by kind, by their values: where "fourteen" stands against "14" the values agree and the edit says so.
// What no fact explains is a spelling, a mark, or wording.
//
// Case it gets wrong: "us"→"US" is told from "nato"→"NATO" by the first being a word of grammar, no more.
// Cost: linear in the edit's tokens.
#include "classify/categories.hpp"

#include <algorithm>
#include <vector>

#include "classify/part.hpp"
#include "classify/references.hpp"
#include "classify/short_forms.hpp"
#include "classify/unit_steps.hpp"
#include "classify/words.hpp"
#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

Category category_of(EntityKind kind) {
  switch (kind) {
    case EntityKind::Link:
      return Category::Link;
    case EntityKind::Date:
      return Category::Date;
    case EntityKind::Amount:
      return Category::Amount;
    case EntityKind::Number:
      return Category::Number;
    case EntityKind::Negation:
      return Category::Negation;
    case EntityKind::Modality:
      return Category::Modality;
    case EntityKind::Name:
      return Category::Name;
  }
  return Category::Wording;
}

std::string without_spaces(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, i);
    if (!unicode::is_space(point.code)) out.append(text, i, point.size);
    i += point.size;
  }
  return out;
}

/// "..." and "……", folded.
bool is_ellipsis(std::string_view folded) {
  return folded.size() >= 3 && folded.find_first_not_of('.') == std::string_view::npos;
}

/// Whether a space stands between two digits: 3 000.
bool groups_digits(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, i);
    const std::size_t next = i + point.size;
    if (unicode::is_space(point.code) && unicode::is_digit(unicode::code_point_before(text, i).code) &&
        unicode::is_digit(unicode::code_point_at(text, next).code))
      return true;
    i = next;
  }
  return false;
}

/// The digits as they are written.
std::string written_digits(std::string_view text) {
  std::string written;
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, i);
    if (unicode::is_digit(point.code)) written.append(text, i, point.size);
    i += point.size;
  }
  return written;
}

class Judge {
 public:
  Judge(Part before, Part after, const Vocabulary& vocabulary, const Renumbering& renumbering)
      : before_(before),
        after_(after),
        vocabulary_(vocabulary),
        lexicon_(vocabulary.lexicon()),
        renumbering_(renumbering) {}

  Judgement run() const {
    if (!before_.empty() && !after_.empty()) {
      const std::string folded = unicode::fold_typography(before_.raw());
      const std::string other = unicode::fold_typography(after_.raw());
      if (folded == other) return of_typography();
      if (is_ellipsis(folded) && is_ellipsis(other)) return {Category::Typography};
      if (only_spaces_differ(folded, other)) return {Category::Whitespace};
      if (unicode::fold_case(folded) == unicode::fold_case(other)) return of_case();
    }
    if (accented_otherwise()) return {Category::Spelling};
    if (in_label(before_) && in_label(after_)) return {Category::Numbering};
    if (only_marks(before_) && only_marks(after_) && !any_entity(before_) && !any_entity(after_))
      return {Category::Punctuation};
    if (grouped_otherwise()) return {Category::Typography};
    const Unit unit{before_.first, before_.last, after_.first, after_.last};
    if (written_together(unit, before_.side, after_.side, vocabulary_)) return {Category::Spelling};
    if (const auto fact = of_facts()) return *fact;
    if (counts_otherwise()) return {Category::Number};
    if (!before_.empty() && !after_.empty()) {
      if (spelled_out(before_, vocabulary_) == spelled_out(after_, vocabulary_))
        return {abbreviated_word() ? Category::Spelling : Category::Wording, true};
      if (spelled()) return {Category::Spelling};
      if (words(before_) == words(after_)) return {Category::Punctuation};
    }
    // A digit that changed is never wording.
    if (digits(before_) != digits(after_)) return {Category::Number};
    return {Category::Wording};
  }

 private:
  static bool in_label(const Part& part) { return part.side.label_last != 0 && part.last <= part.side.label_last; }

  /// Etats, États: one capitalised word, which is a name in one form at least.
  [[nodiscard]] bool accented_otherwise() const {
    constexpr std::size_t kShortest = 4;
    if (before_.last - before_.first != 1 || after_.last - after_.first != 1) return false;
    if (!before_.side.tokens[before_.first].capital || !after_.side.tokens[after_.first].capital) return false;
    const auto names = [](const Part& part) {
      const std::uint32_t e = part.side.entity_of[part.first];
      return e == kNoEntity ? 0 : part.side.entities[e].kind == EntityKind::Name ? 1 : -1;
    };
    if (names(before_) < 0 || names(after_) < 0 || names(before_) + names(after_) == 0) return false;
    const std::string& one = text(before_.side, before_.first);
    const std::string& other = text(after_.side, after_.first);
    const std::string_view language = lexicon_.language();
    if (language == "de" || language == "ru" || std::min(one.size(), other.size()) < kShortest) return false;
    // ñ is a letter of its own.
    if (language == "es" && one.contains("ñ") != other.contains("ñ")) return false;
    return one != other && unicode::fold_accents(one) == unicode::fold_accents(other);
  }

  /// 1,50,000 and 150,000: one whole number with its separators elsewhere.
  [[nodiscard]] bool grouped_otherwise() const {
    if (before_.last - before_.first != 1 || after_.last - after_.first != 1) return false;
    const auto is_number = [](const Part& part) { return part.side.tokens[part.first].kind == TokenKind::Number; };
    if (!is_number(before_) || !is_number(after_)) return false;
    const std::string figures = digits(before_);
    if (written_digits(before_.raw()) != written_digits(after_.raw())) return false;  // ٣٥ and 35
    const auto whole = [&](const Part& part) {
      const std::uint32_t fact = part.side.entity_of[part.first];
      return fact != kNoEntity && part.side.entities[fact].value == figures;
    };
    return whole(before_) && whole(after_);
  }

  /// second-largest, third-largest: one compound with another number in it.
  [[nodiscard]] bool counts_otherwise() const {
    if (before_.last - before_.first != 1 || after_.last - after_.first != 1) return false;
    const std::string_view one = text(before_.side, before_.first);
    const std::string_view other = text(after_.side, after_.first);
    const std::size_t at = one.find('-');
    const std::size_t there = other.find('-');
    if (at == std::string_view::npos || there == std::string_view::npos) return false;
    const auto number = [&](std::string_view word) {
      return lexicon_.is(word, WordClass::Ordinal) || lexicon_.is(word, WordClass::Number);
    };
    return one.substr(at) == other.substr(there) && number(one.substr(0, at)) && number(other.substr(0, there));
  }

  /// Those of facts that stay, in another place, left out.
  static std::string digits(const Part& part) {
    std::string found;
    for (std::uint32_t token = part.first; token < part.last; ++token) {
      const std::uint32_t fact = part.side.entity_of[token];
      if (fact != kNoEntity && part.side.entities[fact].stays) continue;
      const std::string_view text = part.side.raw(token);
      for (std::size_t i = 0; i < text.size();) {
        const unicode::CodePoint point = unicode::code_point_at(text, i);
        if (unicode::is_digit(point.code)) found.push_back(static_cast<char>('0' + unicode::digit_value(point.code)));
        i += point.size;
      }
    }
    return found;
  }

  /// Whether spaces beside figures come or go inside one fact: 9h30, 9 h 30.
  [[nodiscard]] bool only_spaces_differ(const std::string& folded, const std::string& other) const {
    if (digits(before_).empty() || without_spaces(folded) != without_spaces(other)) return false;
    const auto one_fact = [](const Part& part) -> const Entity* {
      const std::uint32_t e = part.side.entity_of[part.first];
      return e != kNoEntity && part.side.entities[e].last == part.last ? &part.side.entities[e] : nullptr;
    };
    const Entity* const fact = one_fact(before_);
    const Entity* const same = one_fact(after_);
    return fact != nullptr && same != nullptr && fact->kind == same->kind && fact->value == same->value;
  }

  [[nodiscard]] const std::string& text(const Side& side, std::uint32_t token) const {
    return vocabulary_.text(side.tokens[token].id);
  }

  // "1,500" and "1.500" fold alike and are different numbers.
  [[nodiscard]] Judgement of_typography() const {
    if (before_.last - before_.first == after_.last - after_.first) {
      for (std::uint32_t i = 0; before_.first + i < before_.last; ++i) {
        const auto value = decimal_value(before_.side.raw(before_.first + i), lexicon_);
        const auto other = decimal_value(after_.side.raw(after_.first + i), lexicon_);
        if (value && other && *value != *other) return {Category::Number};
      }
    }
    const bool grouped = groups_digits(before_.raw()) || groups_digits(after_.raw());
    if (!grouped && without_spaces(before_.raw()) == without_spaces(after_.raw())) return {Category::Whitespace};
    return {Category::Typography};
  }

  [[nodiscard]] Judgement of_case() const {
    const auto distinct = [&](const Part& acronym, const Part& word) {
      return acronym.last == acronym.first + 1 && word.last == word.first + 1 &&
             acronym.side.tokens[acronym.first].all_caps && acronym.side.entity_of[acronym.first] != kNoEntity &&
             !word.side.tokens[word.first].capital && lexicon_.is(text(word.side, word.first), WordClass::Function);
    };
    if (distinct(before_, after_) || distinct(after_, before_)) return {Category::Name};
    // Folding case makes ß and ss one.
    const auto sharp = [](std::string_view text) { return text.find("ß") != std::string_view::npos; };
    if (sharp(before_.raw()) != sharp(after_.raw())) return {Category::Spelling};
    return {Category::Case};
  }

  [[nodiscard]] static bool only_marks(const Part& part) {
    for (std::uint32_t i = part.first; i < part.last; ++i)
      if (part.side.tokens[i].kind != TokenKind::Mark) return false;
    return true;
  }

  [[nodiscard]] static bool any_entity(const Part& part) {
    for (std::uint32_t i = part.first; i < part.last; ++i)
      if (part.side.entity_of[i] != kNoEntity) return true;
    return false;
  }

  [[nodiscard]] static std::vector<const Entity*> entities(const Part& part, EntityKind kind) {
    std::vector<const Entity*> found;
    for (std::uint32_t i = part.first; i < part.last;) {
      const std::uint32_t e = part.side.entity_of[i];
      if (e == kNoEntity) {
        ++i;
        continue;
      }
      const Entity& entity = part.side.entities[e];
      if (entity.kind == kind && !entity.stays) found.push_back(&entity);
      i = std::max(entity.last, i + 1);
    }
    return found;
  }

  static std::vector<std::string> values(const std::vector<const Entity*>& found) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < found.size(); ++i) {
      // "3" and "per cent" say what "3%" says.
      const bool percent = i > 0 && found[i]->value == "%" && found[i - 1]->last == found[i]->first;
      if (percent && found[i]->kind == EntityKind::Number)
        all.back() += "%";
      else
        all.push_back(found[i]->value);
    }
    std::ranges::sort(all);
    return all;
  }

  /// 5–7 and "5 to 7": figures that are one, and the two with a word for "to" between. "5 and 7" are two.
  [[nodiscard]] bool spelled_range(const std::vector<const Entity*>& run, const std::vector<const Entity*>& two,
                                   const Part& part) const {
    if (run.size() != 1 || two.size() != 2 || two[1]->first != two[0]->last + 1) return false;
    if (run[0]->value != two[0]->value + "-" + two[1]->value) return false;
    const std::string& word = text(part.side, two[0]->last);
    return lexicon_.is(word, WordClass::Range) && !lexicon_.is(word, WordClass::Conjunction);
  }

  [[nodiscard]] std::optional<Judgement> of_facts() const {
    if (!any_entity(before_) && !any_entity(after_)) return std::nullopt;
    std::optional<Judgement> equal;
    for (std::size_t k = 0; k < kEntityKinds; ++k) {
      const auto kind = static_cast<EntityKind>(k);
      const std::vector<const Entity*> before = entities(before_, kind);
      const std::vector<const Entity*> after = entities(after_, kind);
      if (before.empty() && after.empty()) continue;
      if (kind == EntityKind::Number && (spelled_range(before, after, after_) || spelled_range(after, before, before_)))
        return Judgement{Category::Number, true};
      if (values(before) != values(after)) {
        if (kind == EntityKind::Modality && all_weak(before) && all_weak(after)) continue;
        if (kind == EntityKind::Number && is_renumbered({before_, before}, {after_, after}, vocabulary_, renumbering_))
          return Judgement{Category::Numbering};
        return Judgement{category_of(kind), kind == EntityKind::Name && one_name(before, after)};
      }
      const auto certain = [](const Entity* entity) { return entity->certain; };
      if (!equal && std::ranges::all_of(before, certain) && std::ranges::all_of(after, certain) &&
          kind != EntityKind::Negation && kind != EntityKind::Modality)
        equal = Judgement{category_of(kind), true};
    }
    if (equal && rest(before_) == rest(after_)) return equal;
    return std::nullopt;
  }

  [[nodiscard]] bool one_name(const std::vector<const Entity*>& before, const std::vector<const Entity*>& after) const {
    return before.size() == 1 && after.size() == 1 &&
           says_the_same({before_.side, before.front()->first, before.front()->last},
                         {after_.side, after.front()->first, after.front()->last}, vocabulary_);
  }

  static bool all_weak(const std::vector<const Entity*>& found) {
    return std::ranges::all_of(found, [](const Entity* entity) { return entity->value.starts_with('~'); });
  }

  /// The words outside entities.
  [[nodiscard]] std::string rest(const Part& part) const {
    std::string joined;
    for (std::uint32_t i = part.first; i < part.last; ++i) {
      if (part.side.entity_of[i] != kNoEntity || lexicon_.is(text(part.side, i), WordClass::Function)) continue;
      joined += text(part.side, i);
      joined += ' ';
    }
    return joined;
  }

  [[nodiscard]] bool abbreviated_word() const {
    const std::string one = words(before_);
    const std::string other = words(after_);
    return one.find(' ') == one.size() - 1 && other.find(' ') == other.size() - 1;
  }

  [[nodiscard]] std::string words(const Part& part) const {
    std::string joined;
    for (std::uint32_t i = part.first; i < part.last; ++i) {
      if (part.side.tokens[i].kind == TokenKind::Mark) continue;
      joined += text(part.side, i);
      joined += ' ';
    }
    return joined;
  }

  [[nodiscard]] bool spelled() const {
    const auto count = before_.last - before_.first;
    if (count == after_.last - after_.first) {
      for (std::uint32_t i = 0; i < count; ++i) {
        const std::string& one = text(before_.side, before_.first + i);
        const std::string& other = text(after_.side, after_.first + i);
        if (one != other && !same_word(one, other, lexicon_)) return false;
      }
      return true;
    }
    const auto squeezed = [](std::string all) {
      std::erase_if(all, [](char byte) { return byte == ' ' || byte == '-' || byte == '.' || byte == '\''; });
      return all;
    };
    constexpr std::uint32_t kLongestCompound = 3;
    if (count > kLongestCompound || after_.last - after_.first > kLongestCompound) return false;
    const std::string one = squeezed(words(before_));
    const std::string other = squeezed(words(after_));
    return one == other || same_word(one, other, lexicon_);
  }

  Part before_;
  Part after_;
  const Vocabulary& vocabulary_;
  const Lexicon& lexicon_;
  const Renumbering& renumbering_;
};

}  // namespace

Judgement judge(const Unit& unit, const Side& before, const Side& after, const Vocabulary& vocabulary,
                const Renumbering& renumbering) {
  return Judge({before, unit.before_first, unit.before_last}, {after, unit.after_first, unit.after_last}, vocabulary,
               renumbering)
      .run();
}

Category judge_space(std::string_view before, std::string_view after) {
  const auto seen = [](std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
      const unicode::CodePoint point = unicode::code_point_at(text, i);
      if (!unicode::is_ignorable(point.code)) out.append(text, i, point.size);
      i += point.size;
    }
    return out;
  };
  return seen(before) == seen(after) ? Category::Typography : Category::Whitespace;
}

}  // namespace stet::classify
