// SPDX-License-Identifier: Apache-2.0
#include "unicode/properties.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uvernum.h>

namespace stet::unicode {
namespace {

UChar32 as_icu(char32_t code) { return static_cast<UChar32>(code); }

bool has_category(char32_t code, std::uint32_t mask) { return (U_GET_GC_MASK(as_icu(code)) & mask) != 0; }

/// А to Я and а to я: what texts are full of is known without a look into tables.
constexpr char32_t kSmallA = 0x430;
constexpr bool is_russian(char32_t code) { return code >= 0x410 && code <= 0x44F; }

UScriptCode script_of(char32_t code) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(as_icu(code), &status);
  return U_FAILURE(status) ? USCRIPT_COMMON : script;
}

}  // namespace

namespace beyond_ascii {

bool is_letter(char32_t code) { return is_russian(code) || has_category(code, U_GC_L_MASK | U_GC_M_MASK); }

bool is_upper(char32_t code) {
  return is_russian(code) ? code < kSmallA : has_category(code, U_GC_LU_MASK | U_GC_LT_MASK);
}

bool is_lower(char32_t code) { return is_russian(code) ? code >= kSmallA : has_category(code, U_GC_LL_MASK); }

bool is_digit(char32_t code) { return has_category(code, U_GC_ND_MASK); }

bool is_space(char32_t code) { return u_hasBinaryProperty(as_icu(code), UCHAR_WHITE_SPACE) != 0; }

bool is_quote(char32_t code) {
  if (code == 0xB4 || code == 0x2032 || code == 0x2033) return true;
  return u_hasBinaryProperty(as_icu(code), UCHAR_QUOTATION_MARK) != 0;
}

}  // namespace beyond_ascii

bool is_combining(char32_t code) { return code >= 0x300 && has_category(code, U_GC_M_MASK); }

int digit_value(char32_t code) {
  if (code < 0x80) return code >= '0' && code <= '9' ? static_cast<int>(code - '0') : -1;
  return u_charDigitValue(as_icu(code));
}

bool is_number(char32_t code) {
  if (code < 0x80) return code >= '0' && code <= '9';
  return has_category(code, U_GC_N_MASK);
}

bool is_punctuation(char32_t code) { return has_category(code, U_GC_P_MASK | U_GC_S_MASK); }

bool is_opening_quote(char32_t code) {
  switch (code) {
    case 0x00AB:
    case 0x00BB:
    case 0x2018:
    case 0x201A:
    case 0x201B:
    case 0x201C:
    case 0x201E:
    case 0x201F:
    case 0x2039:
    case 0x300C:
    case 0x300E:
    case 0x301D:
    case 0xFE41:
    case 0xFE43:
    case 0xFF62:
      return true;
    default:
      return false;
  }
}

bool is_closing_quote(char32_t code) {
  switch (code) {
    case 0x00AB:
    case 0x00BB:
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x203A:
    case 0x300D:
    case 0x300F:
    case 0x301E:
    case 0x301F:
    case 0xFE42:
    case 0xFE44:
    case 0xFF63:
      return true;
    default:
      return false;
  }
}

bool is_dash(char32_t code) {
  if (code < 0x80) return code == '-';
  return code == 0x2212 || code == 0xFE63 || code == 0xFF0D || u_hasBinaryProperty(as_icu(code), UCHAR_DASH) != 0;
}

bool is_han_or_kana(char32_t code) {
  if (code < 0x2E80) return false;
  switch (script_of(code)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
      return true;
    default:
      return code == 0x30FC || code == 0xFF70 || (code >= 0x3001 && code <= 0x303F) ||
             (code >= 0xFF01 && code <= 0xFF0F) || (code >= 0xFF1A && code <= 0xFF20);
  }
}

bool is_phrase_script(char32_t code) {
  if (code < 0x0E00) return false;
  switch (script_of(code)) {
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

bool is_unspaced_script(char32_t code) { return code >= 0x0E00 && (is_phrase_script(code) || is_han_or_kana(code)); }

SentenceBreak sentence_break(char32_t code) {
  switch (u_getIntPropertyValue(as_icu(code), UCHAR_SENTENCE_BREAK)) {
    case U_SB_SEP:
    case U_SB_CR:
    case U_SB_LF:
      return SentenceBreak::Separator;
    case U_SB_EXTEND:
    case U_SB_FORMAT:
      return SentenceBreak::Extend;
    case U_SB_SP:
      return SentenceBreak::Space;
    case U_SB_LOWER:
      return SentenceBreak::Lower;
    case U_SB_UPPER:
      return SentenceBreak::Upper;
    case U_SB_OLETTER:
      return SentenceBreak::Letter;
    case U_SB_NUMERIC:
      return SentenceBreak::Numeric;
    case U_SB_ATERM:
      return SentenceBreak::FullStop;
    case U_SB_STERM:
      return SentenceBreak::Terminal;
    case U_SB_CLOSE:
      return SentenceBreak::Close;
    case U_SB_SCONTINUE:
      return SentenceBreak::Continue;
    default:
      return SentenceBreak::Other;
  }
}

const char* icu_version() { return U_ICU_VERSION; }

const char* script_name(char32_t code) { return uscript_getShortName(script_of(code)); }

}  // namespace stet::unicode
