// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "align/arena.hpp"
#include "align/interning.hpp"

namespace stet::align {

class TextTable;

/// The hashes of a text's character trigrams. Of a text that a table holds they are found when they are asked for: most
/// pairs of texts that are much alike can be compared without.
class Letters {
 public:
  Letters() = default;
  explicit Letters(std::span<const std::uint16_t> sorted) : sorted_(sorted), size_(sorted.size()) {}
  Letters(const TextTable& table, std::uint32_t folded, std::size_t size)
      : table_(&table), folded_(folded), size_(size) {}

  /// How many there are: as many as the text has characters.
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Ascending; repeated ones repeat.
  [[nodiscard]] std::span<const std::uint16_t> sorted() const;
  /// The same in any order, which costs less.
  [[nodiscard]] std::span<const std::uint16_t> all() const;
  /// The text that they are of, all of it, if they were not asked for yet.
  [[nodiscard]] std::optional<std::string_view> text() const;

 private:
  const TextTable* table_ = nullptr;
  std::uint32_t folded_ = 0;
  std::span<const std::uint16_t> sorted_;  ///< Where there is no table.
  std::size_t size_ = 0;
};

/// A text taken apart for comparing, typography and case folded away. Slices of what a table holds.
struct Passage {
  std::span<const std::uint32_t> words;   ///< In text order.
  std::span<const std::uint32_t> sorted;  ///< The same, ascending.
  Letters grams;
  double weight = 0;  ///< Of all words together.
};

/// The same of several sentences in a row, or of a part of one: of what the table does not hold.
struct OwnedPassage {
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> sorted;
  std::vector<std::uint16_t> grams;  ///< Ascending.
  double weight = 0;

  operator Passage() const { return {words, sorted, Letters(grams), weight}; }  // NOLINT: it is one
};

/// The distinct texts of both sides, with and without typography and case, and the words in them.
class TextTable {
 public:
  /// @param expected  About how many texts there will be.
  explicit TextTable(std::size_t expected)
      : exact_(std::min(expected, kExpected)),
        folded_(std::min(expected, kFewest)),
        words_(std::min(expected * kWordsOfASentence, kFewest)) {}

  /// Enters the text of one sentence, which must outlive the table, and gives its number.
  std::uint32_t add(std::string_view text) { return exact_.intern(text); }
  /// The same of many: `text_of` gives each by its place, `take` is given the place and the number.
  template <class TextOf, class Take>
  void add_all(std::size_t count, TextOf text_of, Take take) {
    exact_.intern_all(
        count, text_of, [](std::size_t) { return std::uint64_t{0}; }, take);
  }
  [[nodiscard]] std::string_view text(std::uint32_t exact) const { return exact_.text(exact); }
  /// The number of a text's folded form; equal for texts that differ in typography and case alone. Folds it the first
  /// time.
  std::uint32_t fold(std::uint32_t exact);
  [[nodiscard]] std::size_t folded_count() const { return folded_.size(); }  ///< How many there are.
  [[nodiscard]] std::string_view folded_text(std::uint32_t folded) const { return folded_.text(folded); }

  /// Finds the words of a folded text, if that is not done yet, and counts each as held by one more sentence.
  void count_words(std::uint32_t folded);
  /// How many there are so far.
  [[nodiscard]] std::size_t distinct_words() const { return words_.size(); }
  /// Sets the weight of every word from these counts. No text is added or folded afterwards.
  void weigh_words();
  /// In text order, of a text whose words were counted.
  [[nodiscard]] std::span<const std::uint32_t> words(std::uint32_t folded) const {
    return std::span(all_words_).subspan(words_of_[folded].begin, words_of_[folded].count);
  }
  /// Whether those are all of its words: of a very long text only either end is looked at.
  [[nodiscard]] bool has_all_words(std::uint32_t folded) const;
  /// The text taken apart; likewise, once words are weighed.
  [[nodiscard]] Passage passage(std::uint32_t folded) const {
    if (!taken_apart_[folded].known) take_apart(folded);
    const TakenApart& apart = taken_apart_[folded];
    const std::span<const std::uint32_t> in_order = words(folded);
    return {in_order, {apart.sorted, in_order.size()}, Letters(*this, folded, apart.letter_count), apart.weight};
  }
  /// Its trigrams, in any order or ascending: most of the work. Done at the first call.
  [[nodiscard]] std::span<const std::uint16_t> trigrams(std::uint32_t folded) const;
  [[nodiscard]] std::span<const std::uint16_t> sorted_trigrams(std::uint32_t folded) const;
  [[nodiscard]] bool has_trigrams(std::uint32_t folded) const { return taken_apart_[folded].grams != nullptr; }
  /// Several such texts in a row.
  [[nodiscard]] OwnedPassage joined(std::span<const std::uint32_t> folded) const;
  /// The same without their trigrams, and these alone, ascending.
  [[nodiscard]] OwnedPassage joined_words(std::span<const std::uint32_t> folded) const;
  [[nodiscard]] std::vector<std::uint16_t> joined_trigrams(std::span<const std::uint32_t> folded) const;

  /// How much it says that two texts share a word: log(1 + sentences / sentences that hold it).
  [[nodiscard]] double weight(std::uint32_t word) const { return weights_[word]; }
  /// Weight of a word that two sentences hold: the unit in which evidence is counted.
  [[nodiscard]] double rare_weight() const { return rare_weight_; }
  [[nodiscard]] std::size_t word_count() const { return weights_.size(); }
  [[nodiscard]] std::string_view word_text(std::uint32_t word) const { return words_.text(word); }

 private:
  /// More are made room for as they come: they may be the same few again and again.
  static constexpr std::size_t kExpected = std::size_t{1} << 16U;
  static constexpr std::size_t kFewest = 1024;
  static constexpr std::size_t kWordsOfASentence = 16;

  struct WordRange {
    std::uint32_t begin = 0;
    std::uint32_t count : 31 = 0;
    bool known : 1 = false;
  };
  void take_apart(std::uint32_t folded) const;

  struct Count {
    std::uint32_t sentences = 0;  ///< That hold the word, of those counted.
    std::uint32_t last = 0;       ///< The last of them.
  };
  TextInterner exact_;
  TextInterner folded_;
  TextInterner words_;
  std::vector<std::uint32_t> folded_of_exact_;  ///< Plus 1; 0 where it was not asked for yet.
  std::string room_;                            ///< For folding a text.
  std::vector<std::string_view> tokens_;        ///< For counting its words.
  Arena<char> kept_;                            ///< Folded texts that are not the given ones.
  std::vector<std::uint32_t> all_words_;        ///< Of one text after another.
  std::vector<WordRange> words_of_;             ///< Where a folded text has its words there.
  std::vector<Count> counts_;                   ///< For each word.
  std::vector<double> weights_;
  /// What was found of a passage so far: its words sorted, its trigrams.
  struct TakenApart {
    const std::uint32_t* sorted = nullptr;
    std::uint16_t* grams = nullptr;
    double weight = 0;
    std::uint32_t letter_count = 0;  ///< Of what is compared of the text.
    bool known = false;              ///< All but the trigrams.
    bool grams_sorted = false;
  };
  mutable std::vector<TakenApart> taken_apart_;  ///< By folded text.
  mutable Arena<std::uint32_t> sorted_;
  mutable Arena<std::uint16_t> grams_;
  std::uint32_t sentences_ = 0;
  double rare_weight_ = 0;
};

}  // namespace stet::align
