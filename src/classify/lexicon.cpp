// SPDX-License-Identifier: Apache-2.0
#include "classify/lexicon.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

#include "text/embedded.hpp"
#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify::data {
extern const stet::text::EmbeddedFile kFiles[];
extern const std::size_t kFileCount;
}  // namespace stet::classify::data

namespace stet::classify {
namespace {

constexpr std::array<std::string_view, kWordClasses> kSections = {
    "modality",      "weak modality", "negation",    "months",        "months short", "weekdays", "weekdays short",
    "relative",      "date units",    "day parts",   "date parts",    "clock parts",  "clock",    "year cues",
    "date joints",   "ranges",        "numbers",     "scales",        "ordinals",     "shares",   "vague",
    "percent",       "periods",       "currencies",  "units",         "honorifics",   "offices",  "surnames",
    "organisations", "particles",     "places",      "products",      "references",   "speech",   "title cues",
    "function",      "noun cues",     "generic",     "abbreviations", "confusables",  "variants", "counters",
    "elisions",      "magnitudes",    "determiners", "clock cues",    "bodies",       "fields",   "eras",
    "given names",   "fixed phrases"};

/// A language whose words "und" is taken for: names and modals of English do the least harm, since Latin script
/// without a known language is most often English.
constexpr std::string_view kFallback = "en";

std::optional<std::string_view> data_file(std::string_view name) {
  for (std::size_t i = 0; i < data::kFileCount; ++i)
    if (data::kFiles[i].name == name) return data::kFiles[i].bytes;
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Takes the part up to `separator` off the front.
std::string_view take(std::string_view& rest, char separator) {
  const std::size_t at = rest.find(separator);
  const std::string_view part = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 1);
  return part;
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

constexpr std::array<std::string_view, 40> kDomains = {
    "com", "org", "net", "int", "gov", "edu", "eu", "uk", "de",   "fr",     "ru",    "cn", "jp", "es",
    "it",  "pt",  "br",  "in",  "ch",  "at",  "be", "nl", "info", "io",     "us",    "ca", "au", "mx",
    "ar",  "eg",  "sa",  "ae",  "ma",  "pl",  "se", "no", "dk",   "museum", "world", "app"};

bool is_host_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-' ||
         byte == '.' || byte == '_' || byte == '+' || byte == '%';
}

}  // namespace

Lexicon::Lexicon(std::string_view language) : language_(language.substr(0, language.find_first_of("-_"))) {
  // About what the largest lists have.
  constexpr std::size_t kPhrases = 6'144;
  constexpr std::size_t kOfSeveralWords = 3'072;
  phrases_.reserve(kPhrases);
  first_words_.reserve(kOfSeveralWords);
  if (const auto shared = data_file("shared")) load(*shared);
  auto own = data_file(language_);
  if (!own && (language_.empty() || language_ == "und")) own = data_file(language_ = kFallback);
  has_data_ = own.has_value();
  if (own) load(*own);
  phrases_.index();
  first_words_.index();
  constexpr std::array<std::string_view, 6> kCased = {"en", "fr", "es", "it", "pt", "ru"};
  capital_names_ = !has_data_ || std::ranges::find(kCased, language_) != kCased.end();
  constexpr std::array<std::string_view, 6> kComma = {"fr", "es", "it", "pt", "ru", "de"};
  decimal_comma_ = std::ranges::find(kComma, language_) != kComma.end();
  std::ranges::stable_sort(counters_, std::greater<>(), &std::string_view::size);
}

void Lexicon::load(std::string_view data) {
  std::optional<WordClass> section;
  while (!data.empty()) {
    std::string_view line = trimmed(take(data, '\n'));
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      const auto* const found = std::ranges::find(kSections, line.substr(1, line.size() - 2));
      assert(found != kSections.end());
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

void Lexicon::add(WordClass word_class, std::string_view phrase, std::string_view value) {
  if (word_class == WordClass::Counter) counters_.push_back(phrase);
  phrases_.add(phrase, {word_class, value});
  // Most are single words, and there are thousands of them at each start of the program.
  if (std::ranges::all_of(phrase, [](char byte) { return byte >= 'a' && byte <= 'z'; })) return;
  // A sign is a token of its own: ° | c.
  const unicode::CodePoint first = unicode::code_point_at(phrase, 0);
  const bool signed_first = first.size < phrase.size() && unicode::is_punctuation(first.code);
  const bool signed_last = phrase.size() > 1 && phrase.back() == '$';  // us | $
  const Shape shape = shape_of(phrase);
  const std::size_t tokens = shape.tokens + (signed_first || signed_last ? 1 : 0);
  if (signed_first) first_words_.add(first_letter(phrase), {tokens});
  if (signed_last) first_words_.add(phrase.substr(0, phrase.size() - 1), {tokens});
  longest_ = std::max(longest_, tokens);
  if (tokens == 1) return;
  first_words_.add(phrase.substr(0, shape.space), {tokens});
  if (shape.mark != std::string_view::npos) {
    first_words_.add(phrase.substr(0, shape.mark), {tokens});
    first_words_.add(phrase.substr(0, shape.mark + 1), {tokens});  // l'|eau
  }
  if ((static_cast<unsigned char>(phrase.front()) & 0xF0) == 0xE0) {
    std::size_t& longest = first_letters_[first_letter(phrase)];
    longest = std::max(longest, tokens);
  }
}

std::span<const WordSense> Lexicon::senses(std::string_view phrase) const { return phrases_.find(phrase); }

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

std::size_t Lexicon::longest_from(std::string_view token) const {
  std::size_t longest = 0;
  if (!first_letters_.empty())
    if (const auto found = first_letters_.find(first_letter(token)); found != first_letters_.end())
      longest = found->second;
  for (const Length& length : first_words_.find(token)) longest = std::max(longest, length.tokens);
  return longest;
}

bool Lexicon::is_elision(std::string_view before_apostrophe) const {
  constexpr std::size_t kLongestElision = 8;
  if (before_apostrophe.size() > kLongestElision) return false;
  return is(unicode::fold_case(before_apostrophe), WordClass::Elision);
}

std::size_t Lexicon::counter_prefix(std::string_view text) const {
  for (const std::string_view counter : counters_)
    if (text.starts_with(counter)) return counter.size();
  return 0;
}

bool Lexicon::is_address(std::string_view text) {
  if (text.find("://") != std::string_view::npos || text.starts_with("mailto:")) return text.size() > 7;
  if (text.starts_with("www.")) return text.size() > 6;
  std::string_view host = text;
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    if (at == 0) return false;
    host = text.substr(at + 1);
    return host.find('.') != std::string_view::npos && std::ranges::all_of(host, is_host_byte) &&
           std::ranges::all_of(text.substr(0, at), is_host_byte);
  }
  host = host.substr(0, host.find('/'));
  if (!std::ranges::all_of(host, is_host_byte)) return false;
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot < 2) return false;
  return std::ranges::find(kDomains, host.substr(dot + 1)) != kDomains.end();
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
