// SPDX-License-Identifier: Apache-2.0
// Which tokens of two wordings stay.
//
// Equal ends are taken off; between them a weighted longest common subsequence, where a long word counts more than a
// short one, a word more than a comma, and neighbours that stay together more than strays. Then entities that did not
// stay whole let go of all their tokens: "5 March 2018" against "6 March 2018" shares two words and keeps none.
//
// Case it gets wrong: a phrase that changed places inside the sentence is deleted and inserted.
// Cost: the product of the two middles up to a bound (kMaxCells), past it align::common_subsequence on the ids.
// Source: Hirschberg (1975) for the recurrence; weights as in Myers' and Gotoh's variants.
#include "classify/pairs.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace stet::classify {
namespace {

using align::IndexPair;

// Two sentences of 300 words and signs each; a millisecond.
constexpr std::size_t kMaxCells = 90'000;

/// Weight of a token that stays. Chosen so that one content word outweighs any run of commas beside it.
float weight(const Token& token, const Vocabulary& vocabulary) {
  const std::string& text = vocabulary.text(token.id);
  if (token.kind == TokenKind::Mark) return 0.6F;
  if (vocabulary.word(token.id).classes.contains(WordClass::Function)) return 1.0F;
  return 2.0F + static_cast<float>(std::min<std::size_t>(text.size(), 10)) * 0.1F;
}

constexpr float kNeighbourBonus = 0.5F;
/// Below every sum.
constexpr float kNoMatch = -1.0F;

/// Weighted common subsequence of before[b0, b1) and after[a0, a1).
class WeightedMatch {
 public:
  WeightedMatch(const Side& before, const Side& after, IndexPair first, IndexPair last, const Vocabulary& vocabulary)
      : before_(before),
        after_(after),
        first_(first),
        rows_(last.before - first.before),
        columns_(last.after - first.after) {
    weights_.reserve(rows_);
    for (std::uint32_t i = 0; i < rows_; ++i) weights_.push_back(weight(before.tokens[first.before + i], vocabulary));
  }

  void append_to(std::vector<IndexPair>& pairs) {
    if (rows_ == 0 || columns_ == 0) return;
    fill();
    std::vector<IndexPair> found;
    found.reserve(std::min(rows_, columns_));
    std::uint32_t i = rows_;
    std::uint32_t j = columns_;
    bool matched = best(i, j) < match(i, j);
    // Walks back from the end; `matched` says that the pair (i-1, j-1) is taken.
    while (i > 0 && j > 0) {
      if (!matched) {
        const float here = best(i, j);
        if (match(i, j) >= here && match(i, j) > 0)
          matched = true;
        else if (best(i - 1, j) >= here)
          --i;
        else
          --j;
        continue;
      }
      found.push_back({first_.before + i - 1, first_.after + j - 1});
      const float rest = match(i, j) - weights_[i - 1];
      --i;
      --j;
      matched = i > 0 && j > 0 && match(i, j) > 0 && match(i, j) + kNeighbourBonus >= rest - 1e-4F &&
                match(i, j) + kNeighbourBonus > best(i, j);
    }
    pairs.insert(pairs.end(), found.rbegin(), found.rend());
  }

 private:
  [[nodiscard]] std::size_t cell(std::uint32_t i, std::uint32_t j) const {
    return static_cast<std::size_t>(i) * (columns_ + 1) + j;
  }
  [[nodiscard]] float best(std::uint32_t i, std::uint32_t j) const { return best_[cell(i, j)]; }
  [[nodiscard]] float match(std::uint32_t i, std::uint32_t j) const { return match_[cell(i, j)]; }

  /// Each cell is written once, row by row: these tables are most of the work for long sentences.
  void fill() {
    const std::size_t width = columns_ + std::size_t{1};
    best_ = std::make_unique_for_overwrite<float[]>((rows_ + 1) * width);
    match_ = std::make_unique_for_overwrite<float[]>((rows_ + 1) * width);
    std::fill_n(best_.get(), width, 0.0F);
    std::fill_n(match_.get(), width, kNoMatch);
    std::vector<std::uint32_t> others;
    others.reserve(columns_);
    for (std::uint32_t j = 0; j < columns_; ++j) others.push_back(after_.tokens[first_.after + j].id);
    for (std::uint32_t i = 1; i <= rows_; ++i) {
      const std::uint32_t one = before_.tokens[first_.before + i - 1].id;
      const float gain = weights_[i - 1];
      const float* const best_above = best_.get() + (i - 1) * width;
      const float* const match_above = match_.get() + (i - 1) * width;
      float* const best_here = best_.get() + i * width;
      float* const match_here = match_.get() + i * width;
      best_here[0] = 0.0F;
      match_here[0] = kNoMatch;
      float left = 0.0F;
      for (std::uint32_t j = 1; j <= columns_; ++j) {
        const bool same = one == others[j - 1];
        const float with = same ? gain + std::max(best_above[j - 1], match_above[j - 1] + kNeighbourBonus) : kNoMatch;
        match_here[j] = with;
        best_here[j] = left = std::max({best_above[j], left, with});
      }
    }
  }

  const Side& before_;
  const Side& after_;
  IndexPair first_;
  std::uint32_t rows_;
  std::uint32_t columns_;
  std::vector<float> weights_;
  std::unique_ptr<float[]> best_;
  std::unique_ptr<float[]> match_;
};

/// Pairs between two positions, by ids alone.
void append_long(const Side& before, const Side& after, IndexPair first, IndexPair last,
                 std::vector<IndexPair>& pairs) {
  std::vector<std::uint32_t> before_ids;
  std::vector<std::uint32_t> after_ids;
  for (std::uint32_t i = first.before; i < last.before; ++i) before_ids.push_back(before.tokens[i].id);
  for (std::uint32_t i = first.after; i < last.after; ++i) after_ids.push_back(after.tokens[i].id);
  for (const IndexPair& pair : align::common_subsequence(before_ids, after_ids))
    pairs.push_back({first.before + pair.before, first.after + pair.after});
}

/// Lets go of the pairs of entities that do not stay whole, until none is left.
class EntityBreaker {
 public:
  EntityBreaker(const Side& before, const Side& after, std::vector<IndexPair>& pairs)
      : before_(before),
        after_(after),
        pairs_(pairs),
        partner_of_before_(before.size(), kNone),
        partner_of_after_(after.size(), kNone) {
    for (const IndexPair& pair : pairs) {
      partner_of_before_[pair.before] = pair.after;
      partner_of_after_[pair.after] = pair.before;
    }
  }

  void run() {
    shaken_.reserve(before_.entities.size() + after_.entities.size());
    for (std::uint32_t e = 0; e < before_.entities.size(); ++e) shaken_.push_back({true, e});
    for (std::uint32_t e = 0; e < after_.entities.size(); ++e) shaken_.push_back({false, e});
    while (!shaken_.empty()) {
      const Shaken next = shaken_.back();
      shaken_.pop_back();
      if (next.is_before)
        let_go(before_, next.entity, partner_of_before_, after_, partner_of_after_);
      else
        let_go(after_, next.entity, partner_of_after_, before_, partner_of_before_);
    }
    std::erase_if(pairs_, [&](const IndexPair& pair) { return partner_of_before_[pair.before] == kNone; });
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  /// An entity that may not stay whole, still to be looked at.
  struct Shaken {
    bool is_before;
    std::uint32_t entity;
  };

  /// Lets go of an entity's tokens where it does not stay whole. What it breaks on the other side is looked at in turn:
  /// each entity lets go once, so that all of it is linear, and in any order the same ones do.
  void let_go(const Side& side, std::uint32_t entity, std::vector<std::uint32_t>& partner, const Side& other,
              std::vector<std::uint32_t>& back) {
    const auto [first, last] = std::pair(side.entities[entity].first, side.entities[entity].last);
    if (last == first + 1) return;
    bool any = false;
    bool whole = true;
    for (std::uint32_t i = first; i < last; ++i) {
      any |= partner[i] != kNone;
      whole &= partner[i] != kNone && (i == first || partner[i] == partner[i - 1] + 1);
    }
    if (!any || whole) return;
    for (std::uint32_t i = first; i < last; ++i) {
      if (partner[i] == kNone) continue;
      if (const std::uint32_t broken = other.entity_of[partner[i]]; broken != kNoEntity)
        shaken_.push_back({&side != &before_, broken});
      back[partner[i]] = kNone;
      partner[i] = kNone;
    }
  }

  const Side& before_;
  const Side& after_;
  std::vector<IndexPair>& pairs_;
  std::vector<std::uint32_t> partner_of_before_;
  std::vector<std::uint32_t> partner_of_after_;
  std::vector<Shaken> shaken_;
};

}  // namespace

std::vector<IndexPair> kept_pairs(const Side& before, const Side& after, const Vocabulary& vocabulary) {
  const std::uint32_t shorter = std::min(before.size(), after.size());
  std::vector<IndexPair> pairs;
  pairs.reserve(shorter);
  std::uint32_t head = 0;
  while (head < shorter && before.tokens[head].id == after.tokens[head].id) pairs.push_back({head, head}), ++head;
  std::uint32_t tail = 0;
  while (tail < shorter - head &&
         before.tokens[before.size() - 1 - tail].id == after.tokens[after.size() - 1 - tail].id)
    ++tail;
  const IndexPair first{head, head};
  const IndexPair last{before.size() - tail, after.size() - tail};
  const std::size_t cells = static_cast<std::size_t>(last.before - first.before + 1) * (last.after - first.after + 1);
  if (cells <= kMaxCells)
    WeightedMatch(before, after, first, last, vocabulary).append_to(pairs);
  else
    append_long(before, after, first, last, pairs);
  for (std::uint32_t i = 0; i < tail; ++i) pairs.push_back({last.before + i, last.after + i});
  // One of a single token stays or does not.
  const auto several = [](const Entity& entity) { return entity.last > entity.first + 1; };
  if (std::ranges::any_of(before.entities, several) || std::ranges::any_of(after.entities, several))
    EntityBreaker(before, after, pairs).run();
  return pairs;
}

}  // namespace stet::classify
