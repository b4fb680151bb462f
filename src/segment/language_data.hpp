// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stet::segment {

/// What a language's data says of a word: the sections of `data/<language>.txt`, which docs/segmentation.md explains.
enum class WordClass : std::uint16_t {
  Title,      ///< Abbreviation that ends no sentence: "Mr.", "z.B.", "см."
  Reference,  ///< Abbreviation when a number follows: "no.", "fig.", "p."
  Open,       ///< Abbreviation that ends a sentence where a starter follows: "etc.", "U.S.", "г."
  Measure,    ///< Open, and ends a sentence before any capital when a number precedes: "6 p.m.", "1945 г."
  Final,      ///< Abbreviation that ends a list, and a sentence before any capital: "etc.", "и т. д."
  Follow,     ///< Capitalised word that goes on after a measure: "5 p.m. Monday".
  Counted,    ///< Noun that a number follows in a heading: "Section 4. Fees".
  Starter,    ///< Word that often begins a sentence and is no name.
  Verb,       ///< Verb that ends sentences, so that a full stop behind it is no abbreviation's: है.
  Speech,     ///< Verb that attributes a quotation.
  Particle,   ///< What ties a quotation to its sentence where no space divides words.
  Stop,       ///< One of the commonest words, by which the language is known.
  AsWritten,  ///< No section: the word stands for no other case.
};

/// A set of classes.
class WordClasses {
 public:
  constexpr WordClasses() = default;
  constexpr explicit WordClasses(std::uint16_t bits) : bits_(bits) {}
  constexpr void insert(WordClass word_class) { bits_ = static_cast<std::uint16_t>(bits_ | bit(word_class)); }
  [[nodiscard]] constexpr bool contains(WordClass word_class) const { return (bits_ & bit(word_class)) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  [[nodiscard]] constexpr std::uint16_t bits() const { return bits_; }

 private:
  static constexpr std::uint16_t bit(WordClass word_class) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(word_class));
  }
  std::uint16_t bits_ = 0;
};

/// A language's words and habits, parsed from the data built into the program.
///
/// A word written in lower case there stands for every case of it, one with a capital or with = before it for itself
/// alone. Abbreviations stand without their last full stop, those of several parts without spaces: "z.B", "и т.д".
class LanguageData {
 public:
  /// @param language  BCP 47; only the primary part counts. One without data gets the few words of `root`.
  explicit LanguageData(std::string_view language);

  /// Adds words of a project's own, read as Open (or Starter).
  void add(const std::vector<std::string>& abbreviations, const std::vector<std::string>& starters);

  /// Not for two threads at once.
  [[nodiscard]] WordClasses classes(std::string_view word) const;
  /// Of a word that ends in one that the data have with a hyphen before it: German "-str" for "Hauptstr".
  [[nodiscard]] WordClasses suffix_classes(std::string_view word) const;
  /// Whether a word could be an abbreviation of several parts but for the last ("z" of "z.B.", "Dipl.Ing" of
  /// "Dipl.Ing.Arch."), by its length and its first byte.
  [[nodiscard]] bool may_begin_parts(std::string_view word) const;
  /// Without a look at other cases.
  [[nodiscard]] WordClasses classes_as_written(std::string_view word) const;
  [[nodiscard]] bool known() const { return known_; }
  /// A number before a full stop may be an ordinal: German "19. Jahrhundert".
  [[nodiscard]] bool has_ordinals() const { return ordinals_; }
  /// A semicolon asks, as Greek has it.
  [[nodiscard]] bool ends_with_semicolon() const { return semicolon_ends_; }
  /// A colon ends sentences, as Armenian is typed.
  [[nodiscard]] bool ends_with_colon() const { return colon_ends_; }
  /// All words of a class, in no order.
  [[nodiscard]] std::vector<std::string_view> words(WordClass word_class) const;

 private:
  void parse(std::string_view file);
  void insert(std::string_view word, WordClass word_class);
  /// Remembers how an abbreviation of several parts begins, if the word is one.
  void include_parts(std::string_view word);
  void grow();
  [[nodiscard]] std::size_t slot_of(std::string_view word) const;
  /// Of the word with each byte changed so, and the hash of what comes of it.
  template <class Change>
  [[nodiscard]] std::size_t slot_of(std::string_view word, std::size_t hash, Change change) const;

  /// A word, in the embedded data or in `own_`. Small: a table of them is read all over.
  struct Entry {
    const char* bytes = nullptr;
    std::uint32_t size = 0;
    WordClasses classes;
    [[nodiscard]] std::string_view word() const { return {bytes, size}; }
  };
  /// A hash table with open addressing, its size a power of two; an empty word marks a free slot.
  std::vector<Entry> slots_;
  std::size_t used_ = 0;
  std::vector<Entry> suffixes_;  ///< Without the hyphen.
  std::deque<std::string> own_;  ///< Added words; a deque, so that they stay where they are.
  /// Of words with capitals beyond ASCII, which are folded to be looked up: a text has the same ones again and again.
  struct Remembered {
    std::string word;
    WordClasses classes;
  };
  mutable std::array<Remembered, 32> remembered_;
  std::array<bool, 256> first_bytes_{};  ///< Of the words in the table: most capitals begin none.
  /// Bytes of the longest abbreviation of several parts, but for the last, that begins with a byte, in any case.
  std::array<std::uint8_t, 256> first_parts_{};
  bool known_ = false;
  bool ordinals_ = false;
  bool colon_ends_ = false;
  bool semicolon_ends_ = false;
};

/// "pt" for "pt-BR" and "pt_BR", in lower case.
[[nodiscard]] std::string primary_language(std::string_view tag);

}  // namespace stet::segment
