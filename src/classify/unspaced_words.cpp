// SPDX-License-Identifier: Apache-2.0
// One cut of the same words on both sides.
//
// A dictionary cuts 适用于 as one word in one sentence and as 适|用于 in another, and an edit would then seem to be of
// whole words. So the words that only one side has are looked for in the other's text, and cut there; then the prefixes
// of negation are cut off where the other side has the rest.
//
// Case it gets wrong: a word of one side that stands across two words of the other by chance is cut there too.
// Cost: the text's length for each word that only one side has, up to kLongestText.
#include "classify/unspaced_words.hpp"

#include <algorithm>
#include <unordered_set>

#include "stet/text.hpp"

namespace stet::classify {
namespace {

/// The ids of a side's tokens.
std::unordered_set<std::uint32_t> ids_of(const std::vector<Token>& tokens) {
  std::unordered_set<std::uint32_t> ids;
  for (const Token& token : tokens) ids.insert(token.id);
  return ids;
}

/// Words of scripts without spaces that one side has as tokens and the other has not, longest first.
std::vector<std::string_view> missing_words(const std::vector<Token>& there, std::string_view text,
                                            const std::unordered_set<std::uint32_t>& here) {
  constexpr std::uint32_t kTwoCharacters = 6;
  std::vector<std::string_view> words;
  for (const Token& token : there)
    if (token.unspaced && token.end - token.begin >= kTwoCharacters && !here.contains(token.id))
      words.push_back(text.substr(token.begin, token.end - token.begin));
  std::ranges::sort(words, [](std::string_view one, std::string_view other) {
    return one.size() != other.size() ? one.size() > other.size() : one < other;
  });
  words.erase(std::ranges::unique(words).begin(), words.end());
  return words;
}

/// Where those words stand in a text, without overlaps, in order.
std::vector<ByteRange> places_of(const std::vector<std::string_view>& words, std::string_view text) {
  std::vector<ByteRange> places;
  for (const std::string_view word : words) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) {
      const ByteRange place{at, at + word.size()};
      if (text.substr(at + word.size()).starts_with("ー")) continue;  // サーバ is no word of サーバー
      const bool free = std::ranges::none_of(
          places, [&](const ByteRange& other) { return place.begin < other.end && other.begin < place.end; });
      if (free) places.push_back(place);
    }
  }
  std::ranges::sort(places);
  return places;
}

/// The tokens with those places cut out of them.
std::vector<Token> cut_at(const std::vector<Token>& tokens, std::string_view text, const std::vector<ByteRange>& places,
                          Vocabulary& vocabulary) {
  if (places.empty()) return tokens;
  std::vector<Token> cut;
  std::size_t next = 0;
  for (const Token& token : tokens) {
    std::size_t at = token.begin;
    const auto put = [&](std::size_t end) {
      if (end <= at) return;
      Token piece = token;
      piece.begin = static_cast<std::uint32_t>(at);
      piece.end = static_cast<std::uint32_t>(end);
      piece.id = vocabulary.id(text.substr(at, end - at));
      // A place that runs over two dictionary words is one word again.
      const bool goes_on = next < places.size() && !cut.empty() && places[next].begin < at && at < places[next].end &&
                           cut.back().end == at && cut.back().begin == places[next].begin;
      if (goes_on) {
        cut.back().end = piece.end;
        cut.back().id = vocabulary.id(text.substr(cut.back().begin, end - cut.back().begin));
      } else {
        cut.push_back(piece);
      }
      at = end;
    };
    while (token.unspaced && next < places.size() && places[next].begin < token.end) {
      put(std::max<std::size_t>(at, places[next].begin));
      put(std::min<std::size_t>(token.end, places[next].end));
      if (places[next].end > token.end) break;
      ++next;
    }
    put(token.end);
  }
  return cut;
}

/// Cuts 不, 未, 无, 非 off a word of two characters whose second the other side has as a word: 不适|用于 against
/// 适|用于.
std::vector<Token> without_negations(const std::vector<Token>& tokens, std::string_view text,
                                     const std::unordered_set<std::uint32_t>& others, Vocabulary& vocabulary) {
  constexpr std::uint32_t kCharacter = 3;
  std::vector<Token> cut;
  cut.reserve(tokens.size());
  for (const Token& token : tokens) {
    cut.push_back(token);
    if (!token.unspaced || token.end - token.begin != 2 * kCharacter || others.contains(token.id)) continue;
    const std::string_view first = text.substr(token.begin, kCharacter);
    if (first != "不" && first != "未" && first != "无" && first != "非") continue;
    const auto rest = vocabulary.find(text.substr(token.begin + kCharacter, kCharacter));
    if (!rest || !others.contains(*rest)) continue;
    cut.back().end = token.begin + kCharacter;
    cut.back().id = vocabulary.id(first);
    cut.push_back(token);
    cut.back().begin = token.begin + kCharacter;
    cut.back().id = *rest;
  }
  return cut;
}

}  // namespace

bool cut_alike(std::vector<Token>& before, std::string_view before_text, std::vector<Token>& after,
               std::string_view after_text, Vocabulary& vocabulary) {
  const auto unspaced = [](const Token& token) { return token.unspaced; };
  if (std::ranges::none_of(before, unspaced) || std::ranges::none_of(after, unspaced)) return true;
  // In longer windows the dictionary's own cuts do: the search costs a pass of the text for each word.
  constexpr std::size_t kLongestText = 4'096;
  if (std::max(before_text.size(), after_text.size()) > kLongestText) return false;
  // One side after the other (cut at once, each would lose the word that the other is cut for), the longer word first.
  const auto places = [&](const std::vector<Token>& there, std::string_view there_text, const std::vector<Token>& here,
                          std::string_view here_text) {
    return places_of(missing_words(there, there_text, ids_of(here)), here_text);
  };
  const auto longest = [](const std::vector<ByteRange>& found) {
    std::size_t size = 0;
    for (const ByteRange& place : found) size = std::max(size, place.size());
    return size;
  };
  const std::vector<ByteRange> in_before = places(after, after_text, before, before_text);
  const std::vector<ByteRange> in_after = places(before, before_text, after, after_text);
  if (longest(in_before) > longest(in_after)) {
    before = cut_at(before, before_text, in_before, vocabulary);
    after = cut_at(after, after_text, places(before, before_text, after, after_text), vocabulary);
  } else {
    after = cut_at(after, after_text, in_after, vocabulary);
    before = cut_at(before, before_text, places(after, after_text, before, before_text), vocabulary);
  }
  const std::unordered_set<std::uint32_t> before_ids = ids_of(before);
  const std::unordered_set<std::uint32_t> after_ids = ids_of(after);
  before = without_negations(before, before_text, after_ids, vocabulary);
  after = without_negations(after, after_text, before_ids, vocabulary);
  return true;
}

}  // namespace stet::classify
