// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "segment/language_data.hpp"
#include "stet/text.hpp"

// What the rules see: the surroundings of a place where a sentence may end.
namespace stet::segment {

enum class MarkKind : std::uint8_t {
  Stop,         ///< One full stop, the only mark that abbreviations share.
  Exclamation,  ///< A run with ? or ! in it.
  Ellipsis,     ///< … or two full stops and more.
  Other,        ///< 。 । and the like, which are never part of a word.
};

/// A place where a sentence may end: "… in the [before]U.S[mark].[mark_end]”[end] [next]“[after_begin]The …".
///
/// What most rules ask for is looked up at once, the rest by the functions below. Either way no more than kWordReach
/// bytes on each side are read, so that a rule costs the same in any text.
struct Place {
  std::string_view text;
  const LanguageData* language = nullptr;
  std::size_t sentence = 0;     ///< Where the sentence that may end here begins.
  std::size_t mark = 0;         ///< First byte of the run of terminators.
  std::size_t mark_end = 0;     ///< Behind it.
  std::size_t end = 0;          ///< Behind the quotes and brackets after it.
  std::size_t next = 0;         ///< Behind the white space: where the next sentence would begin. Not the text's end.
  std::size_t after_begin = 0;  ///< Behind opening punctuation and currency signs at `next`.
  char32_t first = 0;           ///< What stands at `after_begin`.
  MarkKind kind = MarkKind::Stop;
  bool closes_quote = false;  ///< There is a quotation mark between `mark_end` and `end`.
  bool by_dandas = false;     ///< The text ends sentences with dandas, and abbreviations with full stops.
  bool in_bracket = false;    ///< A bracket that opened in this sentence closes later.
  std::string_view before;    ///< The word up to `mark`, inner full stops included. Empty for other kinds than Stop.
  /// Its classes, or those of all parts where an abbreviation has spaced ones: "z. B".
  WordClasses before_classes;
  std::size_t before_begin = 0;  ///< Where the word or the abbreviation of spaced parts begins.
};

/// Longest stretch, in bytes, that is looked at for one word on either side: longer than any abbreviation.
inline constexpr std::size_t kWordReach = 48;

/// Longest part of an abbreviation of spaced parts, in bytes.
inline constexpr std::size_t kPartBytes = 12;

/// An abbreviation of up to three spaced parts put together from its end: "z.B" for "z. B.".
class JoinedParts {
 public:
  /// @param bytes  A part of at most kPartBytes, or a full stop between two.
  void prepend(std::string_view bytes) {
    begin_ -= bytes.size();
    bytes.copy(bytes_.data() + begin_, bytes.size());
  }
  [[nodiscard]] std::string_view word() const { return {bytes_.data() + begin_, bytes_.size() - begin_}; }

 private:
  std::array<char, 3 * kPartBytes + 2> bytes_;
  std::size_t begin_ = 3 * kPartBytes + 2;
};

/// Most digits that a footnote mark has.
inline constexpr int kNoteDigits = 3;

[[nodiscard]] bool is_terminator(char32_t code);
/// Quotation marks and brackets, as they may stand between a terminator and the end of its sentence.
[[nodiscard]] bool is_closing_punctuation(char32_t code);
[[nodiscard]] bool is_bullet(char32_t code);
/// A bracket that opens, in any script that the rules know.
[[nodiscard]] bool is_opening_bracket(char32_t code);
[[nodiscard]] bool is_closing_bracket(char32_t code);

/// The first byte at or after `position` that is not white space.
[[nodiscard]] std::size_t skip_space(std::string_view text, std::size_t position);
/// The end of what is not white space before `position`.
[[nodiscard]] std::size_t before_space(std::string_view text, std::size_t position);
/// The word (letters, digits, apostrophes, hyphens, inner full stops) that ends at `position` or begins there.
[[nodiscard]] std::string_view word_before(std::string_view text, std::size_t position);
[[nodiscard]] std::string_view word_at(std::string_view text, std::size_t position);

/// Looks at the run of terminators from `mark` to `mark_end`; `text`, `language` and `sentence` are set.
void look_before(Place& place, std::size_t mark, std::size_t mark_end);
/// Then at what follows if the next sentence begins at `next`: sets `end`, `closes_quote`, `next` and the rest.
void look_after(Place& place, std::size_t next);

/// The word at `after_begin`, and its classes, which are those of its first part for "It’s" and "L’accord".
[[nodiscard]] std::string_view after_word(const Place& place);
[[nodiscard]] WordClasses after_classes(const Place& place);

/// The first code point of a word.
[[nodiscard]] char32_t first_of(std::string_view word);
/// One letter in any script that has no dictionary words: "J", "д".
[[nodiscard]] bool is_single_letter(std::string_view word);
[[nodiscard]] bool is_all_digits(std::string_view word);
[[nodiscard]] bool is_roman_number(std::string_view word);
/// Single letters with full stops between: "U.S", "p.m".
[[nodiscard]] bool is_dotted(std::string_view word);
/// A lower-case letter and a capital later on: "eHarbour".
[[nodiscard]] bool is_camel_case(std::string_view word);
/// Whether enough of the sentence stands before the abbreviation: "At 5 a.m. Mr. Smith" has only begun.
[[nodiscard]] bool has_run(const Place& place);
/// Whether the abbreviation before is a measure behind a number, in a sentence that has run: "the race began at 6 p.m."
[[nodiscard]] bool ends_with_measure(const Place& place);
/// Whether what follows such a measure is a number of things: "at 2:40 a.m. 14 people", not "at 9 a.m. 14 March".
[[nodiscard]] bool counts_behind_measure(const Place& place);
/// Whether the word after the place is one that begins sentences.
[[nodiscard]] bool starts_sentence(const Place& place);
/// Whether the word before the place is an abbreviation in any class, or looks like one.
[[nodiscard]] bool is_abbreviation(const Place& place);

}  // namespace stet::segment
