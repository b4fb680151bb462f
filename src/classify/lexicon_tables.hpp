// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "classify/lexicon.hpp"
#include "classify/phrase_table.hpp"

namespace stet::classify {

/// The longest phrase that begins with a letter.
struct FirstLetter {
  std::string_view letter;
  std::size_t tokens = 0;
};

/// The word lists of one language and the shared ones, as the build laid them out (src/tables/lexicon_source.cpp).
struct LexiconTables {
  std::string_view language;  ///< Empty: the shared lists alone.
  PhraseTable<WordSense> phrases;
  PhraseTable<PhraseStart> first_words;        ///< Of the phrases of several tokens, what begins them.
  std::span<const FirstLetter> first_letters;  ///< Of Han and kana, ordered.
  std::span<const std::string_view> counters;  ///< Longest first.
  std::size_t longest = 1;                     ///< Phrase, in tokens.
};

/// By language.
extern const std::span<const LexiconTables> kLexiconTables;

}  // namespace stet::classify
