// SPDX-License-Identifier: Apache-2.0
// The missing part of a sentence that was split or merged.
//
// Idea: where a sentence was split, its larger part is found first and the smaller one is too unlike the whole to be
// seen. But it is like what the larger part leaves of the whole. So for every pair that is not equal, the words and
// trigrams of the one side are taken out of the other, and a free line beside it that resembles the rest joins them.
//
// Example: "harass, abuse or threaten any group, or record people without consent" became "harasses or abuses any
// group;" and "recording people without their consent;". The second resembles the whole with 0.3, but the rest,
// "threaten or record people without consent", with 0.5.
//
// Case it gets wrong: parts that were paraphrased at once, and those that an unrelated sentence parts from the others.
//
// Cost: one comparison for each free line beside a pair, within the work in all.
#include <algorithm>
#include <array>

#include "align/comparison.hpp"
#include "align/direction.hpp"
#include "align/tokens.hpp"

namespace stet::align {
namespace {

// Of 190 parts in the development texts 98 % pass, of 1,200 other neighbours 1 %.

/// How much the part must resemble the rest, and the evidence for it in rare words.
constexpr double kRest = 0.30;
constexpr double kRestEvidence = 1.4;
/// Share of a small part's words that must stand in the rest of the whole in one place, and the evidence for it.
constexpr double kInside = 0.40;
constexpr double kInsideSlope = 0.15;
constexpr double kInsideEvidence = 0.5;
/// Most words that come between two of them.
constexpr std::size_t kGapInside = 3;
/// The same for the line that introduces a list whose items are parts already.
constexpr double kIntroduces = 0.25;
/// Of that share, what words count; the rest is for letters.
constexpr double kInsideWords = 0.7;
/// With fewer words than these a part must stand there word for word, or beside the known ones, or at the end.
constexpr std::size_t kFewWords = 3;
/// Likeness of letters between the rest and a part that is all that is left: "Reinstatement: ..." and "Reinstatements".
constexpr double kAllThatIsLeft = 0.7;
constexpr std::size_t kFewLetters = 5;
constexpr std::size_t kLabelBytes = 60;
/// How much less alike the whole and its parts may become by it: next to nothing.
constexpr double kLoss = 0.02;

class HalfFinder {
 public:
  HalfFinder(Comparison& comparison, std::uint32_t number, const Direction& direction)
      : comparison_(comparison),
        number_(number),
        tie_(comparison.ties[number]),
        parts_(tie_.*direction.parts),
        part_lines_(comparison.*direction.part_lines),
        part_tie_(comparison.*direction.part_tie),
        whole_((comparison.*direction.whole_lines)[(tie_.*direction.whole).front()].folded) {}

  /// Adds the better of the two lines beside the parts, if it fits. Gives whether it did.
  bool add_one() {
    Fit best;
    if (parts_.front() > 0) best = fit(parts_.front() - 1);
    if (parts_.back() + 1 < part_lines_.size())
      if (const Fit next = fit(parts_.back() + 1); next.score > best.score) best = next;
    if (best.score <= 0) return false;
    parts_.include(best.line);
    part_tie_[best.line] = number_;
    tie_.stage = MatchStage::Half;
    tie_.score = best.score;
    tie_.similarity = best.similarity;
    return true;
  }

 private:
  struct Fit {
    std::uint32_t line = 0;
    double score = 0;
    double similarity = 0;
  };

  OwnedPassage joined(LineSet lines) const {
    std::vector<std::uint32_t> folded;
    for (const std::uint32_t line : lines) folded.push_back(part_lines_[line].folded);
    return comparison_.texts.joined(folded);
  }

  Fit fit(std::uint32_t line) const {
    if (part_tie_[line] != kUntied || part_lines_[line].zone != part_lines_[parts_.front()].zone) return {};
    const TextTable& texts = comparison_.texts;
    const Passage whole = texts.passage(whole_);
    const OwnedPassage known = joined(parts_);
    // The words in order are looked for four times, in the whole or in what is left of it.
    constexpr std::uint64_t kTimes = 4;
    const std::size_t in_parts = known.words.size() + texts.words(part_lines_[line].folded).size();
    if (!comparison_.afford_nearby(kTimes * whole.words.size() * in_parts)) return {};
    const OwnedPassage rest = residual(texts, whole, known);
    const Passage part = texts.passage(part_lines_[line].folded);
    Likeness half = likeness(texts, rest, part);
    if (half.score < kRest || half.evidence < kRestEvidence) {
      const bool before = line < parts_.front();
      half.score = std::max({is_inside(whole, known, rest, line), is_rest(rest, part), before ? is_label(part) : 0});
      if (half.score <= 0) return {};
    }
    LineSet all = parts_;
    all.include(line);
    const double similarity = likeness(texts, whole, joined(all)).score;
    if (similarity < likeness(texts, whole, known).score - kLoss) return {};
    return {line, half.score, similarity};
  }

  /// How much of a small part stands in the whole, in one place before or behind what the known parts are; 0 for too
  /// little.
  double is_inside(const Passage& whole, const Passage& known, const Passage& rest, std::uint32_t line) const {
    const TextTable& texts = comparison_.texts;
    const Passage part = texts.passage(part_lines_[line].folded);
    const bool before = line < parts_.front();
    const std::vector<bool> taken = common_in_order(texts, whole.words, known.words);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < taken.size(); ++i)
      if (taken[i]) places.push_back(i);
    if (places.empty()) return 0;
    const std::size_t middle = places[places.size() / 2];
    std::vector<std::uint32_t> words;
    for (std::size_t i = before ? 0 : middle + 1; i < (before ? middle : whole.words.size()); ++i)
      if (!taken[i]) words.push_back(whole.words[i]);
    const Cluster found = heaviest_cluster(words, common_in_order(texts, words, part.words));
    const double evidence = found.weight / texts.rare_weight();
    if (evidence < kInsideEvidence) return 0;
    const double letters = overlap(0, rest, part).grams / static_cast<double>(part.grams.size());
    const double share = kInsideWords * found.weight / part.weight + (1 - kInsideWords) * letters;
    const bool introduces = before && parts_.size() > 1 && texts.folded_text(part_lines_[line].folded).ends_with(':');
    if (share < enough(introduces ? kIntroduces : kInside, kInsideSlope, evidence)) return 0;
    const bool at_edge = found.first == 0 || found.last + 1 == words.size();
    const bool whole_phrase = part.words.size() > 1 && found.count == part.words.size();
    return part.words.size() >= kFewWords || at_edge || whole_phrase ? share : 0;
  }

  struct Cluster {
    std::size_t first = 0;
    std::size_t last = 0;
    double weight = 0;
    std::size_t count = 0;
  };

  /// Of the words that are common, those that stand closest together.
  Cluster heaviest_cluster(const std::vector<std::uint32_t>& words, const std::vector<bool>& common) const {
    Cluster best;
    Cluster current;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!common[i]) continue;
      if (current.weight <= 0 || i - current.last > kGapInside) current = {i, i, 0, 0};
      current.last = i;
      current.weight += comparison_.texts.weight(words[i]);
      ++current.count;
      if (current.weight > best.weight) best = current;
    }
    return best;
  }

  /// How alike the part is to the label that the whole begins with: "Appeals" and "Appeal: where a user"; 0 for too
  /// little.
  double is_label(const Passage& part) const {
    const std::string_view whole = comparison_.texts.folded_text(whole_);
    const std::size_t colon = whole.substr(0, kLabelBytes).find(": ");
    if (colon == std::string_view::npos) return 0;
    const std::array<std::string_view, 1> label{whole.substr(0, colon)};
    const std::vector<std::uint16_t> grams = trigrams(label);
    return is_rest({{}, {}, grams, 0}, part);
  }

  /// How alike the letters of the part and of the rest are, where that is all that is left of the whole; 0 for too
  /// little.
  static double is_rest(const Passage& rest, const Passage& part) {
    const std::size_t letters = rest.grams.size() + part.grams.size();
    if (part.grams.size() < kFewLetters || letters == 0) return 0;
    const double share = 2.0 * static_cast<double>(overlap(0, rest, part).grams) / static_cast<double>(letters);
    return share >= kAllThatIsLeft ? share : 0;
  }

  Comparison& comparison_;
  std::uint32_t number_;
  Tie& tie_;
  LineSet& parts_;
  const std::vector<Line>& part_lines_;
  std::vector<std::uint32_t>& part_tie_;
  std::uint32_t whole_;
};

}  // namespace

void tie_halves(Comparison& comparison) {
  for (std::uint32_t number = 0; number < comparison.ties.size(); ++number) {
    for (const Direction& direction : kDirections) {
      const Tie& tie = comparison.ties[number];
      if (tie.similarity >= 1 || (tie.*direction.whole).size() != 1) continue;
      while (HalfFinder(comparison, number, direction).add_one()) {
      }
    }
  }
}

}  // namespace stet::align
