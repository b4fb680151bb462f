// SPDX-License-Identifier: Apache-2.0
#include "align/texts.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "align/tokens.hpp"
#include "unicode/fold.hpp"

namespace stet::align {

TextTable::Ids TextTable::add(std::string_view text) {
  const std::uint32_t exact = exact_.intern(text);
  if (exact == folded_of_exact_.size()) {
    storage_.push_back(std::make_unique<std::string>(unicode::fold_case(unicode::fold_typography(text))));
    folded_of_exact_.push_back(folded_.intern(*storage_.back()));
  }
  return {exact, folded_of_exact_[exact]};
}

void TextTable::count_words(std::uint32_t folded) {
  if (features_.size() < folded_.size()) features_.resize(folded_.size());
  Features& features = features_[folded];
  if (features.words.empty() && features.grams.empty()) {
    const std::string_view text = folded_.text(folded);
    for (const std::string_view token : tokens(text)) features.words.push_back(words_.intern(token));
    features.grams = trigrams(text);
    occurrences_.resize(words_.size());
  }
  ++sentences_;
  std::vector<std::uint32_t> distinct = features.words;
  std::ranges::sort(distinct);
  distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());
  for (const std::uint32_t word : distinct) ++occurrences_[word];
}

void TextTable::weigh_words() {
  weights_.resize(words_.size());
  for (std::uint32_t word = 0; word < words_.size(); ++word)
    weights_[word] = std::log(1.0 + static_cast<double>(sentences_) / occurrences_[word]);
}

}  // namespace stet::align
