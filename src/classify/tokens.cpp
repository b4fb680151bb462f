// SPDX-License-Identifier: Apache-2.0
// Taking a text apart into words and signs.
//
// One pass over code points; a table decides for ASCII. "Mr. Da’esh paid US$3,000 on the 5th." gives
// Mr | . | Da’esh | paid | US | $ | 3,000 | on | the | 5th | .
// An address (https://…, a@b.org) is one token, so is a hyphenated word. Han, kana, Thai and their like are cut a run
// at a time, in unspaced_runs.cpp.
//
// Case it gets wrong: a single quotation mark between two letters is taken for an apostrophe.
// Cost: linear; ICU is asked only for scripts without spaces.
// Source: UAX #29, section 4 (word boundaries).
#include "classify/tokens.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "classify/addresses.hpp"
#include "classify/unspaced_runs.hpp"
#include "read/scan.hpp"
#include "stet/text.hpp"
#include "text/ascii_letters.hpp"
#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

using unicode::code_point_at;
using unicode::CodePoint;

enum class CharClass : std::uint8_t { Between, Letter, Digit, OtherNumber, Unspaced, Sign };

CharClass class_of_any(char32_t code) {
  if (stands_between(code)) return CharClass::Between;
  if (unicode::is_digit(code)) return CharClass::Digit;
  if (code == U'〇') return CharClass::Unspaced;  // a Han numeral, though Unicode has it among the Roman ones
  if (unicode::is_number(code)) return CharClass::OtherNumber;
  if (unicode::is_letter(code) || unicode::is_joiner(code))
    return unicode::is_unspaced_script(code) ? CharClass::Unspaced : CharClass::Letter;
  return CharClass::Sign;
}

constexpr std::array<CharClass, 128> ascii_classes() {
  std::array<CharClass, 128> classes{};
  for (std::size_t i = 0; i < 128; ++i) {
    const bool letter = (i >= 'a' && i <= 'z') || (i >= 'A' && i <= 'Z') || i == '_';
    const bool between = i == ' ' || (i >= 9 && i <= 13);
    classes[i] = letter                   ? CharClass::Letter
                 : between                ? CharClass::Between
                 : (i >= '0' && i <= '9') ? CharClass::Digit
                                          : CharClass::Sign;
  }
  return classes;
}
constexpr std::array<CharClass, 128> kAscii = ascii_classes();

CharClass class_of(char32_t code) { return code < 128 ? kAscii[code] : class_of_any(code); }

bool is_apostrophe(char32_t code) { return code == '\'' || code == 0x2019 || code == 0x02BC || code == 0xFF07; }
bool is_hyphen(char32_t code) { return code == '-' || code == 0x2010 || code == 0x2011; }
bool is_regional(char32_t code) { return code >= 0x1F1E6 && code <= 0x1F1FF; }

bool is_number_separator(char32_t code) {
  switch (code) {
    case '.':
    case ',':
    case '\'':
    case 0x2019:
    case 0x066B:
    case 0x066C:
    case 0xFF0C:
    case 0xFF0E:
      return true;
    default:
      return false;
  }
}

/// Spaces that group digits without a break; the plain space is left to the numbers' own rules.
bool is_narrow_space(char32_t code) { return code == 0x00A0 || code == 0x202F || code == 0x2009; }

class Tokenizer {
 public:
  Tokenizer(std::string_view text, Vocabulary& vocabulary, unicode::Breaks& breaks)
      : text_(text), vocabulary_(vocabulary), breaks_(breaks), lexicon_(vocabulary.lexicon()), addresses_(text) {
    tokens_.reserve(text.size() / 5 + 4);
  }

  std::vector<Token> run() {
    while (position_ < text_.size()) {
      const CodePoint point = peek();
      switch (class_of(point.code)) {
        case CharClass::Between:
          position_ += point.size;
          break;
        case CharClass::Letter:
          if (!plain_word() && !address()) word();
          break;
        case CharClass::Digit:
        case CharClass::OtherNumber:
          if (!address()) number();
          break;
        case CharClass::Unspaced:
          unspaced_run();
          break;
        case CharClass::Sign:
          sign(point);
          break;
      }
    }
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] CodePoint peek() const { return code_point_at(text_, position_); }

  Token& put(std::size_t begin, std::size_t end, TokenKind kind) {
    return put(begin, end, kind, vocabulary_.id(text_.substr(begin, end - begin)));
  }

  Token& put(std::size_t begin, std::size_t end, TokenKind kind, std::uint32_t id) {
    Token token;
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(end);
    token.kind = kind;
    token.id = id;
    tokens_.push_back(token);
    return tokens_.back();
  }

  bool address() {
    const auto end = addresses_.end_at(position_);
    if (!end) return false;
    put(position_, *end, TokenKind::Url);
    position_ = *end;
    return true;
  }

  /// Whether a letter or digit that joins a word stands at `at`.
  [[nodiscard]] bool word_goes_on(std::size_t at) const {
    const CharClass next = class_of(code_point_at(text_, at).code);
    return at < text_.size() &&
           (next == CharClass::Letter || next == CharClass::Digit || next == CharClass::OtherNumber);
  }

  [[nodiscard]] bool space_at(std::size_t at) const { return at < text_.size() && text_[at] == ' '; }

  /// A mark that no address ends in and that joins nothing to the word before it.
  [[nodiscard]] bool closes_word(std::size_t at) const {
    return at < text_.size() && std::string_view(",.;:!?)").contains(text_[at]);
  }

  /// Most words: letters of ASCII with a space behind them, or a mark and a space.
  bool plain_word() {
    const std::size_t begin = position_;
    const std::size_t end = text::letters_end(text_, begin);
    if (end == begin || !(space_at(end) || (closes_word(end) && space_at(end + 1)))) return false;
    position_ = end;
    Token& token = put(begin, end, TokenKind::Word, vocabulary_.id_of_letters(text_, begin, end));
    token.capital = text_[begin] <= 'Z';
    token.all_caps = token.capital && end - begin >= 2 &&
                     std::ranges::all_of(text_.substr(begin, end - begin), [](char byte) { return byte <= 'Z'; });
    return true;
  }

  void word() {
    const std::size_t begin = position_;
    if (initials()) return;
    bool digits = false;
    std::size_t letters = 0;
    std::size_t capitals = 0;
    const bool capital = unicode::is_upper(peek().code);
    while (position_ < text_.size()) {
      // Most words are letters of ASCII from end to end.
      if (const auto byte = static_cast<unsigned char>(text_[position_]);
          byte < kAscii.size() && kAscii[byte] == CharClass::Letter) {
        ++letters;
        capitals += static_cast<std::size_t>(byte >= 'A' && byte <= 'Z');
        ++position_;
        continue;
      }
      const CodePoint point = peek();
      const CharClass now = class_of(point.code);
      if (now == CharClass::Letter) {
        ++letters;
        if (unicode::is_upper(point.code)) ++capitals;
      } else if (now == CharClass::Digit || now == CharClass::OtherNumber) {
        digits |= now == CharClass::Digit;
      } else if (is_apostrophe(point.code) && word_goes_on(position_ + point.size)) {
        position_ += point.size;
        if (lexicon_.is_elision(text_.substr(begin, position_ - begin - point.size))) break;
        continue;
      } else if (joins_names(point, begin)) {
        position_ += point.size;
        continue;
      } else if (!joins(point) || (is_hyphen(point.code) && counts(text_.substr(begin, position_ - begin)))) {
        break;
      }
      position_ += point.size;
    }
    if (position_ == begin) position_ += peek().size;  // a joiner or mark alone
    Token& token = put(begin, position_, digits ? TokenKind::Mixed : TokenKind::Word);
    token.capital = capital;
    token.all_caps = capitals >= 2 && capitals == letters;
  }

  /// Whether the word before this hyphen counts what stands behind it: two|-|year as 2|-|year, not one-sided.
  [[nodiscard]] bool counts(std::string_view word) const {
    constexpr std::size_t kLongest = 32;
    if (word.size() > kLongest || !lexicon_.is(unicode::fold_case(word), WordClass::Number)) return false;
    const std::size_t begin = position_ + peek().size;
    std::size_t end = begin;
    while (end - begin <= kLongest && class_of(code_point_at(text_, end).code) == CharClass::Letter)
      end += code_point_at(text_, end).size;
    const std::string counted = unicode::fold_case(text_.substr(begin, end - begin));
    for (const WordClass word_class :
         {WordClass::Period, WordClass::Unit, WordClass::Currency, WordClass::Scale, WordClass::Number})
      if (lexicon_.is(counted, word_class)) return true;
    return false;
  }

  /// Whether this hyphen or unseen character stands inside a word.
  [[nodiscard]] bool joins(CodePoint point) const {
    if (!is_hyphen(point.code) && !unicode::is_ignorable(point.code)) return false;
    return word_goes_on(position_ + point.size);
  }

  /// London–Paris, पटना–गया: names that an en dash joins as a hyphen does. No days, no months, no clause.
  [[nodiscard]] bool joins_names(CodePoint point, std::size_t begin) const {
    constexpr char32_t kEnDash = 0x2013;
    const std::size_t behind = position_ + point.size;
    if (point.code != kEnDash || !word_goes_on(behind)) return false;
    std::size_t end = behind;
    while (end < text_.size() && end - behind < kLongestHalf &&
           class_of(code_point_at(text_, end).code) == CharClass::Letter)
      end += code_point_at(text_, end).size;
    const auto may_name = [&](std::string_view word) {
      const char32_t first = code_point_at(word, 0).code;
      if (unicode::is_lower(first)) return false;
      const std::string folded = unicode::fold_case(word);
      for (const WordClass word_class :
           {WordClass::Month, WordClass::MonthShort, WordClass::Weekday, WordClass::WeekdayShort, WordClass::Number,
            WordClass::Ordinal, WordClass::Negation, WordClass::Modality, WordClass::Function, WordClass::Relative})
        if (lexicon_.is(folded, word_class)) return false;
      return true;
    };
    const std::string_view before = text_.substr(begin, position_ - begin);
    return before.size() < kLongestHalf && may_name(before) && may_name(text_.substr(behind, end - behind));
  }

  /// Letters each with a full stop: "U.S.", "e.g.", "p. ej." not.
  bool initials() {
    std::size_t at = position_;
    std::size_t count = 0;
    while (at < text_.size()) {
      const CodePoint letter = code_point_at(text_, at);
      if (class_of(letter.code) != CharClass::Letter) break;
      const CodePoint dot = code_point_at(text_, at + letter.size);
      if (dot.code != '.') break;
      at += letter.size + dot.size;
      ++count;
    }
    if (count < 2) return false;
    Token& token = put(position_, at, TokenKind::Word);
    token.capital = unicode::is_upper(peek().code);
    token.all_caps = token.capital;
    position_ = at;
    return true;
  }

  void number() {
    const std::size_t begin = position_;
    bool letters = false;
    while (position_ < text_.size()) {
      const CodePoint point = peek();
      const CharClass now = class_of(point.code);
      if (now == CharClass::Letter) {
        letters = true;
      } else if (now != CharClass::Digit && now != CharClass::OtherNumber && !separates_digits(point)) {
        break;
      }
      position_ += point.size;
    }
    put(begin, position_, letters ? TokenKind::Mixed : TokenKind::Number);
  }

  [[nodiscard]] bool separates_digits(CodePoint point) const {
    const std::size_t next = position_ + point.size;
    if (is_number_separator(point.code)) return class_of(code_point_at(text_, next).code) == CharClass::Digit;
    if (!is_narrow_space(point.code)) return false;
    std::size_t digits = 0;
    for (std::size_t at = next; at < text_.size(); ++digits) {
      const CodePoint digit = code_point_at(text_, at);
      if (class_of(digit.code) != CharClass::Digit) break;
      at += digit.size;
    }
    return digits == 3;
  }

  void sign(CodePoint point) {
    const std::size_t begin = position_;
    position_ += point.size;
    if (point.code == '.' || point.code == '-')
      while (position_ < text_.size() && static_cast<char32_t>(text_[position_]) == point.code) ++position_;
    constexpr char32_t kEllipsis = 0x2026;
    while (point.code == kEllipsis && peek().code == kEllipsis) position_ += point.size;  // ……
    extend_cluster(point.code);
    put(begin, position_, TokenKind::Mark);
  }

  /// Takes what belongs to the sign before: combining marks, joined emoji, skin tones, the second half of a flag.
  void extend_cluster(char32_t first) {
    bool joined = false;
    bool flag_half = is_regional(first);
    while (position_ < text_.size()) {
      const CodePoint next = peek();
      const bool extends = (next.code >= 0x80 && unicode::is_letter(next.code) && is_mark_code(next.code)) ||
                           (next.code >= 0x1F3FB && next.code <= 0x1F3FF);
      if (next.code == 0x200D)
        joined = true;
      else if (extends)
        joined = false;
      else if (joined && class_of(next.code) == CharClass::Sign)
        joined = false;
      else if (flag_half && is_regional(next.code))
        flag_half = false;
      else
        break;
      position_ += next.size;
    }
  }

  static bool is_mark_code(char32_t code) { return unicode::is_combining(code); }

  void unspaced_run() {
    const std::size_t begin = position_;
    while (position_ < text_.size()) {
      const CodePoint point = peek();
      if (class_of(point.code) != CharClass::Unspaced && !unicode::is_joiner(point.code) &&
          !unicode::is_combining(point.code))
        break;
      position_ += point.size;
    }
    for (const ByteRange piece : cut_run(text_, {begin, position_}, lexicon_, breaks_))
      put(piece.begin, piece.end, TokenKind::Word).unspaced = true;
  }

  /// A longer run of letters is no half of a pair of names.
  static constexpr std::size_t kLongestHalf = 64;

  std::string_view text_;
  Vocabulary& vocabulary_;
  unicode::Breaks& breaks_;
  const Lexicon& lexicon_;
  AddressFinder addresses_;
  std::vector<Token> tokens_;
  std::size_t position_ = 0;
};

}  // namespace

bool stands_between(char32_t code) { return unicode::is_space(code) || unicode::is_ignorable(code); }

std::vector<Token> tokenize(std::string_view text, Vocabulary& vocabulary, unicode::Breaks& breaks) {
  return Tokenizer(text, vocabulary, breaks).run();
}

std::vector<Token> tokenize_like(std::string_view text, std::string_view other, std::span<const Token> tokens,
                                 Vocabulary& vocabulary, unicode::Breaks& breaks) {
  // A plain space ends every token, and nothing looks over it.
  const std::size_t shorter = std::min(text.size(), other.size());
  std::size_t head = read::common_prefix(text.data(), other.data(), shorter);
  while (head > 0 && text[head - 1] != ' ') --head;
  std::size_t tail = read::common_suffix(text.data() + text.size(), other.data() + other.size(), shorter - head);
  while (tail > 0 && text[text.size() - tail] != ' ') --tail;

  std::vector<Token> found;
  found.reserve(tokens.size());
  const auto moved = [](Token token, std::size_t forth, std::size_t back) {
    token.begin = static_cast<std::uint32_t>(token.begin + forth - back);
    token.end = static_cast<std::uint32_t>(token.end + forth - back);
    return token;
  };
  std::size_t next = 0;
  for (; next < tokens.size() && tokens[next].end <= head; ++next) found.push_back(tokens[next]);
  for (const Token& token : tokenize(text.substr(head, text.size() - tail - head), vocabulary, breaks))
    found.push_back(moved(token, head, 0));
  while (next < tokens.size() && tokens[next].begin < other.size() - tail) ++next;
  for (; next < tokens.size(); ++next) found.push_back(moved(tokens[next], text.size(), other.size()));
  return found;
}

}  // namespace stet::classify
