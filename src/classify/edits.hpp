// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "classify/categories.hpp"

namespace stet::classify {

/// A stretch of the way from one wording to the other: `before` became `after`. One that stays has equal texts.
struct Step {
  ByteRange before;  ///< In bytes of the before text.
  ByteRange after;
  bool kept = false;
  Judgement judgement;  ///< Of one that does not stay.
};

/// Two wordings to be compared. What they view must stay while they are.
struct WordPair {
  std::string_view before;
  std::string_view after;

  [[nodiscard]] WordPair swapped() const { return {after, before}; }
};

/// Knows a language; compares wordings. One thread at a time.
class WordComparer {
 public:
  /// @param lexicon  Of that language.
  WordComparer(const std::string& language, std::shared_ptr<const Lexicon> lexicon)
      : lexicon_(std::move(lexicon)), vocabulary_(*lexicon_), breaks_(language) {}
  explicit WordComparer(const std::string& language)
      : WordComparer(language, std::make_shared<const Lexicon>(language)) {}

  /// For each pair the steps that tile both texts, in order. Mirrors when the texts are swapped (with `renumbering`
  /// mirrored). Many at once are faster than one by one: each stage does its work on all of them before the next one's
  /// code is fetched.
  [[nodiscard]] std::vector<std::vector<Step>> compare(std::span<const WordPair> pairs, const Renumbering& renumbering);
  [[nodiscard]] const Lexicon& lexicon() const { return *lexicon_; }
  /// The words seen so far; for others that read the same texts.
  [[nodiscard]] Vocabulary& vocabulary() { return vocabulary_; }
  /// Whether a stretch was too long to have its facts found, or its unspaced words cut alike, in any comparison so far.
  [[nodiscard]] bool bounded() const { return bounded_; }

 private:
  /// Whether a window may be taken apart; if so, it is counted.
  bool afford(std::string_view before, std::string_view after);
  // The stages, in order.
  struct Compared;
  void cut_into_windows(std::span<const WordPair> pairs, std::vector<Compared>& all);
  void cut_into_words(Compared& one);
  void find_facts(std::span<Compared> all);
  void find_units(Compared& one);
  [[nodiscard]] std::vector<Step> steps_of(const Compared& one, const Renumbering& renumbering) const;

  std::shared_ptr<const Lexicon> lexicon_;
  Vocabulary vocabulary_;
  unicode::Breaks breaks_;
  std::size_t large_windows_ = 0;  ///< Bytes of large windows so far.
  std::size_t windows_ = 0;        ///< Work that all windows were so far.
  bool bounded_ = false;
};

}  // namespace stet::classify
