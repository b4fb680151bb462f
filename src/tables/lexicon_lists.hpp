// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "classify/lexicon_tables.hpp"

namespace stet::tables {

/// A phrase, and what is said of it.
template <typename Sense>
struct PhraseEntry {
  std::string_view phrase;
  Sense sense;
};

/// The word lists of src/classify/data, read: what a lexicon looks up.
class LexiconLists {
 public:
  /// Reads a file of lists after those before it.
  /// @param data  Must outlive this.
  /// @throws std::runtime_error  Names a section that no class has.
  void load(std::string_view data);

  std::vector<PhraseEntry<classify::WordSense>> phrases;
  std::map<std::string_view, classify::PhraseStart> first_words;  ///< What phrases of several tokens begin with.
  std::map<std::string_view, std::size_t> first_letters;          ///< Of Han and kana: the longest phrase, in tokens.
  std::vector<std::string_view> counters;
  std::size_t longest = 1;  ///< Phrase, in tokens.

 private:
  void add(classify::WordClass word_class, std::string_view phrase, std::string_view value);
};

}  // namespace stet::tables
