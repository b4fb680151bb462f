// SPDX-License-Identifier: Apache-2.0
// Which sentences to compare when there are too many to compare all.
//
// Idea: sentences that belong together share words that few others have. An index gives for each word of the right side
// the lines that hold it; each left line looks up its rarest words there, and the lines that come up with the most
// weight are compared in full.
//
// Example: of 10,000 right lines, "Article 30 applies to Serbia as of June" asks for serbia (2 lines) and june (5), not
// for "article" (900); a line that holds both comes up first.
//
// Case it gets wrong: a sentence all of whose words are common is never looked up.
//
// Cost: for each left line, kProbes lists of at most kLongestList lines and kCompared comparisons.
// Source: inverted indexes as in Zobel and Moffat, "Inverted files for text search engines" (2006).
#include "align/candidates.hpp"

#include <algorithm>

namespace stet::align {
namespace {

/// Words looked up for each line, and the longest list that is read. Together with kCompared they bound the time to a
/// few microseconds a line.
constexpr std::size_t kProbes = 8;
constexpr std::size_t kLongestList = 12;
constexpr std::size_t kCompared = 2;
/// Share of a line's weight that these words must make up: with less, the pair cannot reach a score that counts.
constexpr double kSharedShare = 0.2;

/// All pairs are compared where the numbers of words multiply to at most this (200 sentences of 20 words on either
/// side), and the numbers of lines to at most that.
constexpr std::uint64_t kMostWork = 1ULL << 24;
constexpr std::uint64_t kMostPairs = 1ULL << 17;

/// What a pair, a line that is looked up and a word of the index cost beside that, in pairs of words. They count
/// against the work in all, where very many lines of a word or two come to more than their words.
constexpr std::uint64_t kWorkOfPair = 1ULL << 5;
constexpr std::uint64_t kWorkOfLine = 1ULL << 8;
constexpr std::uint64_t kWorkOfWord = 1;

/// Calls `use` for every distinct word of a folded text, ascending.
template <class Use>
void for_words(const TextTable& texts, std::uint32_t folded, Use use) {
  const std::span<const std::uint32_t> sorted = texts.passage(folded).sorted;
  for (std::size_t i = 0; i < sorted.size(); ++i)
    if (i == 0 || sorted[i] != sorted[i - 1]) use(sorted[i]);
}

/// For each word, the right lines that hold it: none for a word that more than kLongestList hold.
class WordIndex {
 public:
  WordIndex(const Comparison& comparison, std::span<const std::uint32_t> lines)
      : begins_(comparison.texts.word_count() + 1, 0) {
    const auto for_each = [&](auto use) {
      for (const std::uint32_t line : lines)
        for_words(comparison.texts, comparison.right[line].folded, [&](std::uint32_t word) { use(word, line); });
    };
    std::vector<std::uint32_t> counts(comparison.texts.word_count(), 0);
    for_each([&](std::uint32_t word, std::uint32_t) { ++counts[word]; });
    for (std::size_t word = 0; word < counts.size(); ++word) {
      if (counts[word] > kLongestList) counts[word] = 0;
      begins_[word + 1] = begins_[word] + counts[word];
    }
    lines_.resize(begins_.back());
    for_each([&](std::uint32_t word, std::uint32_t line) {
      if (counts[word] > 0) lines_[begins_[word + 1] - counts[word]--] = line;
    });
  }
  [[nodiscard]] std::span<const std::uint32_t> lines_with(std::uint32_t word) const {
    return std::span(lines_).subspan(begins_[word], begins_[word + 1] - begins_[word]);
  }

 private:
  std::vector<std::uint32_t> begins_;  ///< Of a word's lines; one more at the end.
  std::vector<std::uint32_t> lines_;
};

/// A word to look up, the rarest first.
struct Probe {
  std::size_t lines = 0;
  std::uint32_t word = 0;
  friend auto operator<=>(const Probe&, const Probe&) = default;
};

struct Found {
  std::uint32_t line = 0;
  double weight = 0;  ///< Of the words that found it.
};

/// Looks up one left line after the other.
class Finder {
 public:
  Finder(const Comparison& comparison, const WordIndex& index)
      : comparison_(comparison), index_(index), place_of_(comparison.right.size(), kNowhere) {}

  /// The right lines that share the most rare-word weight with a left line, best first. Good until the next call.
  std::span<const Found> best(std::uint32_t line) {
    const double weight = choose_probes(line);
    look_up();
    std::erase_if(found_, [&](const Found& hit) { return hit.weight < kSharedShare * weight; });
    std::ranges::sort(found_, {}, &Found::line);
    // The first kCompared of a stable sort, of which no more is wanted.
    const std::size_t count = std::min(found_.size(), kCompared);
    for (std::size_t place = 0; place < count; ++place) {
      const auto rest = found_.begin() + static_cast<std::ptrdiff_t>(place);
      const auto heaviest = std::ranges::max_element(rest, found_.end(), {}, &Found::weight);
      std::rotate(rest, heaviest, heaviest + 1);
    }
    return std::span(found_).first(count);
  }

 private:
  /// Gives the weight of all of the line's words.
  double choose_probes(std::uint32_t line) {
    probes_.clear();
    double weight = 0;
    for_words(comparison_.texts, comparison_.left[line].folded, [&](std::uint32_t word) {
      weight += comparison_.texts.weight(word);
      if (const std::size_t lines = index_.lines_with(word).size(); lines > 0) probes_.push_back({lines, word});
    });
    std::ranges::sort(probes_);
    if (probes_.size() > kProbes) probes_.resize(kProbes);
    return weight;
  }

  /// Each line that a probe finds, once.
  void look_up() {
    found_.clear();
    for (const Probe& probe : probes_) {
      const double weight = comparison_.texts.weight(probe.word);
      for (const std::uint32_t line : index_.lines_with(probe.word)) {
        std::uint32_t& place = place_of_[line];
        if (place == kNowhere) {
          place = static_cast<std::uint32_t>(found_.size());
          found_.push_back({line, 0});
        }
        found_[place].weight += weight;
      }
    }
    for (const Found& hit : found_) place_of_[hit.line] = kNowhere;
  }

  static constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

  const Comparison& comparison_;
  const WordIndex& index_;
  std::vector<Probe> probes_;
  std::vector<Found> found_;
  std::vector<std::uint32_t> place_of_;  ///< Of each right line in `found_`, while lines are looked up.
};

}  // namespace

std::vector<Candidate> candidates(Comparison& comparison, std::span<const std::uint32_t> left,
                                  std::span<const std::uint32_t> right, const std::function<double(double)>& least) {
  const std::uint64_t looking_up =
      kWorkOfLine * (left.size() + right.size()) + kWorkOfWord * comparison.texts.word_count();
  if (!comparison.afford(looking_up)) return {};
  const WordIndex index(comparison, right);
  Finder finder(comparison, index);
  std::vector<Candidate> pairs;
  for (const std::uint32_t line : left) {
    for (const Found& found : finder.best(line)) {
      const std::uint64_t work = comparison.texts.words(comparison.left[line].folded).size() *
                                 comparison.texts.words(comparison.right[found.line].folded).size();
      if (!comparison.afford(work)) continue;
      const TextTable& texts = comparison.texts;
      const Passage one = texts.passage(comparison.left[line].folded);
      const Passage other = texts.passage(comparison.right[found.line].folded);
      const double words = shared_words(texts, one, other);
      if (highest_score(words, one.weight + other.weight) < least(words / texts.rare_weight())) continue;
      pairs.push_back({line, found.line, comparison.likeness_of(line, found.line)});
    }
  }
  return pairs;
}

bool afford_all_pairs(Comparison& comparison, std::span<const std::uint32_t> left,
                      std::span<const std::uint32_t> right) {
  std::uint64_t left_words = left.size();
  for (const std::uint32_t line : left) left_words += comparison.texts.words(comparison.left[line].folded).size();
  std::uint64_t right_words = right.size();
  for (const std::uint32_t line : right) right_words += comparison.texts.words(comparison.right[line].folded).size();
  const std::uint64_t work = left_words * right_words;
  const std::uint64_t pairs = std::uint64_t{left.size()} * right.size();
  const std::uint64_t in_all = work + kWorkOfPair * pairs;
  if (pairs > kMostPairs || work > kMostWork || in_all > comparison.work_left) return false;
  comparison.work_left -= in_all;
  return true;
}

}  // namespace stet::align
