// SPDX-License-Identifier: Apache-2.0
#include "align/texts.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

#include "align/tokens.hpp"
#include "unicode/fold.hpp"

namespace stet::align {
namespace {

/// Folded texts share allocations of this size: most are short.
constexpr std::size_t kPage = 1U << 16;

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
    if (number == known) folded_.relocate(number, folded == text ? text : keep(folded));
    folded_of_exact_[exact] = number + 1;
  }
  return folded_of_exact_[exact] - 1;
}

std::string_view TextTable::keep(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > page_left_) {
    page_left_ = std::max(kPage, text.size());
    pages_.push_back(std::make_unique_for_overwrite<char[]>(page_left_));
    page_next_ = pages_.back().get();
  }
  std::memcpy(page_next_, text.data(), text.size());
  const std::string_view kept(page_next_, text.size());
  page_next_ += text.size();
  page_left_ -= text.size();
  return kept;
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

Passage TextTable::passage(std::uint32_t folded) const { return joined({&folded, 1}); }

Passage TextTable::joined(std::span<const std::uint32_t> folded) const {
  Passage passage;
  std::vector<std::string_view> parts;
  for (const std::uint32_t number : folded) {
    const std::span<const std::uint32_t> part = words(number);
    passage.words.insert(passage.words.end(), part.begin(), part.end());
    for (const std::string_view text : sampled(folded_.text(number))) parts.push_back(text);
  }
  passage.sorted = passage.words;
  std::ranges::sort(passage.sorted);
  passage.grams = trigrams(parts);
  for (const std::uint32_t word : passage.words) passage.weight += weights_[word];
  return passage;
}

double TextTable::rare_weight() const { return std::log(1.0 + sentences_ / 2.0); }

}  // namespace stet::align
