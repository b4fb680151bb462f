// SPDX-License-Identifier: Apache-2.0
// Which words of a block are somebody's own.
//
// First the marks are paired: “ ” „ “ « » 「 」 and, by turns, straight ones; an apostrophe is none. Then each pair is
// judged by what stands around it: a speech verb near either mark ("…," she said; he said that "…"), or a colon before
// it, makes it a direct quotation, over any number of sentences; a cue before it ("entitled", "the term", "so-called"),
// capitals throughout, or too few words with no verb beside them make it a title, a term or a scare quote. A mark that
// opens and never closes holds to the end of the block, as in quotations of several paragraphs.
//
// Case it gets wrong: a scare quote of several words in a sentence with a speech verb.
// Cost: linear in the block.
#include "classify/quotations.hpp"

#include <algorithm>
#include <optional>

#include "classify/tokens.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

struct Mark {
  char32_t code = 0;
  std::uint32_t token = 0;
  bool after_space = false;
  bool before_space = false;
};

/// An opening and a closing mark, by token.
struct Pair {
  std::uint32_t open = 0;
  std::uint32_t close = 0;
  bool closed = true;
};

bool is_single(char32_t code) {
  return code == '\'' || code == 0x2018 || code == 0x2019 || code == 0x201A || code == 0x201B || code == '`' ||
         code == 0xB4 || code == 0x2032 || code == 0x2033;
}

/// The mark that closes what this one opens; 0 for one that does not open.
bool closes(char32_t open, char32_t close) {
  switch (open) {
    case 0x201C:  // “
      return close == 0x201D || close == '"';
    case 0x201D:  // ” as Swedish and sloppy texts open
      return close == 0x201D;
    case 0x201E:  // „
      return close == 0x201C || close == 0x201D || close == '"';
    case 0x00AB:  // «
      return close == 0x00BB;
    case 0x00BB:  // »
      return close == 0x00AB;
    case 0x2018:
    case 0x201A:
      return close == 0x2019 || close == 0x2018;
    case 0x2039:
      return close == 0x203A;
    case 0x203A:
      return close == 0x2039;
    case 0x300C:
      return close == 0x300D;
    case 0x300E:
      return close == 0x300F;
    case '"':
      return close == '"' || close == 0x201D;
    case 0xFF02:
      return close == 0xFF02;
    default:
      return false;
  }
}

class QuotationFinder {
 public:
  QuotationFinder(std::string_view text, const std::vector<Token>& tokens, const Vocabulary& vocabulary,
                  const Lexicon& lexicon)
      : text_(text), tokens_(tokens), vocabulary_(vocabulary), lexicon_(lexicon) {}

  std::vector<ByteRange> run() {
    pair_marks();
    std::vector<ByteRange> found;
    for (const Pair& pair : pairs_) {
      if (!is_direct(pair)) continue;
      const std::size_t begin = tokens_[pair.open].end;
      const std::size_t end = pair.closed ? tokens_[pair.close].begin : text_.size();
      if (begin < end) found.push_back({begin, end});
    }
    return found;
  }

 private:
  [[nodiscard]] char32_t code(std::uint32_t token) const {
    return unicode::code_point_at(text_, tokens_[token].begin).code;
  }

  [[nodiscard]] bool spaced_before(std::uint32_t token) const {
    return token == 0 || tokens_[token - 1].end != tokens_[token].begin;
  }
  [[nodiscard]] bool spaced_behind(std::uint32_t token) const {
    return token + 1 >= tokens_.size() || tokens_[token + 1].begin != tokens_[token].end;
  }

  [[nodiscard]] bool opens(std::uint32_t token) const {
    const char32_t mark = code(token);
    if (mark == 0x201D || mark == 0x2019 || mark == 0x300D || mark == 0x300F) return false;
    if (mark == '"' || mark == 0xFF02) return true;
    if (is_single(mark)) return (mark == 0x2018 || mark == 0x201A) && !spaced_behind(token);
    if (mark == 0x201C && lexicon_.language() == "de") return false;
    if (mark == 0x00BB) return lexicon_.language() == "de" && !spaced_behind(token);
    return unicode::is_opening_quote(mark);
  }

  // Outermost pairs alone: what stands inside a quotation belongs to it.
  void pair_marks() {
    std::optional<std::uint32_t> open;
    int depth = 0;
    for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != TokenKind::Mark || !unicode::is_quote(code(i))) continue;
      if (!open) {
        if (opens(i)) open = i;
        depth = 0;
        continue;
      }
      if (code(i) == code(*open) && code(i) != '"' && code(i) != 0xFF02) {
        // “ again: nested, or the next paragraph of the same quotation.
        ++depth;
        continue;
      }
      if (!closes(code(*open), code(i))) continue;
      if (depth > 0) {
        --depth;
        continue;
      }
      pairs_.push_back({*open, i, true});
      open.reset();
    }
    if (open && !is_single(code(*open))) pairs_.push_back({*open, static_cast<std::uint32_t>(tokens_.size()), false});
  }

  [[nodiscard]] const std::string& word(std::uint32_t token) const { return vocabulary_.text(tokens_[token].id); }
  [[nodiscard]] bool is_word(std::uint32_t token) const { return tokens_[token].kind != TokenKind::Mark; }

  [[nodiscard]] bool ends_sentence(std::uint32_t token) const {
    const std::string& mark = word(token);
    return tokens_[token].kind == TokenKind::Mark && (mark == "." || mark == "!" || mark == "?" || mark == "。" ||
                                                      mark == "؟" || mark == "।" || mark == "!" || mark == "?");
  }

  [[nodiscard]] std::size_t words_inside(const Pair& pair) const {
    std::size_t words = 0;
    for (std::uint32_t i = pair.open + 1; i < pair.close; ++i)
      if (is_word(i)) ++words;
    return words;
  }

  /// Whether every long word inside has a capital: a title.
  [[nodiscard]] bool title_case(const Pair& pair) const {
    std::size_t words = 0;
    std::size_t capitals = 0;
    for (std::uint32_t i = pair.open + 1; i < pair.close; ++i) {
      if (!is_word(i) || tokens_[i].end - tokens_[i].begin < 4 || tokens_[i].unspaced) continue;
      ++words;
      if (tokens_[i].capital) ++capitals;
    }
    return words >= 2 && capitals == words;
  }

  /// The first token of a phrase of this class within `reach` tokens on from `i` in direction `step`, stopping at the
  /// end of the sentence and at other marks of quotation.
  [[nodiscard]] bool near(std::int64_t i, int step, int reach, WordClass word_class) const {
    for (int taken = 0; taken < reach && i >= 0 && i < static_cast<std::int64_t>(tokens_.size()); ++taken, i += step) {
      const auto token = static_cast<std::uint32_t>(i);
      if (ends_sentence(token) && !abbreviation_dot(token)) return false;
      if (tokens_[token].kind == TokenKind::Mark && unicode::is_quote(code(token)) && !is_single(code(token)))
        return false;
      if (is_phrase(token, word_class)) return true;
    }
    return false;
  }

  /// A dot after a title or an initial ends no sentence.
  [[nodiscard]] bool abbreviation_dot(std::uint32_t token) const {
    return token > 0 && word(token) == "." &&
           (lexicon_.is(word(token - 1), WordClass::Honorific) ||
            tokens_[token - 1].end - tokens_[token - 1].begin == 1);
  }

  [[nodiscard]] bool is_phrase(std::uint32_t token, WordClass word_class) const {
    std::string phrase = word(token);
    if (lexicon_.is(phrase, word_class)) return true;
    if (lexicon_.language() == "ar" && phrase.starts_with("و") && lexicon_.is(phrase.substr(2), word_class))
      return true;
    if (!lexicon_.begins_phrase(phrase)) return false;
    constexpr std::uint32_t kLongest = 5;
    for (std::uint32_t length = 1; length < kLongest && token + length < tokens_.size(); ++length) {
      if (spaced_before(token + length)) phrase += ' ';
      phrase += word(token + length);
      if (lexicon_.is(phrase, word_class)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_direct(const Pair& pair) const {
    const std::size_t words = words_inside(pair);
    if (words == 0) return false;
    const auto open = static_cast<std::int64_t>(pair.open);
    const auto close = static_cast<std::int64_t>(pair.close);
    // What a cue right before it calls a title or a term is one.
    constexpr int kCueReach = 3;
    const bool beside_verb =
        near(open - 1, -1, kBeside, WordClass::Speech) || near(close + 1, 1, kBeside, WordClass::Speech);
    if (near(open - 1, -1, kCueReach, WordClass::TitleCue) && !near(close + 1, 1, kBeside, WordClass::Speech))
      return false;
    if (near(open - 1, -1, 1, WordClass::TitleCue) && !near(open - 1, -1, 1, WordClass::Speech) && !ended_inside(pair))
      return false;
    if (open > 0 && (word(pair.open - 1) == "(" || word(pair.open - 1) == "（")) return false;
    if (title_case(pair) && !ended_inside(pair)) return false;
    if (open > 0 && word(pair.open - 1) == ":" && words >= 2) return true;
    if (open > 0 && word(pair.open - 1) == ":" && beside_verb) return true;
    if (words == 1 && !ended_inside(pair)) return false;
    if (beside_verb) return true;
    if (speaker_behind(pair)) return true;
    // A partial quotation: several words, and a speech verb somewhere in the sentence around it.
    constexpr std::size_t kSeveral = 3;
    if (words < kSeveral && !ended_inside(pair)) return false;
    return near(open - 1, -1, kSentence, WordClass::Speech) || near(close + 1, 1, kSentence, WordClass::Speech);
  }

  /// Whether the quotation has a sentence's end, or the comma before an attribution, inside its marks.
  [[nodiscard]] bool ended_inside(const Pair& pair) const {
    if (pair.close == pair.open + 1) return false;
    const std::uint32_t last = pair.close - 1;
    return ends_sentence(last) || word(last) == "," || word(last) == "، " || word(last) == "،" || word(last) == "...";
  }

  /// “…” — Jane Doe
  [[nodiscard]] bool speaker_behind(const Pair& pair) const {
    return pair.close + 2 < tokens_.size() && word(pair.close + 1) == "-" && tokens_[pair.close + 2].capital &&
           words_inside(pair) >= 3;
  }

  static constexpr int kBeside = 6;
  static constexpr int kSentence = 40;

  std::string_view text_;
  const std::vector<Token>& tokens_;
  const Vocabulary& vocabulary_;
  const Lexicon& lexicon_;
  std::vector<Pair> pairs_;
};

}  // namespace

std::vector<ByteRange> direct_quotations(std::string_view text, const Lexicon& lexicon, unicode::Breaks& breaks) {
  const auto has_mark = [&] {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (byte == '"') return true;
      if (byte >= 0x80) {
        const unicode::CodePoint point = unicode::code_point_at(text, i);
        if (unicode::is_opening_quote(point.code) || point.code == 0xFF02) return true;
        i += point.size - 1;
      }
    }
    return false;
  };
  if (!has_mark()) return {};
  Vocabulary vocabulary;
  const std::vector<Token> tokens = tokenize(text, vocabulary, breaks, lexicon);
  return QuotationFinder(text, tokens, vocabulary, lexicon).run();
}

}  // namespace stet::classify
