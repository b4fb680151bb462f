// SPDX-License-Identifier: Apache-2.0
#include "classify/vocabulary.hpp"

#include <algorithm>
#include <array>

#include "classify/chinese_characters.hpp"
#include "classify/phrase_table.hpp"
#include "unicode/fold.hpp"

namespace stet::classify {
namespace {

/// Clitics that Arabic writes together with the word behind them: and, then, the, with, for.
constexpr std::string_view kArabicClitics[] = {"وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك"};

}  // namespace

std::optional<std::uint32_t> Vocabulary::find(std::string_view folded) const {
  const std::uint32_t number = slots_[slot_of(folded)];
  return number == 0 ? std::nullopt : std::optional(number - 1);
}

void Vocabulary::make_room() {
  constexpr std::size_t kMost = std::size_t{1} << 15U;
  if (words_.size() < kMost) return;
  words_.clear();
  slots_.assign(kFirstSlots, 0);
}

std::size_t Vocabulary::slot_of(std::string_view folded) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = phrase_hash(folded) & mask;
  while (slots_[at] != 0 && !text::equal_text(words_[slots_[at] - 1].text, folded)) at = (at + 1) & mask;
  return at;
}

std::uint32_t Vocabulary::intern(std::string_view folded) {
  std::size_t slot = slot_of(folded);
  if (slots_[slot] != 0) return slots_[slot] - 1;
  if (2 * (words_.size() + 1) > slots_.size()) {
    slots_.assign(2 * slots_.size(), 0);
    for (std::uint32_t id = 0; id < words_.size(); ++id) slots_[slot_of(words_[id].text)] = id + 1;
    slot = slot_of(folded);
  }
  Word& word = words_.emplace_back();
  word.text = folded;
  look_up(word);
  return (slots_[slot] = static_cast<std::uint32_t>(words_.size())) - 1;
}

void Vocabulary::look_up(Word& word) const {
  std::string_view known = word.text;
  std::string respelled;
  if (lexicon_.language() == "ru") {
    respelled = Lexicon::respelled(known);
    known = respelled;
  }
  word.longest_phrase = lexicon_.longest_from(known);
  word.senses = lexicon_.senses(known);
  if (lexicon_.language() == "zh") {
    const std::string_view plain = simplified(known, respelled);
    if (plain != known) {
      word.longest_phrase = std::max(word.longest_phrase, lexicon_.longest_from(plain));
      if (word.senses.empty()) word.senses = lexicon_.senses(plain);
    }
  }
  if (word.senses.empty() && lexicon_.language() == "ar") {
    for (const std::string_view clitic : kArabicClitics) {
      constexpr std::size_t kShortestStem = 6;  // three letters
      if (!known.starts_with(clitic) || known.size() < clitic.size() + kShortestStem) continue;
      word.senses = lexicon_.senses(known.substr(clitic.size()));
      if (!word.senses.empty()) break;
    }
  }
  for (const WordSense& sense : word.senses) word.classes.insert(sense.word_class);
  if (lexicon_.language() == "ar") word.stem = phrase_stem(word.text);
}

std::string Vocabulary::phrase_stem(std::string_view word) const {
  // لمنظمة as منظمة, للأمم as الأمم
  for (const std::string_view clitic : {"لل", "و", "ب", "ل", "ف", "ك"}) {
    if (!word.starts_with(clitic)) continue;
    std::string stem = clitic == "لل" ? "ال" : "";
    stem += word.substr(clitic.size());
    if (lexicon_.begins_phrase(stem)) return stem;
  }
  return {};
}

std::uint32_t Vocabulary::id(std::string_view raw) {
  // A word of ASCII letters folds to its lower case.
  constexpr std::size_t kShort = 32;
  std::array<char, kShort> lower{};
  if (raw.size() <= kShort) {
    std::size_t i = 0;
    for (; i < raw.size(); ++i) {
      const char byte = raw[i];
      if (byte >= 'A' && byte <= 'Z')
        lower[i] = static_cast<char>(byte + ('a' - 'A'));
      else if (byte >= 'a' && byte <= 'z')
        lower[i] = byte;
      else
        break;
    }
    if (i == raw.size()) return intern({lower.data(), i});
  }
  std::string folded = unicode::fold_case(unicode::fold_typography(raw));
  if (folded.empty()) folded = raw;
  return intern(folded);
}

}  // namespace stet::classify
