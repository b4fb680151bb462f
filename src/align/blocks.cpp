// SPDX-License-Identifier: Apache-2.0
// Equal blocks: what neither needs segmenting nor comparing.
//
// Idea: blocks are interned by text, so that the rest works on numbers. Equal blocks at either end belong together.
// Between them, a block that occurs once on either side is an anchor; where anchors cross, the chain that holds the
// most sentences stays (a moved heading must not displace three pages). Equal neighbours of anchors follow them. Blocks
// that repeat and touch no anchor ("Read more", "* * *") are left to the comparison of sentences, which sees more of
// their surroundings; only in a gap too large for that are they aligned by themselves.
//
// Example: H1 P1 more P2 more P3 against H1 P1' more P3 more: H1 is the head; P3 is an anchor; neither "more" touches
// it on both sides, so both are left.
//
// Case it gets wrong: a short block that is deleted in one place and written anew in another is unique on both sides
// and looks like an anchor; where it crosses nothing, it stays one.
//
// Cost: linear, but n log n in the anchors where they cross. Source: Heckel (1978); Cohen's patience diff (2003).
#include <algorithm>
#include <bit>

#include "align/align.hpp"
#include "align/increasing.hpp"
#include "align/interning.hpp"
#include "align/sequence.hpp"
#include "align/weight.hpp"

namespace stet::align {
namespace {

/// A gap whose block counts multiply to more than this has its repeated blocks aligned as a sequence.
constexpr std::size_t kSegmentedGap = 1024;

/// Two blocks of equal text are no equal blocks where they give other sentences or other links.
std::uint64_t salt_of(const Document& document, const Block& block, SegmentUnit unit) {
  std::uint64_t salt = block.kind == BlockKind::Code ? 1 : 0;
  const auto mix = [&](std::uint64_t value) { salt = (std::rotl(salt, 23) ^ value) * 0x9E3779B97F4A7C15U; };
  for (const Link& link : block.links) {
    mix(link.text.begin);
    mix(link.text.end);
    for (const char byte : link.target) mix(static_cast<unsigned char>(byte));
  }
  if (unit == SegmentUnit::Line)
    for (std::uint32_t run = 0; run < block.run_count; ++run)
      if (const SourceRun& part = document.runs[block.first_run + run]; part.wrap) mix(part.text);
  return salt;
}

std::vector<std::uint32_t> intern_blocks(TextInterner& interner, const Document& document, SegmentUnit unit) {
  std::vector<std::uint32_t> ids;
  ids.reserve(document.blocks.size());
  interner.intern_all(
      document.blocks.size(), [&](std::size_t i) { return document.text(document.blocks[i]); },
      [&](std::size_t i) { return salt_of(document, document.blocks[i], unit); },
      [&](std::size_t, std::uint32_t number) { ids.push_back(number); });
  return ids;
}

struct BlockGap {
  std::uint32_t before_begin = 0;
  std::uint32_t before_end = 0;
  std::uint32_t after_begin = 0;
  std::uint32_t after_end = 0;
  [[nodiscard]] bool empty() const { return before_begin == before_end || after_begin == after_end; }
};

class BlockMatcher {
 public:
  BlockMatcher(const Document& before, const Document& after, SegmentUnit unit)
      : before_document_(before), unit_(unit) {
    TextInterner interner(before.blocks.size() + after.blocks.size());
    before_ = intern_blocks(interner, before, unit);
    after_ = intern_blocks(interner, after, unit);
    distinct_ = interner.size();
  }

  std::vector<BlockPair> run() {
    BlockGap rest{0, static_cast<std::uint32_t>(before_.size()), 0, static_cast<std::uint32_t>(after_.size())};
    with_equal_ends(rest, [&](const BlockGap& middle) {
      BlockGap gap = middle;
      for (const IndexPair& anchor : anchor_chain(middle)) {
        gap.before_end = anchor.before;
        gap.after_end = anchor.after;
        match_gap(gap);
        keep(anchor.before, anchor.after);
        gap.before_begin = anchor.before + 1;
        gap.after_begin = anchor.after + 1;
      }
      gap.before_end = middle.before_end;
      gap.after_end = middle.after_end;
      match_gap(gap);
    });
    return std::move(pairs_);
  }

 private:
  void keep(std::uint32_t before, std::uint32_t after) { pairs_.push_back({BlockIndex{before}, BlockIndex{after}}); }

  /// Pairs the equal ends of a gap, calling `match` for what is between.
  template <class Match>
  void with_equal_ends(BlockGap gap, Match match) {
    while (!gap.empty() && before_[gap.before_begin] == after_[gap.after_begin])
      keep(gap.before_begin++, gap.after_begin++);
    std::uint32_t tail = 0;
    while (!gap.empty() && before_[gap.before_end - 1] == after_[gap.after_end - 1]) {
      --gap.before_end;
      --gap.after_end;
      ++tail;
    }
    if (!gap.empty()) match(gap);
    for (std::uint32_t i = 0; i < tail; ++i) keep(gap.before_end + i, gap.after_end + i);
  }

  /// Between anchors.
  void match_gap(const BlockGap& gap) {
    with_equal_ends(gap, [&](const BlockGap& middle) {
      const std::size_t cells =
          static_cast<std::size_t>(middle.before_end - middle.before_begin) * (middle.after_end - middle.after_begin);
      if (cells <= kSegmentedGap) return;
      const auto part = [](const std::vector<std::uint32_t>& ids, std::uint32_t begin, std::uint32_t end) {
        return std::span(ids).subspan(begin, end - begin);
      };
      for (const IndexPair& pair : common_subsequence(part(before_, middle.before_begin, middle.before_end),
                                                      part(after_, middle.after_begin, middle.after_end)))
        keep(middle.before_begin + pair.before, middle.after_begin + pair.after);
    });
  }

  /// Blocks that occur once on either side of the middle: the heaviest chain of them in order.
  std::vector<IndexPair> anchor_chain(const BlockGap& middle) const {
    struct Count {
      std::uint32_t before = 0;
      std::uint32_t after = 0;
      std::uint32_t place = 0;
    };
    std::vector<Count> counts(distinct_);
    for (std::uint32_t i = middle.before_begin; i < middle.before_end; ++i) ++counts[before_[i]].before;
    for (std::uint32_t i = middle.after_begin; i < middle.after_end; ++i) {
      ++counts[after_[i]].after;
      counts[after_[i]].place = i;
    }
    std::vector<IndexPair> anchors;
    for (std::uint32_t i = middle.before_begin; i < middle.before_end; ++i)
      if (const Count& count = counts[before_[i]]; count.before == 1 && count.after == 1)
        anchors.push_back({i, count.place});
    if (std::ranges::is_sorted(anchors, {}, &IndexPair::after)) return anchors;

    std::vector<std::uint32_t> places;
    std::vector<std::uint64_t> weights;
    for (const IndexPair& anchor : anchors) {
      places.push_back(anchor.after);
      weights.push_back(estimated_sentences(before_document_, before_document_.blocks[anchor.before], unit_));
    }
    std::vector<IndexPair> chain;
    for (const std::uint32_t index : heaviest_increasing(places, weights)) chain.push_back(anchors[index]);
    return chain;
  }

  const Document& before_document_;
  SegmentUnit unit_;
  std::vector<std::uint32_t> before_;
  std::vector<std::uint32_t> after_;
  std::size_t distinct_ = 0;
  std::vector<BlockPair> pairs_;
};

bool same_links(const Block& before, const Block& after) {
  return std::ranges::equal(before.links, after.links, [](const Link& left, const Link& right) {
    return left.text == right.text && left.target == right.target;
  });
}

/// Whether the sides are taken the other way round, so that swapping them mirrors the result.
bool takes_after_first(const Document& before, const Document& after) {
  if (before.blocks.size() != after.blocks.size()) return before.blocks.size() > after.blocks.size();
  for (std::size_t i = 0; i < before.blocks.size(); ++i)
    if (const int order = before.text(before.blocks[i]).compare(after.text(after.blocks[i])); order != 0)
      return order > 0;
  return false;
}

}  // namespace

std::vector<BlockPair> equal_blocks(const Document& before, const Document& after, SegmentUnit unit) {
  const bool swapped = takes_after_first(before, after);
  std::vector<BlockPair> pairs =
      swapped ? BlockMatcher(after, before, unit).run() : BlockMatcher(before, after, unit).run();
  if (swapped)
    for (BlockPair& pair : pairs) std::swap(pair.before, pair.after);
  // Links went into the hash alone.
  std::erase_if(pairs, [&](const BlockPair& pair) {
    return !same_links(before.blocks[to_size(pair.before)], after.blocks[to_size(pair.after)]);
  });
  return pairs;
}

}  // namespace stet::align
