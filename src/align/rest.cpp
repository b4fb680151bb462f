// SPDX-License-Identifier: Apache-2.0
// What the known parts of a sentence leave of it, and what else stands there.
//
// Idea: the words that the known parts have in the same order, and the trigrams that they have, are taken out of the
// sentence. A further part resembles what is left; a small one need only stand there, in one place; the last one is
// what is left; one may say more of a figure or a phrase in it; and a heading is the label that the sentence begins
// with.
//
// Example: "harass, abuse or threaten any group, or record people without consent" without "harasses or abuses any
// group;" leaves "or threaten record people without consent".
//
// Case it gets wrong: a word that stands twice in the whole is taken where it stands first or last in order, not where
// the part has it.
//
// Cost: words in order, the product of both sides' words, once for the known parts and twice for each further one.
#include "align/rest.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "align/comparison.hpp"
#include "align/tokens.hpp"

namespace stet::align {
namespace {

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
/// With fewer words than these a part must stand there word for word, or beside the known ones or at the end: an "and"
/// may stand between.
constexpr std::size_t kFewWords = 3;
constexpr std::size_t kWordsBetween = 1;
/// Likeness of letters between the rest and a part that is all that is left: "Reinstatement: ..." and "Reinstatements".
constexpr double kAllThatIsLeft = 0.7;
constexpr std::size_t kFewLetters = 5;
constexpr std::size_t kLabelBytes = 60;
/// Least weight of the words of a phrase, of that of a word which two sentences hold.
constexpr double kPhraseWord = 0.75;

struct Cluster {
  std::size_t first = 0;
  std::size_t last = 0;
  double weight = 0;
  std::size_t count = 0;
};

/// Of the words that are common, those that stand closest together.
Cluster heaviest_cluster(const TextTable& texts, const std::vector<std::uint32_t>& words,
                         const std::vector<bool>& common) {
  Cluster best;
  Cluster current;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!common[i]) continue;
    if (current.weight <= 0 || i - current.last > kGapInside) current = {i, i, 0, 0};
    current.last = i;
    current.weight += texts.weight(words[i]);
    ++current.count;
    if (current.weight > best.weight) best = current;
  }
  return best;
}

/// What stands before the colon that a sentence has near its beginning.
std::optional<std::string_view> label_of(std::string_view folded) {
  const std::size_t colon = folded.substr(0, kLabelBytes).find(": ");
  return colon == std::string_view::npos ? std::nullopt : std::optional(folded.substr(0, colon));
}

bool shares_figure(const TextTable& texts, const Passage& one, const Passage& other) {
  return std::ranges::any_of(one.sorted, [&](std::uint32_t word) {
    const char first = texts.word_text(word).front();
    return first >= '0' && first <= '9' && std::ranges::binary_search(other.sorted, word);
  });
}

/// Whether two words that few sentences hold stand side by side in both.
bool shares_phrase(const TextTable& texts, const Passage& one, const Passage& other) {
  const double least = kPhraseWord * texts.rare_weight();
  for (std::size_t i = 1; i < one.words.size(); ++i) {
    const std::span<const std::uint32_t> phrase = one.words.subspan(i - 1, 2);
    if (std::min(texts.weight(phrase[0]), texts.weight(phrase[1])) < least) continue;
    if (!std::ranges::search(other.words, phrase).empty()) return true;
  }
  return false;
}

/// How alike the letters of two passages are; 0 for too little.
double alike_in_letters(const Passage& rest, const Passage& part) {
  const std::size_t letters = rest.grams.size() + part.grams.size();
  if (part.grams.size() < kFewLetters || letters == 0) return 0;
  const double share = 2.0 * static_cast<double>(overlap(0, rest, part).grams) / static_cast<double>(letters);
  return share >= kAllThatIsLeft ? share : 0;
}

}  // namespace

Rest::Rest(const TextTable& texts, std::uint32_t whole, std::vector<std::uint32_t> known)
    : texts_(texts),
      whole_(whole),
      parts_(std::move(known)),
      known_(texts.joined_words(parts_)),
      taken_(common_in_order(texts, texts.words(whole), known_.words)),
      rest_(residual_words(texts, texts.passage(whole), taken_)) {}

const OwnedPassage& Rest::with_letters() {
  if (!has_letters_) {
    known_.grams = texts_.joined_trigrams(parts_);
    rest_.grams = residual_trigrams(texts_.passage(whole_), known_);
    has_letters_ = true;
  }
  return rest_;
}

Likeness Rest::likeness_at_most(const Passage& part) const {
  constexpr double kRounding = 1e-4;  // what sums of rounded figures may be off by
  const double words = shared_words(texts_, rest_, part);
  return {highest_score(words, rest_.weight + part.weight) + kRounding, words / texts_.rare_weight() + kRounding};
}

bool Rest::leaves_beginning() const {
  const std::span<const std::uint32_t> words = texts_.words(whole_);
  return !words.empty() && !std::ranges::binary_search(known_.sorted, words.front());
}

double Rest::covered_by(const Passage& part) const {
  const bool tells = shares_figure(texts_, rest_, part) || shares_phrase(texts_, rest_, part);
  return tells ? shared_words(texts_, rest_, part) / rest_.weight : 0;
}

double Rest::known_score() {
  with_letters();
  return likeness(texts_, texts_.passage(whole_), known_).score;
}

bool Rest::may_hold(const TextTable& texts, std::uint32_t whole, std::uint32_t part) {
  const double words = shared_words(texts, texts.passage(whole), texts.passage(part));
  if (words / texts.rare_weight() >= kLeastEvidence || label_of(texts.folded_text(whole))) return true;
  // What is left has no more of the part's letters than the whole, and no fewer letters than those.
  const Passage letters = texts.passage(part);
  const double shared = overlap(0, texts.passage(whole), letters).grams;
  return 2 * shared >= kAllThatIsLeft * (shared + static_cast<double>(letters.grams.size()));
}

double Rest::share_inside(const Passage& part, Side side) {
  const std::span<const std::uint32_t> whole = texts_.words(whole_);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < taken_.size(); ++i)
    if (taken_[i]) places.push_back(i);
  if (places.empty()) return 0;
  const bool before = side != Side::Behind;
  const std::size_t middle = places[places.size() / 2];
  std::vector<std::uint32_t> words;
  for (std::size_t i = before ? 0 : middle + 1; i < (before ? middle : whole.size()); ++i)
    if (!taken_[i]) words.push_back(whole[i]);
  const Cluster found = heaviest_cluster(texts_, words, common_in_order(texts_, words, part.words));
  const double evidence = found.weight / texts_.rare_weight();
  if (evidence < kInsideEvidence) return 0;
  const double letters = overlap(0, with_letters(), part).grams / static_cast<double>(part.grams.size());
  const double share = kInsideWords * found.weight / part.weight + (1 - kInsideWords) * letters;
  if (share < enough(side == Side::Introducing ? kIntroduces : kInside, kInsideSlope, evidence)) return 0;
  const bool at_edge = found.first <= kWordsBetween || found.last + 1 + kWordsBetween >= words.size();
  const bool whole_phrase = part.words.size() > 1 && found.count == part.words.size();
  return part.words.size() >= kFewWords || at_edge || whole_phrase ? share : 0;
}

double Rest::as_all_that_is_left(const Passage& part) {
  if (const std::optional<double> left = letters_left()) {
    const auto letters = static_cast<double>(part.grams.size());
    if (2 * std::min(*left, letters) < kAllThatIsLeft * (*left + letters) - 1) return 0;  // 1: rounding
  }
  return alike_in_letters(with_letters(), part);
}

std::optional<double> Rest::letters_left() {
  if (has_letters_ || parts_.size() != 1) return std::nullopt;
  if (!letters_left_) {
    const Passage whole = texts_.passage(whole_);
    const double taken = overlap(0, whole, texts_.passage(parts_.front())).grams;
    letters_left_ = static_cast<double>(whole.grams.size()) - taken;
  }
  return letters_left_;
}

double Rest::as_label(const Passage& part) const {
  const std::optional<std::string_view> label = label_of(texts_.folded_text(whole_));
  if (!label) return 0;
  std::vector<std::uint16_t> grams = trigrams(std::array{*label});
  sort_trigrams(grams);
  return alike_in_letters({{}, {}, Letters(grams), 0}, part);
}

}  // namespace stet::align
