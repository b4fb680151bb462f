// SPDX-License-Identifier: Apache-2.0
#include "read/plain_kind.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

/// A line on a page of 80 columns; of the headings in published terms and press releases, 99 in 100 are shorter.
constexpr std::size_t kHeadingLength = 80;
/// Headlines of press releases run to about 200 characters.
constexpr std::size_t kHeadlineLength = 250;
/// The longest label and the colon after it, in bytes.
constexpr std::size_t kLabelBytes = 40;

/// Ends of sentences and clauses: Latin, Greek, Armenian, Arabic, Devanagari, Ethiopic, Khmer, Chinese and Japanese.
constexpr std::u32string_view kEnds = U".!?…:;,‽⁇⁈⁉·;։،؛؟۔।॥።፣፤፥፧៖។、。！，．：；？｡､";

/// What stands before the colon of a caption, case folded.
constexpr std::array kCaptionLabels = std::to_array<std::string_view>(
    {"photo",        "photos",       "photograph",   "picture",       "image",  "caption",     "photo caption",
     "photo credit", "image credit", "figure",       "foto",          "fotos",  "bild",        "bildunterschrift",
     "abbildung",    "légende",      "crédit photo", "crédits photo", "imagen", "pie de foto", "legenda",
     "didascalia",   "фото",         "подпись",      "صورة",          "写真",   "图",          "图片",
     "照片",         "圖",           "圖片",         "사진",          "zdjęcie"});

bool is_longer_than(std::size_t limit, std::string_view text) {
  if (text.size() <= limit) return false;
  if (text.size() > 4 * limit) return true;
  const auto is_lead = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_lead)) > limit;
}

bool closes(char32_t code) {
  return unicode::is_quote(code) || unicode::is_closing_quote(code) || code == U')' || code == U']' || code == U'）' ||
         code == U'】';
}

bool is_single_word(std::string_view text) { return text.find(' ') == std::string_view::npos; }

}  // namespace

bool ends_in_punctuation(std::string_view text) {
  while (!text.empty()) {
    const unicode::CodePoint last = unicode::code_point_before(text, text.size());
    if (kEnds.find(last.code) != std::u32string_view::npos) return true;
    if (!closes(last.code) && !unicode::is_space(last.code) && !unicode::is_ignorable(last.code)) return false;
    text.remove_suffix(last.size);
  }
  return false;
}

bool is_headline(std::string_view line) { return !is_longer_than(kHeadlineLength, line) && !ends_in_punctuation(line); }

bool is_heading(std::string_view line) {
  if (line.empty() || is_longer_than(kHeadingLength, line) || ends_in_punctuation(line)) return false;
  std::size_t position = 0;
  char32_t first = unicode::code_point_at(line, 0).code;
  while (position < line.size() && (unicode::is_quote(first) || first == U'(')) {
    position += unicode::code_point_at(line, position).size;
    first = unicode::code_point_at(line, position).code;
  }
  // An address, a signature or a line of a table begins so too, and being taken for a heading costs them nothing.
  if (unicode::is_digit(first)) return !is_single_word(line);
  return unicode::is_letter(first) && !unicode::is_lower(first);
}

bool is_caption(std::string_view text) {
  const std::string_view beginning = text.substr(0, kLabelBytes);
  std::size_t colon = beginning.find(':');
  if (colon == std::string_view::npos) colon = beginning.find("：");
  if (colon == std::string_view::npos) return false;
  std::string_view label = beginning.substr(0, colon);
  // "Figure 3:", "Photo 12:".
  while (!label.empty() && (label.back() == ' ' || (label.back() >= '0' && label.back() <= '9')))
    label.remove_suffix(1);
  const std::string folded = unicode::fold_case(label);
  return std::find(kCaptionLabels.begin(), kCaptionLabels.end(), folded) != kCaptionLabels.end();
}

}  // namespace stet::read
