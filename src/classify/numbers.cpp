// SPDX-License-Identifier: Apache-2.0
// Numbers in figures and words, with their signs, scales and ordinals.
//
// Figures are read by the language's signs (figures.cpp), words summed (number_words.cpp).
//
// Case it gets wrong: a room or a bus called by its number counts like one.
// Cost: linear in the tokens looked at.
#include <algorithm>
#include <array>

#include "classify/entities.hpp"
#include "classify/figures.hpp"
#include "classify/lettered_references.hpp"
#include "classify/number_words.hpp"
#include "classify/shares.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

using unicode::code_point_at;
using unicode::CodePoint;

/// A figure and what belongs to its number: further groups behind plain spaces.
std::optional<std::pair<std::string, std::uint32_t>> figures_at(const TokenView& view, std::uint32_t i) {
  if (view[i].kind != TokenKind::Number) return std::nullopt;
  const std::string_view raw = view.raw(i);
  std::optional<std::string> value = decimal_value(raw, view.lexicon());
  if (!value) return std::pair(std::string(), i + 1);
  std::uint32_t last = i + 1;
  // 3 000 000: a group of up to three figures, then groups of exactly three, each one plain space apart.
  if (raw.size() <= 3 && raw.front() != '0') {
    std::string digits = *value;
    std::uint32_t next = last;
    while (next < view.size() && view[next].kind == TokenKind::Number && view[next].begin == view[next - 1].end + 1 &&
           view.raw(next).size() == 3 && view.raw(next).find_first_not_of("0123456789") == std::string_view::npos) {
      digits += view.raw(next);
      ++next;
    }
    if (next > last) {
      value = digits;
      last = next;
    }
  }
  return std::pair(*value, last);
}

/// Ordinal or grammatical endings behind figures: 5th, 1er, 2º, 5-го, 3-й.
bool is_ordinal_ending(std::string_view ending) {
  constexpr std::string_view kEndings[] = {"st", "nd", "rd",  "th", "er",  "re", "e", "ème", "eme", "ère",
                                           "º",  "ª",  "o",   "a",  "го",  "й",  "я", "е",   "ю",   "м",
                                           "му", "ми", "х",   "ом", "वां",  "वाँ", "वें", "वीं",  "nde", "nd",
                                           "os", "as", "ste", "te", "ème", "mo", "ma"};
  return std::ranges::find(kEndings, ending) != std::end(kEndings);
}

/// Value of a word that multiplies the figures which it is written to: 3bn, 300k, 3Mrd. Empty for none.
std::string_view magnitude(const Lexicon& lexicon, std::string_view word) {
  const std::string_view value = lexicon.value(word, WordClass::Magnitude);
  return value.empty() ? lexicon.value(word, WordClass::Scale) : value;
}

/// Figures and letters in one word. What is known neither as an ordinal nor as a number with its magnitude is a number
/// by its digits alone, so that no digit changes unnoticed: 3x, 25bps.
std::optional<Found> mixed_number(const TokenView& view, std::uint32_t i) {
  if (view[i].kind != TokenKind::Mixed) return std::nullopt;
  const std::string_view folded = view.text(i);
  const std::size_t digits = std::min(folded.find_first_not_of("0123456789"), folded.size());
  if (digits != 0 && is_ordinal_ending(folded.substr(digits)))
    return Found{i + 1, "o" + normalized(std::string(folded.substr(0, digits)), ""), true};
  const std::size_t figures = std::min(folded.find_first_not_of("0123456789.,"), folded.size());
  if (figures != 0) {
    const std::string_view scale = magnitude(view.lexicon(), folded.substr(figures));
    const auto value = decimal_value(folded.substr(0, figures), view.lexicon());
    if (!scale.empty() && value) return Found{i + 1, scaled(*value, scale), true};
  }
  if (view.is_word(i, WordClass::Unit)) return std::nullopt;  // m2
  const std::string all = digits_of(view.raw(i));
  if (all.empty()) return std::nullopt;
  return Found{i + 1, "#" + all, false};
}

/// A number inside a German adjective: zweijährig, dreifacher.
std::optional<Found> german_compound(const TokenView& view, std::uint32_t i) {
  if (view.lexicon().language() != "de" || view[i].kind != TokenKind::Word) return std::nullopt;
  constexpr std::string_view kStems[] = {"jährig", "monatig", "wöchig", "tägig",   "stündig", "minütig",
                                         "fach",   "köpfig",  "teilig", "stellig", "stufig",  "prozentig"};
  const std::string_view word = view.text(i);
  for (const std::string_view stem : kStems) {
    const std::size_t at = word.find(stem);
    if (at == 0 || at == std::string_view::npos) continue;
    const std::string_view value = view.lexicon().value(word.substr(0, at), WordClass::Number);
    if (!value.empty()) return Found{i + 1, std::string(value) + std::string(stem), true};
  }
  return std::nullopt;
}

/// Whether the dot at a token belongs to the abbreviated scale before it: 3 млн., 3 Mio. Euro.
bool abbreviation_dot(const TokenView& view, std::uint32_t i) {
  if (!view.is_mark(i, ".") || view.spaced(i)) return false;
  constexpr std::size_t kShort = 4;  // Cyrillic letters have two bytes
  if (view.lexicon().language() == "ru") return view.raw(i - 1).size() <= 2 * kShort;
  return view.raw(i - 1).size() <= kShort && view.is(i + 1, WordClass::Currency);
}

/// ½ and 2½ and 1/2.
std::optional<Found> fraction(const TokenView& view, std::uint32_t i) {
  if (view[i].kind != TokenKind::Number || decimal_value(view.raw(i), view.lexicon())) return std::nullopt;
  return Found{i + 1, std::string(view.raw(i)), true};
}

std::optional<Found> with_percent(const TokenView& view, Found found) {
  if (found.last < view.size() && !view.spaced(found.last) &&
      (view.is_mark(found.last, "%") || view.is_mark(found.last, "٪"))) {
    ++found.last;
    found.value += "%";
  }
  return found;
}

/// Whether a number stands before token i, over a hyphen perhaps: "30 days", "a 30-day".
bool follows_number(const TokenView& view, std::uint32_t i) {
  if (i == 0) return false;
  std::uint32_t before = i - 1;
  if (view.is_mark(before, "-") && before > 0) --before;
  const TokenKind kind = view[before].kind;
  if (kind == TokenKind::Number) return true;
  if (view[before].unspaced && han_value(view.raw(before))) return true;
  for (const WordClass word_class : {WordClass::Number, WordClass::Vague, WordClass::Share, WordClass::Scale})
    if (view.is_word(before, word_class)) return true;
  // Phrases of several tokens end here: "a few", "zwei einhalb".
  for (std::uint32_t length = 2; length <= 3 && length <= i; ++length)
    for (const WordClass word_class : {WordClass::Number, WordClass::Vague, WordClass::Share})
      if (view.match(i - length, word_class) == length) return true;
  return false;
}

}  // namespace

std::string_view sign_at(const TokenView& view, std::uint32_t i) {
  if (i + 1 >= view.size() || view[i].kind != TokenKind::Mark) return {};
  const CodePoint sign = code_point_at(view.raw(i), 0);
  if (sign.size != view.raw(i).size()) return {};
  const bool glued = !view.spaced(i + 1);
  const std::string_view before = i == 0 || view.spaced(i) ? std::string_view() : view.text(i - 1);
  const bool arrow = before == "-" || before == "=";
  switch (sign.code) {
    case 0xB1:
      return "±";
    case '<':
    case 0xFF1C:
      return arrow ? "" : "<";
    case '>':
    case 0xFF1E:
      return arrow || (i == 0 && !glued) ? "" : ">";
    case 0x2264:
    case 0x2A7D:
      return "<=";
    case 0x2265:
    case 0x2A7E:
      return ">=";
    default:
      break;
  }
  // Written to its number, and to nothing before it: 5-7 is a range, A-5 a name.
  constexpr std::string_view kLeadIn = "([{'<>=:/,$€£¥±";
  const bool free =
      before.empty() || view[i - 1].unspaced || (view[i - 1].kind == TokenKind::Mark && kLeadIn.contains(before));
  if (!glued || !free) return {};
  if (sign.code == '+' || sign.code == 0xFF0B) return "+";
  return unicode::is_dash(sign.code) && sign.code != 0x2014 && sign.code != 0x2015 ? "-" : "";
}

namespace {

/// "It took a second": a length of time.
bool is_moment(const TokenView& view, std::uint32_t i) {
  if (i == 0 || view.lexicon().language() != "en" || view.text(i) != "second") return false;
  const std::string_view before = view.text(i - 1);
  const bool one = before == "a" || before == "per" || before == "every" || before == "each" || before == "split";
  return one && (i + 1 >= view.size() || view[i + 1].kind == TokenKind::Mark || view.is(i + 1, WordClass::Function));
}

/// 1万5000, 2億3000万: what stands behind a scale and below it is added, with a smaller scale of its own perhaps.
void add_below(const TokenView& view, Found& number, std::uint64_t scale) {
  constexpr std::uint64_t kSmallest = 1'000;
  constexpr std::size_t kMostDigits = 18;  // so that nothing runs over
  if (number.value.find('.') != std::string::npos || number.value.size() > kMostDigits) return;
  while (number.last < view.size() && !view.spaced(number.last) && view[number.last].kind == TokenKind::Number) {
    auto below = decimal_value(view.raw(number.last), view.lexicon());
    if (!below || below->find('.') != std::string::npos || below->size() > kMostDigits) return;
    const std::uint32_t behind = number.last + 1;
    std::uint64_t own = 1;
    if (behind < view.size() && !view.spaced(behind) && view[behind].unspaced)
      if (const auto value = han_value(view.raw(behind)); value && *value >= kSmallest) own = *value;
    if (own >= scale || to_number(*below) >= scale / own) return;
    number.value = std::to_string(to_number(number.value) + to_number(*below) * own);
    number.last = own == 1 ? behind : behind + 1;
    if (own == 1) return;
    scale = own;
  }
}

std::optional<Found> unsigned_number_at(const TokenView& view, std::uint32_t i) {
  if (auto label = lettered_reference(view, i)) return label;
  if (auto mixed = mixed_number(view, i)) return mixed;
  if (auto compound = german_compound(view, i)) return compound;
  if (auto part = fraction(view, i)) return with_percent(view, *part);
  if (view[i].unspaced || (i + 1 < view.size() && view[i + 1].unspaced))
    if (auto part = han_fraction(view, i)) return part;
  if (view[i].kind == TokenKind::Number)
    if (auto part = slash_fraction(view, i)) return part;
  if (auto figures = figures_at(view, i)) {
    auto [value, last] = *figures;
    const bool certain = !value.empty();
    if (value.empty()) value = view.text(i);
    if (certain && view.is(last, WordClass::Scale)) {
      value = scaled(value, view.value(last, WordClass::Scale));
      last += view.match(last, WordClass::Scale);
      if (abbreviation_dot(view, last)) ++last;
      return with_percent(view, Found{last, value, true});
    }
    // 3 Md€, R$ 3 bi
    const bool money = view.is(last + 1, WordClass::Currency) || (i > 0 && view.is_word(i - 1, WordClass::Currency));
    if (certain && money && view.is_word(last, WordClass::Magnitude))
      return Found{last + 1, scaled(value, view.value(last, WordClass::Magnitude)), true};
    // 5-го, 5.º
    std::uint32_t ending = last;
    while (ending < view.size() && !view.spaced(ending) && (view.is_mark(ending, "-") || view.is_mark(ending, ".")) &&
           ending == last)
      ++ending;
    if (ending > last && ending < view.size() && !view.spaced(ending) && view[ending].kind == TokenKind::Word &&
        is_ordinal_ending(view.text(ending)))
      return Found{ending + 1, "o" + value, certain};
    if (last < view.size() && !view.spaced(last) && view[last].unspaced &&
        Lexicon::han_numeral(code_point_at(view.raw(last), 0).code) >= 10'000) {
      if (const auto scale = han_value(view.raw(last))) {
        Found found{last + 1, scaled(value, std::to_string(*scale)), true};
        add_below(view, found, *scale);
        return with_percent(view, std::move(found));
      }
    }
    return with_percent(view, Found{last, value, certain});
  }
  if (view[i].unspaced) {
    if (const auto value = han_value(view.raw(i))) {
      const bool ordinal = i > 0 && view.text(i - 1) == "第";
      return Found{i + 1, (ordinal ? "o" : "") + std::to_string(*value), true};
    }
  }
  if (const std::uint32_t length = view.match(i, WordClass::Ordinal);
      length != 0 && !is_moment(view, i) && !is_other_word(view, i))
    return Found{i + length, "o" + std::string(view.value(i, WordClass::Ordinal)), true};
  if (const std::uint32_t length = view.match(i, WordClass::Vague)) return Found{i + length, {}, false};
  // "two thirds" before "two", "three" before "three quarters of"'s first word alone.
  if (const std::uint32_t words = view.match(i, WordClass::Share); words > view.match(i, WordClass::Number))
    return share_at(view, i, words);
  if (auto words = number_words(view, i)) return words;
  if (follows_number(view, i)) {
    if (const std::uint32_t length = view.match(i, WordClass::Percent)) {
      const std::string_view value = view.value(i, WordClass::Percent);
      return Found{i + length, std::string(value), !value.empty()};
    }
    if (const std::uint32_t length = view.match(i, WordClass::Period))
      return Found{i + length, std::string(view.value(i, WordClass::Period)), true};
  }
  if (view.is_mark(i, "%") || view.is_mark(i, "٪")) return Found{i + 1, "%", true};
  if (view.is_mark(i, "‰")) return Found{i + 1, "‰", true};
  return std::nullopt;
}

/// "die 3. Sitzung", "il 3° rapporto": figures that a sign of its own makes an ordinal, between an article and a noun.
std::optional<Found> signed_ordinal(const TokenView& view, std::uint32_t i) {
  if (i == 0 || i + 2 >= view.size() || view[i].kind != TokenKind::Number || view.spaced(i + 1)) return std::nullopt;
  const std::string_view language = view.lexicon().language();
  const bool sign = (language == "de" && view.is_mark(i + 1, ".") && view[i + 2].capital) ||
                    (language == "it" && view.is_mark(i + 1, "°") && !view[i + 2].capital);
  if (!sign || !view.spaced(i + 2) || view[i + 2].kind != TokenKind::Word) return std::nullopt;
  if (!view.is_word(i - 1, WordClass::Determiner) && !view.is_word(i - 1, WordClass::DateJoint)) return std::nullopt;
  const auto value = small_integer(view.raw(i));
  if (!value) return std::nullopt;
  return Found{i + 2, "o" + std::to_string(*value), true};
}

/// 第二, 第3: an ordinal with what makes it one. What a reference counts (第四条) keeps its 第 outside.
std::optional<Found> han_ordinal(const TokenView& view, std::uint32_t i) {
  if (view.text(i) != "第" || i + 1 >= view.size() || view.spaced(i + 1)) return std::nullopt;
  auto number = unsigned_number_at(view, i + 1);
  if (!number || !number->certain) return std::nullopt;
  constexpr std::string_view kReferences[] = {"条", "条件", "款", "章", "节", "節", "项", "項", "号",    "號",
                                              "页", "頁",   "编", "編", "篇", "卷", "巻", "图", "ページ"};
  if (std::ranges::find(kReferences, view.text(number->last)) != std::end(kReferences)) return std::nullopt;
  if (!number->value.starts_with('o')) number->value.insert(0, "o");
  return number;
}

/// What the figures stand for in tokens of which `i` is the first, were there no sign.
std::optional<Found> ordinal_or_number_at(const TokenView& view, std::uint32_t i) {
  if (view[i].unspaced && view.text(i) == "第") return han_ordinal(view, i);
  if (auto ordinal = signed_ordinal(view, i)) return ordinal;
  auto number = unsigned_number_at(view, i);
  const bool ordinal =
      number && i > 0 && view.text(i - 1) == "第" && number->certain && !number->value.starts_with('o');
  if (ordinal) number->value.insert(0, "o");
  return number;
}

/// The same with their sign.
std::optional<Found> signed_number_at(const TokenView& view, std::uint32_t i) {
  if (view[i].unspaced && view.text(i) == "百分之" && i + 1 < view.size()) {
    auto percent = unsigned_number_at(view, i + 1);
    if (percent && percent->certain && !percent->value.ends_with('%')) {
      percent->value += "%";
      return percent;
    }
  }
  const std::string_view sign = sign_at(view, i);
  if (sign.empty()) return ordinal_or_number_at(view, i);
  if (view[i + 1].kind != TokenKind::Number && view[i + 1].kind != TokenKind::Mixed) return std::nullopt;
  auto number = unsigned_number_at(view, i + 1);
  if (number && sign != "+") number->value.insert(0, sign);
  return number;
}

}  // namespace

std::optional<Found> number_at(const TokenView& view, std::uint32_t i) {
  if (view.lacks_number(i)) return std::nullopt;
  auto number = signed_number_at(view, i);
  if (!number) view.note_lack_of_number(i);
  return number;
}

std::optional<Found> quantity_at(const TokenView& view, std::uint32_t i) {
  auto number = figure_run_at(view, i);
  if (!number) number = number_at(view, i);
  if (!number || number->last >= view.size()) return number;
  // 三千余台, 20多年
  if (view[number->last].unspaced && !view.spaced(number->last) && number->certain &&
      (view.text(number->last) == "余" || view.text(number->last) == "多" || view.text(number->last) == "餘")) {
    ++number->last;
    number->value += "+";
    return number;
  }
  const std::uint32_t at = number->last;
  if (number->value.ends_with('%')) {
    if (view.value(at, WordClass::Percent) != "pp" || view.spaced(at)) return number;  // 3%ポイント
    number->value.pop_back();
  }
  std::string_view measure;
  const std::string_view tenth = view.lexicon().language() == "zh" ? "成" : "割";
  if (view[at].unspaced && view.text(at) == tenth && number->value.size() == 1 && number->value != "0") {
    number->last = at + 1;  // 两成, 3割
    number->value += "0%";
    return number;
  }
  if (view.is_mark(at, "%") || view.is_mark(at, "٪")) {
    measure = "%";
    number->last = at + 1;
  } else if (const std::uint32_t length = view.match(at, WordClass::Percent)) {
    measure = view.value(at, WordClass::Percent);
    number->last = at + length;
  } else {
    return number;
  }
  if (!number->value.empty()) number->value += measure;
  if (view.spaced(at) && view[at].kind == TokenKind::Word) number->tail = at;
  return number;
}

}  // namespace stet::classify
