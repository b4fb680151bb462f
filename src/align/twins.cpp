// SPDX-License-Identifier: Apache-2.0
// Lines that have a twin elsewhere, given to the one that stands among the right neighbours.
//
// Idea: parallel sections hold sentences that differ in a word, and when sections swap places such a sentence is found
// where it stood rather than where its neighbours went. So a reworded pair is looked at again once the rest is known:
// if a neighbour's partner has a free line in the expected place, or one whose partner fits as well where this one is,
// and it is about as alike, the pair is changed.
//
// Example: "If your child is not vaccinated" and "If your child is vaccinated" head two sections that swap; each is as
// like the other's new place as its own.
//
// Case it gets wrong: the heading of a section whose text was exchanged for its twin's.
//
// Cost: one or two comparisons for each reworded pair whose neighbours went elsewhere.
#include "align/comparison.hpp"

namespace stet::align {
namespace {

/// How much less alike a pair may be that its neighbours speak for.
constexpr double kLess = 0.13;
constexpr MatchStage kStage = MatchStage::Twin;

class TwinFinder {
 public:
  explicit TwinFinder(Comparison& comparison) : comparison_(comparison) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(comparison_.left.size());
    for (std::uint32_t line = 0; line < count; ++line) mend(line);
    for (std::uint32_t line = count; line > 0; --line) mend(line - 1);
  }

 private:
  /// The partner of a line that is tied one to one.
  [[nodiscard]] std::optional<std::uint32_t> partner(std::uint32_t left) const {
    if (left >= comparison_.left.size() || comparison_.left_free(left)) return std::nullopt;
    const Tie& tie = comparison_.ties[comparison_.left_tie[left]];
    if (tie.left.size() != 1 || tie.right.size() != 1) return std::nullopt;
    return tie.right.front();
  }

  /// The partner of a line that is beyond doubt: equal, or tied anew by this step.
  [[nodiscard]] std::optional<std::uint32_t> sure_partner(std::uint32_t left) const {
    const auto right = partner(left);
    if (!right) return std::nullopt;
    const Tie& tie = comparison_.ties[comparison_.left_tie[left]];
    return tie.similarity >= 1 || tie.stage == kStage ? right : std::nullopt;
  }

  /// Whether a neighbour of `left` went to the same neighbour of `right`.
  [[nodiscard]] bool fits(std::uint32_t left, std::uint32_t right) const {
    return sure_partner(left + 1) == right + 1 || (left > 0 && right > 0 && sure_partner(left - 1) == right - 1);
  }

  [[nodiscard]] bool is_reworded(std::uint32_t left) const {
    return partner(left) && comparison_.ties[comparison_.left_tie[left]].similarity < 1;
  }

  void mend(std::uint32_t left) {
    if (!is_reworded(left) || fits(left, *partner(left))) return;
    if (const auto next = sure_partner(left + 1); next && *next > 0 && take(left, *next - 1)) return;
    if (const auto last = left > 0 ? sure_partner(left - 1) : std::nullopt; last) take(left, *last + 1);
  }

  /// Ties `left` to `right` if that is about as good as what is.
  bool take(std::uint32_t left, std::uint32_t right) {
    if (right >= comparison_.right.size()) return false;
    const std::uint32_t now = *partner(left);
    const double loss = comparison_.likeness_of(left, now).score - comparison_.likeness_of(left, right).score;
    if (comparison_.right_free(right)) {
      if (loss > kLess) return false;
      comparison_.right_tie[now] = kUntied;
      retie(left, right);
      return true;
    }
    const std::uint32_t other = comparison_.ties[comparison_.right_tie[right]].left.front();
    if (!is_reworded(other) || fits(other, right)) return false;
    const double other_loss = comparison_.likeness_of(other, right).score - comparison_.likeness_of(other, now).score;
    if (loss > kLess || other_loss > kLess) return false;
    retie(left, right);
    retie(other, now);
    return true;
  }

  void retie(std::uint32_t left, std::uint32_t right) {
    const std::uint32_t number = comparison_.left_tie[left];
    const double score = comparison_.likeness_of(left, right).score;
    comparison_.ties[number] = {{left}, {right}, kStage, score, score};
    comparison_.right_tie[right] = number;
  }

  Comparison& comparison_;
};

}  // namespace

void tie_twins(Comparison& comparison) { TwinFinder(comparison).run(); }

}  // namespace stet::align
