// SPDX-License-Identifier: Apache-2.0
// Sentences that were cut, or run together, without another change: a heading split off, list items made a sentence.
//
// Idea: where the words of some lines in a row, read on, are exactly the words of one line of the other side, nothing
// else can have happened, however short a piece is. The pieces are looked up by their first words.
//
// Example: "Indemnity. You agree to hold us harmless." against "Indemnity" and "You agree to hold us harmless."
//
// Case it gets wrong: of two such runs with equal words the one in the same stretch is taken, else the first.
//
// Cost: linear in the lines, and the words of those that begin alike, at most kBeginAlike for each.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "align/comparison.hpp"
#include "align/direction.hpp"
#include "align/interning.hpp"

namespace stet::align {
namespace {

/// Lines that begin with the same words are compared with so many others; boilerplate that repeats is left alone.
constexpr std::size_t kBeginAlike = 8;

class JoinedFinder {
 public:
  JoinedFinder(Comparison& comparison, const Direction& direction)
      : comparison_(comparison),
        direction_(direction),
        wholes_(comparison.*direction.whole_lines),
        whole_tie_(comparison.*direction.whole_tie),
        parts_(comparison.*direction.part_lines),
        part_tie_(comparison.*direction.part_tie) {}

  void run() {
    enter_wholes();
    if (entries_.empty()) return;
    std::vector<Join> joins;
    for (std::uint32_t first = 0; first + 1 < parts_.size(); ++first)
      if (is_free(first) && is_free(first + 1) && parts_[first].zone == parts_[first + 1].zone) look_up(first, joins);
    std::ranges::stable_sort(joins, {}, [&](const Join& join) {
      return std::pair(join.whole, wholes_[join.whole].zone != parts_[join.parts.front()].zone);
    });
    for (const Join& join : joins) {
      const auto is_tied = [&](std::uint32_t line) { return !is_free(line); };
      if (whole_tie_[join.whole] != kUntied || std::ranges::any_of(join.parts, is_tied)) continue;
      Tie tie{{}, {}, MatchStage::Joined, likeness_of(join), 1};
      tie.*direction_.whole = {join.whole};
      tie.*direction_.parts = join.parts;
      comparison_.tie(std::move(tie));
    }
  }

 private:
  struct Join {
    std::uint32_t whole = 0;
    LineSet parts;
  };

  [[nodiscard]] bool is_free(std::uint32_t part) const { return part_tie_[part] == kUntied; }
  [[nodiscard]] std::span<const std::uint32_t> words_of(const Line& line) const {
    return comparison_.texts.words(line.folded);
  }
  /// By the first word, or the first two.
  static std::uint64_t key(std::span<const std::uint32_t> words, std::size_t count) {
    return count == 1 ? words[0] : (std::uint64_t{words[0]} + 1) << 32U | words[1];
  }

  /// Their words are the same, their punctuation may not be.
  [[nodiscard]] double likeness_of(const Join& join) const {
    const TextTable& texts = comparison_.texts;
    std::vector<std::uint32_t> folded;
    std::string joined;
    for (const std::uint32_t line : join.parts) {
      folded.push_back(parts_[line].folded);
      if (!joined.empty()) joined += ' ';
      joined += texts.folded_text(folded.back());
    }
    const std::uint32_t whole = wholes_[join.whole].folded;
    if (texts.folded_text(whole) == joined) return 1;
    constexpr double kNotEqual = 0.999;
    return std::min(likeness(texts, texts.passage(whole), texts.joined(folded)).score, kNotEqual);
  }

  /// The last line first, so that the first one stands first among those that begin alike.
  void enter_wholes() {
    for (auto line = static_cast<std::uint32_t>(wholes_.size()); line-- > 0;) {
      if (whole_tie_[line] != kUntied || !comparison_.texts.has_all_words(wholes_[line].folded)) continue;
      const std::span<const std::uint32_t> words = words_of(wholes_[line]);
      for (std::size_t count = 1; count <= 2 && count < words.size(); ++count) {
        std::uint32_t& first = wholes_of_[key(words, count)];
        entries_.push_back({line, std::exchange(first, static_cast<std::uint32_t>(entries_.size()) + 1)});
      }
    }
  }

  void look_up(std::uint32_t first, std::vector<Join>& joins) const {
    const std::span<const std::uint32_t> begin = words_of(parts_[first]);
    if (begin.empty()) return;
    std::array<std::uint32_t, kBeginAlike> found{};
    std::size_t count = 0;
    std::uint32_t next = wholes_of_.value_or_zero(key(begin, std::min<std::size_t>(begin.size(), 2)));
    for (; next > 0 && count < kBeginAlike; next = entries_[next - 1].next) found[count++] = entries_[next - 1].line;
    if (next > 0) return;
    for (const std::uint32_t whole : std::span(found).first(count))
      if (const std::uint32_t parts = parts_of(whole, first); parts > 1) joins.push_back({whole, {first, parts}});
  }

  /// How many lines from `first` on are the whole's words; 0 where none are.
  [[nodiscard]] std::uint32_t parts_of(std::uint32_t whole, std::uint32_t first) const {
    std::span<const std::uint32_t> rest = words_of(wholes_[whole]);
    for (std::uint32_t line = first; line < parts_.size(); ++line) {
      if (!is_free(line) || parts_[line].zone != parts_[first].zone) return 0;
      const std::span<const std::uint32_t> words = words_of(parts_[line]);
      if (words.empty() || words.size() > rest.size() || !std::ranges::equal(words, rest.first(words.size()))) return 0;
      rest = rest.subspan(words.size());
      if (rest.empty()) return line - first + 1;
    }
    return 0;
  }

  Comparison& comparison_;
  const Direction& direction_;
  const std::vector<Line>& wholes_;
  const std::vector<std::uint32_t>& whole_tie_;
  const std::vector<Line>& parts_;
  const std::vector<std::uint32_t>& part_tie_;
  /// A whole, and the next entry of those that begin alike, plus 1.
  struct Entry {
    std::uint32_t line = 0;
    std::uint32_t next = 0;
  };
  std::vector<Entry> entries_;
  NumberMap wholes_of_{0};  ///< For how they begin, the first entry, plus 1.
};

}  // namespace

void tie_joined(Comparison& comparison) {
  for (const Direction& direction : kDirections) JoinedFinder(comparison, direction).run();
}

}  // namespace stet::align
