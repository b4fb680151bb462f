// SPDX-License-Identifier: Apache-2.0
// Reworded, split and merged sentences between two anchors: a monotone alignment.
//
// Idea: between sentences that are known to belong together, the others kept their order as well, but for the few that
// moved. So every left line of the gap is compared with every right one, and dynamic programming picks the selection of
// pairs and groups (1:2, 1:3, 2:1, 3:1) in order whose scores sum up highest. A pair must reach a score that is higher
// the less evidence there is; a group must beat the best of its pairs, and each smaller part must resemble what the
// others leave of the whole. Gaps too long for that are first cut at the pairs that rare words give away.
//
// Example:  A  The fee is 5 euros, payable in advance.      A' The fee is 6 euros.
//           B  Refunds are excluded.                        A" It is payable in advance.
//                                                           B' There are no refunds.
// A and A' score 0.6, A and A" 0.4; A against A' + A" scores 0.8, and what A' leaves of A resembles A": 1:2. B and B'
// score 0.3 with the evidence of one word, too little: one removed, one added. (Between ties, in_place.cpp takes a
// second look.)
//
// Case it gets wrong: two sentences that swapped places within a gap; the better pair stays and the other is left to
// the search for moves.
//
// Cost: the product of the two sides' words, bounded in candidates.cpp; n log n past that.
// Sources: Gale and Church, "A program for aligning sentences in bilingual corpora" (1993) for the shapes of groups;
// Needleman and Wunsch (1970) for the programme.
#include <algorithm>
#include <array>

#include "align/candidates.hpp"
#include "align/comparison.hpp"
#include "align/increasing.hpp"
#include "align/tokens.hpp"

namespace stet::align {
namespace {

// Thresholds were chosen on the development texts, on the flat part of the curve: the figures hold for 0.02 to either
// side of each (docs/engine.md has the table).

/// A pair's least score with plenty of evidence, and how much more with that of one word.
constexpr double kPair = 0.24;
constexpr double kPairSlope = 0.05;
/// The least score of two lines in one role, such as "Updated: 3 May 2023" and "Updated: 27 June 2024".
constexpr double kRole = 0.20;
/// Bytes up to which a line can be a label with a date or number.
constexpr std::size_t kRoleBytes = 60;
/// What every pair or group costs in the sum, so that one good pair beats two poor ones.
constexpr double kCost = 0.15;
/// How much a group must score above the best of its pairs.
constexpr double kGroupGain = 0.06;
/// How much each smaller part of a group must resemble what the others leave of the whole, and the evidence for it.
constexpr double kPart = 0.30;
constexpr double kPartEvidence = 1.4;
/// Parts below this score have nothing to do with the whole; and a pair above that one needs no further part.
constexpr double kNoPart = 0.05;
constexpr double kWhole = 0.95;
/// What sums of rounded figures may be off by.
constexpr double kRounding = 1e-4;
/// Most parts of a group. Sentences fall into two or three; halves.cpp finds further ones.
constexpr std::size_t kMostParts = 3;

/// Right lines from which on it pays to enter the lines in tables; the first touch of these costs more than a few
/// pairs.
constexpr std::size_t kWorthCounting = 8;

/// Scores of the pairs at which a long gap is cut: sure ones first, then what is left.
constexpr std::array<double, 2> kCuts{0.5, 0.35};

/// Lines that say when or where, known by their first word: short, with a number, an address or the like.
bool same_role(std::string_view left, std::string_view right) {
  const auto is_label = [](std::string_view text) {
    return text.size() <= kRoleBytes && text.find_first_of("0123456789@/") != std::string_view::npos;
  };
  if (!is_label(left) || !is_label(right)) return false;
  const auto first_word = [](std::string_view text) {
    const std::vector<std::string_view> words = tokens(text);
    return words.empty() ? std::string_view() : words.front();
  };
  const std::string_view word = first_word(left);
  return !word.empty() && (word.front() < '0' || word.front() > '9') && word == first_word(right);
}

struct Cell {
  float score = 0;
  float evidence = 0;
  Overlap overlap;
};

/// A way to reach a cell of the programme: so many lines of either side taken, 0 for one that is passed over.
struct Step {
  std::uint8_t left = 0;
  std::uint8_t right = 0;
  float score = 0;
};

class GapAligner {
 public:
  GapAligner(Comparison& comparison, Counter& counter, std::vector<std::uint32_t> left,
             std::vector<std::uint32_t> right)
      : comparison_(comparison),
        counter_(counter),
        least_words_(kPartEvidence * comparison.texts.rare_weight()),
        left_(std::move(left)),
        right_(std::move(right)) {}

  void run() {
    compare_pairs();
    best_.assign((left_.size() + 1) * (right_.size() + 1), 0);
    steps_.assign(best_.size(), {});
    for (std::size_t i = 0; i <= left_.size(); ++i)
      for (std::size_t j = 0; j <= right_.size(); ++j) fill(i, j);
    tie_best();
  }

 private:
  struct Part {
    std::uint32_t line = 0;
    std::uint32_t folded = 0;
    const Cell* cell = nullptr;  ///< Its pair with the whole.
  };

  Cell& cell(std::size_t i, std::size_t j) { return cells_[i * right_.size() + j]; }
  std::size_t at(std::size_t i, std::size_t j) const { return i * (right_.size() + 1) + j; }

  void compare_pairs() {
    for (const std::uint32_t line : left_) left_texts_.push_back(comparison_.left[line].folded);
    for (const std::uint32_t line : right_) right_texts_.push_back(comparison_.right[line].folded);
    cells_.resize(left_.size() * right_.size());
    rich_.resize(cells_.size());
    counts_ = right_.size() >= kWorthCounting;
    std::vector<Passage> right_words;
    for (const std::uint32_t text : right_texts_) right_words.push_back(comparison_.texts.passage(text));
    if (counts_) counter_.enter_others(right_words);
    for (std::size_t i = 0; i < left_.size(); ++i) {
      const Passage left = comparison_.texts.passage(left_texts_[i]);
      const std::span<const double> shared = counts_ ? counter_.shared_words(left.sorted) : std::span<const double>();
      has_grams_ = false;
      for (std::size_t j = 0; j < right_.size(); ++j) {
        cell(i, j) = compare(i, j, left, right_words[j],
                             counts_ ? shared[j] : shared_words(comparison_.texts, left, right_words[j]));
        rich_[i * right_.size() + j] = static_cast<double>(cell(i, j).overlap.words) >= least_words_;
      }
    }
  }

  /// @param left, right  The lines' words,
  /// @param words        and the weight of those that they share.
  Cell compare(std::size_t i, std::size_t j, const Passage& left, const Passage& right, double words) {
    const TextTable& texts = comparison_.texts;
    if (left_texts_[i] == right_texts_[j]) {
      const Passage both = texts.passage(left_texts_[i]);
      return {1,
              static_cast<float>(kEqual.evidence),
              {static_cast<float>(both.weight), static_cast<float>(both.grams.size())}};
    }
    const double highest = highest_score(words, left.weight + right.weight);
    // Too few words for a pair, and for a part of a group, whatever the letters; a label may do without.
    if (highest < enough(kPair, kPairSlope, words / texts.rare_weight()) && !are_labels(i, j))
      return {static_cast<float>(highest - highest_score(0, 1)), 0, {static_cast<float>(words), 0}};
    if (counts_ && !has_grams_) counter_.enter_grams(left.grams.sorted());
    has_grams_ = true;
    const Overlap shared =
        counts_ ? Overlap{static_cast<float>(words), static_cast<float>(counter_.shared_grams(right.grams.sorted()))}
                : overlap(words, left, right);
    const double bound = highest_score(shared, left.weight + right.weight, left.grams.size() + right.grams.size());
    if (bound < kRole) return {static_cast<float>(bound), 0, shared};  // too little, whatever the order
    const Likeness like = likeness(texts, left, right, shared);
    return {static_cast<float>(like.score), static_cast<float>(like.evidence), shared};
  }

  bool are_labels(std::size_t i, std::size_t j) const {
    return comparison_.texts.folded_text(left_texts_[i]).size() <= kRoleBytes &&
           comparison_.texts.folded_text(right_texts_[j]).size() <= kRoleBytes;
  }

  void offer(std::size_t i, std::size_t j, Step step, double gain) {
    const double value = best_[at(i - step.left, j - step.right)] + gain;
    Step& current = steps_[at(i, j)];
    const bool first = current.left == 0 && current.right == 0;
    if (!first && value <= best_[at(i, j)]) return;
    best_[at(i, j)] = value;
    current = step;
  }

  void offer_match(std::size_t i, std::size_t j, std::size_t left, std::size_t right, double score) {
    if (score > 0)
      offer(i, j, {static_cast<std::uint8_t>(left), static_cast<std::uint8_t>(right), static_cast<float>(score)},
            score - kCost);
  }

  void fill(std::size_t i, std::size_t j) {
    if (i > 0) offer(i, j, {1, 0, 0}, 0);
    if (j > 0) offer(i, j, {0, 1, 0}, 0);
    if (i == 0 || j == 0) return;
    offer_match(i, j, 1, 1, pair_score(i - 1, j - 1));
    for (std::size_t parts = 2; parts <= kMostParts; ++parts) {
      if (j >= parts) offer_match(i, j, 1, parts, split_score(i - 1, j - parts, parts));
      if (i >= parts) offer_match(i, j, parts, 1, merge_score(i - parts, j - 1, parts));
    }
  }

  /// 0 where the two are no pair.
  double pair_score(std::size_t i, std::size_t j) {
    const Cell& pair = cell(i, j);
    const auto score = static_cast<double>(pair.score);
    if (score >= enough(kPair, kPairSlope, static_cast<double>(pair.evidence))) return score;
    const bool role = score >= kRole && same_role(comparison_.texts.folded_text(comparison_.left[left_[i]].folded),
                                                  comparison_.texts.folded_text(comparison_.right[right_[j]].folded));
    return role ? score : 0;
  }

  /// 1 where a cell's lines share enough for the smaller part of a group, else 0: what it shares with the rest of the
  /// whole, it shares with the whole.
  [[nodiscard]] std::size_t count_rich(std::size_t i, std::size_t j) const { return rich_[i * right_.size() + j]; }

  double split_score(std::size_t i, std::size_t first, std::size_t count) {
    std::size_t rich = 0;
    for (std::size_t k = 0; k < count; ++k) rich += count_rich(i, first + k);
    if (rich + 1 < count) return 0;
    std::array<Part, kMostParts> parts;
    for (std::size_t k = 0; k < count; ++k)
      parts[k] = {right_[first + k], right_texts_[first + k], &cell(i, first + k)};
    return group_score(left_texts_[i], std::span(parts).first(count));
  }

  double merge_score(std::size_t first, std::size_t j, std::size_t count) {
    std::size_t rich = 0;
    for (std::size_t k = 0; k < count; ++k) rich += count_rich(first + k, j);
    if (rich + 1 < count) return 0;
    std::array<Part, kMostParts> parts;
    for (std::size_t k = 0; k < count; ++k) parts[k] = {left_[first + k], left_texts_[first + k], &cell(first + k, j)};
    return group_score(right_texts_[j], std::span(parts).first(count));
  }

  /// 0 where these are no group.
  double group_score(std::uint32_t whole_text, std::span<const Part> parts) {
    const auto best = std::ranges::max_element(parts, {}, [](const Part& part) { return part.cell->score; });
    const auto best_score = static_cast<double>(best->cell->score);
    for (const Part& part : parts)
      if (&part != &*best && static_cast<double>(part.cell->overlap.words) < least_words_) return 0;
    if (best_score > kWhole || !stand_together(parts)) return 0;
    const Passage whole = comparison_.texts.passage(whole_text);
    std::array<Common, kMostParts> common;
    for (std::size_t k = 0; k < parts.size(); ++k) common[k] = common_at_most(whole, parts[k]);
    if (!may_gain(whole, parts, common, best_score) || !may_be_filled(whole, parts, common, *best)) return 0;
    std::vector<std::uint32_t> folded;
    for (const Part& part : parts) folded.push_back(part.folded);
    const OwnedPassage joined = comparison_.texts.joined(folded);
    const std::uint64_t work = (whole.words.size() + 1) * (joined.words.size() + 1);
    if (!comparison_.afford(work)) return 0;
    const Likeness like = likeness(comparison_.texts, whole, joined);
    if (like.score < enough(kPair, kPairSlope, like.evidence) || like.score < best_score + kGroupGain) return 0;
    for (std::size_t k = 0; k < parts.size(); ++k)
      if (&parts[k] != &*best && !fills_rest(whole, folded, k)) return 0;
    return like.score;
  }

  /// Whether no line stands between the parts that belongs elsewhere, and each has something to do with the whole.
  static bool stand_together(std::span<const Part> parts) {
    for (std::size_t k = 0; k < parts.size(); ++k)
      if (parts[k].cell->score < static_cast<float>(kNoPart) || parts[k].line != parts.front().line + k) return false;
    return true;
  }

  /// What a part has in common with the whole, at most: for most pairs the comparison ended before the order of the
  /// words, for some before the letters. (`may_gain` takes these for none.)
  struct Common {
    Overlap overlap;
    double in_order = 0;
  };
  Common common_at_most(const Passage& whole, const Part& part) const {
    const Passage passage = comparison_.texts.passage(part.folded);
    const double weight = std::min(whole.weight, passage.weight);
    const auto grams = static_cast<float>(std::min(whole.grams.size(), passage.grams.size()));
    const Cell& cell = *part.cell;
    const auto words = static_cast<double>(cell.overlap.words);
    const double in_order =
        cell.evidence > 0 ? static_cast<double>(cell.evidence) * comparison_.texts.rare_weight() : words;
    return {{cell.overlap.words, cell.overlap.grams > 0 ? cell.overlap.grams : grams}, std::min(in_order, weight)};
  }

  /// Whether the group could score above its best pair, by what is known of its pairs.
  bool may_gain(const Passage& whole, std::span<const Part> parts, std::span<const Common> common,
                double best_score) const {
    Overlap shared;
    double in_order = 0;
    double weight = whole.weight;
    std::size_t grams = whole.grams.size();
    for (std::size_t k = 0; k < parts.size(); ++k) {
      const Passage part = comparison_.texts.passage(parts[k].folded);
      weight += part.weight;
      grams += part.grams.size();
      shared.words += parts[k].cell->overlap.words;
      shared.grams += parts[k].cell->overlap.grams;
      in_order += common[k].in_order;
    }
    shared.words = std::min(shared.words, static_cast<float>(whole.weight));
    shared.grams = std::min(shared.grams, static_cast<float>(whole.grams.size()));
    return highest_score(shared, std::min(in_order, whole.weight), weight, grams) + kRounding >=
           std::max(kPair, best_score + kGroupGain);
  }

  /// Whether each smaller part could resemble what the others leave of the whole. They take no more out of it than
  /// what each has in common with it, and what the part shares with the rest it shares with the whole.
  bool may_be_filled(const Passage& whole, std::span<const Part> parts, std::span<const Common> common,
                     const Part& best) const {
    Common all;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      all.overlap.grams += common[k].overlap.grams;
      all.in_order += common[k].in_order;
    }
    for (std::size_t k = 0; k < parts.size(); ++k) {
      if (&parts[k] == &best) continue;
      const Common& own = common[k];
      if (own.in_order + kRounding < least_words_) return false;
      const Passage part = comparison_.texts.passage(parts[k].folded);
      const double words_left = whole.weight - (all.in_order - own.in_order);
      const double grams_left =
          static_cast<double>(whole.grams.size()) - static_cast<double>(all.overlap.grams - own.overlap.grams);
      const double weight = part.weight + std::max(words_left, static_cast<double>(own.overlap.words));
      const auto grams =
          static_cast<double>(part.grams.size()) + std::max(grams_left, static_cast<double>(own.overlap.grams));
      if (highest_score(own.overlap, own.in_order, weight, static_cast<std::size_t>(grams)) + kRounding < kPart)
        return false;
    }
    return true;
  }

  /// Whether part `number` resembles what the other parts leave of the whole.
  bool fills_rest(const Passage& whole, std::span<const std::uint32_t> parts, std::size_t number) const {
    std::vector<std::uint32_t> others(parts.begin(), parts.end());
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(number));
    const OwnedPassage rest = residual(comparison_.texts, whole, comparison_.texts.joined(others));
    const Likeness like = likeness(comparison_.texts, rest, comparison_.texts.passage(parts[number]));
    return like.score >= kPart && like.evidence >= kPartEvidence;
  }

  void tie_best() {
    std::size_t i = left_.size();
    std::size_t j = right_.size();
    while (i > 0 || j > 0) {
      const Step step = steps_[at(i, j)];
      i -= step.left;
      j -= step.right;
      if (step.left == 0 || step.right == 0) continue;
      Tie tie{{left_[i], step.left}, {right_[j], step.right}, {}, 0, 0};
      tie.score = tie.similarity = static_cast<double>(step.score);
      tie.stage = stage_of(tie);
      comparison_.tie(std::move(tie));
    }
  }

  MatchStage stage_of(const Tie& tie) const {
    if (tie.left.size() + tie.right.size() > 2) return MatchStage::Group;
    const Line& left = comparison_.left[tie.left.front()];
    const Line& right = comparison_.right[tie.right.front()];
    if (left.exact == right.exact) return MatchStage::Identical;
    return left.folded == right.folded ? MatchStage::Folded : MatchStage::Similar;
  }

  Comparison& comparison_;
  Counter& counter_;
  double least_words_ = 0;  ///< Weight of the words that a smaller part of a group shares with the whole.
  bool counts_ = false;     ///< Whether pairs are compared with the counter.
  bool has_grams_ = false;  ///< Whether the counter has the trigrams of the present line too.
  std::vector<std::uint32_t> left_;
  std::vector<std::uint32_t> right_;
  std::vector<std::uint32_t> left_texts_;  ///< Folded, of each line.
  std::vector<std::uint32_t> right_texts_;
  std::vector<Cell> cells_;
  std::vector<std::uint8_t> rich_;  ///< For each cell what `count_rich` gives.
  std::vector<double> best_;
  std::vector<Step> steps_;
};

/// The heaviest chain of candidates in order that reach a score.
std::vector<Candidate> chain_of(const std::vector<Candidate>& all, double least) {
  std::vector<Candidate> sure;
  for (const Candidate& candidate : all)
    if (candidate.likeness.score >= std::max(least, enough(kPair, kPairSlope, candidate.likeness.evidence)))
      sure.push_back(candidate);
  // Of those with one left line the rightmost comes first, so that no increasing chain takes two.
  std::ranges::sort(sure, [](const Candidate& first, const Candidate& second) {
    return std::pair(first.left, second.right) < std::pair(second.left, first.right);
  });
  std::vector<std::uint32_t> places;
  std::vector<std::uint64_t> weights;
  for (const Candidate& candidate : sure) {
    places.push_back(candidate.right);
    weights.push_back(static_cast<std::uint64_t>(candidate.likeness.score * 1000));
  }
  std::vector<Candidate> chain;
  for (const std::uint32_t index : heaviest_increasing(places, weights)) chain.push_back(sure[index]);
  return chain;
}

/// Aligns a gap; one that is too long is cut at sure pairs, `cut` saying how often that was done.
void align_gap(Comparison& comparison, Counter& counter, const Stretch& gap, std::size_t cut) {
  std::vector<std::uint32_t> left = free_left(comparison, gap);
  std::vector<std::uint32_t> right = free_right(comparison, gap);
  if (left.empty() || right.empty()) return;
  if (afford_all_pairs(comparison, left, right))
    return GapAligner(comparison, counter, std::move(left), std::move(right)).run();
  if (cut == kCuts.size()) {
    comparison.bounded = true;
    return;
  }
  const std::vector<Candidate> pairs = candidates(comparison, left, right, [&](double evidence) {
    return std::max(kCuts.back(), enough(kPair, kPairSlope, evidence));
  });
  std::vector<Candidate> chain = chain_of(pairs, kCuts[cut]);
  if (chain.empty() && ++cut < kCuts.size()) chain = chain_of(pairs, kCuts[cut]);
  if (chain.empty()) {
    comparison.bounded = true;
    return;
  }
  Stretch part = gap;
  for (const Candidate& pair : chain) {
    part.left_end = pair.left;
    part.right_end = pair.right;
    align_gap(comparison, counter, part, cut + 1);
    const double score = pair.likeness.score;
    comparison.tie({{pair.left}, {pair.right}, score == 1 ? MatchStage::Folded : MatchStage::Similar, score, score});
    part.left_begin = pair.left + 1;
    part.right_begin = pair.right + 1;
  }
  part.left_end = gap.left_end;
  part.right_end = gap.right_end;
  align_gap(comparison, counter, part, cut + 1);
}

}  // namespace

void tie_similar(Comparison& comparison) {
  Counter counter(comparison.texts);
  for (const Stretch& stretch : stretches(comparison)) align_gap(comparison, counter, stretch, 0);
}

}  // namespace stet::align
