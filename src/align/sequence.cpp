// SPDX-License-Identifier: Apache-2.0
// A longest common subsequence of ids, at a cost that no input can drive up.
//
// Idea: what is equal at either end belongs together; an element that the other side lacks matches nothing and is left
// out. What is left goes to dtl if it is small, which makes the answer exact. If not, runs of elements that occur once
// on either side are anchors (first single elements, then runs of 4, then of 16: text of few distinct elements has no
// unique elements, but unique runs). The longest chain of anchors that keeps its order cuts the problem into gaps,
// which are taken the same way. A gap without anchors is cut into pieces in proportion.
//
// Example: A x B y C against A B z y C: A and C are equal ends, x and z have no partner; B y is left on both sides.
//
// Case it gets wrong: where anchors cross, the longer chain wins, though a shorter one might have had more between its
// members. Long repetitive sequences without unique runs are compared piece by piece, so what shifted across pieces is
// missed there.
//
// dtl: the positions that it stores are wrong after it restarts, so they are counted from its steps; and it restarts
// from 2,000,000 visited points on, past which its scripts are not minimal. It visits no more points than the
// two lengths multiply to, so with kExactCells below that it never does.
//
// Cost: n log n for the anchors, at most kMaxDepth times; dtl within kExactCells a gap and kCellsInAll together.
// Sources: Wu, Manber, Myers, Miller, "An O(NP) sequence comparison algorithm" (1990), which is dtl's; Cohen's
// patience diff (2003) for anchors that are unique; Heckel, "A technique for isolating differences between files"
// (1978).
#include "align/sequence.hpp"

#include <algorithm>
#include <array>
#include <dtl/dtl.hpp>
#include <optional>

#include "align/increasing.hpp"
#include "align/interning.hpp"

namespace stet::align {
namespace {

/// Gaps whose lengths multiply to at most this go to dtl whole. dtl restarts at 2,000,000 points.
constexpr std::uint64_t kExactCells = 1U << 20;
/// What all gaps of one call may cost, in the same unit: about a tenth of a second at dtl's 25 ns a point, if every one
/// is the worst case.
constexpr std::uint64_t kCellsInAll = 1U << 22;
/// Side of a piece where a gap is cut in proportion: 64 by 64 costs dtl 32 points for each element.
constexpr std::size_t kPiece = 64;
/// Gaps within gaps. Each level costs one pass over what is left; real texts need two or three.
constexpr int kMaxDepth = 8;
/// Lengths of the runs that are tried as anchors.
constexpr std::array<std::size_t, 3> kRunLengths{1, 4, 16};

using Ids = std::vector<std::uint32_t>;

struct Gap {
  std::size_t before_begin = 0;
  std::size_t before_end = 0;
  std::size_t after_begin = 0;
  std::size_t after_end = 0;

  [[nodiscard]] std::size_t before_size() const { return before_end - before_begin; }
  [[nodiscard]] std::size_t after_size() const { return after_end - after_begin; }
  [[nodiscard]] bool empty() const { return before_size() == 0 || after_size() == 0; }
  [[nodiscard]] std::uint64_t cells() const {
    return static_cast<std::uint64_t>(before_size() + 1) * (after_size() + 1);
  }
};

class Matcher {
 public:
  Matcher(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after)
      : before_(before), after_(after) {}

  std::vector<IndexPair> run() {
    match({0, before_.size(), 0, after_.size()}, 0);
    return std::move(pairs_);
  }

 private:
  void keep(std::size_t before, std::size_t after) {
    pairs_.push_back({static_cast<std::uint32_t>(before), static_cast<std::uint32_t>(after)});
  }

  /// Matches a gap. Pairs are appended in order.
  void match(Gap gap, int depth) {
    while (!gap.empty() && before_[gap.before_begin] == after_[gap.after_begin])
      keep(gap.before_begin++, gap.after_begin++);
    std::size_t tail = 0;
    while (!gap.empty() && before_[gap.before_end - 1] == after_[gap.after_end - 1]) {
      --gap.before_end;
      --gap.after_end;
      ++tail;
    }
    if (!gap.empty()) match_inner(gap, depth);
    for (std::size_t i = 0; i < tail; ++i) keep(gap.before_end + i, gap.after_end + i);
  }

  void match_inner(const Gap& gap, int depth) {
    if (gap.cells() <= kExactCells && gap.cells() <= cells_left_) return match_exactly(gap);
    if (depth < kMaxDepth)
      for (const std::size_t length : kRunLengths)
        if (match_between_anchors(gap, length, depth)) return;
    match_in_pieces(gap);
  }

  void match_exactly(const Gap& gap) {
    const auto part = [](std::span<const std::uint32_t> ids, std::size_t begin, std::size_t end) {
      return Ids(ids.begin() + static_cast<std::ptrdiff_t>(begin), ids.begin() + static_cast<std::ptrdiff_t>(end));
    };
    dtl::Diff<std::uint32_t, Ids> diff(part(before_, gap.before_begin, gap.before_end),
                                       part(after_, gap.after_begin, gap.after_end));
    diff.compose();
    const auto points =
        static_cast<std::uint64_t>(diff.getEditDistance() + 1) * static_cast<std::uint64_t>(diff.getEditDistance() + 1);
    cells_left_ -= std::min(cells_left_, std::min(points, gap.cells()));
    std::size_t before = gap.before_begin;
    std::size_t after = gap.after_begin;
    for (const auto& step : diff.getSes().getSequence()) {
      if (step.second.type == dtl::SES_COMMON) keep(before, after);
      if (step.second.type != dtl::SES_ADD) ++before;
      if (step.second.type != dtl::SES_DELETE) ++after;
    }
  }

  bool match_between_anchors(const Gap& gap, std::size_t length, int depth) {
    const std::vector<IndexPair> anchors = unique_runs(gap, length);
    if (anchors.empty()) return false;
    Gap inner = gap;
    for (const IndexPair& anchor : anchors) {
      // Runs may overlap the run before them: what is matched already is passed over.
      if (anchor.before < inner.before_begin || anchor.after < inner.after_begin) continue;
      inner.before_end = anchor.before;
      inner.after_end = anchor.after;
      match(inner, depth + 1);
      for (std::size_t i = 0; i < length; ++i) keep(anchor.before + i, anchor.after + i);
      inner.before_begin = anchor.before + length;
      inner.after_begin = anchor.after + length;
    }
    inner.before_end = gap.before_end;
    inner.after_end = gap.after_end;
    match(inner, depth + 1);
    return true;
  }

  /// Where the runs of `length` that occur once on either side begin: their longest chain in order.
  std::vector<IndexPair> unique_runs(const Gap& gap, std::size_t length) const {
    if (gap.before_size() < length || gap.after_size() < length) return {};
    NumberMap entry_of(0);
    std::vector<Occurrence> occurrences;
    for_runs(before_, gap.before_begin, gap.before_end, length, [&](std::uint64_t run, std::size_t at) {
      std::uint32_t& entry = entry_of[run];
      if (entry == 0) {
        occurrences.push_back({.before = static_cast<std::uint32_t>(at)});
        entry = static_cast<std::uint32_t>(occurrences.size());
      }
      ++occurrences[entry - 1].before_count;
    });
    for_runs(after_, gap.after_begin, gap.after_end, length, [&](std::uint64_t run, std::size_t at) {
      const std::uint32_t entry = entry_of.value_or_zero(run);
      if (entry == 0) return;
      occurrences[entry - 1].after = static_cast<std::uint32_t>(at);
      ++occurrences[entry - 1].after_count;
    });
    std::vector<IndexPair> unique;
    std::vector<std::uint32_t> places;
    for (const Occurrence& run : occurrences) {
      if (run.before_count != 1 || run.after_count != 1 || !equal_runs(run.before, run.after, length)) continue;
      unique.push_back({run.before, run.after});
      places.push_back(run.after);
    }
    const std::vector<std::uint64_t> weights(places.size(), 1);
    std::vector<IndexPair> chain;
    for (const std::uint32_t index : heaviest_increasing(places, weights)) chain.push_back(unique[index]);
    return chain;
  }

  struct Occurrence {
    std::uint32_t before = 0;
    std::uint32_t after = 0;
    std::uint32_t before_count = 0;
    std::uint32_t after_count = 0;
  };

  [[nodiscard]] bool equal_runs(std::size_t before, std::size_t after, std::size_t length) const {
    return std::ranges::equal(before_.subspan(before, length), after_.subspan(after, length));
  }

  /// Calls `use(hash, position)` for every run of `length` in a part.
  template <class Use>
  static void for_runs(std::span<const std::uint32_t> ids, std::size_t begin, std::size_t end, std::size_t length,
                       Use use) {
    constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15U;  // odd, with well mixed bits
    std::uint64_t leading = 1;
    for (std::size_t i = 1; i < length; ++i) leading *= kBase;
    std::uint64_t hash = 0;
    for (std::size_t at = begin; at < end; ++at) {
      if (at - begin >= length) hash -= (ids[at - length] + std::uint64_t{1}) * leading;
      hash = hash * kBase + ids[at] + 1;
      if (at - begin + 1 >= length) use(hash, at + 1 - length);
    }
  }

  /// Pieces of both sides in proportion, each on its own.
  void match_in_pieces(const Gap& gap) {
    const std::size_t longer = std::max(gap.before_size(), gap.after_size());
    const std::size_t pieces = (longer + kPiece - 1) / kPiece;
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      const auto at = [&](std::size_t begin, std::size_t size, std::size_t number) {
        return begin + static_cast<std::size_t>(static_cast<std::uint64_t>(size) * number / pieces);
      };
      Gap part{at(gap.before_begin, gap.before_size(), piece), at(gap.before_begin, gap.before_size(), piece + 1),
               at(gap.after_begin, gap.after_size(), piece), at(gap.after_begin, gap.after_size(), piece + 1)};
      if (!part.empty()) match_exactly(part);
    }
  }

  std::span<const std::uint32_t> before_;
  std::span<const std::uint32_t> after_;
  std::vector<IndexPair> pairs_;
  std::uint64_t cells_left_ = kCellsInAll;
};

/// The elements that the other side has too, with their positions.
struct Partnered {
  Ids ids;
  Ids positions;
};

/// Some ids. A bit each where they lie close together, as those of one text's sentences do.
class IdSet {
 public:
  explicit IdSet(std::span<const std::uint32_t> ids) : spread_(0) {
    constexpr std::uint64_t kMostBits = 64;  // for an id
    const auto [least, most] = std::ranges::minmax(ids);
    first_ = least;
    const std::uint64_t range = std::uint64_t{most} - least + 1;
    is_dense_ = range <= kMostBits * ids.size();
    if (is_dense_) dense_.resize(range);
    for (const std::uint32_t id : ids) {
      if (is_dense_)
        dense_[id - first_] = true;
      else
        spread_[id] = 1;
    }
  }

  [[nodiscard]] bool contains(std::uint32_t id) const {
    if (!is_dense_) return spread_.value_or_zero(id) != 0;
    return id >= first_ && id - first_ < dense_.size() && dense_[id - first_];
  }

 private:
  bool is_dense_ = false;
  std::uint32_t first_ = 0;
  std::vector<bool> dense_;  ///< From `first_` on.
  NumberMap spread_;
};

Partnered with_partners(std::span<const std::uint32_t> ids, std::size_t skipped, const IdSet& on_other_side) {
  Partnered kept;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!on_other_side.contains(ids[i])) continue;
    kept.ids.push_back(ids[i]);
    kept.positions.push_back(static_cast<std::uint32_t>(skipped + i));
  }
  return kept;
}

std::vector<IndexPair> match_in_order(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after) {
  std::size_t head = 0;
  const std::size_t shorter = std::min(before.size(), after.size());
  while (head < shorter && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;

  std::vector<IndexPair> pairs;
  for (std::size_t i = 0; i < head; ++i)
    pairs.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i)});
  const auto inner_before = before.subspan(head, before.size() - head - tail);
  const auto inner_after = after.subspan(head, after.size() - head - tail);
  if (!inner_before.empty() && !inner_after.empty()) {
    const Partnered left = with_partners(inner_before, head, IdSet(inner_after));
    const Partnered right = with_partners(inner_after, head, IdSet(inner_before));
    for (const IndexPair& pair : Matcher(left.ids, right.ids).run())
      pairs.push_back({left.positions[pair.before], right.positions[pair.after]});
  }
  for (std::size_t i = tail; i > 0; --i)
    pairs.push_back({static_cast<std::uint32_t>(before.size() - i), static_cast<std::uint32_t>(after.size() - i)});
  return pairs;
}

}  // namespace

std::vector<IndexPair> common_subsequence(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after) {
  // One order of the two sides, whichever is called which, so that swapping them mirrors the pairs.
  const bool swap = before.size() != after.size() ? before.size() > after.size()
                                                  : std::ranges::lexicographical_compare(after, before);
  if (!swap) return match_in_order(before, after);
  std::vector<IndexPair> pairs = match_in_order(after, before);
  for (IndexPair& pair : pairs) std::swap(pair.before, pair.after);
  return pairs;
}

}  // namespace stet::align
