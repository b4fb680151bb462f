// SPDX-License-Identifier: Apache-2.0
// Numbers in words.
//
// Words are summed: small numbers add, hundred multiplies what stands before it, thousand and above close a group, so
// "two hundred and five thousand" is 205 × 1000. German and Italian write hundreds and thousands in one word, which is
// taken apart at them: zweihundertfünf.
//
// Case it gets wrong: "neuf" as an adjective with a noun behind it ("un neuf pavillon") is nine.
// Cost: linear in the tokens looked at.
#include "classify/number_words.hpp"

#include <algorithm>
#include <array>

#include "classify/figures.hpp"

namespace stet::classify {
namespace {

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

/// How a language writes hundreds and thousands in one word with what they count.
struct JoinedScales {
  std::array<std::string_view, 2> thousands;
  std::string_view hundred;
  std::string_view joint;  ///< "und" may stand behind them.
};

/// The value of a number below a hundred that a list has, or of one that lost its last vowel there: ventun(o).
std::optional<std::uint64_t> listed_number(std::string_view word, const Lexicon& lexicon) {
  if (word == "ein" || word == "eins" || word == "eine" || word == "einen" || word == "einer") return 1;
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

/// डेढ़, ढाई, डेढ़ लाख: one and a half, two and a half, 150 000.
std::optional<Found> hindi_half(const TokenView& view, std::uint32_t i) {
  if (view.lexicon().language() != "hi") return std::nullopt;
  const bool one = view.text(i) == "डेढ़";
  if (!one && view.text(i) != "ढाई") return std::nullopt;
  const std::string value = one ? "1.5" : "2.5";
  const std::uint32_t scale = view.match(i + 1, WordClass::Scale);
  if (scale == 0) return Found{i + 1, value, true};
  return Found{i + 1 + scale, scaled(value, view.value(i + 1, WordClass::Scale)), true};
}

}  // namespace

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
    constexpr std::array<std::string_view, 12> kBefore{"the", "this", "that", "each", "which", "another",
                                                       "new", "old",  "last", "next", "same",  "other"};
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
               view.value(at, WordClass::Conjunction) != "or" && view.is(at + 1, WordClass::Number)) {
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

}  // namespace stet::classify
