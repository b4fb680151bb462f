// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "segment/labels.hpp"
#include "segment/rules.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

using unicode::code_point_at;
using unicode::code_point_before;

/// How many words, or bytes in scripts without spaces, an attribution may take up to its verb. Longer ones are
/// sentences of their own that happen to hold the verb.
constexpr int kAttributionWords = 5;
constexpr std::size_t kAttributionBytes = 60;

/// A German ordinal has at most two digits: years end sentences.
constexpr std::size_t kOrdinalDigits = 2;

bool is_full_stop(const Place& place) { return place.kind == MarkKind::Stop; }

bool before_number(const Place& place) { return unicode::is_digit(place.first) || is_roman_number(after_word(place)); }

/// (see table 3. It is long) goes on.
bool inside_bracket(const Place& place) { return place.in_bracket; }

/// Whether it is the first number of a list behind a colon: "we decided: 1. The park". Not 10:30, nor "present: 12".
bool numbers_behind_colon(const Place& place) {
  if (!is_all_digits(place.before)) return false;
  const auto digit = code_point_at(place.before, 0);
  if (digit.size != place.before.size() || unicode::digit_value(digit.code) != 1) return false;
  const std::size_t end = before_space(place.text, place.before_begin);
  const char32_t colon = code_point_before(place.text, end).code;
  return colon == U'：' || (colon == U':' && end < place.before_begin);
}

/// "1. The first item", "a.) The", "• 9. Stop": the number belongs to its item.
bool bare_label(const Place& place) {
  return is_full_stop(place) &&
         (numbers_behind_colon(place) || is_label(place.text, place.sentence, place.mark, *place.language));
}

/// Mr. Smith
bool title(const Place& place) { return is_full_stop(place) && place.before_classes.contains(WordClass::Title); }

/// App. B, bât. C: a letter that stands for a number.
bool before_letter(const Place& place) { return unicode::is_upper(place.first) && is_single_letter(after_word(place)); }

/// no. 5, Art. IV
bool reference(const Place& place) {
  if (!is_full_stop(place) || !place.before_classes.contains(WordClass::Reference)) return false;
  if (place.before == "no") return unicode::is_digit(place.first);  // "They said no. A new vote"
  return before_number(place) || before_letter(place);
}

bool is_open(WordClasses classes) {
  return classes.contains(WordClass::Open) || classes.contains(WordClass::Measure) ||
         classes.contains(WordClass::Final);
}

/// Whether a sentence begins behind an open abbreviation.
bool ends_sentence(const Place& place) {
  if (starts_sentence(place) || counts_behind_measure(place)) return true;
  const char32_t mark = code_point_at(place.text, place.next).code;
  if (mark == U'¡' || mark == U'¿') return true;
  if (place.before_classes.contains(WordClass::Final) && unicode::is_letter(place.first) &&
      !unicode::is_lower(place.first))
    return has_run(place);
  if (!unicode::is_upper(place.first)) return false;
  return !after_classes(place).contains(WordClass::Follow) && ends_with_measure(place);
}

/// etc. Here U.S. Senate
bool open_abbreviation(const Place& place) {
  if (!is_full_stop(place)) return false;
  return (is_open(place.before_classes) || is_dotted(place.before)) && !ends_sentence(place);
}

/// Between the parts of "z. B."
bool between_parts(const Place& place) {
  if (!is_full_stop(place) || place.before.empty() || place.before.size() > kPartBytes) return false;
  if (!place.language->may_begin_parts(place.before)) return false;
  if (place.after_begin != place.next || !unicode::is_letter(place.first)) return false;
  const std::string_view after = after_word(place);
  if (after.size() > kPartBytes || code_point_at(place.text, place.after_begin + after.size()).code != '.')
    return false;
  JoinedParts joined;
  joined.prepend(after);
  joined.prepend(".");
  joined.prepend(place.before);
  const WordClasses classes = place.language->classes(joined.word());
  return classes.contains(WordClass::Title) || is_open(classes);
}

bool is_devanagari(char32_t code) { return code >= 0x900 && code < 0x980; }

/// J. Smith. A small letter may be one where the language's words would tell otherwise.
bool initial(const Place& place) {
  if (is_full_stop(place) && place.by_dandas && is_devanagari(first_of(place.before)))
    return !place.before_classes.contains(WordClass::Verb);  // 28 फ़र. तक
  return is_full_stop(place) && is_single_letter(place.before) && !is_open(place.before_classes) &&
         (place.language->known() || !unicode::is_lower(first_of(place.before))) && !starts_sentence(place);
}

/// 19. Jahrhundert
bool ordinal(const Place& place) {
  if (!is_full_stop(place) || !place.language->has_ordinals()) return false;
  const std::string_view number = place.before;
  const bool arabic = is_all_digits(number) && number.size() <= kOrdinalDigits;
  return (arabic || is_roman_number(number)) && !starts_sentence(place);
}

/// سنوات... سنوات: where no case tells, a word that is said again, or an "etc.", goes on behind an ellipsis.
bool goes_on_without_case(const Place& place) {
  if (!unicode::is_letter(place.first) || unicode::is_upper(place.first)) return false;
  return after_word(place) == word_before(place.text, place.mark) || after_classes(place).contains(WordClass::Final);
}

/// Yahoo! in the; «Who?» asked
bool lower_case_after(const Place& place) {
  if (place.kind != MarkKind::Exclamation && place.kind != MarkKind::Ellipsis) return false;
  if (is_opening_bracket(code_point_at(place.text, place.next).code)) return false;
  if (place.kind == MarkKind::Ellipsis && goes_on_without_case(place)) return true;
  return unicode::is_lower(place.first) && !is_camel_case(after_word(place));
}

/// !Kung, [!NOTE]: the mark is a letter of the word behind it.
bool leading_mark(const Place& place) {
  if (place.kind != MarkKind::Exclamation || place.next != place.mark_end) return false;
  const char32_t before = code_point_before(place.text, place.mark).code;
  return place.mark == 0 || before == ' ' || is_opening_bracket(before);
}

/// ". ``.", ". /..": nothing that could be a sentence follows up to the next space.
bool only_punctuation(const Place& place) {
  std::size_t at = place.next;
  bool terminates = false;
  for (int steps = 0; at < place.text.size(); ++steps) {
    const auto code_point = code_point_at(place.text, at);
    if (unicode::is_space(code_point.code)) break;
    const bool closing =
        is_terminator(code_point.code) || is_closing_punctuation(code_point.code) || code_point.code == '/';
    if (!closing || is_opening_bracket(code_point.code) || steps >= 8) return false;
    terminates = terminates || is_terminator(code_point.code);
    at += code_point.size;
  }
  return terminates;
}

bool has_prefix_of(const Place& place, WordClass word_class) {
  std::size_t end = place.next;
  for (int letters = 0; letters < 4 && end < place.text.size(); ++letters) {
    end += code_point_at(place.text, end).size;
    if (place.language->classes(place.text.substr(place.next, end - place.next)).contains(word_class)) return true;
  }
  return false;
}

/// Whether the closers end a bracket, or a title in 《》, in which the sentence's mark stood.
bool closes_bracket(const Place& place) {
  const char32_t closer = code_point_before(place.text, place.end).code;
  return place.end > place.mark_end && (closer == U'）' || closer == U'》' || closer == U'〉');
}

/// 「…？」と代表が, （…をいう。）を, “…?” के सवाल
bool quotation_particle(const Place& place) {
  if (place.closes_quote && !unicode::is_han_or_kana(code_point_at(place.text, place.next).code))
    return place.after_begin == place.next && after_classes(place).contains(WordClass::Particle);
  return (place.closes_quote || closes_bracket(place)) &&
         unicode::is_han_or_kana(code_point_at(place.text, place.next).code) &&
         has_prefix_of(place, WordClass::Particle);
}

/// 「…？」記者問。
bool unspaced_attribution(const Place& place) {
  if (!place.closes_quote || !unicode::is_han_or_kana(code_point_at(place.text, place.next).code)) return false;
  std::size_t end = place.next;
  while (end < place.text.size() && end - place.next < kAttributionBytes) {
    const auto code_point = code_point_at(place.text, end);
    if (unicode::is_punctuation(code_point.code)) break;
    end += code_point.size;
  }
  std::size_t begin = end;
  for (int letters = 0; letters < 3 && begin > place.next; ++letters) {
    begin -= code_point_before(place.text, begin).size;
    if (place.language->classes(place.text.substr(begin, end - begin)).contains(WordClass::Speech)) return true;
  }
  return false;
}

/// “…?” Ms. Varn asked: names and titles, then the verb.
bool attribution(const Place& place) {
  if (!place.closes_quote || place.kind != MarkKind::Exclamation || place.after_begin != place.next) return false;
  if (starts_sentence(place)) return false;
  std::size_t at = place.next;
  for (int words = 0; words < kAttributionWords; ++words) {
    const std::string_view word = word_at(place.text, at);
    if (word.empty()) return false;
    const WordClasses classes = place.language->classes(word);
    if (classes.contains(WordClass::Speech)) return true;
    if (!unicode::is_upper(first_of(word))) return false;
    at += word.size();
    if (code_point_at(place.text, at).code == '.') {
      if (!classes.contains(WordClass::Title) && !is_single_letter(word)) return false;
      ++at;
    }
    at = skip_space(place.text, at);
  }
  return false;
}

/// . . . well: full stops set apart for an omission, three and no more.
bool spaced_omission(const Place& place) {
  if (!is_full_stop(place) || place.end != place.mark_end) return false;
  int stops = 1;
  std::size_t at = place.mark;
  while (stops < 5 && at >= 2 && place.text[at - 1] == ' ' && place.text[at - 2] == '.') ++stops, at -= 2;
  return stops == 3;
}

/// [...] is an omission, no end.
bool bracketed_omission(const Place& place) {
  if (place.kind != MarkKind::Ellipsis || place.mark == 0) return false;
  const char open = place.text[place.mark - 1];
  return (open == '[' || open == '(') && place.mark_end < place.text.size() &&
         is_closing_bracket(code_point_at(place.text, place.mark_end).code);
}

constexpr std::array<DropRule, 16> kDropRules{{
    {"bracket", inside_bracket},
    {"label", bare_label},
    {"title", title},
    {"reference", reference},
    {"open-abbreviation", open_abbreviation},
    {"abbreviation-parts", between_parts},
    {"initial", initial},
    {"ordinal", ordinal},
    {"lower-case", lower_case_after},
    {"leading-mark", leading_mark},
    {"only-punctuation", only_punctuation},
    {"quotation-particle", quotation_particle},
    {"unspaced-attribution", unspaced_attribution},
    {"attribution", attribution},
    {"spaced-omission", spaced_omission},
    {"bracketed-omission", bracketed_omission},
}};

}  // namespace

std::span<const DropRule> drop_rules() { return kDropRules; }

}  // namespace stet::segment
