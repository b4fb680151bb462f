// SPDX-License-Identifier: Apache-2.0
// Money and measures: a number with a currency or a unit on either side of it. "€5 million", "5 млн евро", "300 km²".
#include <algorithm>
#include <array>

#include "classify/entities.hpp"
#include "classify/figures.hpp"

namespace stet::classify {
namespace {

/// A currency sign or code or word that begins at a token: ISO code, or the sign itself where several use it.
struct Measure {
  std::string key;
  std::uint32_t last = 0;
};

std::optional<Measure> currency(const TokenView& view, std::uint32_t i) {
  const std::uint32_t length = view.match(i, WordClass::Currency);
  if (length == 0) return std::nullopt;
  return Measure{std::string(view.value(i, WordClass::Currency)), i + length};
}

std::optional<Measure> unit(const TokenView& view, std::uint32_t i) {
  const std::uint32_t length = view.match(i, WordClass::Unit);
  if (length == 0) return std::nullopt;
  return Measure{std::string(view.value(i, WordClass::Unit)), i + length};
}

/// A metric unit as a power of ten of a smaller one. Not those of power: the lists do not tell mW from MW.
struct Metric {
  std::string_view unit;
  std::string_view base;
  std::string_view factor;
};
constexpr std::array<Metric, 24> kMetric{{{"mm", "mm", "1"},
                                          {"cm", "mm", "10"},
                                          {"dm", "mm", "100"},
                                          {"m", "mm", "1000"},
                                          {"km", "mm", "1000000"},
                                          {"mm2", "mm2", "1"},
                                          {"cm2", "mm2", "100"},
                                          {"dm2", "mm2", "10000"},
                                          {"m2", "mm2", "1000000"},
                                          {"ha", "mm2", "10000000000"},
                                          {"km2", "mm2", "1000000000000"},
                                          {"ml", "ml", "1"},
                                          {"cm3", "ml", "1"},
                                          {"cl", "ml", "10"},
                                          {"dl", "ml", "100"},
                                          {"l", "ml", "1000"},
                                          {"dm3", "ml", "1000"},
                                          {"hl", "ml", "100000"},
                                          {"m3", "ml", "1000000"},
                                          {"mg", "mg", "1"},
                                          {"g", "mg", "1000"},
                                          {"kg", "mg", "1000000"},
                                          {"quintal", "mg", "100000000"},
                                          {"t", "mg", "1000000000"}}};

/// Unit and number as one value, the number's sign first. What is said in another metric unit has the same value: 2 km
/// and 2,000 m.
std::string measured(std::string_view key, std::string_view number) {
  const auto* const metric = std::ranges::find(kMetric, key, &Metric::unit);
  if (metric != kMetric.end() && number.find_first_not_of("0123456789.") == std::string_view::npos && !number.empty())
    return std::string(metric->base) + " " + scaled(std::string(number), metric->factor);
  const std::size_t sign = std::min(number.find_first_not_of("-<>=±"), number.size());
  std::string value(number.substr(0, sign));
  value += key;
  value += ' ';
  return value += number.substr(sign);
}

/// Digits with a unit written to them: 5km, 30°C comes as 30 | ° | C.
std::optional<Found> glued(const TokenView& view, std::uint32_t i) {
  if (view[i].kind != TokenKind::Mixed) return std::nullopt;
  const std::string_view text = view.text(i);
  std::size_t digits = 0;
  while (digits < text.size() &&
         ((text[digits] >= '0' && text[digits] <= '9') || text[digits] == '.' || text[digits] == ','))
    ++digits;
  if (digits == 0) return std::nullopt;
  const std::string_view measure = text.substr(digits);
  for (const WordClass word_class : {WordClass::Unit, WordClass::Currency}) {
    const std::string_view key = view.lexicon().value(measure, word_class);
    if (key.empty()) continue;
    if (const auto value = decimal_value(text.substr(0, digits), view.lexicon()))
      return Found{i + 1, measured(key, *value), true};
  }
  return std::nullopt;
}

/// "20 a 30 mm", "100 से 120 मिमी": two numbers with one measure behind them. "20 o 30 mm" says something else.
std::optional<Found> amount_range(const TokenView& view, const Found& first) {
  const std::uint32_t joint = first.last;
  if (joint + 1 >= view.size() || !view.is_word(joint, WordClass::Range) || first.value.ends_with('%'))
    return std::nullopt;
  const auto second = number_at(view, joint + 1);
  if (!second || second->last >= view.size()) return std::nullopt;
  auto measure = unit(view, second->last);
  if (!measure) measure = currency(view, second->last);
  if (!measure || view.is(second->last, WordClass::Period)) return std::nullopt;
  const bool one_of_both = view.value(joint, WordClass::Conjunction) == "or";
  return Found{measure->last, measure->key + " " + first.value + (one_of_both ? "|" : "-") + second->value, false};
}

/// Whether a sign or word for times stands there: 40 × 30 cm, 40 by 30.
bool is_times(const TokenView& view, std::uint32_t i) {
  const std::string_view text = view.text(i);
  const std::string_view language = view.lexicon().language();
  return view.is_mark(i, "×") || text == "x" || text == "х" || (text == "by" && language == "en") ||
         (text == "mal" && language == "de");
}

/// 40 × 30 cm: the sides of one thing, each with the one measure perhaps.
std::optional<Found> dimensions(const TokenView& view, const Found& first, std::uint32_t begin) {
  constexpr int kMostSides = 3;
  if (begin > 0 && is_times(view, begin - 1)) return std::nullopt;
  Found all = first;
  std::string own_key;
  int sides = 1;
  for (; sides < kMostSides; ++sides) {
    std::uint32_t sign = all.last;
    if (const auto own = unit(view, sign); own && is_times(view, own->last)) {
      sign = own->last;
      if (!own_key.empty() && own_key != own->key) return std::nullopt;
      own_key = own->key;
    }
    if (!is_times(view, sign) || sign + 1 >= view.size()) break;
    const auto side = number_at(view, sign + 1);
    if (!side || side->value.empty()) return std::nullopt;
    all.value += "×" + side->value;
    all.last = side->last;
  }
  if (sides == 1 || all.last >= view.size()) return std::nullopt;
  const auto measure = unit(view, all.last);
  if (!measure || (!own_key.empty() && own_key != measure->key)) return std::nullopt;
  return Found{measure->last, measure->key + " " + all.value, true};
}

/// Words that are a currency beside a number alone: "o custo real", "el peso de la prueba".
bool is_plain_word(const TokenView& view, std::uint32_t i) {
  constexpr std::array<std::string_view, 8> kOne{"one", "um", "un", "ein", "einen", "einem", "один", "каждый"};
  if (i > 0 && (std::ranges::find(kOne, view.text(i - 1)) != kOne.end() || view.is(i - 1, WordClass::Number)))
    return false;
  constexpr std::array<std::string_view, 12> kPlain{"real",  "reais", "peso", "pesos", "corona", "coroa",
                                                    "libra", "pound", "mark", "rand",  "won",    "sol"};
  return std::ranges::find(kPlain, view.text(i)) != kPlain.end();
}

std::optional<Found> unsigned_amount_at(const TokenView& view, std::uint32_t i) {
  if (auto found = glued(view, i)) return found;
  if (auto before = currency(view, i)) {
    std::uint32_t at = before->last;
    if (at < view.size() && view[i].kind != TokenKind::Word && !view.spaced(at) && view.is(at, WordClass::Currency)) {
      before = currency(view, at);  // US | $
      at = before->last;
    }
    if (at < view.size()) {
      if (const auto number = number_at(view, at)) {
        // 新臺幣150元
        const bool twice = number->last < view.size() && view[number->last].unspaced && !view.spaced(number->last) &&
                           view.is(number->last, WordClass::Currency) &&
                           (view.value(number->last, WordClass::Currency) == before->key ||
                            view.text(number->last) == "元" || view.text(number->last) == "圓");
        return Found{number->last + (twice ? view.match(number->last, WordClass::Currency) : 0),
                     measured(before->key, number->value), number->certain};
      }
    }
    if (is_plain_word(view, i)) return std::nullopt;
    return Found{before->last, before->key, true};
  }
  if (view.is(i, WordClass::Period) || view.is(i, WordClass::Percent)) return std::nullopt;
  const auto number = number_at(view, i);
  if (!number || number->last >= view.size() || number->value.starts_with('o')) return std::nullopt;
  std::uint32_t at = number->last;
  // 5 million of euros: cinco millones de euros; 10-km
  if (view.is_word(at, WordClass::DateJoint) && view.is(at + 1, WordClass::Currency)) ++at;
  if (view.is_mark(at, "-") && !view.spaced(at)) ++at;
  const auto dotted = [&](std::uint32_t last) {
    // "300 руб. за штуку": the dot of an abbreviation, unless it may end the sentence.
    const bool dot = view.lexicon().language() == "ru" && view.is_mark(last, ".") && !view.spaced(last) &&
                     view.raw(last - 1).size() <= 8 && last + 1 < view.size();
    return dot ? last + 1 : last;
  };
  if (view.match(at, WordClass::Period) > view.match(at, WordClass::Currency)) return std::nullopt;  // 20|分鐘
  if (auto sides = dimensions(view, *number, i)) return sides;
  if (auto range = amount_range(view, *number)) return range;
  if (const auto behind = currency(view, at))
    return Found{dotted(behind->last), behind->key + " " + number->value, number->certain};
  if (const auto behind = unit(view, at))
    return Found{dotted(behind->last), measured(behind->key, number->value), number->certain};
  return std::nullopt;
}

}  // namespace

std::optional<Found> amount_at(const TokenView& view, std::uint32_t i) {
  const std::string_view sign = sign_at(view, i);
  if (sign.empty()) return unsigned_amount_at(view, i);
  auto amount = unsigned_amount_at(view, i + 1);
  if (!amount || !amount->value.contains(' ')) return std::nullopt;  // a currency alone has no sign
  if (sign != "+") amount->value.insert(0, sign);
  return amount;
}

}  // namespace stet::classify
