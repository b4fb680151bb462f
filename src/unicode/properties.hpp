// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// What a code point is, as Unicode and INTERFACE.md ("Typography") have it.
namespace stet::unicode {

[[nodiscard]] bool is_letter(char32_t code);       ///< General categories L and M.
[[nodiscard]] bool is_combining(char32_t code);    ///< General category M.
[[nodiscard]] bool is_upper(char32_t code);        ///< Lu and Lt.
[[nodiscard]] bool is_lower(char32_t code);        ///< Ll.
[[nodiscard]] bool is_digit(char32_t code);        ///< Nd, in any script.
[[nodiscard]] int digit_value(char32_t code);      ///< 0 to 9, or -1.
[[nodiscard]] bool is_number(char32_t code);       ///< Nd, Nl and No: ² and ½ too.
[[nodiscard]] bool is_punctuation(char32_t code);  ///< P and S.
[[nodiscard]] bool is_space(char32_t code);        ///< White_Space, no-break spaces among them.
[[nodiscard]] constexpr bool is_no_break_space(char32_t code) {
  return code == 0xA0 || code == 0x202F || code == 0x2007;
}
[[nodiscard]] bool is_quote(char32_t code);  ///< Quotation_Mark, and ' ` ´ ′ ″.
[[nodiscard]] bool is_opening_quote(
    char32_t code);  ///< One that can only open in some language: “ « „ ‘ 「 『 ‚ ‹; not " and '.
[[nodiscard]] bool is_closing_quote(char32_t code);  ///< ” » ’ 」 』 › and “ as German closes; not " and '.
[[nodiscard]] bool is_dash(char32_t code);           ///< Hyphens, dashes and minus signs.
[[nodiscard]] bool is_ignorable(char32_t code);      ///< Soft hyphen, U+200B, U+2060, U+FEFF, bidi marks and controls.
[[nodiscard]] bool is_joiner(char32_t code);         ///< ZWJ and ZWNJ.
[[nodiscard]] bool is_bidi_control(char32_t code);   ///< Marks, embeddings, overrides and isolates.

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
