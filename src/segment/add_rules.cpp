// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "segment/rules.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

using unicode::code_point_at;

constexpr int kNoteDigits = 3;

bool is_spaced(const Place& place) { return place.next > place.end; }

/// islands. 40 per cent: ICU looks past the number and sees lower case.
bool starts_with_number(Place& place) {
  return is_spaced(place) && place.kind == MarkKind::Stop && !is_abbreviation(place) &&
         unicode::is_digit(first_of(place.after.text));
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
  return is_spaced(place) && !is_abbreviation(place) && is_camel_case(place.after.text);
}

/// paused… Then: ICU does not count … among the terminators.
bool ellipsis_before_capital(Place& place) {
  return is_spaced(place) && place.kind == MarkKind::Ellipsis && unicode::is_upper(first_of(place.after.text));
}

/// elsewhere.12 It
bool footnote_number(Place& place) {
  if (place.kind != MarkKind::Stop || place.before.text.size() < 3) return false;
  if (!unicode::is_lower(unicode::code_point_before(place.text, place.mark).code) && !place.closes_quote &&
      place.text[place.mark - 1] != ')')
    return false;
  std::size_t at = place.end;
  int digits = 0;
  while (at < place.text.size() && place.text[at] >= '0' && place.text[at] <= '9') ++digits, ++at;
  if (digits == 0 || digits > kNoteDigits) return false;
  const std::size_t next = skip_space(place.text, at);
  if (next == at || next == place.text.size() || !unicode::is_upper(code_point_at(place.text, next).code)) return false;
  place.end = at;
  place.next = next;
  return true;
}

/// Hello world.Today is: the space was forgotten.
bool forgotten_space(Place& place) {
  if (is_spaced(place) || place.kind != MarkKind::Stop || place.closes_quote) return false;
  if (!starts_sentence(place) || is_abbreviation(place)) return false;
  const std::size_t behind = place.after_begin + place.after.text.size();
  return place.before.text.size() >= 2 && place.before.text.find('.') == std::string_view::npos &&
         code_point_at(place.text, behind).code == ' ';
}

constexpr std::array<AddRule, 6> kRules{{
    {"number-start", starts_with_number},
    {"dash-start", starts_with_dash},
    {"camel-case-start", starts_with_camel_case},
    {"ellipsis-capital", ellipsis_before_capital},
    {"footnote-number", footnote_number},
    {"forgotten-space", forgotten_space},
}};

}  // namespace

std::span<const AddRule> add_rules() { return kRules; }

}  // namespace stet::segment
