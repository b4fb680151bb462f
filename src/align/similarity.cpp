// SPDX-License-Identifier: Apache-2.0
// How alike two sentences are, whatever was done to them.
//
// Idea: three measures that fail in different ways are added up. The weighted share of common words (Dice, rare words
// weigh more) sees reordering but not inflection; the same share of words in common order sees word salad for what it
// is; the share of common character trigrams sees inflection, compounds and scripts without spaces.
//
// Example, weights 1: "the cat sat down" and "down sat the cat" share 4 of 4 words, Dice 1; in order only "the cat",
// 0.5; most trigrams. Score 0.35 + 0.18 + 0.25 or so: the same words, moved about.
//
// Beside the score stands the evidence: how much is shared in absolute terms. "Read on" and "Read more" score as high
// as two long clauses that share half their words, but one common word is no evidence of anything; the callers ask for
// less score where there is more evidence.
//
// Case it gets wrong: a paraphrase without common words or stems scores nothing. "Terminated for cause" and "not
// terminated for cause" score nearly 1: that they mean the opposite is for the classifier to say.
//
// Cost: linear but for the words in order, whose number is bounded (tokens.cpp, `sampled`).
// Sources: Dice (1945); Sparck Jones, "A statistical interpretation of term specificity" (1972) for the weights;
// Needleman and Wunsch (1970) for the words in order.
#include "align/similarity.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "align/tokens.hpp"
#include "text/sort_few.hpp"

namespace stet::align {
namespace {

// Shares of the three measures. Anything from 0.2 to 0.5 for each does about as well on the development texts.
constexpr double kWordShare = 0.35;
constexpr double kOrderShare = 0.35;
constexpr double kGramShare = 0.30;

/// Calls `use` for every element that two ascending sequences have in common, as often as both have it. Which of them
/// goes on is a matter of arithmetic: a jump would be guessed wrong every other time.
template <class T, class Use>
void for_common(std::span<const T> left, std::span<const T> right, Use use) {
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    const T one = left[i];
    const T other = right[j];
    use(one, one == other);
    i += static_cast<std::size_t>(one <= other);
    j += static_cast<std::size_t>(other <= one);
  }
}

/// Tells most of the words that some others do not have.
class WordFilter {
 public:
  explicit WordFilter(std::span<const std::uint32_t> words) {
    for (const std::uint32_t word : words) bits_[word / kBits % bits_.size()] |= std::uint64_t{1} << word % kBits;
  }
  [[nodiscard]] bool may_have(std::uint32_t word) const {
    return (bits_[word / kBits % bits_.size()] >> word % kBits & 1U) != 0;
  }

 private:
  static constexpr std::size_t kBits = 64;
  std::array<std::uint64_t, 16> bits_{};
};

/// How many words two passages have in common at the beginning.
std::size_t common_head(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right) {
  return static_cast<std::size_t>(std::ranges::mismatch(left, right).in1 - left.begin());
}

/// Counts trigrams in a table with open addressing: they are hashes already. No more than half of it is filled.
class GramCounts {
 public:
  static constexpr std::size_t kMost = 512;
  static constexpr std::size_t kFew = 24;  ///< Of fewer, to sort them costs less than to clear the table.

  void add(std::uint16_t gram) {
    Slot& slot = slot_of(gram);
    slot.gram = gram;
    slot.count = static_cast<std::uint16_t>(std::max<std::uint16_t>(slot.count, 1) + 1);
  }
  /// Whether there is one left, which is taken.
  bool take(std::uint16_t gram) {
    Slot& slot = slot_of(gram);
    if (slot.count <= 1) return false;
    --slot.count;
    return true;
  }

 private:
  static constexpr std::size_t kSlots = 2 * kMost;
  struct Slot {
    std::uint16_t gram = 0;
    std::uint16_t count = 0;  ///< One more than there are; 0 where no gram is.
  };

  Slot& slot_of(std::uint16_t gram) {
    std::size_t at = gram % kSlots;
    while (slots_[at].count != 0 && slots_[at].gram != gram) at = (at + 1) % kSlots;
    return slots_[at];
  }
  std::array<Slot, kSlots> slots_{};
};

std::size_t count_common(std::span<const std::uint16_t> left, std::span<const std::uint16_t> right) {
  GramCounts counts;
  for (const std::uint16_t gram : left) counts.add(gram);
  std::size_t common = 0;
  for (const std::uint16_t gram : right) common += static_cast<std::size_t>(counts.take(gram));
  return common;
}

std::size_t count_common_sorted(std::span<const std::uint16_t> left, std::span<const std::uint16_t> right) {
  std::size_t count = 0;
  for_common(left, right, [&](std::uint16_t, bool common) { count += static_cast<std::size_t>(common); });
  return count;
}

/// How many trigrams two passages have in common, each as often as both have it. Where the texts agree at their ends,
/// those there are, and only what stands between is taken apart: of a trigram that both ends have so often already, as
/// many more are common as the middles have in common.
std::size_t shared_letters(const Letters& left, const Letters& right) {
  if (std::min(left.size(), right.size()) < GramCounts::kFew) return count_common_sorted(left.sorted(), right.sorted());
  const std::optional<std::string_view> one = left.text();
  const std::optional<std::string_view> other = right.text();
  if (one && other)
    if (const std::optional<CommonEnds> ends = common_ends(*one, *other);
        ends && std::max(ends->left_middle.size(), ends->right_middle.size()) <= GramCounts::kMost)
      return ends->trigram_count + count_common(ends->left_middle, ends->right_middle);
  if (std::max(left.size(), right.size()) <= GramCounts::kMost) return count_common(left.all(), right.all());
  return count_common_sorted(left.sorted(), right.sorted());
}

/// Weight of the heaviest common subsequence of words in the middle, added to that of the words before it. A word that
/// one side alone has changes nothing and is passed over.
double shared_in_middle(const TextTable& texts, std::span<const std::uint32_t> left,
                        std::span<const std::uint32_t> right, double weight_before) {
  struct Column {
    double best = 0;  ///< Up to and with this word.
    std::uint32_t word = 0;
  };
  const WordFilter in_left(left);
  std::vector<Column> columns;
  columns.reserve(right.size());
  for (const std::uint32_t word : right)
    if (in_left.may_have(word)) columns.push_back({weight_before, word});
  if (columns.empty()) return weight_before;
  const WordFilter in_right(right);
  for (const std::uint32_t word : left) {
    if (!in_right.may_have(word)) continue;
    const double weight = texts.weight(word);
    double diagonal = weight_before;
    double before = weight_before;
    for (Column& column : columns) {
      const double above = column.best;
      const double skipped = std::max(above, before);
      column.best = before = column.word == word ? std::max(diagonal + weight, skipped) : skipped;
      diagonal = above;
    }
  }
  return columns.back().best;
}

/// The same of all words: those that both have at either end are in it.
double shared_in_order(const TextTable& texts, std::span<const std::uint32_t> left,
                       std::span<const std::uint32_t> right) {
  const std::size_t head = common_head(left, right);
  double weight = 0;
  for (const std::uint32_t word : left.first(head)) weight += texts.weight(word);
  left = left.subspan(head);
  right = right.subspan(head);
  const auto [left_tail, right_tail] = std::mismatch(left.rbegin(), left.rend(), right.rbegin(), right.rend());
  const auto tail = static_cast<std::size_t>(left_tail - left.rbegin());
  weight = shared_in_middle(texts, left.first(left.size() - tail), right.first(right.size() - tail), weight);
  for (const std::uint32_t word : left.last(tail)) weight += texts.weight(word);
  return weight;
}

/// Calls `use` for every element of an ascending sequence, once, with how often it comes.
template <class T, class Use>
void for_runs(std::span<const T> elements, Use use) {
  for (std::size_t first = 0, last = 0; first < elements.size(); first = last) {
    while (last < elements.size() && elements[last] == elements[first]) ++last;
    use(elements[first], static_cast<std::uint32_t>(last - first));
  }
}

}  // namespace

void Counter::enter_others(std::span<const Passage> others) {
  holders_of_.resize(texts_.word_count());
  for (const std::uint32_t word : entered_) holders_of_[word] = {};
  entered_.clear();
  const auto for_each = [&](auto use) {
    for (std::uint32_t other = 0; other < others.size(); ++other)
      for_runs(others[other].sorted, [&](std::uint32_t word, std::uint32_t times) { use(word, Holder{other, times}); });
  };
  for_each([&](std::uint32_t word, const Holder&) {
    if (holders_of_[word].count++ == 0) entered_.push_back(word);
  });
  std::uint32_t next = 0;
  for (const std::uint32_t word : entered_) {
    holders_of_[word].begin = next;
    next += std::exchange(holders_of_[word].count, 0U);
  }
  holders_.resize(next);
  for_each([&](std::uint32_t word, const Holder& holder) {
    Holders& of_word = holders_of_[word];
    holders_[of_word.begin + of_word.count++] = holder;
  });
  shared_.resize(others.size());
}

std::span<const double> Counter::shared_words(std::span<const std::uint32_t> sorted) {
  std::ranges::fill(shared_, 0.0);
  for_runs(sorted, [&](std::uint32_t word, std::uint32_t times) {
    const Holders of_word = holders_of_[word];
    const double weight = texts_.weight(word);
    for (const Holder& holder : std::span(holders_).subspan(of_word.begin, of_word.count))
      for (std::uint32_t left = std::min(times, holder.times); left > 0; --left) shared_[holder.other] += weight;
  });
  return shared_;
}

void Counter::enter_grams(std::span<const std::uint16_t> grams) {
  constexpr std::size_t kGrams = std::size_t{1} << 16U;
  grams_.resize(kGrams);
  for (const std::uint16_t gram : entered_grams_) grams_[gram] = 0;
  for (const std::uint16_t gram : grams) ++grams_[gram];
  entered_grams_ = grams;
}

std::size_t Counter::shared_grams(std::span<const std::uint16_t> grams) const {
  std::size_t count = 0;
  std::size_t times = 0;
  for (std::size_t i = 0; i < grams.size(); ++i) {
    times = i > 0 && grams[i] == grams[i - 1] ? times + 1 : 0;
    count += static_cast<std::size_t>(grams_[grams[i]] > times);
  }
  return count;
}

double shared_words(const TextTable& texts, const Passage& left, const Passage& right) {
  double words = 0;
  for_common(left.sorted, right.sorted, [&](std::uint32_t word, bool common) {
    if (common) words += texts.weight(word);
  });
  return words;
}

double highest_score(double words, double weight) {
  return weight > 0 ? (kWordShare + kOrderShare) * 2 * words / weight + kGramShare : kGramShare;
}

Overlap overlap(const TextTable& texts, const Passage& left, const Passage& right) {
  return overlap(shared_words(texts, left, right), left, right);
}

Overlap overlap(double words, const Passage& left, const Passage& right) {
  return {static_cast<float>(words), static_cast<float>(shared_letters(left.grams, right.grams))};
}

double highest_score(const Overlap& overlap, double weight, std::size_t grams) {
  return highest_score(overlap, static_cast<double>(overlap.words), weight, grams);
}

double highest_score(const Overlap& overlap, double in_order, double weight, std::size_t grams) {
  const double letters = grams > 0 ? 2.0 * static_cast<double>(overlap.grams) / static_cast<double>(grams) : 0;
  if (weight <= 0) return kGramShare * letters;
  return 2.0 * (kWordShare * static_cast<double>(overlap.words) + kOrderShare * in_order) / weight +
         kGramShare * letters;
}

Likeness likeness(const TextTable& texts, const Passage& left, const Passage& right) {
  return likeness(texts, left, right, overlap(texts, left, right));
}

Likeness likeness(const TextTable& texts, const Passage& left, const Passage& right, const Overlap& overlap) {
  const double weight = left.weight + right.weight;
  const bool has_words = weight > 0 && overlap.words > 0;
  const double in_order = has_words ? shared_in_order(texts, left.words, right.words) : 0;
  const double score = highest_score(overlap, in_order, weight, left.grams.size() + right.grams.size());
  return {weight > 0 ? std::min(score, 1.0) : score, in_order / texts.rare_weight()};
}

std::vector<bool> common_in_order(const TextTable& texts, std::span<const std::uint32_t> left,
                                  std::span<const std::uint32_t> right) {
  // Of several ways that weigh the same the one with the earliest words is taken, so it has the common beginning.
  const std::size_t head = common_head(left, right);
  std::vector<bool> common(left.size(), false);
  std::fill_n(common.begin(), head, true);
  const WordFilter in_left(left.subspan(head));
  const WordFilter in_right(right.subspan(head));
  std::vector<std::size_t> rows;  // positions in `left`
  rows.reserve(left.size() - head);
  for (std::size_t i = head; i < left.size(); ++i)
    if (in_right.may_have(left[i])) rows.push_back(i);
  std::vector<std::uint32_t> columns;
  columns.reserve(right.size() - head);
  for (const std::uint32_t word : right.subspan(head))
    if (in_left.may_have(word)) columns.push_back(word);
  if (rows.empty() || columns.empty()) return common;
  const std::size_t width = columns.size() + 1;
  std::vector<float> best((rows.size() + 1) * width, 0);
  for (std::size_t i = 1; i <= rows.size(); ++i) {
    const std::uint32_t word = left[rows[i - 1]];
    const auto weight = static_cast<float>(texts.weight(word));
    for (std::size_t j = 1; j < width; ++j) {
      float value = std::max(best[(i - 1) * width + j], best[i * width + j - 1]);
      if (word == columns[j - 1]) value = std::max(value, best[(i - 1) * width + j - 1] + weight);
      best[i * width + j] = value;
    }
  }
  for (std::size_t i = rows.size(), j = columns.size(); i > 0 && j > 0;) {
    if (best[i * width + j] == best[(i - 1) * width + j]) {
      --i;
    } else if (best[i * width + j] == best[i * width + j - 1]) {
      --j;
    } else {
      common[rows[--i]] = true;
      --j;
    }
  }
  return common;
}

OwnedPassage residual(const TextTable& texts, const Passage& whole, const Passage& part) {
  OwnedPassage rest = residual_words(texts, whole, common_in_order(texts, whole.words, part.words));
  rest.grams = residual_trigrams(whole, part);
  return rest;
}

OwnedPassage residual_words(const TextTable& texts, const Passage& whole, const std::vector<bool>& taken) {
  OwnedPassage rest;
  for (std::size_t i = 0; i < whole.words.size(); ++i) {
    if (taken[i]) continue;
    rest.words.push_back(whole.words[i]);
    rest.weight += texts.weight(whole.words[i]);
  }
  rest.sorted = rest.words;
  text::sort_few(rest.sorted);
  return rest;
}

std::vector<std::uint16_t> residual_trigrams(const Passage& whole, const Passage& part) {
  std::vector<std::uint16_t> rest;
  std::ranges::set_difference(whole.grams.sorted(), part.grams.sorted(), std::back_inserter(rest));
  return rest;
}

}  // namespace stet::align
