// SPDX-License-Identifier: Apache-2.0
// Products and other names with a number in them: A320, COVID-19, Galaxy Tab 4, Windows 11. They are known before dates
// and numbers are looked for, so that a version is no quantity.
//
// Case it gets wrong: a capitalised word that no list has, with a count behind it, in the middle of a sentence.
// Cost: linear in the tokens looked at.
#include <algorithm>
#include <array>

#include "classify/entities.hpp"

namespace stet::classify {
namespace {

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

/// "rue du 4-Septembre", "Platz des 18. März": a street that is called after a day, from the day on.
std::optional<Found> street_at(const TokenView& view, std::uint32_t i) {
  if (view[i].kind != TokenKind::Number || i == 0) return std::nullopt;
  std::uint32_t street = i - 1;
  constexpr std::array<std::string_view, 12> kParticles{"de", "du", "des", "d'", "del", "della",
                                                        "do", "da", "dos", "le", "el",  "la"};
  const auto joins = [&](std::uint32_t word) {
    return std::ranges::find(kParticles, view.text(word)) != kParticles.end();
  };
  while (street > 0 && i - street <= 2 && joins(street)) --street;
  if (!view.is(street, WordClass::Street)) return std::nullopt;
  std::uint32_t month = i + 1;
  while (month < view.size() && month < i + 3 && (view[month].kind == TokenKind::Mark || joins(month))) ++month;
  const std::uint32_t length = view.match(month, WordClass::Month);
  if (length == 0 || !view[month].capital) return std::nullopt;  // "la mise en place du 4 mai"
  return Found{month + length, {}, true};
}

/// Whether lists say that a capital here names no product.
bool no_product(const TokenView& view, std::uint32_t word) {
  for (const WordClass word_class : {WordClass::Reference, WordClass::Month, WordClass::MonthShort, WordClass::Weekday,
                                     WordClass::Generic, WordClass::Office, WordClass::Function, WordClass::Currency,
                                     WordClass::Number, WordClass::Place, WordClass::YearCue, WordClass::DateUnit,
                                     WordClass::Unit, WordClass::Organisation, WordClass::Relative, WordClass::Vague})
    if (view.is(word, word_class)) return true;
  return false;
}

/// Brava X200, Calora TX-300: a capitalised word and what a model is called by. One behind the model; 0 for none.
std::uint32_t model_behind(const TokenView& view, std::uint32_t i) {
  if (!view[i].capital || view[i].unspaced || !view.lexicon().capital_names() || i + 1 >= view.size()) return 0;
  if (view[i + 1].kind != TokenKind::Mixed || !view.spaced(i + 1)) return 0;
  if (view.side().starts_sentence[i] || no_product(view, i)) return 0;
  for (const WordClass word_class : {WordClass::Negation, WordClass::Modality, WordClass::Share, WordClass::Ordinal})
    if (view.is(i, word_class)) return 0;
  const auto model = product_at(view, i + 1);
  return model ? model->last : 0;
}

/// "the software Kontor 11", программы «Кадры 8»: a capital that what stands before calls a product, and a number
/// behind it, or behind one more.
bool is_called_one(const TokenView& view, std::uint32_t i) {
  if (i == 0 || !view[i].capital || view[i].kind != TokenKind::Word || view[i].unspaced) return false;
  const std::uint32_t cue = view.is_mark(i - 1, "'") && i > 1 ? i - 2 : i - 1;
  if (!view.is(cue, WordClass::ProductCue) || view.value(cue, WordClass::ProductCue) == "version") return false;
  if (no_product(view, i)) return false;
  std::uint32_t number = i + 1;
  if (number < view.size() && view[number].kind == TokenKind::Word && view[number].capital) ++number;
  return number < view.size() && view[number].kind == TokenKind::Number && view.spaced(number);
}

}  // namespace

std::optional<Found> product_at(const TokenView& view, std::uint32_t i) {
  if (auto street = street_at(view, i)) return street;
  const Token& token = view[i];
  // A320, COVID-19, iPhone13, G20; not 5th or 1990s, which begin with a figure, nor Q3.
  if (token.kind == TokenKind::Mixed) {
    const std::string_view raw = view.raw(i);
    const bool letter_first = raw[0] < '0' || raw[0] > '9';
    const bool quarter = raw.size() == 2 && (raw[0] == 'Q' || raw[0] == 'T') && raw[1] >= '1' && raw[1] <= '4';
    if (!letter_first || quarter || view.is(i, WordClass::Unit) || !has_digit(raw)) return std::nullopt;
    std::size_t capitals = 0;
    for (const char byte : raw)
      if (byte >= 'A' && byte <= 'Z') ++capitals;
    const bool other_script = (static_cast<unsigned char>(raw[0]) & 0x80) != 0 && token.capital;
    if (capitals == 0 && !other_script && !view.is(i, WordClass::Product)) return std::nullopt;  // covid-19
    return Found{i + 1, {}, true};
  }
  if (token.kind != TokenKind::Word) return std::nullopt;
  if (const std::uint32_t last = model_behind(view, i)) return Found{last, {}, true};
  const bool listed = view.is(i, WordClass::Product) || is_called_one(view, i);
  if (!listed) {
    if (!token.capital || token.unspaced || !(view.lexicon().capital_names() || token.all_caps)) return std::nullopt;
    if (view.side().starts_sentence[i] && !token.all_caps) return std::nullopt;
  }
  std::uint32_t end = i + std::max(view.match(i, WordClass::Product), 1U);
  // "Galaxy Tab 4": further capitalised words.
  while (listed && end < view.size() && view[end].kind == TokenKind::Word && view[end].capital &&
         !view.is_word(end, WordClass::Function) && !view.is(end, WordClass::Month))
    ++end;
  if (!listed && no_product(view, i)) return std::nullopt;
  // Bebex Pro 2; "B.V. Marktstraat 68" is an address.
  constexpr std::size_t kVersion = 2;
  if (!listed && !token.all_caps && end + 1 < view.size() && view[end].kind == TokenKind::Word && view[end].capital &&
      !no_product(view, end) && view[end + 1].kind == TokenKind::Number && view.raw(end + 1).size() <= kVersion)
    ++end;
  // GPL version 2
  if (end + 1 < view.size() && (listed || token.all_caps) && view.value(end, WordClass::ProductCue) == "version") ++end;
  if (end >= view.size() || !view.spaced(end) ||
      (view[end].kind != TokenKind::Number && view[end].kind != TokenKind::Mixed))
    return listed && end > i ? std::optional(Found{end, {}, true}) : std::nullopt;
  const std::string_view number = view.raw(end);
  if (number.size() > 6 || number.find(',') != std::string_view::npos) return std::nullopt;
  if (view[end].kind == TokenKind::Mixed && !listed) return std::nullopt;
  const std::uint32_t behind = end + 1;
  if (view.is_mark(behind, "%") || view.is(behind, WordClass::Percent) || view.is(behind, WordClass::Scale) ||
      view.is(behind, WordClass::Unit) || view.is(behind, WordClass::Currency) || view.is(behind, WordClass::Period) ||
      view.is(behind, WordClass::Month))
    return std::nullopt;
  return Found{end + 1, {}, true};
}

}  // namespace stet::classify
