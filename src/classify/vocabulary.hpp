// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classify/lexicon.hpp"

namespace stet::classify {

/// Gives equal folded tokens equal ids, and knows what the lexicon says of each. All comparisons of a text share one:
/// the same words come again and again.
class Vocabulary {
 public:
  /// @param lexicon  Must outlive this.
  explicit Vocabulary(const Lexicon& lexicon)
      : lexicon_(lexicon),
        russian_(lexicon.language() == "ru"),
        chinese_(lexicon.language() == "zh"),
        arabic_(lexicon.language() == "ar") {}
  Vocabulary(const Vocabulary&) = delete;
  Vocabulary& operator=(const Vocabulary&) = delete;

  /// A folded form that was seen.
  struct Word {
    std::string text;                   ///< Typography and case gone.
    std::span<const WordSense> senses;  ///< Of the word alone; in Arabic those of its stem where it has none itself.
    WordClassSet classes;               ///< Of `senses`.
    PhraseStart phrases;                ///< That may begin with it.
    std::string stem;                   ///< Begins such a phrase without the Arabic clitic of this word; else empty.
  };

  [[nodiscard]] std::uint32_t id(std::string_view raw);
  /// The same of a stretch of a text, which is letters of ASCII.
  [[nodiscard]] std::uint32_t id_of_letters(std::string_view text, std::size_t begin, std::size_t end);
  /// Forgets all words if there are very many, so that memory does not grow with the text. Ids before that mean
  /// nothing.
  void make_room();
  /// The id of a folded form that was seen; nothing for another.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view folded) const;
  [[nodiscard]] const Word& word(std::uint32_t id) const { return words_[id]; }
  [[nodiscard]] const std::string& text(std::uint32_t id) const { return words_[id].text; }
  [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }

 private:
  std::uint32_t intern(std::string_view folded);
  void look_up(Word& word) const;
  [[nodiscard]] std::string phrase_stem(std::string_view word) const;

  /// Where a form stands in `slots_`, or the free place for it.
  [[nodiscard]] std::size_t slot_of(std::string_view folded, std::uint32_t hash) const;

  const Lexicon& lexicon_;
  bool russian_;
  bool chinese_;
  bool arabic_;
  static constexpr std::size_t kFirstSlots = 1024;
  std::deque<Word> words_;  // stay in place: texts of theirs are held while others come
  struct Slot {
    std::uint32_t number = 0;  ///< Id plus 1, or 0.
    std::uint32_t hash = 0;
  };
  /// A hash table with open addressing, its size a power of two.
  std::vector<Slot> slots_ = std::vector<Slot>(kFirstSlots);
};

}  // namespace stet::classify
