// SPDX-License-Identifier: Apache-2.0
//
// Idea: nearly every phrase lies inside one sentence, and sentences are stored once. So each distinct sentence is
// looked at once, and a block is put together only where a hit may run over a sentence's end: where a sentence ends
// with a beginning of the phrase.
#include "history/phrase.hpp"

#include <algorithm>

#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::history {
namespace {

/// Whether a character ends at a byte of the text, its combining marks included.
bool is_character_edge(std::string_view text, std::size_t position) {
  return position >= text.size() || !unicode::is_combining(unicode::code_point_at(text, position).code);
}

}  // namespace

Result<Phrase> Phrase::of(const PhraseQuery& query) {
  Phrase phrase;
  phrase.ignore_case_ = query.ignore_case;
  phrase.word_ = query.word;
  if (unicode::valid_prefix(query.text) != query.text.size())
    return failure(ErrorCode::InvalidInput, "the phrase is no UTF-8");
  if (query.regex) {
    auto pattern = unicode::Pattern::compile(query.text, query.ignore_case);
    if (!pattern) return std::unexpected(std::move(pattern).error());
    phrase.pattern_ = std::make_shared<const unicode::Pattern>(std::move(*pattern));
    return phrase;
  }
  phrase.needle_ = unicode::fold_typography(query.text);
  if (query.ignore_case) phrase.needle_ = unicode::fold_case(phrase.needle_);
  if (phrase.needle_.empty())
    return failure(ErrorCode::InvalidInput, "the phrase has no text: give the words to look for");
  return phrase;
}

Phrase::Sight Phrase::sight(std::string_view folded) const {
  if (pattern_) return Sight::Ask;
  std::string without_case;
  if (ignore_case_) {
    without_case = unicode::fold_case(folded);
    folded = without_case;
  }
  const std::size_t place = folded.find(needle_);
  if (place != std::string_view::npos) {
    return !word_ && is_character_edge(folded, place + needle_.size()) ? Sight::Holds : Sight::Ask;
  }
  if (folded.empty()) return Sight::None;
  const std::size_t longest = std::min(folded.size(), needle_.size() - 1);
  for (std::size_t size = longest; size > 0; --size)
    if (needle_[size - 1] == folded.back() && folded.ends_with(std::string_view(needle_).substr(0, size)))
      return Sight::Begins;
  return Sight::None;
}

std::vector<ByteRange> Phrase::hits(const std::string& text) const {
  std::vector<ByteRange> found;
  for (std::size_t at = text.find(needle_); at != std::string::npos; at = text.find(needle_, at + 1)) {
    const std::size_t end = at + needle_.size();
    if (!is_character_edge(text, end)) continue;
    if (word_ && (!unicode::is_word_edge(text, at) || !unicode::is_word_edge(text, end))) continue;
    found.push_back({at, end});
  }
  return found;
}

Result<std::vector<std::uint32_t>> Phrase::touched(const std::vector<FoldedSentence>& block) const {
  std::string text;
  std::vector<std::size_t> begins;
  for (const FoldedSentence& sentence : block) {
    begins.push_back(text.size());
    text += ignore_case_ && !pattern_ ? unicode::fold_case(sentence.text) : std::string(sentence.text);
    if (!sentence.joined && &sentence != &block.back()) text += ' ';
  }
  std::vector<ByteRange> found;
  if (pattern_) {
    auto matches = pattern_->matches(text);
    if (!matches) return std::unexpected(std::move(matches).error());
    for (const ByteRange& match : *matches)
      if (!word_ || (unicode::is_word_edge(text, match.begin) && unicode::is_word_edge(text, match.end)))
        found.push_back(match);
  } else {
    found = hits(text);
  }
  std::vector<std::uint32_t> touched;
  for (const ByteRange& hit : found) {
    const auto first = std::upper_bound(begins.begin(), begins.end(), hit.begin) - begins.begin() - 1;
    for (auto i = static_cast<std::size_t>(first); i < begins.size() && begins[i] < hit.end; ++i)
      if (touched.empty() || touched.back() < i) touched.push_back(static_cast<std::uint32_t>(i));
  }
  return touched;
}

}  // namespace stet::history
