// SPDX-License-Identifier: Apache-2.0
// Taking a text apart into words and signs.
//
// One pass over code points; a table decides for ASCII. "Mr. Da’esh paid US$3,000 on the 5th." gives
// Mr | . | Da’esh | paid | US | $ | 3,000 | on | the | 5th | .
// An address (https://…, a@b.org) is one token, so is a hyphenated word. Han, kana, Thai and their like go to ICU's
// dictionaries a run at a time, after numerals with a counter behind them have been cut out ("三月五日" is
// 三|月|五|日).
//
// Case it gets wrong: a single quotation mark between two letters is taken for an apostrophe.
// Cost: linear; ICU is asked only for scripts without spaces.
// Source: UAX #29, section 4 (word boundaries).
#include "classify/tokens.hpp"

#include <algorithm>
#include <array>

#include "read/scan.hpp"
#include "stet/text.hpp"
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
      : text_(text), vocabulary_(vocabulary), breaks_(breaks), lexicon_(vocabulary.lexicon()) {
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
          if (!url()) word();
          break;
        case CharClass::Digit:
        case CharClass::OtherNumber:
          if (!url()) number();
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
    Token token;
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(end);
    token.kind = kind;
    token.id = vocabulary_.id(text_.substr(begin, end - begin));
    tokens_.push_back(token);
    return tokens_.back();
  }

  /// An address: scheme or www. or a mail address or a domain with a known ending. Looks only at text that holds
  /// one of their signs, up to the next white space.
  bool url() {
    std::size_t end = position_;
    bool sign = false;
    while (end < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[end]);
      if (byte >= 0x80 || kAscii[byte] == CharClass::Between || byte == '<' || byte == '>' || byte == '"') break;
      sign |= byte == '@' || byte == '/' || byte == '.';
      ++end;
      if (!sign && end - position_ > kLongestUndecided) return false;
    }
    if (!sign) return false;
    while (end > position_ && is_trailing(text_[end - 1])) --end;
    if (!Lexicon::is_address(text_.substr(position_, end - position_))) return false;
    put(position_, end, TokenKind::Url);
    position_ = end;
    return true;
  }

  static bool is_trailing(char byte) { return std::string_view(".,;:!?)]}'*_").find(byte) != std::string_view::npos; }

  /// Whether a letter or digit that joins a word stands at `at`.
  [[nodiscard]] bool word_goes_on(std::size_t at) const {
    const CharClass next = class_of(code_point_at(text_, at).code);
    return at < text_.size() &&
           (next == CharClass::Letter || next == CharClass::Digit || next == CharClass::OtherNumber);
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
    cut_numerals(begin, position_);
  }

  /// Cuts out numerals that count something, and gives the rest to the dictionary.
  void cut_numerals(std::size_t begin, std::size_t end) {
    std::size_t plain = begin;
    std::size_t at = begin;
    while (at < end) {
      std::size_t numerals_end = at;
      while (numerals_end < end && Lexicon::han_numeral(code_point_at(text_, numerals_end).code) >= 0)
        numerals_end += code_point_at(text_, numerals_end).size;
      if (numerals_end == at) {
        at += code_point_at(text_, at).size;
        continue;
      }
      // After digits ("3万"), after 第, or before a counter, or several numerals of which one is a digit.
      if (text_.substr(at, end - at).starts_with(kPercentOf)) {
        dictionary_words(plain, at);
        put(at, at + kPercentOf.size(), TokenKind::Word).unspaced = true;
        plain = at += kPercentOf.size();
        continue;
      }
      if (text_.substr(at, end - at).starts_with(kPercentPoint)) {
        dictionary_words(plain, at);
        put(at, at + kPercentPoint.size(), TokenKind::Word).unspaced = true;
        plain = at += kPercentPoint.size();
        continue;
      }
      // 三分之一, 三分の一
      if (const std::size_t fraction = fraction_size(at, numerals_end, end); fraction != 0) {
        dictionary_words(plain, at);
        put(at, at + fraction, TokenKind::Word).unspaced = true;
        plain = at += fraction;
        continue;
      }
      // 十分重要: enough, very.
      const std::string_view rest = text_.substr(at, end - at);
      if (rest.starts_with("十分") && !rest.starts_with("十分钟") && !rest.starts_with("十分間") && !digit_before(at)) {
        at = numerals_end;
        continue;
      }
      const bool counts = counter_follows(numerals_end, end) || ordinal_before(at, begin) || digit_before(at) ||
                          text_.substr(begin, at - begin).ends_with(kPercentOf);
      if (counts) {
        dictionary_words(plain, at);
        put(at, numerals_end, TokenKind::Word).unspaced = true;
        const std::size_t counter = counter_size(numerals_end, end);
        if (counter != 0) put(numerals_end, numerals_end + counter, TokenKind::Word).unspaced = true;
        plain = numerals_end + counter;
        at = plain;
      } else {
        at = numerals_end;
      }
    }
    // A counter directly behind digits: 2018|年.
    dictionary_words(plain, end);
  }

  /// Before the number of per cent.
  static constexpr std::string_view kPercentOf = "百分之";
  static constexpr std::string_view kPercentPoint = "百分点";

  /// Bytes of the fraction whose first numeral ends at `numerals_end`; 0 for none.
  [[nodiscard]] std::size_t fraction_size(std::size_t at, std::size_t numerals_end, std::size_t end) const {
    constexpr std::string_view kOf[] = {"分之", "分の"};
    const std::string_view rest = text_.substr(numerals_end, end - numerals_end);
    if (!rest.starts_with(kOf[0]) && !rest.starts_with(kOf[1])) return 0;
    std::size_t last = numerals_end + kOf[0].size();
    const std::size_t first = last;
    while (last < end && Lexicon::han_numeral(code_point_at(text_, last).code) >= 0)
      last += code_point_at(text_, last).size;
    return last == first ? 0 : last - at;
  }

  [[nodiscard]] std::size_t counter_size(std::size_t at, std::size_t end) const {
    return lexicon_.counter_prefix(text_.substr(at, end - at));
  }
  [[nodiscard]] bool counter_follows(std::size_t at, std::size_t end) const { return counter_size(at, end) != 0; }
  [[nodiscard]] bool ordinal_before(std::size_t at, std::size_t begin) const {
    return at > begin && unicode::code_point_before(text_, at).code == U'第';
  }
  [[nodiscard]] bool digit_before(std::size_t at) const {
    return at > 0 && unicode::is_digit(unicode::code_point_before(text_, at).code);
  }

  void dictionary_words(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    if (digit_before(begin)) {
      const std::size_t counter = counter_size(begin, end);
      if (counter != 0) put(begin, begin + counter, TokenKind::Word).unspaced = true;
      begin += counter;
      if (begin >= end) return;
    }
    // Long phrases of the lexicon come first, wherever the dictionary would cut: し|なければならない.
    std::size_t from = begin;
    for (std::size_t at = begin; at < end;) {
      const std::size_t phrase = long_phrase(at, end);
      if (phrase == 0) {
        at += code_point_at(text_, at).size;
        continue;
      }
      words_by_dictionary(from, at);
      put(at, at + phrase, TokenKind::Word).unspaced = true;
      at += phrase;
      from = at;
    }
    words_by_dictionary(from, end);
  }

  /// Bytes of the longest phrase of at least four characters, or a modal or a spelling of three, that begins here; in
  /// Chinese one of two also (帐号, 应当).
  [[nodiscard]] std::size_t long_phrase(std::size_t at, std::size_t end) const {
    const bool chinese = lexicon_.language() == "zh";
    const std::size_t shortest = chinese ? 2 * kCharacter : 3 * kCharacter;
    if (end - at < shortest) return 0;
    const std::size_t most = lexicon_.longest_from(text_.substr(at, code_point_at(text_, at).size)) * kCharacter;
    std::size_t longest = 0;
    for (std::size_t size = shortest; size <= most && at + size <= end; size += kCharacter) {
      const std::string_view phrase = text_.substr(at, size);
      const bool known = size > 3 * kCharacter ? !lexicon_.senses(phrase).empty()
                         : size == 3 * kCharacter
                             ? lexicon_.is(phrase, WordClass::Modality) || lexicon_.is(phrase, WordClass::Variant)
                             : lexicon_.is(phrase, WordClass::Variant) ||
                                   (lexicon_.is(phrase, WordClass::Modality) && phrase != "可能");  // 可能性
      if (known) longest = size;
    }
    return longest;
  }

  void words_by_dictionary(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    const std::vector<unicode::WordBreak> words = breaks_.words(text_.substr(begin, end - begin));
    std::size_t from = begin;
    for (std::size_t i = 0; i < words.size(); ++i) {
      i += joined_by_lexicon(begin, from, words, i);
      const std::size_t last = begin + words[i].end;
      if (negating_suffix(from, last)) {
        put(from, last - kCharacter, TokenKind::Word).unspaced = true;
        from = last - kCharacter;
      }
      if (modal_prefix(from, last)) {
        put(from, from + kCharacter, TokenKind::Word).unspaced = true;
        from += kCharacter;
      }
      const std::size_t negation = negating_prefix(from, last);
      if (negation != 0) put(from, from + negation, TokenKind::Word).unspaced = true;
      put(from + negation, last, TokenKind::Word).unspaced = true;
      from = last;
    }
  }

  /// How many further dictionary words make one known phrase with word `i`: なけれ|ば|なら|ない.
  [[nodiscard]] std::size_t joined_by_lexicon(std::size_t offset, std::size_t from,
                                              const std::vector<unicode::WordBreak>& words, std::size_t i) const {
    constexpr std::size_t kMostWords = 8;
    std::size_t joined = 0;
    if (!lexicon_.begins_phrase(text_.substr(from, code_point_at(text_, from).size))) return 0;
    for (std::size_t more = 1; more < kMostWords && i + more < words.size(); ++more)
      if (!lexicon_.senses(text_.substr(from, offset + words[i + more].end - from)).empty()) joined = more;
    return joined;
  }

  /// Whether a word of two characters ends with a 不 that belongs to the next: 可不|出示.
  [[nodiscard]] bool negating_suffix(std::size_t from, std::size_t last) const {
    return lexicon_.language() == "zh" && last - from == 2 * kCharacter &&
           text_.substr(last - kCharacter, kCharacter) == "不" &&
           lexicon_.is(text_.substr(from, kCharacter), WordClass::Modality) &&
           lexicon_.senses(text_.substr(from, last - from)).empty();
  }

  /// Whether a word of two characters is a modal and a word of grammar that the dictionary runs together: 可向, 应在.
  [[nodiscard]] bool modal_prefix(std::size_t from, std::size_t last) const {
    if (lexicon_.language() != "zh" || last - from != 2 * kCharacter) return false;
    const std::string_view second = text_.substr(from + kCharacter, kCharacter);
    return lexicon_.is(text_.substr(from, kCharacter), WordClass::Modality) && second != "对" && second != "得" &&
           lexicon_.is(second, WordClass::Function) && lexicon_.senses(text_.substr(from, last - from)).empty();
  }

  /// Bytes of 不, 未, 无, 非 at the head of a longer word, which the dictionary does not always cut off: 不|适用于.
  [[nodiscard]] std::size_t negating_prefix(std::size_t from, std::size_t last) const {
    constexpr std::size_t kThreeCharacters = 9;
    if (lexicon_.language() != "zh" || last - from < kThreeCharacters) return 0;
    const CodePoint first = code_point_at(text_, from);
    if (first.code != U'不' && first.code != U'未' && first.code != U'无' && first.code != U'非') return 0;
    return lexicon_.senses(text_.substr(from, last - from)).empty() ? first.size : 0;
  }

  static constexpr std::size_t kCharacter = 3;  // bytes of one of Han or Kana
  // An address shows one of its signs early; a longer run of letters is a word.
  static constexpr std::size_t kLongestUndecided = 64;

  std::string_view text_;
  Vocabulary& vocabulary_;
  unicode::Breaks& breaks_;
  const Lexicon& lexicon_;
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
