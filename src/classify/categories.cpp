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

/// One side of an edit.
struct Part {
  const Side& side;
  std::uint32_t first;
  std::uint32_t last;

  [[nodiscard]] bool empty() const { return first == last; }
  [[nodiscard]] std::string_view raw() const {
    if (empty()) return {};
    const std::size_t begin = side.tokens[first].begin;
    return side.text.substr(begin, side.tokens[last - 1].end - begin);
  }
};

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
      if (expanded(before_) == expanded(after_))
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
    return lexicon_.is(word, WordClass::Range) && !joins_equals(word);
  }

  [[nodiscard]] std::optional<Judgement> of_facts() const {
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
        if (kind == EntityKind::Number && is_renumbered(before, after)) return Judgement{Category::Numbering};
        return Judgement{category_of(kind), kind == EntityKind::Name && says_the_same(before, after)};
      }
      const auto certain = [](const Entity* entity) { return entity->certain; };
      if (!equal && std::ranges::all_of(before, certain) && std::ranges::all_of(after, certain) &&
          kind != EntityKind::Negation && kind != EntityKind::Modality)
        equal = Judgement{category_of(kind), true};
    }
    if (equal && rest(before_) == rest(after_)) return equal;
    return std::nullopt;
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

  // A list number, or a reference whose target was renumbered alike.
  [[nodiscard]] bool is_renumbered(const std::vector<const Entity*>& before,
                                   const std::vector<const Entity*>& after) const {
    if (before.empty() != after.empty())
      if (is_clause_number(before.empty() ? after : before, before.empty() ? after_ : before_)) return true;
    if (before.size() != 1 || after.size() != 1)
      return is_list_number(before, before_) && is_list_number(after, after_);
    if (is_list_number(before, before_) && is_list_number(after, after_)) return true;
    return renumbering_.shifted(reference_word(before_.side, before.front()->first),
                                label_text(before_.side, *before.front()), label_text(after_.side, *after.front())) &&
           reference_word(before_.side, before.front()->first) == reference_word(after_.side, after.front()->first);
  }

  /// The number of a clause, of two levels or more, that came or went at the very beginning of a block: "4.3 Fees".
  [[nodiscard]] static bool is_clause_number(const std::vector<const Entity*>& found, const Part& part) {
    if (found.size() != 1 || !part.side.at_block_start || part.first != 0 || part.last != 1) return false;
    const Entity& number = *found.front();
    const std::string_view digits = part.side.raw(0);
    const bool levels = digits.find('.') != std::string_view::npos && digits.back() != '.' &&
                        digits.find_first_not_of("0123456789.") == std::string_view::npos;
    return number.last == 1 && levels && part.side.size() > 1 && part.side.tokens[1].capital;
  }

  /// A number at the very beginning of a block with a dot or bracket behind it. None is one too where the list is new.
  [[nodiscard]] static bool is_list_number(const std::vector<const Entity*>& found, const Part& part) {
    if (found.empty()) return part.first == 0 && part.side.at_block_start;
    if (found.size() != 1 || !part.side.at_block_start) return false;
    const Entity& number = *found.front();
    const std::uint32_t behind = number.last;
    const bool opened = number.first == 1 && part.side.raw(0) == "(";
    if ((number.first != 0 && !opened) || behind >= part.side.size()) return false;
    const std::string_view mark = part.side.raw(behind);
    return mark == "." || mark == ")" || mark == "、" || mark == "．" || mark == ":";
  }

  /// The number of a reference as its target has it: 1.10 is no decimal.
  [[nodiscard]] std::string label_text(const Side& side, const Entity& entity) const {
    const std::string_view ordinal =
        std::string_view(entity.value).substr(std::min<std::size_t>(1, entity.value.size()));
    const auto is_digits = [](std::string_view value) {
      return !value.empty() && value.find_first_not_of("0123456789") == value.npos;
    };
    // "Article Seven", المادة السابعة
    const std::string& word = text(side, entity.first);
    const bool in_words = lexicon_.is(word, WordClass::Number) || lexicon_.is(word, WordClass::Ordinal);
    if (in_words && is_digits(entity.value)) return entity.value;
    const std::string_view sign = side.raw(entity.last - 1);
    const bool signed_ordinal = sign.ends_with("º") || sign.ends_with("ª") || sign.ends_with("°");
    if (entity.value.starts_with('o') && is_digits(ordinal) && (in_words || signed_ordinal))
      return std::string(ordinal);  // 6.º
    std::string label;
    const std::string_view raw = side.raw(entity.first);
    for (std::size_t i = 0; i < raw.size();) {
      const unicode::CodePoint point = unicode::code_point_at(raw, i);
      if (unicode::is_digit(point.code))
        label.push_back(static_cast<char>('0' + unicode::digit_value(point.code)));
      else if (point.code == '.')
        label.push_back('.');
      else if (const auto han = han_value(raw))
        return std::to_string(*han);
      else
        return entity.last == entity.first + 1 ? text(side, entity.first) : entity.value;
      i += point.size;
    }
    return entity.last == entity.first + 1 ? label : entity.value;
  }

  /// The word before a number that makes it a reference; over others of a list too: clauses 1.2 and 1.3.
  [[nodiscard]] std::string reference_word(const Side& side, std::uint32_t number) const {
    constexpr std::uint32_t kReach = 10;
    for (std::uint32_t back = 1; back <= kReach && back <= number; ++back) {
      const std::string& word = text(side, number - back);
      const TokenKind kind = side.tokens[number - back].kind;
      const bool joint = kind == TokenKind::Number || kind == TokenKind::Mark || lexicon_.is(word, WordClass::Range);
      if (back > 2 && !joint && !lexicon_.is(word, WordClass::Reference)) break;
      if (lexicon_.is(word, WordClass::Reference)) {
        const std::string_view value = lexicon_.value(word, WordClass::Reference);
        return value.empty() ? word : std::string(value);
      }
    }
    return {};
  }

  /// An acronym and what it stands for, or a name with an abbreviation spelled out.
  [[nodiscard]] bool says_the_same(const std::vector<const Entity*>& before,
                                   const std::vector<const Entity*>& after) const {
    if (before.size() != 1 || after.size() != 1) return false;
    const Part one{before_.side, before.front()->first, before.front()->last};
    const Part other{after_.side, after.front()->first, after.front()->last};
    return expanded(one) == expanded(other) || initials_of(one, other) || initials_of(other, one) ||
           shortens(one, other) || shortens(other, one);
  }

  /// 世卫组织 of 世界卫生组织, 日銀 of 日本銀行: the same characters in the same order, from the first one on, and not
  /// just its beginning (北京 of 北京大学).
  [[nodiscard]] static bool shortens(const Part& abbreviation, const Part& words) {
    if (!abbreviation.side.tokens[abbreviation.first].unspaced) return false;
    const std::string_view brief = abbreviation.raw();
    const std::string_view full = words.raw();
    constexpr std::size_t kCharacter = 3;
    if (brief.size() < 2 * kCharacter || brief.size() >= full.size() || full.starts_with(brief) ||
        full.ends_with(brief) || brief.substr(0, kCharacter) != full.substr(0, kCharacter))
      return false;
    std::size_t at = 0;
    for (std::size_t i = 0; i + kCharacter <= full.size() && at < brief.size(); i += kCharacter)
      if (full.substr(i, kCharacter) == brief.substr(at, kCharacter)) at += kCharacter;
    return at == brief.size();
  }

  [[nodiscard]] bool initials_of(const Part& acronym, const Part& words) const {
    if (acronym.last != acronym.first + 1 || words.empty()) return false;
    if (words.last < words.first + 2 && !words.raw().contains('-')) return false;
    std::string short_form;
    for (const char byte : acronym.raw())
      if (byte != '.') short_form.push_back(byte);
    std::string initials;
    for (std::uint32_t i = words.first; i < words.last; ++i) {
      const Token& token = words.side.tokens[i];
      if (!token.capital) continue;
      std::string_view raw = words.side.raw(i);
      for (;;) {  // Lebens-Rettungs-Gesellschaft
        initials.append(raw.substr(0, unicode::code_point_at(raw, 0).size));
        const std::size_t hyphen = raw.find('-');
        if (hyphen == std::string_view::npos || hyphen + 1 >= raw.size()) break;
        raw.remove_prefix(hyphen + 1);
        if (!unicode::is_upper(unicode::code_point_at(raw, 0).code)) break;
      }
    }
    return short_form.size() >= 2 && short_form == initials;
  }

  /// The words with abbreviations spelled out and the dots behind them gone.
  [[nodiscard]] std::string expanded(const Part& part) const {
    std::string joined;
    for (std::uint32_t i = part.first; i < part.last; ++i) {
      const std::string& word = text(part.side, i);
      const bool dotted = i + 1 < part.side.size() && text(part.side, i + 1) == "." &&
                          part.side.tokens[i].end == part.side.tokens[i + 1].begin;
      std::string_view full = lexicon_.value(word, WordClass::Abbreviation);
      if (full.empty() && word == ".") {
        if (i > part.first) continue;
      }
      joined += full.empty() ? std::string_view(word) : full;
      joined += ' ';
      if (!full.empty() && dotted && i + 1 < part.last) ++i;
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
