// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

// What is known of a language's words, from src/classify/data/. docs/categories.md says what each list is for.
namespace stet::classify {

/// The list a word or phrase stands in. One phrase may stand in several ("may": a modal and a month).
enum class WordClass : std::uint8_t {
  Modality,
  WeakModality,  ///< Counts only beside a word of the list above: German "wird".
  Negation,
  Month,       ///< Value 1 to 12.
  MonthShort,  ///< Abbreviated: needs a number beside it.
  Weekday,     ///< Value 1 (Monday) to 7.
  WeekdayShort,
  Relative,   ///< Relative and vague days, seasons, parts of the day. Value: the hour, of noon and midnight.
  DateUnit,   ///< Word that makes a quarter or a decade of a number: quarter, years.
  DayPart,    ///< Morning, evening, beside a day or an hour. Value: am, pm, noon, night; "behind" where an hour without
              ///< a word makes a time of day with it ("5 de la tarde").
  DatePart,   ///< Beginning and end of a month or a year: early, end of. Value: start, mid, end.
  ClockPart,  ///< Behind an hour: y media. Value: its minutes.
  Clock,      ///< Behind the digits of a time: a.m., Uhr.
  YearCue,    ///< A word before a bare year: in, since.
  DateJoint,  ///< May stand inside a date: of, the, de.
  Range,      ///< Between two days or numbers: and, to.
  Number,     ///< Value: the number.
  Scale,      ///< Value: 100, 1000 and so on.
  Ordinal,    ///< Value: the number.
  Share,      ///< half, a third. Value: as a decimal.
  Vague,      ///< dozens, several.
  Percent,    ///< per cent. Value "pp" of percentage points.
  Period,     ///< Units of time: days. Value: the unit's key.
  Currency,   ///< Value: ISO 4217 code.
  Unit,       ///< Measures. Value: the unit's key.
  Honorific,
  Office,
  Surname,       ///< Chinese and Japanese ones.
  Organisation,  ///< A word by which a name is an organisation's: ministry, university. Value "near": 机场, 河, which
                 ///< take the one word before them.
  Particle,  ///< Joins the words of a name: of, de, van.
  Place,
  Product,
  Reference,  ///< section, article: the number behind it is a reference.
  Speech,  ///< Verbs and cues of speech and judgement. Value: "calls" takes an object ("called it “dull”"), "noun" is
           ///< a noun too, "beside" counts only beside the quotation.
  TitleCue,      ///< Before a title or a defined term in quotation marks: entitled, the term.
  Function,      ///< Words with a grammatical role: the, of, is.
  NounCue,       ///< Before it, a modal is a noun: "the will".
  Generic,       ///< Capitalised without being a name: "the Agreement", nationals and languages are names.
  Abbreviation,  ///< Value: what it stands for.
  Confusable,    ///< A real word that looks like another; value: that other.
  Variant,       ///< Another spelling of the value.
  Counter,       ///< Scripts without spaces: cut off behind a numeral.
  Elision,       ///< l', d'
  Magnitude,     ///< Written to figures (3bn, 300k), or between them and a currency (3 Md€). Value: as a scale's.
  Determiner,    ///< Before it, a word of speech is a noun. Value "a": an article before what is no title: ein.
  ClockCue,      ///< Before hours that are a time of day, not a length of time: à 15 heures. Value "bare": also before
                 ///< figures alone (it. "alle 9").
  Body,          ///< Full names and abbreviations of organisations and states, one value for all of one.
  Field,         ///< In small letters behind an organisation's word, part of its name: Ministère de la santé.
  Era,           ///< Before a year of it. Value: the year of the common era before its first.
  GivenName,
  Fixed,         ///< Fixed phrases in which no word is a number, a negation or the like: sin embargo.
  DateModifier,  ///< Says which of its kind a weekday or a period is: next, прошлой, المقبل. Value: next,
                 ///< last, past or this.
  Season,        ///< Spring, beside one of these or of the parts of a date. Value: its key.
  ProductCue,  ///< Before the name of a product, whose number is a version: the software, приложение. Value "version":
               ///< between the two.
  Street,       ///< What streets and squares are called, which may be named after a day: rue, Platz, площадь.
  Conjunction,  ///< and, or: between what may stand in either order. Value "or" of those that join no two into one.
};
inline constexpr std::size_t kWordClasses = 56;

/// The lists that a word stands in.
class WordClassSet {
 public:
  constexpr WordClassSet() = default;
  constexpr WordClassSet(std::initializer_list<WordClass> classes) {
    for (const WordClass word_class : classes) insert(word_class);
  }
  constexpr void insert(WordClass word_class) { bits_ |= bit(word_class); }
  constexpr void insert(WordClassSet other) { bits_ |= other.bits_; }
  [[nodiscard]] constexpr bool contains(WordClass word_class) const { return (bits_ & bit(word_class)) != 0; }
  [[nodiscard]] constexpr WordClassSet without(WordClassSet other) const {
    WordClassSet rest;
    rest.bits_ = bits_ & ~other.bits_;
    return rest;
  }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  friend constexpr bool operator==(WordClassSet, WordClassSet) = default;

 private:
  static_assert(kWordClasses <= 64);
  static constexpr std::uint64_t bit(WordClass word_class) {
    return std::uint64_t{1} << static_cast<std::uint8_t>(word_class);
  }
  std::uint64_t bits_ = 0;
};

/// One list that a phrase stands in, and its value there.
struct WordSense {
  WordClass word_class{};
  std::string_view value;  ///< Lies in the program's data.
};

/// What is known of the phrases of several tokens that begin with one.
struct PhraseStart {
  std::size_t tokens = 0;  ///< Of the longest; 0 where there is none.
  std::uint64_t next = 0;  ///< What the second tokens begin with: a bit for each byte, four bytes to a bit.

  [[nodiscard]] static constexpr std::uint64_t bit(char first_byte) {
    return std::uint64_t{1} << (static_cast<unsigned char>(first_byte) % 64U);
  }
  constexpr void insert(PhraseStart other) {
    tokens = tokens < other.tokens ? other.tokens : tokens;
    next |= other.next;
  }
};

struct LexiconTables;

/// The word lists of one language, and those that all languages share. Phrases are in folded form (case and
/// typography gone), their words joined by one space where the text has white space.
class Lexicon {
 public:
  /// @param language  BCP 47; the primary subtag decides. A language without data has the shared lists alone.
  explicit Lexicon(std::string_view language);

  [[nodiscard]] std::string_view language() const { return language_; }
  [[nodiscard]] bool has_data() const { return has_data_; }

  /// The lists that a phrase stands in; none for an unknown one.
  [[nodiscard]] std::span<const WordSense> senses(std::string_view phrase) const;
  [[nodiscard]] bool is(std::string_view phrase, WordClass word_class) const;
  /// Value of the phrase in a list; empty where it is not in it.
  [[nodiscard]] std::string_view value(std::string_view phrase, WordClass word_class) const;
  /// A Russian text as the lists write it: е for ё.
  [[nodiscard]] static std::string respelled(std::string_view text);
  /// Whether a phrase of several tokens may begin with this one.
  [[nodiscard]] bool begins_phrase(std::string_view token) const { return phrases_from(token).tokens != 0; }
  /// The phrases of several tokens that may begin with this one.
  [[nodiscard]] PhraseStart phrases_from(std::string_view token) const;
  [[nodiscard]] std::size_t longest_phrase() const;  ///< In tokens; at least 1.

  [[nodiscard]] bool is_elision(std::string_view before_apostrophe) const;
  /// Bytes of the counter (年, 月, 人) that `text` begins with; 0 for none.
  [[nodiscard]] std::size_t counter_prefix(std::string_view text) const;

  /// Whether a capital letter says that a word is a name: languages with case, save German, where nouns have one.
  [[nodiscard]] bool capital_names() const { return capital_names_; }
  /// Whether the comma is the decimal sign.
  [[nodiscard]] bool decimal_comma() const { return decimal_comma_; }

  /// 0 to 9 for a digit, 10, 100, 1000, 10^4, 10^8, 10^12 for a scale; -1 for no Han numeral.
  [[nodiscard]] static std::int64_t han_numeral(char32_t code);

 private:
  std::string language_;
  bool has_data_ = false;
  bool capital_names_ = false;
  bool decimal_comma_ = false;
  const LexiconTables* tables_ = nullptr;
};

}  // namespace stet::classify
