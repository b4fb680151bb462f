// SPDX-License-Identifier: Apache-2.0
// Folding typography: text to a form in which only differences in wording are left.
//
// One pass over NFC text classes each code point; ASCII without a byte that typography touches is copied
// as it is. “3 000 – so…” and "3,000 -- so..." both give '3000 - so...'; fold_test.cpp has the table.
//
// Case it gets wrong: "1,000" in a language whose decimal sign is the comma and that writes three
// decimals is read as a group; the alignment does not mind, and the classifier compares values itself.
// Cost: linear; about 0.5 GB/s for ASCII, 0.1 GB/s else.
// Source: UAX #15 (normal forms); Unicode's Quotation_Mark, Dash and Decomposition_Type.
#include "unicode/fold.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/stringoptions.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <optional>

#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::unicode {
namespace {

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(status);
}

const icu::Normalizer2& nfkd() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKDInstance(status);
}

std::string normalize(const icu::Normalizer2& form, std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  form.normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
  return U_FAILURE(status) ? std::string(text) : out;
}

/// Whether the decomposition is one of form only: width, ligature, contextual shape; not a superscript or a fraction.
bool is_form_variant(char32_t code) {
  switch (u_getIntPropertyValue(static_cast<UChar32>(code), UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_WIDE:
    case U_DT_NARROW:
    case U_DT_INITIAL:
    case U_DT_MEDIAL:
    case U_DT_FINAL:
    case U_DT_ISOLATED:
    case U_DT_VERTICAL:
      return true;
    case U_DT_COMPAT:
      return (code >= 0xFB00 && code <= 0xFB4F) || (code >= 0x0132 && code <= 0x0133) ||
             (code >= 0x01C4 && code <= 0x01CC);
    default:
      return false;
  }
}

/// Whether a joiner beside this letter changes its shape, so that it is spelling: joining scripts and Indic ones,
/// emoji.
bool joiner_shapes(char32_t code) {
  if (code < 0x0600) return false;
  if (u_getIntPropertyValue(static_cast<UChar32>(code), UCHAR_JOINING_TYPE) != U_JT_NON_JOINING &&
      u_getIntPropertyValue(static_cast<UChar32>(code), UCHAR_JOINING_TYPE) != U_JT_TRANSPARENT)
    return true;
  if (u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_EXTENDED_PICTOGRAPHIC) ||
      u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_EMOJI_MODIFIER) || code == 0xFE0F)
    return true;
  return code >= 0x0900 && code <= 0x0DFF;
}

bool is_grouping_sign(char32_t code) {
  return code == ',' || code == '.' || code == '\'' || code == ' ' || code == 0x00A0 || code == 0x202F ||
         code == 0x2009 || code == 0x2019 || code == 0x066C || code == 0xFF0C;
}

/// Whether a group of exactly three digits follows `position`.
bool three_digits_follow(std::string_view text, std::size_t position) {
  int digits = 0;
  while (position < text.size()) {
    const CodePoint next = code_point_at(text, position);
    if (!is_digit(next.code)) break;
    if (++digits > 3) return false;
    position += next.size;
  }
  return digits == 3;
}

/// Writes folded text; keeps what the next code point's folding depends on.
class Folder {
 public:
  explicit Folder(std::string_view text) : text_(text) { out_.reserve(text.size()); }

  std::string run() {
    while (position_ < text_.size()) {
      if (copy_word() || skip_space()) continue;
      const CodePoint point = code_point_at(text_, position_);
      fold(point);
      position_ += point.size;
    }
    return std::move(out_);
  }

 private:
  static bool is_guillemet(char32_t code) { return code == 0xAB || code == 0xBB || code == 0x2039 || code == 0x203A; }
  static bool is_letter(char byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; }

  /// Copies the ASCII letters and digits that stand here, which stay as they are. False where there are none.
  bool copy_word() {
    std::size_t end = position_;
    while (end < text_.size() && (is_letter(text_[end]) || (text_[end] >= '0' && text_[end] <= '9'))) ++end;
    if (end == position_) return false;
    if (after_guillemet_) pending_space_ = false;
    put(text_.substr(position_, end - position_));
    position_ = end;
    return true;
  }

  /// Passes over a space that stands behind a letter, and so in no number. False where there is none.
  bool skip_space() {
    if (text_[position_] != ' ' || position_ == 0 || !is_letter(text_[position_ - 1])) return false;
    pending_space_ = !out_.empty();
    ++position_;
    return true;
  }

  void fold(CodePoint point) {
    const char32_t code = point.code;
    if (is_group_separator(point)) return;
    if (is_space(code)) {
      pending_space_ = !out_.empty();
      return;
    }
    if (is_ignorable(code)) return;
    if (is_joiner(code)) {
      const bool shapes = joiner_shapes(code_point_before(text_, position_).code) ||
                          joiner_shapes(code_point_at(text_, position_ + point.size).code);
      if (shapes) put_code(code);
      return;
    }
    if (is_quote(code)) return put_quote(code);
    if (is_dash(code)) return put_dash();
    if (code == 0x2026) return put("...");
    if (code >= 0x80 && is_form_variant(code)) return put_variant(code);
    put_code(code);
  }

  bool is_group_separator(CodePoint point) const {
    return is_grouping_sign(point.code) && position_ > 0 && is_digit(code_point_before(text_, position_).code) &&
           digits_before() <= 3 && three_digits_follow(text_, position_ + point.size) && !is_decimal_of_longer(point);
  }

  /// "1.234" in prose is rarely grouped by a dot where another comma group follows as decimals; a dot or comma counts
  /// as a group separator only where no different dot or comma group came before in the same number.
  bool is_decimal_of_longer(CodePoint point) const {
    if (point.code != '.' && point.code != ',') return false;
    std::size_t at = position_;
    char32_t other = point.code == '.' ? U',' : U'.';
    while (at > 0) {
      const CodePoint before = code_point_before(text_, at);
      if (before.code == other) return true;
      if (!is_digit(before.code)) return false;
      at -= before.size;
    }
    return false;
  }

  std::size_t digits_before() const {
    std::size_t at = position_;
    std::size_t digits = 0;
    while (at > 0 && digits <= 3) {
      const CodePoint before = code_point_before(text_, at);
      if (!is_digit(before.code)) break;
      ++digits;
      at -= before.size;
    }
    return digits;
  }

  void put(std::string_view bytes) {
    if (pending_space_) out_.push_back(' ');
    pending_space_ = false;
    after_guillemet_ = false;
    out_.append(bytes);
  }

  void put_code(char32_t code) {
    if (after_guillemet_) pending_space_ = false;
    put({});
    append(out_, code);
  }

  // The spaces inside « » are typography, and so are those between a guillemet and what it holds in other marks.
  void put_quote(char32_t code) {
    const bool guillemet = is_guillemet(code);
    const bool closes = guillemet && closes_here();
    if (closes || after_guillemet_) pending_space_ = false;
    put("'");
    after_guillemet_ = guillemet && !closes;
  }

  /// Whether a guillemet at this place closes: of those before it, one is open. Each byte is looked at twice in all.
  bool closes_here() {
    // Bounded look-back: a quotation longer than this has its spaces left alone, which costs an edit and no fact.
    constexpr std::size_t kLookBack = 2000;
    const std::size_t reach = position_ > kLookBack ? position_ - kLookBack : 0;
    while (counted_ < position_) {
      const CodePoint point = code_point_at(text_, counted_);
      guillemets_ += static_cast<std::size_t>(is_guillemet(point.code));
      counted_ += point.size;
    }
    while (left_out_ < position_) {
      const CodePoint point = code_point_at(text_, left_out_);
      if (left_out_ + point.size > reach) break;
      guillemets_ -= static_cast<std::size_t>(is_guillemet(point.code));
      left_out_ += point.size;
    }
    return guillemets_ % 2 == 1;
  }

  void put_dash() {
    if (!out_.empty() && out_.back() == '-' && !pending_space_) return;  // -- and --- are one dash
    put_code('-');
  }

  void put_variant(char32_t code) {
    icu::UnicodeString decomposed;
    if (!nfkd().getDecomposition(static_cast<UChar32>(code), decomposed)) return put_code(code);
    std::string bytes;
    decomposed.toUTF8String(bytes);
    for (std::size_t i = 0; i < bytes.size();) {
      const CodePoint point = code_point_at(bytes, i);
      if (is_dash(point.code))
        put_dash();
      else if (is_quote(point.code))
        put_quote(point.code);
      else if (is_space(point.code))
        pending_space_ = !out_.empty();
      else
        put_code(point.code);
      i += point.size;
    }
  }

  std::string_view text_;
  std::string out_;
  std::size_t position_ = 0;
  bool pending_space_ = false;
  bool after_guillemet_ = false;
  std::size_t guillemets_ = 0;  ///< Between `left_out_` and `counted_`.
  std::size_t counted_ = 0;
  std::size_t left_out_ = 0;
};

/// Whether no byte of the text can be touched by folding: ASCII letters and signs, single spaces inside.
bool is_plain(std::string_view text) {
  if (text.empty()) return true;
  if (text.front() == ' ' || text.back() == ' ') return false;
  char before = 'a';
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if (value >= 0x80 || value < 0x20 || byte == '"' || byte == '`') return false;
    if (byte == before && (byte == ' ' || byte == '-' || byte == '\'')) return false;
    if (before >= '0' && before <= '9' && (byte == ',' || byte == '.' || byte == ' ' || byte == '\'')) return false;
    before = byte;
  }
  return true;
}

/// Whether all of it is Han, U+4E00 to U+9FFF: signs that have neither case nor forms. `text` is UTF-8.
bool is_han(std::string_view text) {
  constexpr std::size_t kBytes = 3;
  if (text.empty() || text.size() % kBytes != 0) return false;
  for (std::size_t i = 0; i < text.size(); i += kBytes) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0xE4 || lead > 0xE9 || (lead == 0xE4 && static_cast<unsigned char>(text[i + 1]) < 0xB8)) return false;
  }
  return true;
}

/// Whether a letter of two bytes folds to one of two bytes, and is as it is composed: é, Ж, ώ. Not ß, İ, ŉ, ΐ.
constexpr bool is_simple_letter(char32_t code) {
  const auto within = [&](char32_t first, char32_t last) { return code >= first && code <= last; };
  return (within(0xC0, 0x17E) && code != 0xD7 && code != 0xDF && code != 0xF7 && code != 0x130 && code != 0x149) ||
         within(0x388, 0x38A) || within(0x391, 0x3A1) || within(0x3A3, 0x3AF) || within(0x3B1, 0x3CE) ||
         within(0x400, 0x481) || within(0x48A, 0x52F);
}

/// Whether a text has nothing but those and ASCII.
bool has_simple_letters(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    if (point.size > 1 && !is_simple_letter(point.code)) return false;
    i += point.size;
  }
  return true;
}

char32_t fold_simple_letter(char32_t code) {
  constexpr char32_t kToSmall = 0x20;
  if (code < 0x80) return code >= 'A' && code <= 'Z' ? code + kToSmall : code;
  if (code >= 0x410 && code <= 0x44F) return code < 0x430 ? code + kToSmall : code;  // А to я
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(code), U_FOLD_CASE_DEFAULT));
}

/// Nothing where there are others.
std::optional<std::string> fold_simple_letters(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    if (point.size > 1 && !is_simple_letter(point.code)) return std::nullopt;
    const char32_t folded = fold_simple_letter(point.code);
    if (point.size == 1) {
      out[i] = static_cast<char>(folded);
    } else {
      constexpr char32_t kLowBits = 0x3F;
      out[i] = static_cast<char>(0xC0U | folded >> 6U);
      out[i + 1] = static_cast<char>(0x80U | (folded & kLowBits));
    }
    i += point.size;
  }
  return out;
}

}  // namespace

namespace {

/// The same of a text that is no more needed: a large one is mostly composed, and is not copied.
std::string composed(std::string text) {
  constexpr std::size_t kLarge = std::size_t{1} << 20U;
  UErrorCode status = U_ZERO_ERROR;
  if (text.size() > kLarge &&
      nfc().isNormalizedUTF8({text.data(), static_cast<std::int32_t>(text.size())}, status) != 0 && U_SUCCESS(status))
    return text;
  return compose(text);
}

}  // namespace

std::string compose(std::string_view text) {
  if (is_ascii(text) || has_simple_letters(text)) return std::string(text);
  return normalize(nfc(), text);
}

std::string fold_typography(std::string_view text) {
  if (is_plain(text) || is_han(text)) return std::string(text);
  if (is_ascii(text)) return Folder(text).run();
  std::string before = compose(text);
  std::string folded = Folder(before).run();
  before = {};  // a copy of a large text less
  return composed(std::move(folded));
}

std::string fold_case(std::string_view text) {
  if (is_ascii(text)) {
    std::string out(text);
    for (char& byte : out)
      if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + ('a' - 'A'));
    return out;
  }
  if (is_han(text)) return std::string(text);
  if (auto folded = fold_simple_letters(text)) return *std::move(folded);
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(U_FOLD_CASE_DEFAULT, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr,
                         status);
  return U_FAILURE(status) ? std::string(text) : composed(std::move(out));
}

std::string fold_accents(std::string_view text) {
  if (is_ascii(text)) return fold_case(text);
  const std::string decomposed = normalize(nfkd(), text);
  std::string bare;
  for (std::size_t i = 0; i < decomposed.size();) {
    const CodePoint point = code_point_at(decomposed, i);
    if (u_charType(static_cast<UChar32>(point.code)) != U_NON_SPACING_MARK) bare.append(decomposed, i, point.size);
    i += point.size;
  }
  return fold_case(bare);
}

}  // namespace stet::unicode
