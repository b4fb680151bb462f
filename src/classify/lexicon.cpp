// SPDX-License-Identifier: Apache-2.0
#include "classify/lexicon.hpp"

#include <algorithm>
#include <array>

#include "classify/lexicon_tables.hpp"
#include "unicode/fold.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

/// A language whose words "und" is taken for: names and modals of English do the least harm, since Latin script
/// without a known language is most often English.
constexpr std::string_view kFallback = "en";

const LexiconTables* tables_of(std::string_view language) {
  const auto found = std::ranges::lower_bound(kLexiconTables, language, {}, &LexiconTables::language);
  return found != kLexiconTables.end() && found->language == language ? &*found : nullptr;
}

std::string_view first_letter(std::string_view text) { return text.substr(0, unicode::code_point_at(text, 0).size); }

}  // namespace

Lexicon::Lexicon(std::string_view language) : language_(language.substr(0, language.find_first_of("-_"))) {
  if (language_.empty() || language_ == "und") language_ = kFallback;
  tables_ = tables_of(language_);
  has_data_ = tables_ != nullptr;
  if (!has_data_) tables_ = tables_of("");
  constexpr std::array<std::string_view, 6> kCased = {"en", "fr", "es", "it", "pt", "ru"};
  capital_names_ = !has_data_ || std::ranges::find(kCased, language_) != kCased.end();
  constexpr std::array<std::string_view, 6> kComma = {"fr", "es", "it", "pt", "ru", "de"};
  decimal_comma_ = std::ranges::find(kComma, language_) != kComma.end();
}

std::span<const WordSense> Lexicon::senses(std::string_view phrase) const { return tables_->phrases.find(phrase); }

bool Lexicon::is(std::string_view phrase, WordClass word_class) const {
  return std::ranges::any_of(senses(phrase), [&](const WordSense& sense) { return sense.word_class == word_class; });
}

std::string_view Lexicon::value(std::string_view phrase, WordClass word_class) const {
  for (const WordSense& sense : senses(phrase))
    if (sense.word_class == word_class) return sense.value;
  return {};
}

std::string Lexicon::respelled(std::string_view text) {
  std::string written(text);
  for (std::size_t at = written.find("ё"); at != std::string::npos; at = written.find("ё", at))
    written.replace(at, 2, "е");
  return written;
}

PhraseStart Lexicon::phrases_from(std::string_view token) const {
  PhraseStart start;
  if (!tables_->first_letters.empty()) {
    const std::string_view letter = first_letter(token);
    const auto found = std::ranges::lower_bound(tables_->first_letters, letter, {}, &FirstLetter::letter);
    if (found != tables_->first_letters.end() && found->letter == letter)
      start = {.tokens = found->tokens, .next = ~std::uint64_t{0}};
  }
  for (const PhraseStart& known : tables_->first_words.find(token)) start.insert(known);
  return start;
}

std::size_t Lexicon::longest_phrase() const { return tables_->longest; }

bool Lexicon::is_elision(std::string_view before_apostrophe) const {
  constexpr std::size_t kLongestElision = 8;
  if (before_apostrophe.size() > kLongestElision) return false;
  return is(unicode::fold_case(before_apostrophe), WordClass::Elision);
}

std::size_t Lexicon::counter_prefix(std::string_view text) const {
  for (const std::string_view counter : tables_->counters)
    if (text.starts_with(counter)) return counter.size();
  return 0;
}

std::int64_t Lexicon::han_numeral(char32_t code) {
  switch (code) {
    case U'〇':
    case U'零':
      return 0;
    case U'一':
      return 1;
    case U'二':
    case U'两':
    case U'兩':
      return 2;
    case U'三':
      return 3;
    case U'四':
      return 4;
    case U'五':
      return 5;
    case U'六':
      return 6;
    case U'七':
      return 7;
    case U'八':
      return 8;
    case U'九':
      return 9;
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1000;
    case U'万':
    case U'萬':
      return 10'000;
    case U'亿':
    case U'億':
      return 100'000'000;
    case U'兆':
      return 1'000'000'000'000;
    default:
      return -1;
  }
}

}  // namespace stet::classify
