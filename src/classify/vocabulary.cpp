// SPDX-License-Identifier: Apache-2.0
#include "classify/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "classify/chinese_characters.hpp"
#include "classify/phrase_table.hpp"
#include "text/ascii_letters.hpp"
#include "unicode/fold.hpp"

namespace stet::classify {
namespace {

/// Clitics that Arabic writes together with the word behind them: and, then, the, with, for.
constexpr std::string_view kArabicClitics[] = {"وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك"};

/// What letters and digits of ASCII fold to; 0 for other bytes.
constexpr std::array<char, 256> kFolded = [] {
  std::array<char, 256> folded{};
  for (std::size_t byte = '0'; byte <= '9'; ++byte) folded[byte] = static_cast<char>(byte);
  for (std::size_t byte = 'a'; byte <= 'z'; ++byte) folded[byte] = folded[byte - 0x20] = static_cast<char>(byte);
  return folded;
}();

}  // namespace

std::optional<std::uint32_t> Vocabulary::find(std::string_view folded) const {
  const std::uint32_t number = slots_[slot_of(folded, phrase_hash(folded))].number;
  return number == 0 ? std::nullopt : std::optional(number - 1);
}

void Vocabulary::make_room() {
  constexpr std::size_t kMost = std::size_t{1} << 15U;
  if (words_.size() < kMost) return;
  words_.clear();
  slots_.assign(kFirstSlots, {});
}

std::size_t Vocabulary::slot_of(std::string_view folded, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != 0 &&
         (slots_[at].hash != hash || !text::equal_text(words_[slots_[at].number - 1].text, folded)))
    at = (at + 1) & mask;
  return at;
}

std::uint32_t Vocabulary::intern(std::string_view folded) {
  const std::uint32_t hash = phrase_hash(folded);
  std::size_t slot = slot_of(folded, hash);
  if (slots_[slot].number != 0) return slots_[slot].number - 1;
  if (2 * (words_.size() + 1) > slots_.size()) {
    std::vector<Slot> known(2 * slots_.size());
    known.swap(slots_);
    for (const Slot& old : known)
      if (old.number != 0) slots_[slot_of(words_[old.number - 1].text, old.hash)] = old;
    slot = slot_of(folded, hash);
  }
  Word& word = words_.emplace_back();
  word.text = folded;
  look_up(word);
  slots_[slot] = {static_cast<std::uint32_t>(words_.size()), hash};
  return slots_[slot].number - 1;
}

void Vocabulary::look_up(Word& word) const {
  std::string_view known = word.text;
  std::string respelled;
  if (russian_) {
    respelled = Lexicon::respelled(known);
    known = respelled;
  }
  word.phrases = lexicon_.phrases_from(known);
  word.senses = lexicon_.senses(known);
  if (chinese_) {
    const std::string_view plain = simplified(known, respelled);
    if (plain != known) {
      word.phrases.insert(lexicon_.phrases_from(plain));
      if (word.senses.empty()) word.senses = lexicon_.senses(plain);
    }
  }
  if (word.senses.empty() && arabic_) {
    for (const std::string_view clitic : kArabicClitics) {
      constexpr std::size_t kShortestStem = 6;  // three letters
      if (!known.starts_with(clitic) || known.size() < clitic.size() + kShortestStem) continue;
      word.senses = lexicon_.senses(known.substr(clitic.size()));
      if (!word.senses.empty()) break;
    }
  }
  for (const WordSense& sense : word.senses) word.classes.insert(sense.word_class);
  if (arabic_) word.stem = phrase_stem(word.text);
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

std::uint32_t Vocabulary::id_of_letters(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kShort = 32;
  const std::size_t size = end - begin;
  // Bytes behind the word are copied with it and not looked at.
  if (size > kShort || begin + kShort > text.size()) return id(text.substr(begin, size));
  std::array<std::uint64_t, kShort / 8> lower{};
  std::memcpy(lower.data(), text.data() + begin, kShort);
  for (std::uint64_t& eight : lower) eight |= text::kLowerCase;
  std::array<char, kShort> folded{};
  std::memcpy(folded.data(), lower.data(), kShort);
  return intern({folded.data(), size});
}

std::uint32_t Vocabulary::id(std::string_view raw) {
  // ASCII folds byte by byte, save that signs between and beside others may be one thing with them.
  constexpr std::size_t kShort = 32;
  std::array<char, kShort> folded_ascii{};
  if (raw.size() <= kShort) {
    std::size_t i = 0;
    for (; i < raw.size(); ++i) {
      const char folded = kFolded[static_cast<unsigned char>(raw[i])];
      if (folded == '\0') break;
      folded_ascii[i] = folded;
    }
    if (i == raw.size()) return intern({folded_ascii.data(), i});
    if (raw.size() == 1 && raw[0] > ' ' && raw[0] <= '~') return intern(raw == "\"" || raw == "`" ? "'" : raw);
  }
  std::string folded = unicode::fold_case(unicode::fold_typography(raw));
  if (folded.empty()) folded = raw;
  return intern(folded);
}

}  // namespace stet::classify
