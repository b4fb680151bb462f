// SPDX-License-Identifier: Apache-2.0
// Words of scripts that divide them by no space.
//
// ICU's dictionaries cut a run of Han, kana, Thai and their like. Before that, numerals with a counter behind them are
// taken out ("三月五日" is 三|月|五|日), and phrases that the lexicon knows, which a dictionary would cut elsewhere
// (し|なければならない); after it, what it runs together is divided: 不|适用于, 可|向.
//
// Case it gets wrong: a name that no dictionary has falls into its characters.
// Cost: linear; phrases are looked up where one may begin.
#include "classify/unspaced_runs.hpp"

#include "classify/chinese_characters.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

using unicode::code_point_at;
using unicode::CodePoint;

/// One run, as pieces that follow one another.
class RunCutter {
 public:
  RunCutter(std::string_view text, const Lexicon& lexicon, unicode::Breaks& breaks)
      : text_(text), lexicon_(lexicon), breaks_(breaks) {}

  std::vector<ByteRange> cut(ByteRange run) {
    cut_numerals(run.begin, run.end);
    return std::move(pieces_);
  }

 private:
  void put(std::size_t begin, std::size_t end) { pieces_.push_back({begin, end}); }

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
      if (text_.substr(at, end - at).starts_with(kPercentOf)) {
        dictionary_words(plain, at);
        put(at, at + kPercentOf.size());
        plain = at += kPercentOf.size();
        continue;
      }
      if (text_.substr(at, end - at).starts_with(kPercentPoint)) {
        dictionary_words(plain, at);
        put(at, at + kPercentPoint.size());
        plain = at += kPercentPoint.size();
        continue;
      }
      // 三分之一, 三分の一
      if (const std::size_t fraction = fraction_size(at, numerals_end, end); fraction != 0) {
        dictionary_words(plain, at);
        put(at, at + fraction);
        plain = at += fraction;
        continue;
      }
      // 十分重要: enough, very.
      const std::string_view rest = text_.substr(at, end - at);
      if (rest.starts_with("十分") && !rest.starts_with("十分钟") && !rest.starts_with("十分間") && !digit_before(at)) {
        at = numerals_end;
        continue;
      }
      // After digits ("3万"), after 第 or 百分之, or before a counter.
      const bool counts = counter_follows(numerals_end, end) || ordinal_before(at, begin) || digit_before(at) ||
                          text_.substr(begin, at - begin).ends_with(kPercentOf);
      if (counts) {
        dictionary_words(plain, at);
        put(at, numerals_end);
        const std::size_t counter = counter_size(numerals_end, end);
        if (counter != 0) put(numerals_end, numerals_end + counter);
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
      if (counter != 0) put(begin, begin + counter);
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
      put(at, at + phrase);
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
    const std::size_t most = lexicon_.phrases_from(text_.substr(at, code_point_at(text_, at).size)).tokens * kCharacter;
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
        put(from, last - kCharacter);
        from = last - kCharacter;
      }
      if (modal_prefix(from, last)) {
        put(from, from + kCharacter);
        from += kCharacter;
      }
      const std::size_t negation = negating_prefix(from, last);
      if (negation != 0) put(from, from + negation);
      put(from + negation, last);
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

  std::string_view text_;
  const Lexicon& lexicon_;
  unicode::Breaks& breaks_;
  std::vector<ByteRange> pieces_;
};

}  // namespace

std::vector<ByteRange> cut_run(std::string_view text, ByteRange run, const Lexicon& lexicon, unicode::Breaks& breaks) {
  if (lexicon.language() != "zh") return RunCutter(text, lexicon, breaks).cut(run);
  // Traditional Chinese is cut as the simplified text would be, which has the same places: 應|在.
  const std::size_t before = run.begin - unicode::code_point_before(text, run.begin).size;
  const std::string_view written = text.substr(before, run.end - before);
  std::string respelled;
  const std::string_view plain = simplified(written, respelled);
  if (plain.data() == written.data()) return RunCutter(text, lexicon, breaks).cut(run);
  std::vector<ByteRange> pieces = RunCutter(plain, lexicon, breaks).cut({run.begin - before, run.end - before});
  for (ByteRange& piece : pieces) piece = {piece.begin + before, piece.end + before};
  return pieces;
}

}  // namespace stet::classify
