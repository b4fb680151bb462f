// SPDX-License-Identifier: Apache-2.0
#include "segment/place.hpp"

#include <algorithm>

#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

using unicode::code_point_at;
using unicode::code_point_before;

/// How near a number must stand before a measure, in bytes: "700 г. до н. э." takes 12.
constexpr std::size_t kNumberReach = 24;

/// Words before a measure from which on a capital begins the next sentence. "At 5 a.m. Mr. Smith" and "К концу 1990 г.
/// Иванов" have up to three; sentences that end in a time or a year have five and more.
constexpr int kHeadWords = 4;

bool is_blank(char32_t code) { return unicode::is_space(code) || unicode::is_ignorable(code); }

bool is_apostrophe(char32_t code) { return code == '\'' || code == 0x2019; }

bool is_hyphen(char32_t code) { return code == '-' || code == 0x2010 || code == 0x2011; }

/// What ASCII is to words.
enum class InWord : std::uint8_t { No, Letter, Joining };
constexpr auto kInWord = [] {
  std::array<InWord, 128> table{};
  for (char32_t code = 0; code < table.size(); ++code)
    if (unicode::is_letter(code) || unicode::is_digit(code)) table[code] = InWord::Letter;
  for (const char mark : {'.', '\'', '-'}) table[static_cast<unsigned char>(mark)] = InWord::Joining;
  return table;
}();

bool is_word_letter(char32_t code) {
  if (code < kInWord.size()) return kInWord[code] == InWord::Letter;
  return (unicode::is_letter(code) || unicode::is_digit(code) || unicode::is_joiner(code) || code == 0xB0) &&
         !unicode::is_han_or_kana(code);
}

bool is_currency(char32_t code) {
  return code == '$' || (code >= 0xA2 && code <= 0xA5) || (code >= 0x20A0 && code <= 0x20CF);
}

/// Whether a mark inside a word joins what stands either side of it.
bool is_joining(char32_t code) {
  if (code < kInWord.size()) return kInWord[code] == InWord::Joining;
  return is_apostrophe(code) || is_hyphen(code) || code == 0xB7;
}

/// What may stand in a word.
bool is_in_word(char32_t code) {
  if (code < kInWord.size()) return kInWord[code] != InWord::No;
  return is_word_letter(code) || is_joining(code);
}

MarkKind kind_of_run(std::string_view run) {
  if (run == ".") return MarkKind::Stop;
  std::size_t stops = 0;
  MarkKind kind = MarkKind::Other;
  if (run.ends_with("。")) return kind;  // Ltd.。
  for (std::size_t at = 0; at < run.size();) {
    const auto code_point = code_point_at(run, at);
    at += code_point.size;
    switch (code_point.code) {
      case '!':
      case '?':
      case 0x061F:
      case 0x203C:
      case 0x2047:
      case 0x2048:
      case 0x2049:
      case 0xFF01:
      case 0xFF1F:
        return MarkKind::Exclamation;
      case 0x2026:
        kind = MarkKind::Ellipsis;
        break;
      case '.':
      case 0xFF0E:
        ++stops;
        break;
      default:
        break;
    }
  }
  if (stops >= 2 || kind == MarkKind::Ellipsis) return MarkKind::Ellipsis;
  return stops == 1 ? MarkKind::Stop : kind;
}

/// "FR", "NO": two capitals and more and nothing else, so perhaps an acronym.
bool is_all_capitals(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters) {
    const auto code_point = code_point_at(word, at);
    if (!unicode::is_upper(code_point.code)) return false;
    at += code_point.size;
  }
  return letters >= 2;
}

/// The word's classes, else those of its last part: "dell’art", "rue-St", "5p.m", "Tuesday.Mr".
WordClasses classes_before(const LanguageData& language, std::string_view word) {
  const WordClasses whole = language.classes(word);
  if (!whole.empty()) return whole;
  std::size_t part = 0;       // Behind the last apostrophe, hyphen or leading digit.
  std::size_t last_part = 0;  // Behind the last full stop or any of these.
  for (std::size_t at = 0; at < word.size();) {
    const auto code_point = code_point_at(word, at);
    const bool digit = part == at && unicode::is_digit(code_point.code);
    at += code_point.size;
    if (is_joining(code_point.code) || digit) last_part = at;
    if (last_part == at && code_point.code != '.') part = at;
  }
  for (const std::size_t begin : {part, last_part}) {
    if (begin == 0 || begin >= word.size()) continue;
    const WordClasses classes = language.classes(word.substr(begin));
    if (!classes.empty()) return classes;
  }
  return language.suffix_classes(word);
}

/// The word's classes, or those of its first part: "It’s", "L’accord".
WordClasses classes_after(const LanguageData& language, std::string_view word) {
  const WordClasses whole = language.classes(word);
  if (!whole.empty()) return whole;
  for (std::size_t at = 0; at < word.size();) {
    const auto code_point = code_point_at(word, at);
    if (is_apostrophe(code_point.code) || is_hyphen(code_point.code)) return language.classes(word.substr(0, at));
    at += code_point.size;
  }
  return whole;
}

/// The classes of an abbreviation of spaced parts that ends with the word before: "z. B", "и т. д", "до н. э".
///
/// Sets `place.before_begin` where one is known.
WordClasses classes_of_parts(Place& place) {
  std::size_t begin = place.before_begin;
  if (place.before.empty() || place.before.size() > kPartBytes) return {};
  JoinedParts joined;
  joined.prepend(place.before);
  for (int parts = 0; parts < 2; ++parts) {
    const std::size_t stop = before_space(place.text, begin);
    if (stop == begin || stop <= place.sentence || place.text[stop - 1] != '.') break;
    const std::string_view part = word_before(place.text, stop - 1);
    if (part.empty() || part.size() > kPartBytes) break;
    joined.prepend(".");
    joined.prepend(part);
    begin = static_cast<std::size_t>(part.data() - place.text.data());
    const std::string_view word = joined.word();
    if (!place.language->may_begin_parts(word.substr(0, word.size() - place.before.size() - 1))) continue;
    const WordClasses classes = place.language->classes(word);
    if (classes.empty()) continue;
    place.before_begin = begin;
    return classes;
  }
  return {};
}

}  // namespace

bool is_terminator(char32_t code) {
  switch (code) {
    case '.':
    case '!':
    case '?':
    case 0x0589:
    case 0x061F:
    case 0x06D4:
    case 0x0964:
    case 0x0965:
    case 0x2026:
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
    case 0x3002:
    case 0xFF01:
    case 0xFF0E:
    case 0xFF1F:
    case 0xFF61:
      return true;
    default:
      return false;
  }
}

bool is_opening_bracket(char32_t code) {
  switch (code) {
    case '(':
    case '[':
    case 0x3010:
    case 0x3014:
    case 0x300A:
    case 0x3008:
    case 0xFF08:
    case 0xFF3B:
      return true;
    default:
      return false;
  }
}

bool is_closing_bracket(char32_t code) {
  switch (code) {
    case ')':
    case ']':
    case 0x3011:
    case 0x3015:
    case 0x300B:
    case 0x3009:
    case 0xFF09:
    case 0xFF3D:
      return true;
    default:
      return false;
  }
}

bool is_closing_punctuation(char32_t code) {
  return unicode::is_quote(code) || is_closing_bracket(code) || is_opening_bracket(code) || code == '}' ||
         code == 0xFF5D;
}

bool is_bullet(char32_t code) {
  switch (code) {
    case 0x2022:  // •
    case 0x2023:  // ‣
    case 0x2043:  // ⁃
    case 0x25AA:  // ▪
    case 0x25CF:  // ●
    case 0x25E6:  // ◦
      return true;
    default:
      return false;
  }
}

std::size_t skip_space(std::string_view text, std::size_t position) {
  while (position < text.size()) {
    const auto code_point = code_point_at(text, position);
    if (!is_blank(code_point.code)) break;
    position += code_point.size;
  }
  return position;
}

std::size_t before_space(std::string_view text, std::size_t position) {
  while (position > 0) {
    const auto code_point = code_point_before(text, position);
    if (!is_blank(code_point.code)) break;
    position -= code_point.size;
  }
  return position;
}

std::string_view word_before(std::string_view text, std::size_t position) {
  for (auto last = code_point_before(text, position); unicode::is_ignorable(last.code);
       last = code_point_before(text, position))
    position -= last.size;
  std::size_t begin = position;
  while (begin > 0 && position - begin < kWordReach) {
    const auto code_point = code_point_before(text, begin);
    if (!is_in_word(code_point.code)) break;
    begin -= code_point.size;
  }
  while (begin < position && is_joining(code_point_at(text, begin).code)) begin += code_point_at(text, begin).size;
  return text.substr(begin, position - begin);
}

std::string_view word_at(std::string_view text, std::size_t position) {
  std::size_t end = position;
  std::size_t word_end = position;  // Joining marks count only where letters follow.
  while (end < text.size() && end - position < kWordReach) {
    const auto code_point = code_point_at(text, end);
    const bool letter = is_word_letter(code_point.code);
    if (!letter && (!is_joining(code_point.code) || end == position)) break;
    end += code_point.size;
    if (letter) word_end = end;
  }
  return text.substr(position, word_end - position);
}

void look_before(Place& place, std::size_t mark, std::size_t mark_end) {
  place.mark = mark;
  place.mark_end = mark_end;
  place.kind = kind_of_run(place.text.substr(mark, mark_end - mark));
  place.before = {};
  place.before_classes = {};
  place.before_begin = mark;
  if (place.kind != MarkKind::Stop) return;
  place.before = word_before(place.text, mark);
  place.before_begin = static_cast<std::size_t>(place.before.data() - place.text.data());
  place.before_classes = classes_of_parts(place);
  if (place.before_classes.empty()) place.before_classes = classes_before(*place.language, place.before);
}

void look_after(Place& place, std::size_t next) {
  const std::string_view text = place.text;
  place.next = next;
  place.end = before_space(text, next);
  place.closes_quote = false;
  for (std::size_t at = place.mark_end; at < place.end && !place.closes_quote;) {
    const auto code_point = code_point_at(text, at);
    place.closes_quote = unicode::is_quote(code_point.code);
    at += code_point.size;
  }
  std::size_t at = next;
  auto code_point = code_point_at(text, at);
  for (int steps = 0; steps < 4 && !unicode::is_letter(code_point.code); ++steps) {
    const bool opens = unicode::is_quote(code_point.code) || is_opening_bracket(code_point.code) ||
                       code_point.code == 0xA1 || code_point.code == 0xBF || is_currency(code_point.code) ||
                       unicode::is_ignorable(code_point.code) || (steps > 0 && is_blank(code_point.code));
    if (!opens) break;
    at += code_point.size;
    code_point = code_point_at(text, at);
  }
  place.after_begin = at;
  place.first = code_point.code;
  // "FR." is no "Fr.", unless all is in capitals: "NO. 5", "MR. SMITH".
  if (!place.before_classes.empty() && is_all_capitals(place.before) && !unicode::is_digit(place.first) &&
      !is_all_capitals(after_word(place)))
    place.before_classes = place.language->classes_as_written(place.before);
}

std::string_view after_word(const Place& place) { return word_at(place.text, place.after_begin); }

WordClasses after_classes(const Place& place) { return classes_after(*place.language, after_word(place)); }

char32_t first_of(std::string_view word) { return code_point_at(word, 0).code; }

bool is_single_letter(std::string_view word) {
  // The name of a letter in the scripts of India: எம். Devanagari ends sentences with words as short (है), so its
  // letters' names are in the data.
  constexpr std::size_t kIndicSigns = 3;
  if (word.empty()) return false;
  const auto first = code_point_at(word, 0);
  if (!unicode::is_letter(first.code)) return false;
  const bool indic = first.code >= 0x980 && first.code <= 0xDFF;
  std::size_t signs = 1;
  for (std::size_t at = first.size; at < word.size(); ++signs) {
    const auto sign = code_point_at(word, at);
    if (!indic || signs == kIndicSigns || sign.code < 0x980 || sign.code > 0xDFF) return false;
    at += sign.size;
  }
  return true;
}

bool is_all_digits(std::string_view word) {
  if (word.empty()) return false;
  for (std::size_t at = 0; at < word.size();) {
    const auto code_point = code_point_at(word, at);
    if (!unicode::is_digit(code_point.code)) return false;
    at += code_point.size;
  }
  return true;
}

bool is_roman_number(std::string_view word) {
  return !word.empty() && word.size() <= 7 && word.find_first_not_of("IVXLC") == std::string_view::npos;
}

bool is_dotted(std::string_view word) {
  // The name of a letter in Devanagari has up to four signs: एस.सी.
  constexpr std::size_t kDevanagariSigns = 4;
  std::size_t letters = 0;
  std::size_t stops = 0;
  for (std::size_t at = 0; at < word.size();) {
    const auto code_point = code_point_at(word, at);
    at += code_point.size;
    if (code_point.code == '.') {
      if (letters == 0) return false;
      ++stops;
      letters = 0;
    } else {
      const bool devanagari = code_point.code >= 0x0900 && code_point.code < 0x0970;
      if (!devanagari && !unicode::is_letter(code_point.code)) return false;
      if (++letters > (devanagari ? kDevanagariSigns : 1)) return false;
    }
  }
  return letters > 0 && stops > 0;
}

bool is_camel_case(std::string_view word) {
  if (!unicode::is_lower(first_of(word))) return false;
  for (std::size_t at = 0; at < word.size();) {
    const auto code_point = code_point_at(word, at);
    if (unicode::is_upper(code_point.code)) return true;
    if (!unicode::is_letter(code_point.code)) return false;
    at += code_point.size;
  }
  return false;
}

bool has_run(const Place& place) {
  // Words are short: what is further back has them.
  constexpr std::size_t kReach = 96;
  int words = 0;
  std::size_t at = place.before_begin;
  while (at > place.sentence && words < kHeadWords) {
    if (place.before_begin - at >= kReach) return true;
    const auto code_point = code_point_before(place.text, at);
    if (unicode::is_space(code_point.code)) ++words;
    at -= std::max<std::size_t>(code_point.size, 1);
  }
  return words >= kHeadWords;
}

bool ends_with_measure(const Place& place) {
  if (!place.before_classes.contains(WordClass::Measure)) return false;
  const std::size_t reach = std::min(place.before_begin, kNumberReach);
  const std::string_view near = place.text.substr(place.before_begin - reach, reach);
  return near.find_first_of("0123456789") != std::string_view::npos && has_run(place);
}

bool counts_behind_measure(const Place& place) {
  if (!unicode::is_digit(place.first) || !ends_with_measure(place)) return false;
  const std::string_view number = after_word(place);
  const std::string_view counted = word_at(place.text, skip_space(place.text, place.after_begin + number.size()));
  return is_all_digits(number) && unicode::is_lower(first_of(counted));
}

bool starts_sentence(const Place& place) {
  if (unicode::is_lower(place.first)) return false;
  const std::string_view word = after_word(place);
  // "A." and "И." are initials.
  if (is_single_letter(word) && code_point_at(place.text, place.after_begin + word.size()).code == '.') return false;
  return classes_after(*place.language, word).contains(WordClass::Starter);
}

bool is_abbreviation(const Place& place) {
  const WordClasses classes = place.before_classes;
  return classes.contains(WordClass::Title) || classes.contains(WordClass::Reference) ||
         classes.contains(WordClass::Open) || classes.contains(WordClass::Measure) ||
         classes.contains(WordClass::Final) || is_single_letter(place.before) || is_dotted(place.before);
}

}  // namespace stet::segment
