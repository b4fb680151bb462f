// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "segment/labels.hpp"
#include "segment/rules.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

using unicode::code_point_at;

/// Most abbreviations have fewer letters.
constexpr std::size_t kPlainWord = 4;

bool is_spaced(const Place& place) { return place.next > place.end; }

/// A word of letters, long enough not to be an abbreviation that the data lack, and in lower case as those rarely are
/// before lower case.
bool is_plain_word(const Place& place) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < place.before.size(); ++letters) at += code_point_at(place.before, at).size;
  return letters >= kPlainWord && unicode::is_lower(first_of(place.before)) &&
         place.before.find('.') == std::string_view::npos;
}

/// islands. 40 per cent: ICU looks past the number and sees lower case.
bool starts_with_number(Place& place) {
  if (!is_spaced(place) || place.kind != MarkKind::Stop || !unicode::is_digit(place.first)) return false;
  return !is_abbreviation(place) || counts_behind_measure(place);
}

/// done. ¿y la: only a new sentence opens so.
bool starts_with_inverted_mark(Place& place) {
  const auto mark = code_point_at(place.text, place.next);
  const bool ends = !is_abbreviation(place) || place.before_classes.contains(WordClass::Open);  // todos Uds. ¡Viva!
  return is_spaced(place) && ends && (mark.code == 0xA1 || mark.code == 0xBF);
}

/// done. (not that: a bracketed remark of its own.
bool starts_with_bracket(Place& place) {
  return is_spaced(place) && place.kind == MarkKind::Stop && !is_abbreviation(place) && is_plain_word(place) &&
         is_opening_bracket(code_point_at(place.text, place.next).code) && unicode::is_letter(place.first);
}

/// done. (b) The, done. ii) The
bool starts_with_label(Place& place) {
  return is_spaced(place) && place.kind == MarkKind::Stop && !is_abbreviation(place) &&
         label_at(place.text, place.next).bracket;
}

/// raak. ...en toen
bool starts_with_ellipsis(Place& place) {
  if (!is_spaced(place) || place.kind != MarkKind::Stop || is_abbreviation(place)) return false;
  const std::string_view rest = place.text.substr(place.next);
  const std::size_t size = rest.starts_with("...") || rest.starts_with("…") ? 3 : 0;
  return size > 0 && unicode::is_letter(code_point_at(rest, size).code);
}

/// satisfaisant. à ce jour: a word that begins sentences, its capital forgotten.
bool starts_with_lower_case(Place& place) {
  return is_spaced(place) && place.kind == MarkKind::Stop && !place.closes_quote && place.after_begin == place.next &&
         !is_abbreviation(place) && is_plain_word(place) && unicode::is_lower(place.first) &&
         after_classes(place).contains(WordClass::Starter);
}

/// done. – The next: ICU takes the dash for a continuation.
bool starts_with_dash(Place& place) {
  if (!is_spaced(place) || place.kind == MarkKind::Ellipsis || is_abbreviation(place)) return false;
  const auto dash = code_point_at(place.text, place.next);
  if (!unicode::is_dash(dash.code)) return false;
  const std::size_t word = skip_space(place.text, place.next + dash.size);
  return unicode::is_upper(code_point_at(place.text, word).code) ||
         unicode::is_opening_quote(code_point_at(place.text, word).code);
}

/// free. eHarbour
bool starts_with_camel_case(Place& place) {
  return is_spaced(place) && !is_abbreviation(place) && is_camel_case(after_word(place));
}

/// paused… Then: ICU does not count … among the terminators.
bool ellipsis_before_capital(Place& place) {
  const bool ellipsis = place.kind == MarkKind::Ellipsis ||
                        unicode::code_point_before(place.text, place.mark_end).code == 0x2026;  // ?… too
  return is_spaced(place) && ellipsis && unicode::is_upper(place.first);
}

/// elsewhere.12 It
bool footnote_number(Place& place) {
  if (place.kind != MarkKind::Stop || place.mark <= place.sentence || is_single_letter(place.before)) return false;
  const auto last = unicode::code_point_before(place.text, place.mark);
  if (!unicode::is_lower(last.code) && !is_closing_punctuation(last.code)) return false;
  std::size_t at = place.end;
  int digits = 0;
  while (at < place.text.size() && place.text[at] >= '0' && place.text[at] <= '9') ++digits, ++at;
  if (digits == 0 || digits > kNoteDigits) return false;
  const std::size_t next = skip_space(place.text, at);
  if (next == at || next == place.text.size() || !unicode::is_upper(code_point_at(place.text, next).code)) return false;
  look_after(place, next);
  return true;
}

/// Hello world.Today is: the space was forgotten.
bool forgotten_space(Place& place) {
  if (is_spaced(place) || place.kind != MarkKind::Stop || place.closes_quote) return false;
  const bool title = after_classes(place).contains(WordClass::Title) && unicode::is_upper(place.first);
  if (!(starts_sentence(place) || title) || is_abbreviation(place)) return false;
  const std::size_t behind = place.after_begin + after_word(place).size();
  return place.before.size() >= 2 && place.before.find('.') == std::string_view::npos &&
         (code_point_at(place.text, behind).code == ' ' || title);
}

constexpr std::array<AddRule, 11> kAddRules{{
    {"number-start", starts_with_number},
    {"inverted-mark-start", starts_with_inverted_mark},
    {"label-start", starts_with_label},
    {"bracket-start", starts_with_bracket},
    {"ellipsis-start", starts_with_ellipsis},
    {"lower-case-start", starts_with_lower_case},
    {"dash-start", starts_with_dash},
    {"camel-case-start", starts_with_camel_case},
    {"ellipsis-capital", ellipsis_before_capital},
    {"footnote-number", footnote_number},
    {"forgotten-space", forgotten_space},
}};

}  // namespace

std::span<const AddRule> add_rules() { return kAddRules; }

}  // namespace stet::segment
