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

bool is_ascii_letter_byte(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

std::string longest_letters(std::string_view text) {
  std::string_view longest;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && is_ascii_letter_byte(text[end])) ++end;
    if (end - begin > longest.size()) longest = text.substr(begin, end - begin);
    begin = end + 1;
  }
  return std::string(longest);
}

/// Whether the bytes before `end` end with a beginning of the word, neither nothing nor all of it.
bool begins_before(std::string_view bytes, std::size_t end, std::string_view word) {
  for (std::size_t size = std::min(end, word.size() - 1); size > 0; --size)
    if (bytes[end - 1] == word[size - 1] && bytes.substr(end - size, size) == word.substr(0, size)) return true;
  return false;
}

/// What stands in the bytes for letters or for nothing: it may hide a word from a search.
enum class Hiding : std::uint8_t { No, Nothing, Letters };

Hiding hiding_character(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U;
  };
  const auto within = [](unsigned value, unsigned first, unsigned last) { return value >= first && value <= last; };
  if (byte(0) == 0xC2) return byte(1) == 0xAD ? Hiding::Nothing : Hiding::No;  // soft hyphen
  if (byte(0) == 0xE2 && byte(1) == 0x80)                                      // U+200B to 200F, U+202A to 202E
    return within(byte(2), 0x8B, 0x8F) || within(byte(2), 0xAA, 0xAE) ? Hiding::Nothing : Hiding::No;
  if (byte(0) == 0xE2 && byte(1) == 0x81) return within(byte(2), 0xA0, 0xAF) ? Hiding::Nothing : Hiding::No;
  if (byte(0) == 0xE2 && byte(1) == 0x84) return byte(2) == 0xAA ? Hiding::Letters : Hiding::No;  // Kelvin sign
  if (byte(0) == 0xEF && byte(1) == 0xAC) return byte(2) <= 0x86 ? Hiding::Letters : Hiding::No;  // ligatures
  if (byte(0) == 0xEF && within(byte(1), 0xBC, 0xBD)) return Hiding::Letters;                     // full width
  if (byte(0) == 0xEF && byte(1) == 0xBB) return byte(2) == 0xBF ? Hiding::Nothing : Hiding::No;
  return Hiding::No;
}

Hiding hiding_mark_up(std::string_view bytes, std::size_t at) {
  if (bytes[at] != '&') return Hiding::Nothing;
  const std::string_view rest = bytes.substr(at + 1, 12);
  return rest.starts_with('#') || rest.find("lig;") != std::string_view::npos ? Hiding::Letters : Hiding::Nothing;
}

/// Whether a word may stand there with something between its letters, or in other letters.
bool may_be_hidden(std::string_view bytes, std::string_view word, bool markdown) {
  constexpr std::string_view kMarkUp = "*_~`[]<>\\!()&";
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char byte = bytes[at];
    Hiding hiding = Hiding::No;
    if ((byte & 0x80) != 0)
      hiding = hiding_character(bytes, at);
    else if (markdown && !is_ascii_letter_byte(byte) && byte > ' ' && kMarkUp.find(byte) != std::string_view::npos)
      hiding = hiding_mark_up(bytes, at);
    if (hiding == Hiding::Letters || (hiding == Hiding::Nothing && begins_before(bytes, at, word))) return true;
  }
  return false;
}

/// A word of fewer letters stands everywhere.
constexpr std::size_t kShortestKey = 4;

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
  if (!query.ignore_case) phrase.key_ = longest_letters(phrase.needle_);
  if (phrase.key_.size() < kShortestKey) phrase.key_.clear();
  return phrase;
}

bool Phrase::may_be_in(std::string_view bytes, bool markdown) const {
  if (key_.empty() || bytes.find(key_) != std::string_view::npos) return true;
  return may_be_hidden(bytes, key_, markdown);
}

Result<bool> Phrase::is_in(std::string_view folded) const {
  if (sight(folded) == Sight::Holds) return true;
  const auto found = touched({{folded, false}});
  if (!found) return std::unexpected(found.error());
  return !found->empty();
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
