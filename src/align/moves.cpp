// SPDX-License-Identifier: Apache-2.0
// Sentences that went elsewhere, reworded or not.
//
// Idea: what no gap could tie is compared across the whole document, and the best pairs are taken first. Position says
// nothing here, so a pair needs evidence: a score of 0.6 will do with one rare word in common, 0.25 only with eight.
// Equal texts that repeat go to an equal neighbour of a tie, else they are tied in order if they are long enough not to
// be boilerplate.
//
// Example: "Clients can order a short-lived certificate through ACME profiles", written anew 30 lines further down,
// shares clients, short-lived, certificate, ACME and profiles with what was removed: 0.33 with the evidence of three
// rare words.
//
// Case it gets wrong: a sentence that was removed and one on the same matter that was added look like a reworded move.
//
// Cost: the product of what is left on both sides, bounded in candidates.cpp; past that only pairs with rare words in
// common.
#include <algorithm>
#include <numeric>
#include <optional>
#include <span>

#include "align/candidates.hpp"
#include "align/comparison.hpp"

namespace stet::align {
namespace {

/// A move's least score with plenty of evidence, and how much more with that of one rare word.
constexpr double kMove = 0.20;
constexpr double kMoveSlope = 0.40;
/// The least score of one that went without its neighbours.
constexpr double kAlone = 0.40;
/// The same for a copy of a sentence that has its partner: it was more likely taken out.
constexpr double kCopy = 0.70;
/// How many lines away a neighbour may stand.
constexpr std::uint32_t kReach = 3;
/// Equal texts that repeat are tied across the document only when they weigh as much as so many rare words.
constexpr double kRepeated = 3;

/// What a row of a table has at most behind one of its cells, and a cell of it.
constexpr std::size_t kMostCells = 12;
constexpr std::size_t kCellBytes = 120;

/// Whether two texts differ in punctuation alone: "Content" and "Content."
bool same_words(const TextTable& texts, std::uint32_t one, std::uint32_t other) {
  return !texts.words(one).empty() && std::ranges::equal(texts.words(one), texts.words(other));
}

/// Whether a line is one of several of its block: a sentence of a paragraph, a cell of a row.
bool has_block_mates(const std::vector<Line>& lines, std::uint32_t line) {
  const auto same_block = [&](std::uint32_t other) { return lines[other].block == lines[line].block; };
  return (line > 0 && same_block(line - 1)) || (line + 1 < lines.size() && same_block(line + 1));
}

/// From each tie outwards: while the next lines are free and equal, they belong together too.
/// @param across  Also where another block begins, in which the line has others beside it that may go elsewhere.
void tie_equal_neighbours(Comparison& comparison, bool across) {
  for (std::size_t number = 0; number < comparison.ties.size(); ++number) {  // grows while it runs
    const LineSet left = comparison.ties[number].left;
    const LineSet right = comparison.ties[number].right;
    const auto try_pair = [&](std::uint32_t last_left, std::uint32_t last_right, std::uint32_t next_left,
                              std::uint32_t next_right) {
      if (next_left >= comparison.left.size() || next_right >= comparison.right.size()) return;
      if (!comparison.left_free(next_left) || !comparison.right_free(next_right)) return;
      const bool inside = comparison.left[last_left].block == comparison.left[next_left].block &&
                          comparison.right[last_right].block == comparison.right[next_right].block;
      if (!inside && !across && has_block_mates(comparison.left, next_left) &&
          has_block_mates(comparison.right, next_right))
        return;
      const std::uint32_t one = comparison.left[next_left].folded;
      const std::uint32_t other = comparison.right[next_right].folded;
      if (one == other) {
        comparison.tie({{next_left}, {next_right}, MatchStage::Neighbour, 1, 1});
      } else if (same_words(comparison.texts, one, other)) {
        const double score = comparison.likeness_of(next_left, next_right).score;
        comparison.tie({{next_left}, {next_right}, MatchStage::Neighbour, score, score});
      }
    };
    if (left.front() > 0 && right.front() > 0)
      try_pair(left.front(), right.front(), left.front() - 1, right.front() - 1);
    try_pair(left.back(), right.back(), left.back() + 1, right.back() + 1);
  }
}

/// Lines by their folded text, in order: those of one text are neighbours.
class LinesOfTexts {
 public:
  LinesOfTexts(const std::vector<Line>& all, const std::vector<std::uint32_t>& lines, std::size_t texts)
      : begins_(texts + 1, 0), lines_(lines.size()) {
    for (const std::uint32_t line : lines) ++begins_[all[line].folded + 1];
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (const std::uint32_t line : lines) lines_[next[all[line].folded]++] = line;
  }

  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t folded) const {
    return std::span(lines_).subspan(begins_[folded], begins_[folded + 1] - begins_[folded]);
  }

 private:
  std::vector<std::uint32_t> begins_;  ///< For each text, and the end.
  std::vector<std::uint32_t> lines_;
};

/// Equal texts that are left over, in order: those that are left once on either side, and long ones.
void tie_equal_leftovers(Comparison& comparison, const std::vector<std::uint32_t>& left,
                         const std::vector<std::uint32_t>& right) {
  const std::size_t texts = comparison.texts.folded_count();
  const LinesOfTexts right_lines(comparison.right, right, texts);
  std::vector<std::uint32_t> left_counts(texts, 0);
  for (const std::uint32_t line : left) ++left_counts[comparison.left[line].folded];
  std::vector<std::uint32_t> used(texts, 0);
  for (const std::uint32_t line : left) {
    const std::uint32_t folded = comparison.left[line].folded;
    const std::span<const std::uint32_t> partners = right_lines.of(folded);
    if (partners.empty()) continue;
    const bool alone = partners.size() == 1 && left_counts[folded] == 1;
    const double weight = comparison.texts.passage(folded).weight / comparison.texts.rare_weight();
    if (!alone && weight < kRepeated) continue;
    if (std::uint32_t& next = used[folded]; next < partners.size())
      comparison.tie({{line}, {partners[next++]}, MatchStage::Move, 1, 1});
  }
}

double enough_to_move(double evidence) { return enough(kMove, kMoveSlope, evidence); }

std::vector<Candidate> all_pairs(const Comparison& comparison, const std::vector<std::uint32_t>& left,
                                 const std::vector<std::uint32_t>& right) {
  const TextTable& texts = comparison.texts;
  std::vector<Candidate> pairs;
  std::vector<Passage> others;
  for (const std::uint32_t line : right) others.push_back(texts.passage(comparison.right[line].folded));
  Counter counter(texts);
  counter.enter_others(others);
  for (const std::uint32_t left_line : left) {
    const std::uint32_t left_text = comparison.left[left_line].folded;
    const Passage one = texts.passage(left_text);
    const std::span<const double> shared = counter.shared_words(one.sorted);
    for (std::size_t i = 0; i < right.size(); ++i) {
      const std::uint32_t right_text = comparison.right[right[i]].folded;
      if (left_text == right_text) continue;
      const double highest = highest_score(shared[i], one.weight + others[i].weight);
      if (highest < enough_to_move(shared[i] / texts.rare_weight())) continue;  // whatever the letters
      const Likeness like = likeness(texts, texts.passage(left_text), texts.passage(right_text));
      if (like.score >= kMove) pairs.push_back({left_line, right[i], like});
    }
  }
  return pairs;
}

/// The nearest tied line from `line` on, in one direction; nothing past the end.
std::optional<std::uint32_t> nearest_tied(const std::vector<std::uint32_t>& ties, std::uint32_t line, bool upwards) {
  for (std::uint32_t steps = 0; steps < kReach; ++steps) {
    if (upwards ? line == 0 : line + 1 >= ties.size()) return std::nullopt;
    line = upwards ? line - 1 : line + 1;
    if (ties[line] != kUntied) return line;
  }
  return std::nullopt;
}

/// Whether a line above or below went to the same place, or the pair stands where its neighbours have it.
bool has_company(const Comparison& comparison, std::uint32_t left, std::uint32_t right) {
  for (const bool upwards : {true, false}) {
    const auto neighbour = nearest_tied(comparison.left_tie, left, upwards);
    if (!neighbour) continue;
    const LineSet there = comparison.ties[comparison.left_tie[*neighbour]].right;
    const std::uint32_t nearest = upwards ? there.back() : there.front();
    if ((nearest < right) == upwards && (nearest < right ? right - nearest : nearest - right) <= kReach) return true;
  }
  return false;
}

/// For each text, whether a line that has it is tied to an equal one.
std::vector<bool> tied_texts(const Comparison& comparison, const std::vector<Line>& lines,
                             const std::vector<std::uint32_t>& ties) {
  std::vector<bool> tied(std::ranges::max(lines, {}, &Line::exact).exact + std::size_t{1}, false);
  for (std::uint32_t line = 0; line < lines.size(); ++line)
    if (ties[line] != kUntied && comparison.ties[ties[line]].similarity >= 1) tied[lines[line].exact] = true;
  return tied;
}

void tie_reworded_moves(Comparison& comparison) {
  const std::vector<std::uint32_t> left = free_left(comparison, everything(comparison));
  const std::vector<std::uint32_t> right = free_right(comparison, everything(comparison));
  if (left.empty() || right.empty()) return;
  const bool all = afford_all_pairs(comparison, left, right);
  if (!all) comparison.bounded = true;
  if (comparison.work_left == 0 && !all) return;
  std::vector<Candidate> pairs =
      all ? all_pairs(comparison, left, right) : candidates(comparison, left, right, enough_to_move);
  std::erase_if(pairs,
                [](const Candidate& pair) { return pair.likeness.score < enough_to_move(pair.likeness.evidence); });
  if (pairs.empty()) return;
  std::ranges::stable_sort(pairs, std::greater{}, [](const Candidate& pair) { return pair.likeness.score; });
  const std::vector<bool> tied_left = tied_texts(comparison, comparison.left, comparison.left_tie);
  const std::vector<bool> tied_right = tied_texts(comparison, comparison.right, comparison.right_tie);
  for (const Candidate& pair : pairs) {
    if (!comparison.left_free(pair.left) || !comparison.right_free(pair.right)) continue;
    const double score = pair.likeness.score;
    const bool is_copy = tied_left[comparison.left[pair.left].exact] || tied_right[comparison.right[pair.right].exact];
    if (score < (is_copy ? kCopy : kAlone) && !has_company(comparison, pair.left, pair.right)) continue;
    comparison.tie({{pair.left}, {pair.right}, MatchStage::Move, score, score});
  }
}

/// The free lines behind a line in its block, up to the next that is tied.
LineSet free_behind(const std::vector<Line>& lines, const std::vector<std::uint32_t>& ties, std::uint32_t line) {
  LineSet behind;
  for (std::uint32_t next = line + 1; next < lines.size() && lines[next].block == lines[line].block; ++next) {
    if (ties[next] != kUntied) break;
    behind.include(next);
  }
  return behind;
}

/// The other cells of a row of which one is tied: where as many are left behind it on either side, to the end of the
/// block or the next tie, each is what stands in its place, if one of them stayed as it was.
void tie_rows(Comparison& comparison) {
  for (std::size_t number = 0; number < comparison.ties.size(); ++number) {
    const Tie tie = comparison.ties[number];
    const LineSet left = free_behind(comparison.left, comparison.left_tie, tie.left.back());
    const LineSet right = free_behind(comparison.right, comparison.right_tie, tie.right.back());
    if (left.empty() || left.size() != right.size() || left.size() > kMostCells) continue;
    bool stayed = false;
    bool are_short = true;
    for (std::size_t i = 0; i < left.size(); ++i) {
      const std::uint32_t one = comparison.left[left[i]].folded;
      const std::uint32_t other = comparison.right[right[i]].folded;
      stayed = stayed || one == other;
      are_short = are_short && comparison.texts.folded_text(one).size() <= kCellBytes &&
                  comparison.texts.folded_text(other).size() <= kCellBytes;
    }
    if (!stayed || !are_short) continue;
    for (std::size_t i = 0; i < left.size(); ++i) {
      const double score = comparison.likeness_of(left[i], right[i]).score;
      comparison.tie({{left[i]}, {right[i]}, MatchStage::Neighbour, score, score});
    }
  }
}

}  // namespace

void tie_moved(Comparison& comparison) {
  tie_equal_neighbours(comparison, false);
  tie_rows(comparison);
  tie_equal_leftovers(comparison, free_left(comparison, everything(comparison)),
                      free_right(comparison, everything(comparison)));
  tie_reworded_moves(comparison);
  tie_equal_neighbours(comparison, false);
  tie_rows(comparison);
  tie_equal_neighbours(comparison, true);
}

}  // namespace stet::align
