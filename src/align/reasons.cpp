// SPDX-License-Identifier: Apache-2.0
// Why sentences were matched, in words.
//
// Idea: what likeness counts are the words that both sides have, the more the fewer sentences hold them. The heaviest
// of those are the ones that decided, so they are named. They are found afterwards, with the weights that the
// comparison had, and only for who asks: a comparison that explains nothing pays nothing.
//
// Example: "The ferry to Norrhaven sails daily." and "The Norrhaven ferry will sail twice a day." are similar by
// "norrhaven" and "ferry"; "the" is shared as well and says nothing.
//
// In scripts without spaces a word is a single character here; characters that stand side by side in both texts are
// named together.
//
// Case it gets wrong: sentences that are alike in parts of words alone (inflection, compounds) have no word to name.
//
// Cost: linear in the matched text, and for the rivals the product of what has no match, bounded by kMostCompared.
#include "align/reasons.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "align/comparison.hpp"
#include "align/tokens.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::align {
namespace {

/// So many words fit on a line and can be taken in at a glance.
constexpr std::size_t kMostNamed = 5;
/// What weighs less than this share of the heaviest word did not decide: the articles, even in a text of ten sentences.
constexpr double kNamedShare = 0.6;
/// Characters of a script without spaces that are named as one.
constexpr std::size_t kMostJoined = 8;
/// A rival that is less alike than this is none: any two sentences share a few letters.
constexpr double kRival = 0.10;
/// Pairs of words up to which rivals are looked for: a tenth of a second.
constexpr std::uint64_t kMostCompared = 1ULL << 24;

using Lines = std::vector<std::uint32_t>;

/// Words that may have decided, as they stand in a folded text.
struct Shared {
  std::string_view text;
  double weight = 0;
  std::size_t words = 1;
};

class Explainer {
 public:
  Explainer(const Document& before, const Document& after, const Alignment& alignment)
      : comparison_(comparison_of(before, after, alignment.equal_blocks, &BlockPair::before, &BlockPair::after)),
        before_line_(lines_by_sentence(comparison_.left, before)),
        after_line_(lines_by_sentence(comparison_.right, after)) {
    // The same two steps as in `align`, so that words weigh the same.
    comparison_.joined = alignment.joined;
    compared_ = tie_identical(comparison_) && weigh_words(comparison_);
  }

  void explain(std::vector<Match>& matches) {
    if (!compared_) return;
    for (Match& match : matches) {
      if (match.before.empty() || match.after.empty()) continue;
      std::vector<std::string> words =
          deciding_words(lines_of(before_line_, match.before), lines_of(after_line_, match.after));
      if (!words.empty()) match.reason.evidence.make().words = std::move(words);
    }
    explain_unmatched(matches);
  }

 private:
  static Lines lines_by_sentence(const std::vector<Line>& lines, const Document& document) {
    Lines numbers(document.sentences.size(), kUntied);
    for (std::uint32_t line = 0; line < lines.size(); ++line) numbers[to_size(lines[line].sentence)] = line;
    return numbers;
  }

  static Lines lines_of(const Lines& by_sentence, SentenceSet sentences) {
    Lines lines;
    for (const SentenceIndex sentence : sentences) lines.push_back(by_sentence[to_size(sentence)]);
    return lines;
  }

  /// Whether two lines were found equal, and so never compared by their words.
  [[nodiscard]] bool are_equal(std::uint32_t before, std::uint32_t after) const {
    const Line& left = comparison_.left[before];
    const Line& right = comparison_.right[after];
    return left.exact == right.exact || left.folded == right.folded;
  }

  [[nodiscard]] std::vector<std::string> deciding_words(const Lines& before, const Lines& after) const {
    if (before.size() == 1 && after.size() == 1 && are_equal(before.front(), after.front())) return {};
    return named(shared_words(before, after));
  }

  /// The words of the lines of `after` that those of `before` have too, in text order, each once.
  [[nodiscard]] std::vector<Shared> shared_words(const Lines& before, const Lines& after) const {
    const TextTable& texts = comparison_.texts;
    std::vector<std::uint32_t> held;
    std::vector<std::string_view> held_texts;
    for (const std::uint32_t line : before) {
      const std::uint32_t folded = comparison_.left[line].folded;
      const std::span<const std::uint32_t> words = texts.words(folded);
      held.insert(held.end(), words.begin(), words.end());
      for (const std::string_view part : sampled(texts.folded_text(folded))) held_texts.push_back(part);
    }
    std::ranges::sort(held);

    std::vector<Shared> shared;
    for (const std::uint32_t line : after) {
      const std::uint32_t folded = comparison_.right[line].folded;
      std::size_t number = 0;
      for (const std::string_view part : sampled(texts.folded_text(folded))) {
        const char* end = nullptr;  // of the last word, if it is shared
        for (const std::string_view token : tokens(part)) {
          const std::uint32_t word = texts.words(folded)[number++];
          const bool says_something = !unicode::is_punctuation(unicode::code_point_at(token, 0).code);  // not 。
          if (!says_something || !std::ranges::binary_search(held, word)) {
            end = nullptr;
            continue;
          }
          if (end != token.data() || !join(shared.back(), token, texts.weight(word), held_texts))
            shared.push_back({token, texts.weight(word)});
          end = token.data() + token.size();
        }
      }
    }
    return shared;
  }

  /// Adds a word to the one that it touches, where they stand side by side in the other text too.
  static bool join(Shared& last, std::string_view token, double weight, const std::vector<std::string_view>& texts) {
    if (last.words == kMostJoined) return false;
    const std::string_view both(last.text.data(), last.text.size() + token.size());
    const auto holds = [&](std::string_view text) { return text.find(both) != std::string_view::npos; };
    if (std::ranges::none_of(texts, holds)) return false;
    last = {both, last.weight + weight, last.words + 1};
    return true;
  }

  /// The heaviest, of equal ones the longest, in text order.
  static std::vector<std::string> named(const std::vector<Shared>& shared) {
    std::vector<std::size_t> order(shared.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, [&](std::size_t one, std::size_t other) {
      if (shared[one].weight != shared[other].weight) return shared[one].weight > shared[other].weight;
      if (shared[one].text.size() != shared[other].text.size())
        return shared[one].text.size() > shared[other].text.size();
      return std::pair(shared[one].text, one) < std::pair(shared[other].text, other);
    });
    const auto same_text = [&](std::size_t one, std::size_t other) { return shared[one].text == shared[other].text; };
    order.erase(std::ranges::unique(order, same_text).begin(), order.end());
    std::size_t count = 0;
    while (count < std::min(order.size(), kMostNamed) &&
           shared[order[count]].weight >= kNamedShare * shared[order.front()].weight)
      ++count;
    order.resize(count);
    std::ranges::sort(order);
    std::vector<std::string> words;
    for (const std::size_t number : order) words.emplace_back(shared[number].text);
    return words;
  }

  /// A sentence without a match, and what came nearest to it.
  struct Unmatched {
    Match* match = nullptr;
    std::uint32_t line = 0;
    Passage passage;
    const Unmatched* rival = nullptr;
    double score = 0;
  };

  [[nodiscard]] std::vector<Unmatched> unmatched(std::vector<Match>& matches, SentenceSet Match::*side,
                                                 const Lines& by_sentence, const std::vector<Line>& lines) const {
    std::vector<Unmatched> found;
    for (Match& match : matches) {
      if (match.before.size() + match.after.size() != 1 || (match.*side).empty()) continue;
      const std::uint32_t line = by_sentence[to_size((match.*side).front())];
      found.push_back({&match, line, comparison_.texts.passage(lines[line].folded), nullptr, kRival});
    }
    return found;
  }

  void explain_unmatched(std::vector<Match>& matches) {
    std::vector<Unmatched> removed = unmatched(matches, &Match::before, before_line_, comparison_.left);
    std::vector<Unmatched> added = unmatched(matches, &Match::after, after_line_, comparison_.right);
    if (work(removed) * work(added) > kMostCompared) return;
    for (Unmatched& one : removed)
      for (Unmatched& other : added) compare(one, other);
    for (const Unmatched& one : removed)
      if (one.rival != nullptr) name_rival(one, one.rival->match->after.front(), {one.line}, {one.rival->line});
    for (const Unmatched& one : added)
      if (one.rival != nullptr) name_rival(one, one.rival->match->before.front(), {one.rival->line}, {one.line});
  }

  static std::uint64_t work(const std::vector<Unmatched>& lines) {
    std::uint64_t words = lines.size();
    for (const Unmatched& one : lines) words += one.passage.words.size();
    return words;
  }

  void compare(Unmatched& one, Unmatched& other) const {
    const TextTable& texts = comparison_.texts;
    const Overlap shared = overlap(texts, one.passage, other.passage);
    const double bound = highest_score(shared, one.passage.weight + other.passage.weight,
                                       one.passage.grams.size() + other.passage.grams.size());
    if (bound <= std::min(one.score, other.score)) return;
    const double score = likeness(texts, one.passage, other.passage, shared).score;
    for (const auto& [line, rival] : {std::pair(&one, &other), std::pair(&other, &one)}) {
      if (score <= line->score) continue;
      line->score = score;
      line->rival = rival;
    }
  }

  void name_rival(const Unmatched& one, SentenceIndex rival, const Lines& before, const Lines& after) const {
    std::vector<std::string> words = named(shared_words(before, after));
    if (words.empty()) return;
    MatchReason& reason = one.match->reason;
    reason.score = static_cast<float>(one.score);
    reason.evidence = MatchEvidence{std::move(words), rival};
  }

  Comparison comparison_;
  bool compared_ = false;  ///< Whether anything but equal texts was matched.
  Lines before_line_;
  Lines after_line_;
};

}  // namespace

void add_reasons(const Document& before, const Document& after, Alignment& alignment) {
  Explainer(before, after, alignment).explain(alignment.matches);
}

}  // namespace stet::align
