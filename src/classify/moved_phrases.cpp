// SPDX-License-Identifier: Apache-2.0
// Phrases that changed their place inside a sentence.
//
// "Unless bound by law, GitHub will provide notice." against "GitHub will provide notice unless bound by law." deletes
// a phrase and inserts it again. The modal in it neither came nor went, so it makes no category of the edits.
//
// Case it gets wrong: "Staff may not enter. Guests may enter" with the two subjects exchanged word by word, which is no
// phrase; a phrase of three words that says something else of another subject.
// Cost: the product of what is deleted and inserted, up to a bound (kMostPairs); past it nothing is marked.
#include "classify/moved_phrases.hpp"

#include <vector>

namespace stet::classify {
namespace {

/// Fewer words may be there twice by chance: "of them". A fact that goes elsewhere alone, "on 5 March 2018", is
/// no phrase.
constexpr std::uint32_t kLeastWords = 3;
constexpr std::uint32_t kLeastOutsideFacts = 2;
constexpr std::size_t kMostPairs = 10'000;

bool is_phrase(const Side& side, std::uint32_t first, std::uint32_t last) {
  std::uint32_t words = 0;
  std::uint32_t outside_facts = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    if (side.tokens[i].kind == TokenKind::Mark) continue;
    ++words;
    if (side.entity_of[i] == kNoEntity) ++outside_facts;
  }
  return words >= kLeastWords && outside_facts >= kLeastOutsideFacts;
}

/// Marks the entities of one side that lie whole in a run of tokens which the other side has too, at `other_first`. The
/// other side may know it for none: a capital says less at the beginning of a sentence.
void mark(Side& side, const Side& other, std::uint32_t first, std::uint32_t other_first, std::uint32_t length) {
  for (std::uint32_t i = 0; i < length; ++i) {
    const std::uint32_t position = side.entity_of[first + i];
    if (position == kNoEntity) continue;
    Entity& entity = side.entities[position];
    const std::uint32_t there = other.entity_of[other_first + i];
    const bool same = there == kNoEntity ||
                      (other.entities[there].kind == entity.kind && other.entities[there].value == entity.value);
    if (entity.first == first + i && entity.last <= first + length && same) entity.stays = true;
  }
}

/// Marks what the words that one edit deletes and those that another inserts have in common, run by run.
void compare(Side& before, Side& after, const Unit& deletion, const Unit& insertion) {
  const std::uint32_t columns = insertion.after_size();
  std::vector<std::uint32_t> above(columns + 1, 0);  // Length of the run that ends at a pair of tokens.
  std::vector<std::uint32_t> here(columns + 1, 0);
  for (std::uint32_t i = 0; i < deletion.before_size(); ++i) {
    for (std::uint32_t j = 0; j < columns; ++j) {
      const std::uint32_t one = deletion.before_first + i;
      const std::uint32_t other = insertion.after_first + j;
      here[j + 1] = before.tokens[one].id == after.tokens[other].id ? above[j] + 1 : 0;
      const std::uint32_t run = here[j + 1];
      if (run >= kLeastWords && is_phrase(before, one + 1 - run, one + 1)) {
        mark(before, after, one + 1 - run, other + 1 - run, run);
        mark(after, before, other + 1 - run, one + 1 - run, run);
      }
    }
    std::swap(above, here);
  }
}

}  // namespace

void mark_moved_phrases(Side& before, Side& after, std::span<const Unit> units) {
  std::size_t cells_left = kMostPairs;
  for (const Unit& deletion : units) {
    if (deletion.before_size() < kLeastWords) continue;
    for (const Unit& insertion : units) {
      if (insertion.after_size() < kLeastWords || insertion == deletion) continue;
      const std::size_t cells = std::size_t{deletion.before_size()} * insertion.after_size();
      if (cells > cells_left) return;
      cells_left -= cells;
      compare(before, after, deletion, insertion);
    }
  }
}

}  // namespace stet::classify
