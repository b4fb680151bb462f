// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "align/flat_map.hpp"

namespace stet::align {

/// What the similarity of two texts is computed from. Words and grams stand for text whose typography and case are
/// folded away.
struct Features {
  std::vector<std::uint32_t> words;  ///< In text order.
  std::vector<std::uint16_t> grams;  ///< Hashes of character trigrams, ascending.
};

/// The distinct folded texts of both sides, their words, and how much each word weighs.
class TextTable {
 public:
  /// @param expected  About how many texts there will be.
  explicit TextTable(std::size_t expected) : exact_(expected), folded_(expected) {}

  struct Ids {
    std::uint32_t exact = 0;   ///< Equal for equal texts.
    std::uint32_t folded = 0;  ///< Equal for texts that differ in typography and case alone.
  };
  /// Enters the text of one sentence, which must outlive the table.
  Ids add(std::string_view text);

  /// Counts each word of a sentence's text as used once more. After the last, `weigh_words`.
  void count_words(std::uint32_t folded);
  void weigh_words();

  [[nodiscard]] const Features& features(std::uint32_t folded) const { return features_[folded]; }
  [[nodiscard]] double weight(std::uint32_t word) const { return weights_[word]; }
  [[nodiscard]] std::uint32_t occurrences(std::uint32_t word) const { return occurrences_[word]; }
  [[nodiscard]] std::size_t word_count() const { return weights_.size(); }
  [[nodiscard]] std::string_view folded_text(std::uint32_t folded) const { return folded_.text(folded); }
  [[nodiscard]] std::string_view word_text(std::uint32_t word) const { return words_.text(word); }

 private:
  TextInterner exact_;
  TextInterner folded_;
  std::vector<std::uint32_t> folded_of_exact_;
  std::vector<std::unique_ptr<std::string>> storage_;  ///< Folded texts that differ from the given ones.
  std::vector<Features> features_;                     ///< Of each folded text, once its words were counted.
  TextInterner words_{1024};
  std::vector<std::uint32_t> occurrences_;  ///< Sentences that hold the word, both sides together.
  std::vector<double> weights_;
  std::uint32_t sentences_ = 0;
};

}  // namespace stet::align
