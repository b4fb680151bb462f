// SPDX-License-Identifier: Apache-2.0
// Numbers in figures and words.
//
// Figures are read by the language's signs (figures.cpp). Words are summed: small numbers add, hundred multiplies what
// stands before it, thousand and above close a group, so "two hundred and five thousand" is 205 × 1000.
//
// Case it gets wrong: "neuf" as an adjective with a noun behind it ("un neuf pavillon") is nine.
// Cost: linear in the tokens looked at.
#include <algorithm>
#include <array>
#include <charconv>

#include "classify/entities.hpp"
#include "classify/figures.hpp"
#include "classify/shares.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

using unicode::code_point_at;
using unicode::CodePoint;

std::uint64_t to_number(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// A number under way in words.
class WordSum {
 public:
  /// Adds a small number; false where it cannot follow what is there ("five six").
  bool add(std::uint64_t value) {
    const bool fits = !any_ || group_empty_ || (group_ % 100 == 0 && value < 100) ||
                      (group_ % 10 == 0 && group_ % 100 >= 20 && value < 10) || (group_ % 1000 == 0 && value < 1000);
    if (!fits) return false;
    group_ += value;
    any_ = true;
    group_empty_ = false;
    return true;
  }
  bool scale(std::uint64_t by) {
    if (by == 100) {
      if (group_ >= 100) return false;
      group_ = std::max<std::uint64_t>(group_, 1) * 100;
    } else {
      if (last_scale_ != 0 && by >= last_scale_) return false;
      constexpr std::uint64_t kLargest = 1'000'000;
      if (group_ > kLargest) return false;
      total_ += (group_empty_ ? 1 : group_) * by;
      group_ = 0;
      last_scale_ = by;
    }
    any_ = true;
    group_empty_ = by != 100;
    return true;
  }
  [[nodiscard]] bool any() const { return any_; }
  [[nodiscard]] bool after_scale() const { return any_ && (group_empty_ || group_ % 100 == 0); }
  [[nodiscard]] std::uint64_t value() const { return total_ + group_; }

 private:
  std::uint64_t total_ = 0;
  std::uint64_t group_ = 0;
  std::uint64_t last_scale_ = 0;
  bool any_ = false;
  bool group_empty_ = true;
};

/// Words that are a number in one place and none in another: "un logement neuf", сорока прилетела.
bool is_other_word(const TokenView& view, std::uint32_t i) {
  const std::string_view word = view.text(i);
  if (word == "neuf" && view.lexicon().language() == "fr") {
    // An adjective behind its noun, and no noun to count behind it.
    const auto plain = [&](std::uint32_t at) {
      constexpr WordClassSet kNoNoun = {WordClass::Function, WordClass::Reference, WordClass::Number,
                                        WordClass::Determiner, WordClass::Scale};
      return at < view.size() && view[at].kind == TokenKind::Word && !view[at].capital &&
             view.classes(at).without(kNoNoun) == view.classes(at);
    };
    // "Tout véhicule neuf mis à disposition": behind one thing it counts none.
    constexpr std::array<std::string_view, 16> kOne{"un",   "le",  "ce",  "cet", "tout",  "chaque", "du",   "au",
                                                    "d'un", "mon", "ton", "son", "notre", "votre",  "leur", "aucun"};
    const bool one = i > 1 && plain(i - 1) && !view.text(i - 1).ends_with('s') &&
                     std::ranges::find(kOne, view.text(i - 2)) != kOne.end();
    if (one) return true;
    return i > 0 && plain(i - 1) && !plain(i + 1) && !view.is(i + 1, WordClass::Period) &&
           !view.is(i + 1, WordClass::Unit) && !view.is(i + 1, WordClass::Currency);
  }
  // "the second one", "this one": what was named before.
  if (word == "one" && i > 0 && view.lexicon().language() == "en") {
    constexpr std::array<std::string_view, 14> kBefore{"the", "this", "that", "each", "which", "another", "any",
                                                       "new", "old",  "last", "next", "same",  "other",   "only"};
    const bool stands_for =
        std::ranges::find(kBefore, view.text(i - 1)) != kBefore.end() || view.is_word(i - 1, WordClass::Ordinal);
    const bool counts =
        i + 1 < view.size() && view[i + 1].kind == TokenKind::Word && !view.is_word(i + 1, WordClass::Function);
    if (stands_for && !counts) return true;
  }
  // "Leistungen Dritter": others.
  if (word.starts_with("dritte") && view.lexicon().language() == "de")
    return view[i].capital && !view.side().starts_sentence[i] && !(i + 1 < view.size() && view[i + 1].capital);
  const bool none = i > 0 && view.text(i - 1) == "ни" && view.lexicon().language() == "ru";
  if (none && (word.starts_with("одн") || word == "один")) return true;  // ни один
  if (word == "сорока" && view.lexicon().language() == "ru") {
    const std::string_view next = view.text(i + 1);
    for (const std::string_view ending : {"ла", "лась", "ет", "ит", "ется", "ится"})
      if (next.ends_with(ending) || (i > 0 && view.text(i - 1).ends_with(ending))) return true;
  }
  return false;
}

/// How a language writes hundreds and thousands in one word with what they count.
struct JoinedScales {
  std::array<std::string_view, 2> thousands;
  std::string_view hundred;
  std::string_view joint;  ///< "und" may stand behind them.
};

/// The value of a number below a hundred that a list has, or of one that lost its last vowel there: ventun(o).
std::optional<std::uint64_t> listed_number(std::string_view word, const Lexicon& lexicon) {
  if (word == "ein" || word == "eins") return 1;
  std::string_view value = lexicon.value(word, WordClass::Number);
  if (value.empty() && lexicon.language() == "it" && word.ends_with('o'))
    value = lexicon.value(word.substr(0, word.size() - 1), WordClass::Number);
  return value.empty() ? std::nullopt : std::optional(to_number(value));
}

/// What stands before a scale's word, times the scale, and what stands behind it.
std::optional<std::uint64_t> joined_number(std::string_view word, const Lexicon& lexicon, const JoinedScales& scales,
                                           std::uint64_t scale) {
  if (scale == 1) return listed_number(word, lexicon);
  const std::uint64_t smaller = scale == 1000 ? 100 : 1;
  for (const std::string_view name : scale == 1000 ? scales.thousands : std::array{scales.hundred, scales.hundred}) {
    const std::size_t at = word.find(name);
    if (at == std::string_view::npos) continue;
    std::string_view behind = word.substr(at + name.size());
    if (behind.size() > scales.joint.size() && behind.starts_with(scales.joint))
      behind.remove_prefix(scales.joint.size());
    const auto times =
        at == 0 ? std::optional<std::uint64_t>(1) : joined_number(word.substr(0, at), lexicon, scales, smaller);
    const auto rest =
        behind.empty() ? std::optional<std::uint64_t>(0) : joined_number(behind, lexicon, scales, smaller);
    if (!times || !rest || *times >= 1000 || *rest >= scale) return std::nullopt;
    return *times * scale + *rest;
  }
  return joined_number(word, lexicon, scales, smaller);
}

/// zweihundertfünf, milleduecento, ventuno.
std::optional<Found> written_in_one(const TokenView& view, std::uint32_t i) {
  constexpr JoinedScales kGerman{{"tausend", "tausend"}, "hundert", "und"};
  constexpr JoinedScales kItalian{{"mila", "mille"}, "cento", "e"};
  constexpr std::size_t kShortest = 7;
  const std::string_view language = view.lexicon().language();
  const std::string_view word = view.text(i);
  if ((language != "de" && language != "it") || word.size() < kShortest || view[i].kind != TokenKind::Word)
    return std::nullopt;
  const auto value = joined_number(word, view.lexicon(), language == "de" ? kGerman : kItalian, 1000);
  return value ? std::optional(Found{i + 1, std::to_string(*value), true}) : std::nullopt;
}

/// डेढ़, ढाई: one and a half, two and a half.
std::optional<Found> hindi_half(const TokenView& view, std::uint32_t i) {
  if (view.lexicon().language() != "hi") return std::nullopt;
  const std::string_view word = view.text(i);
  if (word == "डेढ़" || word == "डेढ़") return Found{i + 1, "1.5", true};
  if (word == "ढाई") return Found{i + 1, "2.5", true};
  return std::nullopt;
}

std::optional<Found> number_words(const TokenView& view, std::uint32_t i) {
  if (auto half = hindi_half(view, i)) return half;
  if (view.match(i, WordClass::Number) == 0 && view.match(i, WordClass::Scale) == 0)
    if (auto joined = written_in_one(view, i)) return joined;
  if (view.is(i, WordClass::Number) && is_other_word(view, i)) return std::nullopt;
  WordSum sum;
  std::uint32_t at = i;
  std::uint32_t last = i;
  bool digits = false;
  while (at < view.size()) {
    if (const std::uint32_t length = view.match(at, WordClass::Number); length != 0) {
      if (!sum.add(to_number(view.value(at, WordClass::Number)))) break;
      last = at += length;
      digits = true;
    } else if (const std::uint32_t scale = view.match(at, WordClass::Scale); scale != 0) {
      if (at == i && !view.is(at, WordClass::Number) && view.lexicon().language() == "en" && !sum.any() &&
          view.is(at, WordClass::Vague))
        return std::nullopt;
      if (!sum.scale(to_number(view.value(at, WordClass::Scale)))) break;
      last = at += scale;
    } else if (sum.after_scale() && at + 1 < view.size() && view.is_word(at, WordClass::Range) &&
               view.is(at + 1, WordClass::Number)) {
      ++at;  // two hundred and five
    } else if (view.is_mark(at, "-") && sum.any() && !view.spaced(at) && view.is(at + 1, WordClass::Number)) {
      ++at;
    } else {
      break;
    }
  }
  if (last == i) return std::nullopt;
  return Found{last, std::to_string(sum.value()), digits || sum.any()};
}

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

/// I, IV, xii: canonical, up to 39.
bool is_roman(std::string_view folded) {
  if (folded.find_first_not_of("ivx") != std::string_view::npos) return false;  // most words
  constexpr std::string_view kTens[] = {"", "x", "xx", "xxx"};
  constexpr std::string_view kOnes[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  for (const std::string_view ten : kTens)
    for (const std::string_view one : kOnes)
      if (folded.size() == ten.size() + one.size() && folded.starts_with(ten) && folded.ends_with(one))
        return !folded.empty();
  return false;
}

/// Of a canonical numeral.
std::string roman_value(std::string_view folded) {
  int value = 0;
  int last = 0;
  for (const char letter : folded) {
    const int digit = letter == 'i' ? 1 : letter == 'v' ? 5 : 10;
    value += digit > last ? digit - 2 * last : digit;
    last = digit;
  }
  return std::to_string(value);
}

/// Words behind which a letter needs no capital to be one: Buchstabe c, lettera b.
bool names_letters(std::string_view word) {
  constexpr std::array<std::string_view, 10> kWords{"letra",  "letras",    "inciso", "lettera", "lettere",
                                                    "alínea", "buchstabe", "buchst", "lettre",  "подпункт"};
  return std::ranges::find(kWords, word) != kWords.end();
}

/// What a reference names by letters: Article IV, Annex B, item (c), clause 4(a).
std::optional<Found> lettered_reference(const TokenView& view, std::uint32_t i) {
  if (i == 0 || view[i].kind != TokenKind::Word || view[i].unspaced) return std::nullopt;
  const std::string_view raw = view.raw(i);
  const bool letter = raw.size() == code_point_at(raw, 0).size;
  if (!letter && !is_roman(view.text(i))) return std::nullopt;
  if (view.is_mark(i - 1, "(") && view.is_mark(i + 1, ")") && i > 1) {
    const bool to_number = view[i - 2].kind == TokenKind::Number && !view.spaced(i - 1);
    if (!to_number && !view.is_word(i - 2, WordClass::Reference)) return std::nullopt;
    return Found{i + 1, std::string(view.text(i)), true};
  }
  if (!view.is_word(i - 1, WordClass::Reference) || !view.spaced(i)) return std::nullopt;
  const bool closed = view.is_mark(i + 1, ")") && !view.spaced(i + 1);  // letra c)
  if (letter && (closed || names_letters(view.text(i - 1)))) return Found{i + 1, std::string(view.text(i)), true};
  if (!view[i].capital || (!letter && !view[i].all_caps)) return std::nullopt;
  // "the part I like"
  if (raw == "I" && !view[i - 1].capital && view.lexicon().language() == "en") return std::nullopt;
  return Found{i + 1, is_roman(view.text(i)) ? roman_value(view.text(i)) : std::string(view.text(i)), true};
}

/// "It took a second": a length of time.
bool is_moment(const TokenView& view, std::uint32_t i) {
  if (i == 0 || view.lexicon().language() != "en" || view.text(i) != "second") return false;
  const std::string_view before = view.text(i - 1);
  const bool one = before == "a" || before == "per" || before == "every" || before == "each" || before == "split";
  return one && (i + 1 >= view.size() || view[i + 1].kind == TokenKind::Mark || view.is(i + 1, WordClass::Function));
}

/// 1万5000, 2億3000万: what stands behind a scale and below it is added, with a smaller scale of its own perhaps.
void add_below(const TokenView& view, Found& number, std::uint64_t scale) {
  constexpr std::uint64_t kSmallest = 10'000;
  if (number.value.find('.') != std::string::npos) return;
  while (number.last < view.size() && !view.spaced(number.last) && view[number.last].kind == TokenKind::Number) {
    auto below = decimal_value(view.raw(number.last), view.lexicon());
    if (!below || below->find('.') != std::string::npos) return;
    const std::uint32_t behind = number.last + 1;
    std::uint64_t own = 1;
    if (behind < view.size() && !view.spaced(behind) && view[behind].unspaced &&
        Lexicon::han_numeral(code_point_at(view.raw(behind), 0).code) >= static_cast<std::int64_t>(kSmallest))
      own = han_value(view.raw(behind)).value_or(1);
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

}  // namespace

std::optional<Found> number_at(const TokenView& view, std::uint32_t i) {
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

std::optional<Found> quantity_at(const TokenView& view, std::uint32_t i) {
  auto number = number_at(view, i);
  if (!number || number->last >= view.size()) return number;
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
  if (view.spaced(at)) number->tail = at;
  return number;
}

}  // namespace stet::classify
