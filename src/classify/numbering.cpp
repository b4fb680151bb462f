// SPDX-License-Identifier: Apache-2.0
// Which numbers of headings and list items shifted.
//
// Each aligned pair of blocks says what its number became: "4. Appeals"→"5. Appeals", "Article 7"→"Article 8", an item
// of a Markdown list by its ordinal. A reference "section 4"→"section 5" shifted in step where such a pair did.
//
// Case it gets wrong: where two lists both have an item 4 and one of them moved, a reference to the other's item 4 that
// became 5 is taken for a shift.
// Cost: the aligned blocks' first words.
#include "classify/numbering.hpp"

#include <algorithm>
#include <optional>

#include "classify/entities.hpp"
#include "classify/tokens.hpp"
#include "read/list_marker.hpp"
#include "text/ascii_letters.hpp"
#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

struct Label {
  std::string word;  ///< "article"; empty for a bare number.
  std::string number;
};

/// What stands before the number of an article, and its counter behind: 第4条.
constexpr std::string_view kOrdinalSign = "第";

// A label stands within the first bytes of its block.
constexpr std::size_t kLabelBytes = 48;

std::string digits_at(std::string_view text, std::size_t& at) {
  std::string digits;
  while (at < text.size()) {
    const unicode::CodePoint point = unicode::code_point_at(text, at);
    const int digit = unicode::digit_value(point.code);
    if (digit >= 0)
      digits.push_back(static_cast<char>('0' + digit));
    else if (point.code == '.' && at + 1 < text.size() &&
             unicode::is_digit(unicode::code_point_at(text, at + 1).code) && !digits.empty())
      digits.push_back('.');
    else
      break;
    at += point.size;
  }
  return digits;
}

/// "iv", "c" in what an item or the words behind a reference begin with; upper case where nothing closes them.
std::string letters_at(std::string_view text, std::size_t& at) {
  std::string letters;
  while (at < text.size()) {
    const unicode::CodePoint point = unicode::code_point_at(text, at);
    if (point.size == 0 || at + point.size > text.size() || !unicode::is_letter(point.code)) break;
    letters.append(text, at, point.size);
    at += point.size;
  }
  return letters;
}

/// The letters of Article IV and Annex B; nothing for a word.
std::string upper_label_at(std::string_view text, std::size_t at) {
  const std::string letters = letters_at(text, at);
  const bool one = !letters.empty() && letters.size() == unicode::code_point_at(letters, 0).size;
  const bool roman = !letters.empty() && letters.find_first_not_of("IVX") == std::string::npos;
  if (!roman && !(one && unicode::is_upper(unicode::code_point_at(letters, 0).code))) return {};
  return unicode::fold_case(letters);
}

/// المادة السابعة, "Article Seven": the number that a word says.
std::string ordinal_word_at(std::string_view text, std::size_t& at, const Lexicon& lexicon) {
  std::size_t end = at;
  const std::string word = unicode::fold_case(letters_at(text, end));
  if (word.empty()) return {};
  for (const WordClass word_class : {WordClass::Ordinal, WordClass::Number}) {
    const std::string_view value = lexicon.value(word, word_class);
    if (value.empty()) continue;
    at = end;
    return std::string(value);
  }
  return {};
}

/// Whether a small letter stands behind the number and a space: what it ends begins a sentence.
bool goes_on(std::string_view text, std::size_t at) {
  while (at < text.size() && unicode::is_letter(unicode::code_point_at(text, at).code))
    at += unicode::code_point_at(text, at).size;
  if (at >= text.size() || text[at] != ' ') return false;
  while (at < text.size() && text[at] == ' ') ++at;
  return unicode::is_lower(unicode::code_point_at(text, at).code);
}

void skip_spaces(std::string_view text, std::size_t& at) {
  while (at < text.size() && unicode::is_space(unicode::code_point_at(text, at).code))
    at += unicode::code_point_at(text, at).size;
}

/// 第五条, 第4章: the number of an article, where a space, its title in brackets or the end of a heading stands behind
/// it.
std::optional<Label> east_asian_label(std::string_view text, BlockKind kind) {
  std::size_t at = kOrdinalSign.size();
  Label label{std::string(kOrdinalSign), digits_at(text, at)};
  if (label.number.empty()) {
    std::size_t end = at;
    while (end < text.size() && Lexicon::han_numeral(unicode::code_point_at(text, end).code) >= 0)
      end += unicode::code_point_at(text, end).size;
    const auto number = han_value(text.substr(at, end - at));
    if (!number) return std::nullopt;
    label.number = std::to_string(*number);
    at = end;
  }
  at += unicode::code_point_at(text, at).size;  // 条, 章, 项
  if (at >= text.size()) return kind == BlockKind::Heading ? std::optional(label) : std::nullopt;
  const char32_t behind = unicode::code_point_at(text, at).code;
  return unicode::is_space(behind) || behind == U'（' ? std::optional(label) : std::nullopt;
}

/// Whether what stands behind the number ends a label inside a block: "Article 17: ", "Artigo 6.º – ", "Art. 20. ".
bool is_closed(std::string_view text, std::size_t at) {
  for (const std::string_view ordinal : {".º", ".ª", "º", "ª", "°"})
    if (text.substr(at).starts_with(ordinal)) at += ordinal.size();
  const std::string_view behind = text.substr(at);
  // "Article 17: the right to erasure"
  for (const std::string_view mark : {".", ":", "।"})
    if (behind.starts_with(mark))
      return behind.size() < mark.size() + 2 ||
             !unicode::is_lower(unicode::code_point_at(behind, mark.size() + 1).code);
  // "Section 3 – the fee clause – applies" is a reference.
  for (const std::string_view dash : {" – ", " — ", " - "})
    if (behind.starts_with(dash)) return !unicode::is_lower(unicode::code_point_at(behind, dash.size()).code);
  return false;
}

/// The label that a text begins with.
/// @param first  Whether it begins its block; behind other sentences a label is one by its word and the mark behind it.
std::optional<Label> label_of(std::string_view text, BlockKind kind, bool first, const Lexicon& lexicon) {
  std::size_t end = std::min(text.size(), kLabelBytes);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a character
  text = text.substr(0, end);
  Label label;
  std::size_t at = 0;
  while (at < text.size() && (text[at] == ' ' || text[at] == '(' || text[at] == '*')) ++at;
  if (text.substr(at).starts_with("§")) {
    at += std::string_view("§").size();
    label.word = "§";
    skip_spaces(text, at);
  }
  if (text.substr(at).starts_with(kOrdinalSign)) return east_asian_label(text.substr(at), kind);
  // Most texts: a word of several letters and a space, and no "Section".
  if (const std::size_t word = text::letters_end(text, at);
      word >= at + 2 && text.substr(word).starts_with(" ") &&
      !lexicon.is(unicode::fold_case(text.substr(at, word - at)), WordClass::Reference))
    return std::nullopt;
  const read::ListMarker marker = read::list_marker(text.substr(at == 0 || text[at - 1] != '(' ? at : at - 1));
  std::size_t letters_end = at;
  const std::string letters = letters_at(text, letters_end);
  const bool closed = !letters.empty() && letters.size() == unicode::code_point_at(letters, 0).size &&
                      text.substr(letters_end).starts_with(")");
  if (marker.style == read::ListMarker::Style::Letter || closed) return Label{{}, unicode::fold_case(letters)};
  if (letters_end > at && text.substr(letters_end).starts_with("、"))  // 四、
    if (const auto number = han_value(letters)) return Label{{}, std::to_string(*number)};
  const std::size_t word_begin = at;
  std::size_t word_end = at;
  while (word_end < text.size()) {
    const unicode::CodePoint point = unicode::code_point_at(text, word_end);
    if (!unicode::is_letter(point.code) || point.size == 0 || word_end + point.size > text.size()) break;
    word_end += point.size;
  }
  if (word_end > word_begin) {
    const std::string word = unicode::fold_case(text.substr(word_begin, word_end - word_begin));
    if (!lexicon.is(word, WordClass::Reference)) return std::nullopt;
    const std::string_view value = lexicon.value(word, WordClass::Reference);
    label.word = value.empty() ? word : std::string(value);
    at = word_end;
    if (text.substr(at).starts_with(".")) ++at;  // Art. 20
    skip_spaces(text, at);
  }
  label.number = digits_at(text, at);
  if (label.number.empty() && word_end > word_begin) label.number = upper_label_at(text, at);
  // A word for a number, or an abbreviation, needs a mark behind: "Art. 5 GG", "Chapter Seven Bankruptcy".
  bool needs_mark = word_end > word_begin && text.substr(word_end).starts_with(".");
  if (label.number.empty() && word_end > word_begin) {
    label.number = ordinal_word_at(text, at, lexicon);
    needs_mark = true;
  }
  if (label.number.empty()) return std::nullopt;
  // "Chapter IV of the report deals with pensions": a sentence that begins with a reference.
  if (!label.word.empty() && kind != BlockKind::Heading && goes_on(text, at)) return std::nullopt;
  if (needs_mark && kind != BlockKind::Heading && !is_closed(text, at)) return std::nullopt;
  if (!first) return !label.word.empty() && is_closed(text, at) ? std::optional(label) : std::nullopt;
  if (marker.style == read::ListMarker::Style::Outline) return label;
  // A bare number needs a mark behind it, or to stand before a heading.
  if (label.word.empty() && kind != BlockKind::Heading) {
    const std::string_view behind = text.substr(at);
    if (!(behind.starts_with(".") || behind.starts_with(")") || behind.starts_with("、") || behind.starts_with(":")))
      return std::nullopt;
  }
  return label;
}

std::optional<Label> label_of(const Document& document, const Block& block, const Lexicon& lexicon) {
  if (block.ordinal) return Label{{}, std::to_string(*block.ordinal)};
  return label_of(document.text(block), block.kind, true, lexicon);
}

/// No word and no number has a space in it.
std::string shift_of(std::string_view word, std::string_view before, std::string_view after) {
  std::string shift;
  shift.reserve(word.size() + before.size() + after.size() + 2);
  shift.append(word).append(" ").append(before).append(" ").append(after);
  return shift;
}

}  // namespace

Renumbering Renumbering::of(const Document& before, const Document& after, const align::Alignment& alignment,
                            const Lexicon& lexicon) {
  auto shifts = std::make_shared<Shifts>();
  const auto add_labels = [&](const std::optional<Label>& from, const std::optional<Label>& to) {
    if (!from || !to || from->word != to->word || from->number == to->number) return;
    shifts->insert(shift_of(from->word, from->number, to->number));
  };
  const auto add = [&](const Block& one, const Block& other) {
    if (const auto from = label_of(before, one, lexicon)) add_labels(from, label_of(after, other, lexicon));
  };
  for (const align::BlockPair& pair : alignment.equal_blocks) {
    const Block& one = before.block(pair.before);
    const Block& other = after.block(pair.after);
    if (one.ordinal && other.ordinal && *one.ordinal != *other.ordinal) add(one, other);
  }
  for (const align::Match& match : alignment.matches) {
    if (match.before.empty() || match.after.empty()) continue;
    const Sentence& one = before.sentence(match.before.front());
    const Sentence& other = after.sentence(match.after.front());
    if (one.in_block == 0 && other.in_block == 0)
      add(before.block(one.block), after.block(other.block));
    else if (const auto from = label_of(before.text(one), BlockKind::Paragraph, false, lexicon))
      add_labels(from, label_of(after.text(other), BlockKind::Paragraph, false, lexicon));
  }
  Renumbering renumbering;
  renumbering.shifts_ = std::move(shifts);
  return renumbering;
}

bool Renumbering::shifted(std::string_view word, std::string_view before, std::string_view after) const {
  if (word.empty() || shifts_->empty()) return false;
  if (mirrored_) std::swap(before, after);
  for (const std::string_view label : {word, std::string_view("§"), std::string_view()})
    if (shifts_->contains(shift_of(label, before, after))) return true;
  return false;
}

Renumbering Renumbering::mirrored() const {
  Renumbering mirror = *this;
  mirror.mirrored_ = !mirrored_;
  return mirror;
}

}  // namespace stet::classify
