// SPDX-License-Identifier: Apache-2.0
#include "align/texts.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "align/tokens.hpp"
#include "unicode/fold.hpp"

namespace stet::align {
namespace {

/// Folds typography and case where that touches no more than letters and straight quotes of ASCII: most of most texts,
/// ten times faster. Gives false, and something half-done, for any other text.
bool fold_plain(std::string_view text, std::string& folded) {
  const auto is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
  folded.resize(text.size());
  char last = ' ';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char byte = text[i];
    if (const auto code = static_cast<unsigned char>(byte); code < 0x20 || code >= 0x7F)
      return false;  // controls, and all that is not ASCII
    if (byte == last && (byte == ' ' || byte == '-')) return false;
    if (is_digit(byte) && i > 1 && is_digit(text[i - 2]) && !is_digit(last)) return false;  // perhaps a group separator
    folded[i] = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 0x20) : byte == '"' || byte == '`' ? '\'' : byte;
    last = byte;
  }
  return text.empty() || last != ' ';
}

}  // namespace

std::uint32_t TextTable::fold(std::uint32_t exact) {
  if (folded_of_exact_.size() < exact_.size()) folded_of_exact_.resize(exact_.size(), 0);
  if (folded_of_exact_[exact] == 0) {
    const std::string_view text = exact_.text(exact);
    std::string folded;
    if (!fold_plain(text, folded)) folded = unicode::fold_case(unicode::fold_typography(text));
    const std::size_t known = folded_.size();
    const std::uint32_t number = folded_.intern(folded);
    if (number == known) {
      const std::span<const char> kept = folded == text ? std::span<const char>(text) : kept_.keep(folded);
      folded_.relocate(number, {kept.data(), kept.size()});
    }
    folded_of_exact_[exact] = number + 1;
  }
  return folded_of_exact_[exact] - 1;
}

void TextTable::count_words(std::uint32_t folded) {
  if (words_of_.size() < folded_.size()) words_of_.resize(folded_.size());
  WordRange& range = words_of_[folded];
  if (!range.known) {
    range = {all_words_.size(), 0, true};
    for (const std::string_view part : sampled(folded_.text(folded)))
      for (const std::string_view token : tokens(part)) all_words_.push_back(words_.intern(token));
    range.count = static_cast<std::uint32_t>(all_words_.size() - range.begin);
    counts_.resize(words_.size());
  }
  ++sentences_;
  for (const std::uint32_t word : words(folded)) {
    Count& count = counts_[word];
    if (count.last == sentences_) continue;  // it was there before in this sentence
    count.last = sentences_;
    ++count.sentences;
  }
}

void TextTable::weigh_words() {
  weights_.resize(words_.size());
  for (std::uint32_t word = 0; word < words_.size(); ++word)
    weights_[word] = std::log(1.0 + static_cast<double>(sentences_) / counts_[word].sentences);
}

const Passage& TextTable::words_alone(std::uint32_t folded) const {
  if (folded >= passages_.size()) {
    passages_.resize(folded_.size());
    taken_apart_.resize(folded_.size(), TakenApart::No);
  }
  Passage& passage = passages_[folded];
  if (taken_apart_[folded] != TakenApart::No) return passage;
  taken_apart_[folded] = TakenApart::Words;
  passage.words = words(folded);
  const std::span<std::uint32_t> sorted = sorted_.take(passage.words.size());
  std::ranges::copy(passage.words, sorted.begin());
  std::ranges::sort(sorted);
  passage.sorted = sorted;
  for (const std::uint32_t word : passage.words) passage.weight += weights_[word];
  return passage;
}

const Passage& TextTable::passage(std::uint32_t folded) const {
  const Passage& known = words_alone(folded);
  if (taken_apart_[folded] == TakenApart::All) return known;
  taken_apart_[folded] = TakenApart::All;
  passages_[folded].grams = grams_.keep(trigrams(sampled(folded_.text(folded))));
  return known;
}

OwnedPassage TextTable::joined(std::span<const std::uint32_t> folded) const {
  OwnedPassage all;
  for (const std::uint32_t number : folded) {
    const Passage& part = passage(number);
    all.words.insert(all.words.end(), part.words.begin(), part.words.end());
    const auto merge = [](auto& into, const auto& from) {
      const auto middle = static_cast<std::ptrdiff_t>(into.size());
      into.insert(into.end(), from.begin(), from.end());
      std::inplace_merge(into.begin(), into.begin() + middle, into.end());
    };
    merge(all.sorted, part.sorted);
    merge(all.grams, part.grams);
    all.weight += part.weight;
  }
  return all;
}

double TextTable::rare_weight() const { return std::log(1.0 + sentences_ / 2.0); }

}  // namespace stet::align
