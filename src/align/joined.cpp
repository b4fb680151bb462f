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
  JoinedFinder(Comparison& comparison, const Direction& direction) : sides_(comparison, direction) {}

  void run() {
    enter_wholes();
    if (entries_.empty()) return;
    std::vector<Join> joins;
    for (std::uint32_t first = 0; first + 1 < sides_.parts.size(); ++first)
      if (sides_.is_free(first) && sides_.is_free(first + 1) && sides_.in_one_zone(first, first + 1))
        look_up(first, joins);
    std::ranges::stable_sort(joins, {}, [&](const Join& join) {
      return std::pair(join.whole, sides_.wholes[join.whole].zone != sides_.parts[join.parts.front()].zone);
    });
    for (const Join& join : joins) {
      const auto is_tied = [&](std::uint32_t line) { return !sides_.is_free(line); };
      if (!sides_.is_free_whole(join.whole) || std::ranges::any_of(join.parts, is_tied)) continue;
      sides_.tie(join.whole, join.parts, MatchStage::Joined, likeness_of(join), 1);
    }
  }

 private:
  struct Join {
    std::uint32_t whole = 0;
    LineSet parts;
  };

  /// By the first word, or the first two.
  static std::uint64_t key(std::span<const std::uint32_t> words, std::size_t count) {
    return count == 1 ? words[0] : (std::uint64_t{words[0]} + 1) << 32U | words[1];
  }

  /// Their words are the same, their punctuation may not be.
  [[nodiscard]] double likeness_of(const Join& join) const {
    const TextTable& texts = sides_.texts;
    std::string joined;
    for (const std::uint32_t line : join.parts) {
      if (!joined.empty()) joined += ' ';
      joined += sides_.text_of(sides_.parts[line]);
    }
    const std::uint32_t whole = sides_.wholes[join.whole].folded;
    if (texts.folded_text(whole) == joined) return 1;
    constexpr double kNotEqual = 0.999;
    return std::min(likeness(texts, texts.passage(whole), texts.joined(sides_.folded_of(join.parts))).score, kNotEqual);
  }

  /// The last line first, so that the first one stands first among those that begin alike.
  void enter_wholes() {
    for (auto line = static_cast<std::uint32_t>(sides_.wholes.size()); line-- > 0;) {
      const Line& whole = sides_.wholes[line];
      if (!sides_.is_free_whole(line) || !sides_.texts.has_all_words(whole.folded)) continue;
      const std::span<const std::uint32_t> words = sides_.words_of(whole);
      for (std::size_t count = 1; count <= 2 && count < words.size(); ++count) {
        std::uint32_t& first = wholes_of_[key(words, count)];
        entries_.push_back({line, std::exchange(first, static_cast<std::uint32_t>(entries_.size()) + 1)});
      }
    }
  }

  void look_up(std::uint32_t first, std::vector<Join>& joins) const {
    const std::span<const std::uint32_t> begin = sides_.words_of(sides_.parts[first]);
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
    std::span<const std::uint32_t> rest = sides_.words_of(sides_.wholes[whole]);
    for (std::uint32_t line = first; line < sides_.parts.size(); ++line) {
      if (!sides_.is_free(line) || !sides_.in_one_zone(line, first)) return 0;
      const std::span<const std::uint32_t> words = sides_.words_of(sides_.parts[line]);
      if (words.empty() || words.size() > rest.size() || !std::ranges::equal(words, rest.first(words.size()))) return 0;
      rest = rest.subspan(words.size());
      if (rest.empty()) return line - first + 1;
    }
    return 0;
  }

  Sides sides_;
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
