// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "segment/rules.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

using unicode::code_point_at;

/// Longest footnote mark that is looked for, in digits and in marks one behind the other.
constexpr int kNotes = 4;

bool is_superscript_digit(char32_t code) {
  return code == 0xB2 || code == 0xB3 || code == 0xB9 || (code >= 0x2070 && code <= 0x2079);
}

/// Whether the mark can only open where it stands.
bool opens_here(const Place& place, std::size_t at) {
  const auto code_point = code_point_at(place.text, at);
  switch (code_point.code) {
    case '(':
    case '[':
    case 0x2018:
    case 0x201E:
    case 0x300A:
    case 0x300C:
    case 0x300E:
    case 0x3010:
    case 0xFF08:
      return true;
    case 0x201C: {  // It closes „these“.
      const char32_t behind = code_point_at(place.text, at + code_point.size).code;
      return behind != 0 && !unicode::is_space(behind);
    }
    default:
      return false;
  }
}

/// 登记册已经开放。“下一次: ICU counts the opening quote to the sentence before.
std::optional<std::size_t> before_opening_quote(const Place& place) {
  for (std::size_t at = place.mark_end; at < place.end;) {
    const auto code_point = code_point_at(place.text, at);
    if (opens_here(place, at)) return at;
    at += code_point.size;
  }
  return std::nullopt;
}

/// The end of "[12]" that begins there, or where it began.
std::size_t skip_note(std::string_view text, std::size_t begin) {
  if (code_point_at(text, begin).code != '[') return begin;
  std::size_t at = begin + 1;
  int digits = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && digits <= kNoteDigits) ++digits, ++at;
  return digits > 0 && digits <= kNoteDigits && at < text.size() && text[at] == ']' ? at + 1 : begin;
}

/// martyr.[1] The: the mark belongs to the sentence that it annotates.
std::optional<std::size_t> behind_footnote_mark(const Place& place) {
  std::size_t at = place.mark_end;
  for (int notes = 0; notes < kNotes; ++notes) {
    const std::size_t end = skip_note(place.text, at);
    if (end == at) break;
    at = end;
  }
  if (at == place.mark_end) {
    at = place.end;
    while (is_superscript_digit(code_point_at(place.text, at).code)) at += code_point_at(place.text, at).size;
    if (at == place.end) return std::nullopt;
  }
  return skip_space(place.text, at);
}

/// ouvert. » Chacun: French sets a space before it.
std::optional<std::size_t> behind_spaced_closer(const Place& place) {
  if (place.next == place.end) return std::nullopt;
  const auto closer = code_point_at(place.text, place.next);
  const bool closes = closer.code == 0xBB || closer.code == 0x203A || is_closing_bracket(closer.code);
  if (!closes) return std::nullopt;
  const char32_t behind = code_point_at(place.text, place.next + closer.size).code;
  if (unicode::is_letter(behind) || unicode::is_digit(behind)) return std::nullopt;  // Klein. »Was
  return skip_space(place.text, place.next + closer.size);
}

constexpr std::array<MoveRule, 3> kMoveRules{{
    {"footnote-mark", behind_footnote_mark},
    {"opening-quote", before_opening_quote},
    {"spaced-closer", behind_spaced_closer},
}};

}  // namespace

std::span<const MoveRule> move_rules() { return kMoveRules; }

}  // namespace stet::segment
