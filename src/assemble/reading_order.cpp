// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <tuple>

#include "assemble/assemble.hpp"
#include "text/memory.hpp"
#include "text/reorder.hpp"
#include "text/sort_runs.hpp"

namespace stet::assemble {
namespace {

/// A place in a document: a sentence of a block, or (in_block 0) the beginning of a block that was not segmented. The
/// block in the high half of one number, so that one comparison tells.
struct Place {
  std::uint64_t value = 0;

  Place() = default;
  Place(BlockIndex block, std::uint32_t in_block)
      : value(static_cast<std::uint64_t>(to_size(block)) << 32U | in_block) {}
  friend auto operator<=>(const Place&, const Place&) = default;
};

Place place_of(const Document& document, SentenceIndex index) {
  const Sentence& sentence = document.sentence(index);
  return {sentence.block, sentence.in_block};
}

/// Something that stayed in its place, so that what was removed behind it can be put there.
struct Anchor {
  Place before;
  Place after;
};

std::vector<Anchor> anchors(const std::vector<Change>& changes, const Document& before, const Document& after,
                            const std::vector<align::BlockPair>& equal_blocks) {
  std::vector<Anchor> found;
  found.reserve(equal_blocks.size() + changes.size());
  for (const align::BlockPair& pair : equal_blocks) {
    // All sentences of an equal block lie before whatever follows the block.
    constexpr std::uint32_t kLast = std::numeric_limits<std::uint32_t>::max();
    if (!pair.moved) found.push_back({.before = {pair.before, 0}, .after = {pair.after, kLast}});
  }
  for (const Change& change : changes) {
    if (change.before.empty() || change.after.empty() || change.moved) continue;
    // What stands in a gap has its own place, and is an anchor for what was removed behind it.
    const SentenceIndex last = change.after[change.after.first_row() - 1];
    found.push_back({.before = place_of(before, change.before.front()), .after = place_of(after, last)});
  }
  text::sort_runs(found, &Anchor::before);
  return found;
}

/// Where a change stands: at a place of `after`, or behind an anchor's, then in the order of `before`.
struct Key {
  Place after;
  Place before;
  std::uint32_t number = 0;  ///< Of the change, so that order is total.
  bool has_place = false;    ///< False: before everything.
  bool removed = false;      ///< Behind what stands at `after`.

  friend auto operator<=>(const Key& one, const Key& other) {
    return std::tie(one.has_place, one.after, one.removed, one.before, one.number) <=>
           std::tie(other.has_place, other.after, other.removed, other.before, other.number);
  }
  friend bool operator==(const Key&, const Key&) = default;
};

}  // namespace

void sort_in_reading_order(std::vector<Change>& changes, const Document& before, const Document& after,
                           const std::vector<align::BlockPair>& equal_blocks) {
  std::vector<Anchor> staying = anchors(changes, before, after, equal_blocks);
  const auto key_of = [&](std::uint32_t number) {
    const Change& change = changes[number];
    Key key;
    key.number = number;
    if (!change.before.empty()) key.before = place_of(before, change.before.front());
    if (!change.after.empty()) {
      key.has_place = true;
      key.after = place_of(after, change.after.front());
      return key;
    }
    key.removed = true;
    const auto next = std::ranges::upper_bound(staying, key.before, {}, &Anchor::before);
    if (next == staying.begin()) return key;
    key.has_place = true;
    key.after = std::prev(next)->after;
    return key;
  };
  const auto count = static_cast<std::uint32_t>(changes.size());
  bool in_order = true;
  Key last;
  for (std::uint32_t number = 0; number < count && in_order; ++number) {
    const Key key = key_of(number);
    in_order = number == 0 || last < key;
    last = key;
  }
  if (in_order) return;
  std::vector<Key> order;
  order.reserve(count);
  for (std::uint32_t number = 0; number < count; ++number) order.push_back(key_of(number));
  text::release(staying);
  text::sort_runs(order);  // what was reworded, removed and added comes in order each
  std::vector<std::uint32_t> numbers;
  numbers.reserve(count);
  for (const Key& key : order) numbers.push_back(key.number);
  text::release(order);
  text::reorder(changes, std::move(numbers));
}

}  // namespace stet::assemble
