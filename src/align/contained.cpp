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
// bytes of the whole. Both together are bounded. Source: the words of all parts at once are looked for as in
// Baeza-Yates and Gonnet, "A new approach to text searching" (1992).
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
/// Work in all: a part that is tried takes four, one that is found the bytes of the whole.
constexpr std::uint64_t kWork = std::uint64_t{1} << 24U;
constexpr std::uint64_t kWorkOfTry = 4;
/// How far around the parts another line is looked for that is as like the whole as they are.
constexpr std::uint32_t kAround = 32;

class ContainedFinder {
 public:
  ContainedFinder(Comparison& comparison, const Direction& direction) : sides_(comparison, direction) {}

  void run() {
    enter_parts();
    if (first_.empty()) return;
    for (std::uint32_t line = 0; line < sides_.wholes.size(); ++line) {
      found_.clear();
      look_through(line);
      tie_best(line);
    }
  }

 private:
  [[nodiscard]] std::size_t slot_of(const std::uint32_t* words) const {
    const std::uint64_t one = std::uint64_t{words[0]} << 32U | words[1];
    const std::uint64_t other = std::uint64_t{words[2]} << 32U | words[3];
    return ((one * 0x9E3779B97F4A7C15U ^ other) * 0xBF58476D1CE4E5B9U) >> shift_;
  }

  void enter_parts() {
    std::vector<std::uint32_t> lines;
    bool together = false;
    for (std::uint32_t line = 0; line < sides_.parts.size(); ++line) {
      const bool before = std::exchange(together, are_together(sides_, line, line + 1));
      const Line& part = sides_.parts[line];
      if ((before || together) && sides_.words_of(part).size() >= kLookedUp && sides_.texts.has_all_words(part.folded))
        lines.push_back(line);
    }
    if (lines.empty()) return;
    constexpr std::size_t kSlotsOfPart = 4;
    first_.assign(std::bit_ceil(lines.size() * kSlotsOfPart), 0);
    shift_ = 64U - static_cast<unsigned>(std::countr_zero(first_.size()));
    next_.assign(sides_.parts.size(), 0);
    places_.assign(sides_.texts.word_count(), 0);
    for (const std::uint32_t line : lines | std::views::reverse) {
      const std::uint32_t* const words = sides_.words_of(sides_.parts[line]).data();
      for (std::size_t place = 0; place < kLookedUp; ++place)
        places_[words[place]] |= static_cast<std::uint8_t>(1U << place);
      next_[line] = std::exchange(first_[slot_of(words)], line + 1);
    }
  }

  void look_through(std::uint32_t whole) {
    const Line& line = sides_.wholes[whole];
    if (!sides_.is_free_whole(whole) || !sides_.texts.has_all_words(line.folded)) return;
    const std::span<const std::uint32_t> words = sides_.words_of(line);
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
      if (++tried > kStartAlike || !afford(kWorkOfTry)) break;
      if (stands(part - 1, whole, from)) found_.push_back(part - 1);
    }
  }

  /// Whether the part's words stand at the beginning of these of the whole, but for the last, which may be run together
  /// with what follows.
  [[nodiscard]] bool stands(std::uint32_t part, std::uint32_t whole, std::span<const std::uint32_t> from) {
    const std::span<const std::uint32_t> words = sides_.words_of(sides_.parts[part]);
    if (!sides_.is_free(part) || words.size() > from.size()) return false;
    if (!std::ranges::equal(words.first(words.size() - 1), from.first(words.size() - 1))) return false;
    const std::string_view text = sides_.text_of(sides_.wholes[whole]);
    return afford(text.size()) && text.contains(part_text(sides_, part));
  }

  bool afford(std::uint64_t work) { return sides_.comparison.afford_of(work_left_, work); }

  void tie_best(std::uint32_t whole) {
    if (found_.empty()) return;
    const std::string_view text = sides_.text_of(sides_.wholes[whole]);
    VerbatimRow best;
    for (const std::uint32_t part : found_) {
      if (best.lines.size() > 1 && part >= best.lines.front() && part <= best.lines.back()) continue;
      if (VerbatimRow row = row_around(sides_, part, text); row.lines.size() > 1 && row.covered > best.covered)
        best = row;
    }
    const auto letters = static_cast<double>(without_marks(text).size());
    if (best.lines.size() < 2 || static_cast<double>(best.covered) < kCovered * letters) return;
    const Passage passage = sides_.texts.passage(sides_.wholes[whole].folded);
    constexpr double kNotEqual = 0.999;
    const OwnedPassage joined = sides_.texts.joined(sides_.folded_of(best.lines));
    const double score = std::min(likeness(sides_.texts, passage, joined).score, kNotEqual);
    if (!another_is_better(best.lines, passage, score)) sides_.tie(whole, best.lines, MatchStage::Joined, score, score);
  }

  /// Whether a line around these is by itself as like the whole as they are together.
  [[nodiscard]] bool another_is_better(const LineSet& lines, const Passage& whole, double score) const {
    const std::uint32_t begin = lines.front() - std::min(lines.front(), kAround);
    const auto end = std::min(static_cast<std::uint32_t>(sides_.parts.size()), lines.back() + 1 + kAround);
    for (std::uint32_t line = begin; line < end; ++line) {
      const bool inside = line >= lines.front() && line <= lines.back();
      if (inside || !sides_.is_free(line)) continue;
      if (likeness(sides_.texts, whole, sides_.texts.passage(sides_.parts[line].folded)).score >= score) return true;
    }
    return false;
  }

  Sides sides_;
  std::uint64_t work_left_ = kWork;
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
