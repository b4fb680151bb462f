// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "align/interning.hpp"

namespace stet::align {

/// A text taken apart for comparing: one sentence, or several in a row. Typography and case are folded away.
struct Passage {
  std::vector<std::uint32_t> words;   ///< In text order.
  std::vector<std::uint32_t> sorted;  ///< The same, ascending.
  std::vector<std::uint16_t> grams;   ///< Hashes of character trigrams, ascending.
  double weight = 0;                  ///< Of all words together.
};

/// The distinct texts of both sides, with and without typography and case, and the words in them.
class TextTable {
 public:
  /// @param expected  About how many texts there will be.
  explicit TextTable(std::size_t expected) : exact_(expected), folded_(1024) {}

  /// Enters the text of one sentence, which must outlive the table, and gives its number.
  std::uint32_t add(std::string_view text) { return exact_.intern(text); }
  [[nodiscard]] std::string_view text(std::uint32_t exact) const { return exact_.text(exact); }
  /// The number of a text's folded form; equal for texts that differ in typography and case alone. Folds it the first
  /// time.
  std::uint32_t fold(std::uint32_t exact);
  [[nodiscard]] std::string_view folded_text(std::uint32_t folded) const { return folded_.text(folded); }

  /// Finds the words of a folded text, if that is not done yet, and counts each as held by one more sentence.
  void count_words(std::uint32_t folded);
  /// Sets the weight of every word from these counts.
  void weigh_words();
  /// In text order, of a text whose words were counted.
  [[nodiscard]] std::span<const std::uint32_t> words(std::uint32_t folded) const {
    return std::span(all_words_).subspan(words_of_[folded].begin, words_of_[folded].count);
  }
  /// The text taken apart; likewise, once words are weighed.
  [[nodiscard]] Passage passage(std::uint32_t folded) const;
  /// Several such texts in a row.
  [[nodiscard]] Passage joined(std::span<const std::uint32_t> folded) const;

  /// How much it says that two texts share a word: log(1 + sentences / sentences that hold it).
  [[nodiscard]] double weight(std::uint32_t word) const { return weights_[word]; }
  /// Weight of a word that two sentences hold: the unit in which evidence is counted.
  [[nodiscard]] double rare_weight() const;
  [[nodiscard]] std::size_t word_count() const { return weights_.size(); }

 private:
  struct WordRange {
    std::size_t begin = 0;
    std::uint32_t count = 0;
    bool known = false;
  };
  struct Count {
    std::uint32_t sentences = 0;  ///< That hold the word, of those counted.
    std::uint32_t last = 0;       ///< The last of them.
  };
  std::string_view keep(std::string_view text);

  TextInterner exact_;
  TextInterner folded_;
  TextInterner words_{1024};
  std::vector<std::uint32_t> folded_of_exact_;  ///< Plus 1; 0 where it was not asked for yet.
  std::vector<std::unique_ptr<char[]>> pages_;  ///< Folded texts that are not the given ones, one after another.
  std::size_t page_left_ = 0;
  char* page_next_ = nullptr;
  std::vector<std::uint32_t> all_words_;  ///< Of one text after another.
  std::vector<WordRange> words_of_;       ///< Where a folded text has its words there.
  std::vector<Count> counts_;             ///< For each word.
  std::vector<double> weights_;
  std::uint32_t sentences_ = 0;
};

}  // namespace stet::align
