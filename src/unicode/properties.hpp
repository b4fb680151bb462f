// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// What a code point is, as Unicode and INTERFACE.md ("Typography") have it.
namespace stet::unicode {

// The answers for code points from 0x80 on, which ICU knows. ASCII is answered where it is asked: it is most of what
// these are asked of.
namespace beyond_ascii {
[[nodiscard]] bool is_letter(char32_t code);
[[nodiscard]] bool is_upper(char32_t code);
[[nodiscard]] bool is_lower(char32_t code);
[[nodiscard]] bool is_digit(char32_t code);
[[nodiscard]] bool is_space(char32_t code);
[[nodiscard]] bool is_quote(char32_t code);
}  // namespace beyond_ascii

/// General categories L and M.
[[nodiscard]] constexpr bool is_letter(char32_t code) {
  return code < 0x80 ? (code | 0x20) >= 'a' && (code | 0x20) <= 'z' : beyond_ascii::is_letter(code);
}
[[nodiscard]] bool is_combining(char32_t code);  ///< General category M.
/// Lu and Lt.
[[nodiscard]] constexpr bool is_upper(char32_t code) {
  return code < 0x80 ? code >= 'A' && code <= 'Z' : beyond_ascii::is_upper(code);
}
/// Ll.
[[nodiscard]] constexpr bool is_lower(char32_t code) {
  return code < 0x80 ? code >= 'a' && code <= 'z' : beyond_ascii::is_lower(code);
}
/// Nd, in any script.
[[nodiscard]] constexpr bool is_digit(char32_t code) {
  return code < 0x80 ? code >= '0' && code <= '9' : beyond_ascii::is_digit(code);
}
[[nodiscard]] int digit_value(char32_t code);      ///< 0 to 9, or -1.
[[nodiscard]] bool is_number(char32_t code);       ///< Nd, Nl and No: ² and ½ too.
[[nodiscard]] bool is_punctuation(char32_t code);  ///< P and S.
/// White_Space, no-break spaces among them.
[[nodiscard]] constexpr bool is_space(char32_t code) {
  return code < 0x80 ? code == ' ' || (code >= 0x09 && code <= 0x0D) : beyond_ascii::is_space(code);
}
[[nodiscard]] constexpr bool is_no_break_space(char32_t code) {
  return code == 0xA0 || code == 0x202F || code == 0x2007;
}
/// Quotation_Mark, and ' ` ´ ′ ″.
[[nodiscard]] constexpr bool is_quote(char32_t code) {
  return code < 0x80 ? code == '"' || code == '\'' || code == '`' : beyond_ascii::is_quote(code);
}
[[nodiscard]] bool is_opening_quote(
    char32_t code);  ///< One that can only open in some language: “ « „ ‘ 「 『 ‚ ‹; not " and '.
[[nodiscard]] bool is_closing_quote(char32_t code);  ///< ” » ’ 」 』 › and “ as German closes; not " and '.
[[nodiscard]] bool is_dash(char32_t code);           ///< Hyphens, dashes and minus signs.
/// Marks, embeddings, overrides and isolates.
[[nodiscard]] constexpr bool is_bidi_control(char32_t code) {
  return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}
/// Soft hyphen, U+200B, U+2060, U+FEFF, bidi marks and controls.
[[nodiscard]] constexpr bool is_ignorable(char32_t code) {
  return code >= 0xAD &&
         (code == 0x00AD || code == 0x200B || code == 0x2060 || code == 0xFEFF || is_bidi_control(code));
}
/// ZWJ and ZWNJ.
[[nodiscard]] constexpr bool is_joiner(char32_t code) { return code == 0x200C || code == 0x200D; }

/// Scripts whose words no space divides: Han, Hiragana, Katakana, Bopomofo, Thai, Lao, Khmer, Myanmar; the
/// punctuation of Chinese and Japanese (。「」！) counts with them.
[[nodiscard]] bool is_unspaced_script(char32_t code);
[[nodiscard]] bool is_han_or_kana(char32_t code);
/// Thai, Lao, Khmer, Myanmar: no terminators, phrases at spaces.
[[nodiscard]] bool is_phrase_script(char32_t code);
/// Sentence_Break of UAX #29, the parts that its rules tell apart.
enum class SentenceBreak : std::uint8_t {
  Other,
  Separator,
  Extend,
  Space,
  Lower,
  Upper,
  Letter,
  Numeric,
  FullStop,
  Terminal,
  Close,
  Continue,
};
[[nodiscard]] SentenceBreak sentence_break(char32_t code);

/// Of ICU and its data: "72.1". Breaks and properties may differ between two.
[[nodiscard]] const char* icu_version();

/// ISO 15924 short name of the script, "Latn", "Cyrl"; "Zyyy" for common characters.
[[nodiscard]] const char* script_name(char32_t code);

}  // namespace stet::unicode
