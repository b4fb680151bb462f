// SPDX-License-Identifier: Apache-2.0
// Sentences that stand word for word in a longer one, beside others that do.
//
// Idea: where two lines or more that follow each other stand in one line of the other side, in their order and word for
// word, that line was cut or they were run together, whatever else it holds. A line of four words or more is looked
// up by the first four; from where it is found its neighbours are tried, which may be as short as they like if they
// stand side by side there, even without a space between. One line between two that are found was reworded.
//
// Example: "The following are accepted:", "User ID", "Phone number" and "Email address" against "The following are
// accepted:User IDPhone numberEmail addressOthers are not."
//
// Case it gets wrong: a summary that was written anew and repeats two lines that went for another reason.
//
// Cost: linear in the words, times the words of the eight parts that may begin alike; a part that is found costs the
// bytes of the whole. Source: the words of all parts at once are looked for as in Baeza-Yates and Gonnet, "A new
// approach to text searching" (1992).
#include <algorithm>
#include <bit>
#include <ranges>
#include <utility>

#include "align/comparison.hpp"
#include "align/direction.hpp"
#include "align/verbatim.hpp"

namespace stet::align {
namespace {

/// Words that a part is looked up by, and the fewest that a whole has.
constexpr std::size_t kLookedUp = 4;
constexpr std::size_t kFewestWords = 6;
/// Parts that begin alike: more are boilerplate.
constexpr std::size_t kStartAlike = 8;
/// Letters of the whole that the parts must make up.
constexpr double kCovered = 0.5;
/// A part that stands in the whole away from the others has so many bytes, and so has the one that it follows.
constexpr std::size_t kLongPart = 24;
/// How much longer what stands between two parts may be than the line between them, or shorter.
constexpr std::size_t kAsLong = 3;
/// How far around the parts another line is looked for that is as like the whole as they are.
constexpr std::uint32_t kAround = 32;

class ContainedFinder {
 public:
  ContainedFinder(Comparison& comparison, const Direction& direction)
      : comparison_(comparison),
        direction_(direction),
        wholes_(comparison.*direction.whole_lines),
        whole_tie_(comparison.*direction.whole_tie),
        parts_(comparison.*direction.part_lines),
        part_tie_(comparison.*direction.part_tie) {}

  void run() {
    enter_parts();
    if (first_.empty()) return;
    for (std::uint32_t line = 0; line < wholes_.size(); ++line) {
      found_.clear();
      look_through(line);
      tie_best(line);
    }
  }

 private:
  /// Lines in a row and where they stand in the whole, [begin, end) in bytes.
  struct Group {
    LineSet lines;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t covered = 0;
  };

  [[nodiscard]] bool is_free(std::uint32_t part) const { return part < parts_.size() && part_tie_[part] == kUntied; }
  [[nodiscard]] bool are_together(std::uint32_t one, std::uint32_t other) const {
    return is_free(one) && is_free(other) && parts_[one].zone == parts_[other].zone;
  }
  [[nodiscard]] std::string_view text_of(const Line& line) const { return comparison_.texts.folded_text(line.folded); }
  [[nodiscard]] std::string_view part_text(std::uint32_t line) const { return without_marks(text_of(parts_[line])); }
  [[nodiscard]] std::span<const std::uint32_t> words_of(const Line& line) const {
    return comparison_.texts.words(line.folded);
  }
  [[nodiscard]] std::size_t slot_of(const std::uint32_t* words) const {
    const std::uint64_t one = std::uint64_t{words[0]} << 32U | words[1];
    const std::uint64_t other = std::uint64_t{words[2]} << 32U | words[3];
    return ((one * 0x9E3779B97F4A7C15U ^ other) * 0xBF58476D1CE4E5B9U) >> shift_;
  }

  void enter_parts() {
    std::vector<std::uint32_t> lines;
    bool together = false;
    for (std::uint32_t line = 0; line < parts_.size(); ++line) {
      const bool before = std::exchange(together, are_together(line, line + 1));
      if ((before || together) && words_of(parts_[line]).size() >= kLookedUp &&
          comparison_.texts.has_all_words(parts_[line].folded))
        lines.push_back(line);
    }
    if (lines.empty()) return;
    constexpr std::size_t kSlotsOfPart = 4;
    first_.assign(std::bit_ceil(lines.size() * kSlotsOfPart), 0);
    shift_ = 64U - static_cast<unsigned>(std::countr_zero(first_.size()));
    next_.assign(parts_.size(), 0);
    places_.assign(comparison_.texts.word_count(), 0);
    for (const std::uint32_t line : lines | std::views::reverse) {
      const std::uint32_t* const words = words_of(parts_[line]).data();
      for (std::size_t place = 0; place < kLookedUp; ++place)
        places_[words[place]] |= static_cast<std::uint8_t>(1U << place);
      next_[line] = std::exchange(first_[slot_of(words)], line + 1);
    }
  }

  void look_through(std::uint32_t whole) {
    if (whole_tie_[whole] != kUntied || !comparison_.texts.has_all_words(wholes_[whole].folded)) return;
    const std::span<const std::uint32_t> words = words_of(wholes_[whole]);
    if (words.size() < kFewestWords) return;
    std::uint32_t begun = 0;  // bit k: the last k + 1 words may be the first of a part
    const std::uint8_t* const places = places_.data();
    for (const std::uint32_t& word : words) {
      begun = (begun << 1U | 1U) & places[word];
      if (begun < 1U << (kLookedUp - 1)) continue;
      const std::uint32_t* const from = &word + 1 - kLookedUp;
      if (first_[slot_of(from)] > 0) look_up(whole, {from, words.data() + words.size()});
    }
  }

  [[gnu::noinline]] void look_up(std::uint32_t whole, std::span<const std::uint32_t> from) {
    std::size_t tried = 0;
    for (std::uint32_t part = first_[slot_of(from.data())]; part > 0; part = next_[part - 1]) {
      if (++tried > kStartAlike) break;
      if (stands(part - 1, whole, from)) found_.push_back(part - 1);
    }
  }

  /// Whether the part's words stand at the beginning of these of the whole, but for the last, which may be run together
  /// with what follows.
  [[nodiscard]] bool stands(std::uint32_t part, std::uint32_t whole, std::span<const std::uint32_t> from) {
    const std::span<const std::uint32_t> words = words_of(parts_[part]);
    if (!is_free(part) || words.size() > from.size()) return false;
    if (!std::ranges::equal(words.first(words.size() - 1), from.first(words.size() - 1))) return false;
    return comparison_.afford_nearby(text_of(wholes_[whole]).size()) &&
           text_of(wholes_[whole]).find(part_text(part)) != std::string_view::npos;
  }

  /// Takes the next line but one, where it stands in the whole behind something about as long as the next: that is what
  /// the next was.
  bool take_over_one(Group& group, std::string_view whole) const {
    const std::uint32_t middle = group.lines.back() + 1;
    if (!are_together(middle, middle + 1)) return false;
    const std::string_view next = part_text(middle + 1);
    const std::size_t at = whole.find(next, group.end);
    if (at == std::string_view::npos || std::min(next.size(), part_text(middle - 1).size()) < kLongPart) return false;
    const std::string_view between = without_marks(whole.substr(group.end, at - group.end));
    const std::string_view reworded = part_text(middle);
    if (reworded.empty() || between.size() > kAsLong * reworded.size() || reworded.size() > kAsLong * between.size())
      return false;
    group.lines.include(middle);
    group.lines.include(middle + 1);
    group.end = at + next.size();
    group.covered += next.size();
    return true;
  }

  /// The lines around a part that stand in the whole too.
  [[nodiscard]] Group group_around(std::uint32_t part, std::string_view whole) const {
    const std::string_view text = part_text(part);
    Group group{{part}, whole.find(text), 0, text.size()};
    group.end = group.begin + text.size();
    const auto fits = [&](std::uint32_t inner, std::string_view outer, std::size_t begin, std::size_t end) {
      return std::min(part_text(inner).size(), outer.size()) >= kLongPart || only_marks(whole, begin, end);
    };
    while (are_together(part, group.lines.back() + 1)) {
      const std::string_view next = part_text(group.lines.back() + 1);
      const std::size_t at = next.empty() ? std::string_view::npos : whole.find(next, group.end);
      if (at == std::string_view::npos || !fits(group.lines.back(), next, group.end, at)) {
        if (!take_over_one(group, whole)) break;
        continue;
      }
      group.lines.include(group.lines.back() + 1);
      group.end = at + next.size();
      group.covered += next.size();
    }
    while (group.lines.front() > 0 && are_together(part, group.lines.front() - 1)) {
      const std::string_view last = part_text(group.lines.front() - 1);
      const std::size_t at = last.empty() ? std::string_view::npos : whole.substr(0, group.begin).rfind(last);
      if (at == std::string_view::npos || !fits(group.lines.front(), last, at + last.size(), group.begin)) break;
      group.lines.include(group.lines.front() - 1);
      group.begin = at;
      group.covered += last.size();
    }
    return group;
  }

  void tie_best(std::uint32_t whole) {
    if (found_.empty()) return;
    Group best;
    for (const std::uint32_t part : found_) {
      if (best.lines.size() > 1 && part >= best.lines.front() && part <= best.lines.back()) continue;
      if (Group group = group_around(part, text_of(wholes_[whole]));
          group.lines.size() > 1 && group.covered > best.covered)
        best = group;
    }
    const auto letters = static_cast<double>(without_marks(text_of(wholes_[whole])).size());
    if (best.lines.size() < 2 || static_cast<double>(best.covered) < kCovered * letters) return;
    std::vector<std::uint32_t> folded;
    for (const std::uint32_t line : best.lines) folded.push_back(parts_[line].folded);
    const TextTable& texts = comparison_.texts;
    const Passage passage = texts.passage(wholes_[whole].folded);
    constexpr double kNotEqual = 0.999;
    const double score = std::min(likeness(texts, passage, texts.joined(folded)).score, kNotEqual);
    const auto is_better = [&](std::uint32_t line) {
      return likeness(texts, passage, texts.passage(parts_[line].folded)).score >= score;
    };
    const std::uint32_t begin = best.lines.front() - std::min(best.lines.front(), kAround);
    const auto end = std::min(static_cast<std::uint32_t>(parts_.size()), best.lines.back() + 1 + kAround);
    for (std::uint32_t line = begin; line < end; ++line) {
      const bool inside = line >= best.lines.front() && line <= best.lines.back();
      if (!inside && is_free(line) && is_better(line)) return;
    }
    Tie tie{{}, {}, MatchStage::Joined, score, score};
    tie.*direction_.whole = {whole};
    tie.*direction_.parts = best.lines;
    comparison_.tie(std::move(tie));
  }

  Comparison& comparison_;
  const Direction& direction_;
  const std::vector<Line>& wholes_;
  const std::vector<std::uint32_t>& whole_tie_;
  const std::vector<Line>& parts_;
  const std::vector<std::uint32_t>& part_tie_;
  std::vector<std::uint32_t> first_;  ///< For a slot, its first part, plus 1.
  std::vector<std::uint32_t> next_;   ///< For a part, the next one of its slot, plus 1.
  std::vector<std::uint8_t> places_;  ///< For a word, a bit for each place where a part has it, of the first few.
  unsigned shift_ = 0;
  std::vector<std::uint32_t> found_;  ///< Parts that stand in the present whole.
};

}  // namespace

void tie_contained(Comparison& comparison) {
  for (const Direction& direction : kDirections) ContainedFinder(comparison, direction).run();
}

}  // namespace stet::align
