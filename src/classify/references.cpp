// SPDX-License-Identifier: Apache-2.0
//
// What a number in a sentence is the number of. "section 4" became "section 5": where the fourth section is the fifth
// now (numbering.cpp) nothing was said anew. The number that an item, an article or a clause begins with says nothing
// at all.
//
// Case it gets wrong: a reference to another document's section 4 is taken for one to this document's.
// Cost: ten tokens before a number.
#include "classify/references.hpp"

#include <algorithm>

#include "classify/words.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

/// The number of a clause, of two levels or more, that came or went at the very beginning of a block: "4.3 Fees".
bool is_clause_number(const Numbers& numbers) {
  const auto& [part, found] = numbers;
  if (found.size() != 1 || !part.side.at_block_start || part.first != 0 || part.last != 1) return false;
  const Entity& number = *found.front();
  const std::string_view digits = part.side.raw(0);
  const bool levels = digits.find('.') != std::string_view::npos && digits.back() != '.' &&
                      digits.find_first_not_of("0123456789.") == std::string_view::npos;
  return number.last == 1 && levels && part.side.size() > 1 && part.side.tokens[1].capital;
}

/// A number at the very beginning of a block with a dot or bracket behind it. None is one too where the list is new.
bool is_list_number(const Numbers& numbers) {
  const auto& [part, found] = numbers;
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
std::string label_text(const Side& side, const Entity& entity, const Vocabulary& vocabulary) {
  const Lexicon& lexicon = vocabulary.lexicon();
  const std::string_view ordinal = std::string_view(entity.value).substr(std::min<std::size_t>(1, entity.value.size()));
  const auto is_digits = [](std::string_view value) {
    return !value.empty() && value.find_first_not_of("0123456789") == value.npos;
  };
  // "Article Seven", المادة السابعة
  const std::string& word = vocabulary.text(side.tokens[entity.first].id);
  const bool in_words = lexicon.is(word, WordClass::Number) || lexicon.is(word, WordClass::Ordinal);
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
      return entity.last == entity.first + 1 ? vocabulary.text(side.tokens[entity.first].id) : entity.value;
    i += point.size;
  }
  return entity.last == entity.first + 1 ? label : entity.value;
}

/// The word before a number that makes it a reference; over others of a list too: clauses 1.2 and 1.3.
std::string reference_word(const Side& side, std::uint32_t number, const Vocabulary& vocabulary) {
  const Lexicon& lexicon = vocabulary.lexicon();
  constexpr std::uint32_t kReach = 10;
  for (std::uint32_t back = 1; back <= kReach && back <= number; ++back) {
    const std::string& word = vocabulary.text(side.tokens[number - back].id);
    const TokenKind kind = side.tokens[number - back].kind;
    const bool joint = kind == TokenKind::Number || kind == TokenKind::Mark || lexicon.is(word, WordClass::Range);
    if (back > 2 && !joint && !lexicon.is(word, WordClass::Reference)) break;
    if (lexicon.is(word, WordClass::Reference)) {
      const std::string_view value = lexicon.value(word, WordClass::Reference);
      return value.empty() ? word : std::string(value);
    }
  }
  return {};
}

}  // namespace

bool is_renumbered(const Numbers& before, const Numbers& after, const Vocabulary& vocabulary,
                   const Renumbering& renumbering) {
  if (before.found.empty() != after.found.empty())
    if (is_clause_number(before.found.empty() ? after : before)) return true;
  if (is_list_number(before) && is_list_number(after)) return true;
  if (before.found.size() != 1 || after.found.size() != 1) return false;
  const auto word = [&](const Numbers& numbers) {
    return reference_word(numbers.part.side, numbers.found.front()->first, vocabulary);
  };
  const auto label = [&](const Numbers& numbers) {
    return label_text(numbers.part.side, *numbers.found.front(), vocabulary);
  };
  return word(before) == word(after) && renumbering.shifted(word(before), label(before), label(after));
}

}  // namespace stet::classify
