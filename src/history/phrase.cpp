// SPDX-License-Identifier: Apache-2.0
//
// Idea: nearly every phrase lies inside one sentence, and sentences are stored once. So each distinct sentence is
// looked at once, and a block is put together only where a hit may run over a sentence's end: where a sentence ends
// with a beginning of the phrase.
#include "history/phrase.hpp"

#include <algorithm>
#include <array>

#include "read/scan.hpp"
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

/// A word of fewer letters stands everywhere.
constexpr std::size_t kShortestKey = 4;

std::vector<std::string> letter_runs(std::string_view text) {
  std::vector<std::string> runs;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && is_ascii_letter_byte(text[end])) ++end;
    if (end - begin >= kShortestKey) runs.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return runs;
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
  if (byte(0) == 0xC4) return within(byte(1), 0xB2, 0xB3) ? Hiding::Letters : Hiding::No;         // Ĳ
  if (byte(0) == 0xC7) return within(byte(1), 0x84, 0x8C) ? Hiding::Letters : Hiding::No;         // Ǆ to ǌ
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

/// Bytes with which something may begin that hides a word: most begin nothing, and one look says so.
constexpr std::array<bool, 256> suspects(std::string_view ascii) {
  std::array<bool, 256> suspect{};
  for (const std::size_t byte : {0xC2U, 0xC4U, 0xC7U, 0xE2U, 0xEFU})
    suspect[byte] = true;  // As `hiding_character` has them.
  for (const char byte : ascii) suspect[static_cast<unsigned char>(byte)] = true;
  return suspect;
}
// Each of them is a mark as `read::next_mark` has it.
constexpr std::array<bool, 256> kSuspectInText = suspects("");
constexpr std::array<bool, 256> kSuspectInMarkdown = suspects("*_~`[]<>\\!()&");

/// Whether a word may stand there with something between its letters, or in other letters.
bool may_be_hidden(std::string_view bytes, std::string_view word, bool markdown) {
  const std::array<bool, 256>& suspect = markdown ? kSuspectInMarkdown : kSuspectInText;
  for (std::size_t at = read::next_mark(bytes, 0); at < bytes.size(); at = read::next_mark(bytes, at + 1)) {
    const char byte = bytes[at];
    if (!suspect[static_cast<unsigned char>(byte)]) continue;
    const Hiding hiding = (byte & 0x80) != 0 ? hiding_character(bytes, at) : hiding_mark_up(bytes, at);
    if (hiding == Hiding::Letters || (hiding == Hiding::Nothing && begins_before(bytes, at, word))) return true;
  }
  return false;
}

/// ASCII in Markdown behind which there may be what is no text, or other text than its bytes.
constexpr std::string_view kMayHide = "[]<&\\";

/// Whether a word may go on with another one behind a space, where neither is hidden: only signs that stand between
/// words in the text, or what may hide more, are between two of their places.
bool may_go_on(std::string_view bytes, std::string_view word, std::string_view next) {
  for (std::size_t at = bytes.find(word); at != std::string_view::npos; at = bytes.find(word, at + 1)) {
    std::size_t behind = at + word.size();
    const auto is_between = [](char byte) {
      return !is_ascii_letter_byte(byte) && (byte < '0' || byte > '9') && (byte & 0x80) == 0 &&
             !kMayHide.contains(byte);
    };
    while (behind < bytes.size() && is_between(bytes[behind])) ++behind;
    const std::string_view rest = bytes.substr(behind);
    if (rest.starts_with(next)) return true;
    if (!rest.empty() && ((rest.front() & 0x80) != 0 || kMayHide.contains(rest.front()))) return true;
  }
  return false;
}

/// Whether a place is for certain in no link's target or title: those before it are plain ones, and closed.
bool is_outside_of_targets(std::string_view markdown, std::size_t at) {
  for (std::size_t open = markdown.find("]("); open < at; open = markdown.find("](", open)) {
    const std::size_t end = markdown.find_first_of(" \t\r\n\"'()<>\\", open + 2);
    if (end >= at || markdown[end] != ')') return false;
    open = end;
  }
  return true;
}

/// Whether a place [begin, end) is for certain in no reference, and none behind it may put a mark on its last letter.
bool is_outside_of_references(std::string_view markdown, std::size_t begin, std::size_t end) {
  const auto may_name = [](char byte) {
    return is_ascii_letter_byte(byte) || (byte >= '0' && byte <= '9') || byte == '#';
  };
  while (begin > 0 && may_name(markdown[begin - 1])) --begin;
  return (begin == 0 || markdown[begin - 1] != '&') && (end == markdown.size() || markdown[end] != '&');
}

bool is_words(std::string_view text) {
  char before = ' ';
  for (const char byte : text) {
    if (!is_ascii_letter_byte(byte) && (byte != ' ' || before == ' ')) return false;
    before = byte;
  }
  return before != ' ';
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
  if (!query.ignore_case) phrase.keys_ = letter_runs(phrase.needle_);
  phrase.is_words_ = is_words(phrase.needle_);
  if (phrase.is_words_ && !phrase.keys_.empty()) {
    const std::size_t end = phrase.needle_.find(phrase.keys_.front()) + phrase.keys_.front().size();
    const std::string_view rest = std::string_view(phrase.needle_).substr(std::min(end + 1, phrase.needle_.size()));
    phrase.after_key_ = rest.substr(0, rest.find(' '));
  }
  for (const char byte : std::string_view(phrase.needle_).substr(0, phrase.needle_.size() - 1))
    phrase.beginnings_[static_cast<unsigned char>(byte)] = true;
  return phrase;
}

bool Phrase::may_be_in(std::string_view bytes, bool markdown) const {
  const bool may_hold_keys = std::ranges::all_of(keys_, [&](const std::string& key) {
    return read::find_bytes(bytes, key, 0) != std::string_view::npos || may_be_hidden(bytes, key, markdown);
  });
  if (!may_hold_keys || after_key_.empty()) return may_hold_keys;
  return may_be_hidden(bytes, keys_.front(), markdown) || may_be_hidden(bytes, after_key_, markdown) ||
         may_go_on(bytes, keys_.front(), after_key_);
}

std::size_t Phrase::plain_place_in(std::string_view markdown) const {
  if (!is_words_ || ignore_case_ || word_) return std::string_view::npos;
  std::size_t at = find_in(markdown, 0);
  if (at == std::string_view::npos) return at;
  // Tags hide what stands in them, a table's row what is beyond its head, and a fence what stands behind it.
  for (const std::string_view hiding : {"<", "|", "```", "~~~"})
    if (markdown.find(hiding) != std::string_view::npos) return std::string_view::npos;
  for (; at != std::string_view::npos; at = find_in(markdown, at + 1)) {
    const std::size_t end = at + needle_.size();
    const bool is_whole = end == markdown.size() || (markdown[end] & 0x80) == 0;  // no mark on its last letter
    if (is_whole && is_outside_of_references(markdown, at, end) && is_outside_of_targets(markdown, at)) return at;
  }
  return std::string_view::npos;
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
  return begins_at_end_of(folded) ? Sight::Begins : Sight::None;
}

std::size_t Phrase::find_in(std::string_view bytes, std::size_t from) const {
  return read::find_bytes(bytes, needle_, from);
}

bool Phrase::begins_at_end_of(std::string_view folded) const {
  if (folded.empty()) return false;
  const std::string_view needle = needle_;
  for (std::size_t size = std::min(folded.size(), needle.size() - 1); size > 0; --size)
    if (needle[size - 1] == folded.back() && folded.ends_with(needle.substr(0, size))) return true;
  return false;
}

bool Phrase::may_go_on_behind(std::string_view folded) const {
  return ignore_case_ ? begins_at_end_of(unicode::fold_case(folded)) : begins_at_end_of(folded);
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
