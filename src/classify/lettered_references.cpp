// SPDX-License-Identifier: Apache-2.0
// What a reference names by letters, and by the Latin words for what was put in between two numbers.
//
//   Article IV · Annex B · item (c) · clause 4(a) · Article 6(1)(f) · § 3, b) · Art. 6 Abs. 1 lit. f · article 5 bis ·
//   подпункт «а»
//
// In brackets, a letter goes on with what stands before them: a number, other brackets, at last the word or the figure
// that the reference begins with.
//
// Case it gets wrong: "(a)" behind a reference to which it does not belong: "in section 3 (a) the fee, (b) the date".
// Cost: a few tokens before a letter.
#include "classify/lettered_references.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

/// One letter of any script.
bool is_letter(std::string_view text) { return !text.empty() && text.size() == unicode::code_point_at(text, 0).size; }

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
  constexpr std::array<std::string_view, 15> kWords{"letra",  "letras", "inciso", "lettera",  "lettere",
                                                    "lett",   "alínea", "lit",    "litera",   "buchstabe",
                                                    "buchst", "lettre", "let",    "подпункт", "подп"};
  return std::ranges::find(kWords, word) != kWords.end();
}

/// Latin words for what was put in behind a number: article 5 bis. In German, "bis" is "to".
bool is_latin_ordinal(const TokenView& view, std::uint32_t i) {
  constexpr std::array<std::string_view, 7> kWords{"bis", "ter", "quater", "quinquies", "sexies", "septies", "octies"};
  const std::string_view text = view.text(i);
  return std::ranges::find(kWords, text) != kWords.end() && (text != "bis" || view.lexicon().language() != "de");
}

/// The token of the word before `i`; the full stop of an abbreviation stands between perhaps. Is `i` where there is
/// none.
std::uint32_t word_before(const TokenView& view, std::uint32_t i) {
  if (i == 0) return i;
  const bool abbreviated = i > 1 && view.is_mark(i - 1, ".") && !view.spaced(i - 1);
  return abbreviated ? i - 2 : i - 1;
}

bool follows_reference_word(const TokenView& view, std::uint32_t i) {
  const std::uint32_t word = word_before(view, i);
  return word < i && view.is_word(word, WordClass::Reference);
}

/// Whether a number is one of a reference: Article 5, Art. 6 Abs. 1.
bool is_referred_to(const TokenView& view, std::uint32_t number) {
  return view[number].kind == TokenKind::Number && follows_reference_word(view, number);
}

/// Whether a bracket that opens at `open` goes on with a reference.
bool continues_reference(const TokenView& view, std::uint32_t open) {
  constexpr int kMostBrackets = 8;
  for (int brackets = 0; open > 0 && brackets < kMostBrackets; ++brackets) {
    const std::uint32_t before = open - 1;
    if (view[before].kind == TokenKind::Number) return !view.spaced(open) || is_referred_to(view, before);
    if (view.is_word(before, WordClass::Reference)) return true;
    if (!view.is_mark(before, ")") || before < 2 || !view.is_mark(before - 2, "(")) return false;
    const std::uint32_t inside = before - 1;
    if (view[inside].kind != TokenKind::Number && !is_letter(view.raw(inside)) && !is_roman(view.text(inside)))
      return false;
    open = before - 2;
  }
  return false;
}

/// подпункт «а», option "B"
bool is_quoted(const TokenView& view, std::uint32_t i) {
  const auto is_quote = [&](std::uint32_t mark) {
    return mark < view.size() && unicode::is_quote(unicode::code_point_at(view.raw(mark), 0).code);
  };
  return i > 1 && is_quote(i - 1) && is_quote(i + 1);
}

/// § 3, b) or "letra c)": the bracket behind closes a letter that none opened.
bool is_closed(const TokenView& view, std::uint32_t i) { return view.is_mark(i + 1, ")") && !view.spaced(i + 1); }

}  // namespace

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

std::optional<Found> lettered_reference(const TokenView& view, std::uint32_t i) {
  if (i == 0 || view[i].kind != TokenKind::Word || view[i].unspaced) return std::nullopt;
  const auto found = [&] { return Found{i + 1, std::string(view.text(i)), true}; };
  if (is_latin_ordinal(view, i)) {
    const bool behind_number = view.spaced(i) && is_referred_to(view, i - 1);
    return behind_number && (i + 1 == view.size() || view[i + 1].kind != TokenKind::Number) ? std::optional(found())
                                                                                            : std::nullopt;
  }
  const std::string_view raw = view.raw(i);
  const bool letter = is_letter(raw);
  if (!letter && !is_roman(view.text(i))) return std::nullopt;
  if (view.is_mark(i - 1, "(") && view.is_mark(i + 1, ")"))
    return continues_reference(view, i - 1) ? std::optional(found()) : std::nullopt;
  if (letter && is_closed(view, i) && i > 1 && view.is_mark(i - 1, ",") && is_referred_to(view, i - 2)) return found();
  if (letter && is_quoted(view, i)) return follows_reference_word(view, i - 1) ? std::optional(found()) : std::nullopt;
  const std::uint32_t word = word_before(view, i);
  if (!view.spaced(i) || !view.is_word(word, WordClass::Reference)) return std::nullopt;
  if (letter && (is_closed(view, i) || names_letters(view.text(word)))) return found();
  if (!view[i].capital || (!letter && !view[i].all_caps)) return std::nullopt;
  // "the part I like"
  if (raw == "I" && !view[word].capital && view.lexicon().language() == "en") return std::nullopt;
  return Found{i + 1, is_roman(view.text(i)) ? roman_value(view.text(i)) : std::string(view.text(i)), true};
}

bool may_be_lettered(const TokenView& view, std::uint32_t i) {
  if (i == 0) return false;
  if (is_letter(view.text(i))) return names_letters(view.text(word_before(view, i))) || is_quoted(view, i);
  return view[i - 1].kind == TokenKind::Number && is_latin_ordinal(view, i);
}

}  // namespace stet::classify
