// SPDX-License-Identifier: Apache-2.0
#include "tables/lexicon_lists.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <string>

#include "tables/take.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::tables {
namespace {

using classify::kWordClasses;
using classify::WordClass;

constexpr std::array<std::string_view, kWordClasses> kSections = {
    "modality",      "weak modality", "negation",       "months",        "months short", "weekdays", "weekdays short",
    "relative",      "date units",    "day parts",      "date parts",    "clock parts",  "clock",    "year cues",
    "date joints",   "ranges",        "numbers",        "scales",        "ordinals",     "shares",   "vague",
    "percent",       "periods",       "currencies",     "units",         "honorifics",   "offices",  "surnames",
    "organisations", "particles",     "places",         "products",      "references",   "speech",   "title cues",
    "function",      "noun cues",     "generic",        "abbreviations", "confusables",  "variants", "counters",
    "elisions",      "magnitudes",    "determiners",    "clock cues",    "bodies",       "fields",   "eras",
    "given names",   "fixed phrases", "date modifiers", "seasons",       "product cues", "streets",  "conjunctions"};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// What a byte says of how many tokens a phrase has, where it is no letter of an alphabet.
enum class PhraseByte : std::uint8_t {
  Letter,
  Divides,  ///< A space or an apostrophe: one token more.
  Sign,     ///< Stands between two.
  Opens,    ///< A bracket, which another closes.
  Wide,     ///< Begins a character of three bytes: without spaces, those are an upper bound.
  Dot,      ///< May end the middle dot: kW|·|h.
};

constexpr std::array<PhraseByte, 256> phrase_bytes() {
  std::array<PhraseByte, 256> bytes{};
  bytes[' '] = bytes['\''] = PhraseByte::Divides;
  bytes['-'] = bytes['/'] = bytes['.'] = PhraseByte::Sign;
  bytes['('] = PhraseByte::Opens;
  for (std::size_t lead = 0xE0; lead < 0xF0; ++lead) bytes[lead] = PhraseByte::Wide;
  bytes[0xB7] = PhraseByte::Dot;
  return bytes;
}
constexpr std::array<PhraseByte, 256> kPhraseBytes = phrase_bytes();

/// What a phrase is made of, at most.
struct Shape {
  std::size_t tokens = 1;
  std::size_t space = std::string_view::npos;  ///< Where the first one stands.
  std::size_t mark = std::string_view::npos;   ///< Likewise of the signs.
};

Shape shape_of(std::string_view phrase) {
  Shape shape;
  std::size_t wide = 0;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    switch (kPhraseBytes[static_cast<unsigned char>(phrase[i])]) {
      case PhraseByte::Letter:
        continue;
      case PhraseByte::Divides:
        ++shape.tokens;
        if (phrase[i] == ' ') shape.space = std::min(shape.space, i);
        if (phrase[i] != ' ') shape.mark = std::min(shape.mark, i);
        continue;
      case PhraseByte::Sign:
        shape.tokens += 2;
        shape.mark = std::min(shape.mark, i);
        continue;
      case PhraseByte::Opens:
        shape.tokens += 3;
        shape.mark = std::min(shape.mark, i);
        continue;
      case PhraseByte::Wide:
        ++wide;
        continue;
      case PhraseByte::Dot:
        if (i == 0 || phrase[i - 1] != '\xC2') continue;
        shape.tokens += 2;
        shape.mark = std::min(shape.mark, i - 1);
        continue;
    }
  }
  shape.tokens = std::max(shape.tokens, wide);
  return shape;
}

std::string_view first_letter(std::string_view text) { return text.substr(0, unicode::code_point_at(text, 0).size); }

}  // namespace

void LexiconLists::load(std::string_view data) {
  std::optional<WordClass> section;
  while (!data.empty()) {
    std::string_view line = trimmed(take(data, '\n'));
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      const auto* const found = std::ranges::find(kSections, line.substr(1, line.size() - 2));
      if (found == kSections.end()) throw std::runtime_error("no class has the section " + std::string(line));
      section = static_cast<WordClass>(found - kSections.begin());
      continue;
    }
    if (!section) continue;
    std::string_view value;
    if (const std::size_t equals = line.find(" = "); equals != std::string_view::npos) {
      value = trimmed(line.substr(0, equals));
      line = line.substr(equals + 3);
    }
    while (!line.empty()) {
      const std::string_view phrase = trimmed(take(line, ','));
      if (phrase.empty()) continue;
      add(*section, phrase, value);
      if (*section == WordClass::Variant) add(*section, value, phrase);  // either spelling is one of the other
    }
  }
}

void LexiconLists::add(WordClass word_class, std::string_view phrase, std::string_view value) {
  if (word_class == WordClass::Counter) counters.push_back(phrase);
  if (phrase.empty()) return;
  phrases.push_back({phrase, {word_class, value}});
  // A sign is a token of its own: ° | c.
  const unicode::CodePoint first = unicode::code_point_at(phrase, 0);
  const bool signed_first = first.size < phrase.size() && unicode::is_punctuation(first.code);
  const bool signed_last = phrase.size() > 1 && phrase.back() == '$';  // us | $
  const Shape shape = shape_of(phrase);
  const std::size_t tokens = shape.tokens + (signed_first || signed_last ? 1 : 0);
  const auto add_first = [&](std::string_view token) {
    if (token.empty()) return;
    std::string_view rest = phrase.substr(token.size());
    if (rest.starts_with(' ')) rest.remove_prefix(1);
    first_words[token].insert({.tokens = tokens, .next = rest.empty() ? 0 : classify::PhraseStart::bit(rest.front())});
  };
  if (signed_first) add_first(first_letter(phrase));
  if (signed_last) add_first(phrase.substr(0, phrase.size() - 1));
  longest = std::max(longest, tokens);
  if (tokens == 1) return;
  add_first(phrase.substr(0, shape.space));
  if (shape.mark != std::string_view::npos) {
    add_first(phrase.substr(0, shape.mark));
    add_first(phrase.substr(0, shape.mark + 1));  // l'|eau
  }
  if ((static_cast<unsigned char>(phrase.front()) & 0xF0) == 0xE0) {
    std::size_t& most = first_letters[first_letter(phrase)];
    most = std::max(most, tokens);
  }
}

}  // namespace stet::tables
