// SPDX-License-Identifier: Apache-2.0
// Which words of a block are somebody's own.
//
// Each pair of marks is judged by what stands around it: a speech verb near either mark ("…," she said; he said that
// "…"), or a colon before it, makes it a direct quotation, over any number of sentences; a cue before it ("entitled",
// "the term", "so-called"), capitals throughout, or too few words with no verb beside them make it a title, a term or a
// scare quote. What is left is whole where it begins and ends with a sentence. A whole one goes on with the direct one
// before it (“We are glad,” said Ms. Berg. “It took long.”), in the block before perhaps, whose last mark did not
// close.
//
// Case it gets wrong: a scare quote of several words in a sentence with a speech verb.
// Cost: finding the marks is linear in the block; a pair that is asked for costs its surroundings (kSideBytes,
// kInsideBytes), and those of up to kChain pairs before it.
#include "classify/quotations.hpp"

#include <algorithm>
#include <optional>

#include "classify/tokens.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

// Room for the forty words that are looked at to either side, in any script.
constexpr std::size_t kSideBytes = 1'024;
// No title is longer.
constexpr std::size_t kInsideBytes = 512;
// How many words off a verb still stands beside its quotation.
constexpr int kBeside = 6;
// How many whole quotations may follow one another without a word of who said it.
constexpr std::size_t kChain = 8;

/// The last bytes of a text, from a character on.
std::string_view last_bytes(std::string_view text, std::size_t bytes) {
  std::size_t begin = text.size() - std::min(bytes, text.size());
  while (!unicode::begins_character(text, begin)) ++begin;
  return text.substr(begin);
}

std::string_view first_bytes(std::string_view text, std::size_t bytes) {
  std::size_t end = std::min(bytes, text.size());
  while (!unicode::begins_character(text, end)) --end;
  return text.substr(0, end);
}

/// A stretch of the block in tokens.
class Stretch {
 public:
  Stretch(std::string_view text, Vocabulary& vocabulary, unicode::Breaks& breaks)
      : text_(text),
        vocabulary_(vocabulary),
        lexicon_(vocabulary.lexicon()),
        tokens_(tokenize(text, vocabulary, breaks)) {}

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] bool empty() const { return tokens_.empty(); }
  [[nodiscard]] std::size_t last() const { return tokens_.size() - 1; }
  [[nodiscard]] const Token& operator[](std::size_t i) const { return tokens_[i]; }
  /// Folded text of a token; empty past the end.
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < size() ? std::string_view(vocabulary_.text(tokens_[i].id)) : std::string_view();
  }
  [[nodiscard]] bool is_word(std::size_t i) const { return tokens_[i].kind != TokenKind::Mark; }

  [[nodiscard]] bool is_quote(std::size_t i) const {
    return i < size() && !is_word(i) && unicode::is_quote(unicode::code_point_at(text_, tokens_[i].begin).code);
  }

  /// Whether a mark ends a sentence here. A dot after a title or an initial does not.
  [[nodiscard]] bool ends_sentence(std::size_t i) const {
    if (i >= size() || is_word(i)) return false;
    const std::string_view mark = word(i);
    if (mark == "!" || mark == "?" || mark == "。" || mark == "؟" || mark == "।") return true;
    return mark == "." && !(i > 0 && (lexicon_.is(word(i - 1), WordClass::Honorific) ||
                                      tokens_[i - 1].end - tokens_[i - 1].begin == 1));
  }

  /// How many tokens away the nearest phrase of this class begins, from `i` on in direction `step`, in the same
  /// sentence and outside other marks of quotation; nothing where none does within `reach`.
  [[nodiscard]] std::optional<int> distance(std::size_t i, int step, int reach, WordClass word_class,
                                            std::string_view value = {}) const {
    for (int taken = 0; taken < reach && i < size(); ++taken, i += static_cast<std::size_t>(step)) {
      if (ends_sentence(i) || is_double_quote(i)) return std::nullopt;
      const std::optional<std::string_view> known = sense(i, word_class);
      if (!known || !known->contains(value)) continue;
      if (word_class != WordClass::Speech || speaks(i, *known, reach)) return taken;
    }
    return std::nullopt;
  }
  [[nodiscard]] bool near(std::size_t i, int step, int reach, WordClass word_class, std::string_view value = {}) const {
    return distance(i, step, reach, word_class, value).has_value();
  }
  [[nodiscard]] std::string_view value(std::size_t i, WordClass word_class) const {
    return lexicon_.value(word(i), word_class);
  }
  [[nodiscard]] bool is(std::size_t i, WordClass word_class) const { return lexicon_.is(word(i), word_class); }
  [[nodiscard]] std::string_view language() const { return lexicon_.language(); }

 private:
  [[nodiscard]] bool is_double_quote(std::size_t i) const {
    if (!is_quote(i)) return false;
    switch (unicode::code_point_at(text_, tokens_[i].begin).code) {
      case '\'':
      case '`':
      case 0xB4:
      case 0x2018:
      case 0x2019:
      case 0x201A:
      case 0x201B:
      case 0x2032:
      case 0x2033:
        return false;
      default:
        return true;
    }
  }

  /// The value of a phrase of this class that begins at the token; nothing for none.
  [[nodiscard]] std::optional<std::string_view> sense(std::size_t i, WordClass word_class) const {
    std::string phrase(word(i));
    const bool russian = lexicon_.language() == "ru";
    if (russian) phrase = Lexicon::respelled(phrase);
    if (auto known = listed(phrase, word_class)) return known;
    if (lexicon_.language() == "ar" && phrase.starts_with("و"))
      if (auto known = listed(std::string_view(phrase).substr(2), word_class)) return known;
    if (word_class == WordClass::Speech) {
      // affirme-t-il
      if (const std::size_t hyphen = phrase.find('-'); hyphen != std::string::npos)
        if (auto known = listed(std::string_view(phrase).substr(0, hyphen), word_class)) return known;
      if (auto known = stem_listed(phrase)) return known;
    }
    if (!lexicon_.begins_phrase(phrase)) return std::nullopt;
    constexpr std::size_t kLongest = 5;
    for (std::size_t length = 1; length < kLongest && i + length < size(); ++length) {
      if (tokens_[i + length - 1].end != tokens_[i + length].begin) phrase += ' ';
      phrase += word(i + length);
      if (auto known = listed(phrase, word_class)) return known;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::string_view> listed(std::string_view phrase, WordClass word_class) const {
    for (const WordSense& sense : lexicon_.senses(phrase))
      if (sense.word_class == word_class) return sense.value;
    return std::nullopt;
  }

  /// Japanese lists verbs by their stem, behind which the dictionary cuts in several ways: 振り返|った.
  [[nodiscard]] std::optional<std::string_view> stem_listed(std::string_view word) const {
    if (lexicon_.language() != "ja") return std::nullopt;
    constexpr std::size_t kCharacter = 3;
    for (std::size_t size = 2 * kCharacter; size < word.size(); size += kCharacter)
      if (auto known = listed(word.substr(0, size), WordClass::Speech)) return known;
    return std::nullopt;
  }

  /// Whether a word of speech is one here: no noun ("the claims"), no hearsay ("is said to have").
  [[nodiscard]] bool speaks(std::size_t i, std::string_view value, int reach) const {
    if (value.contains("beside") && reach > kBeside) return false;
    if (value.contains("noun") && i > 0 && lexicon_.is(word(i - 1), WordClass::Determiner)) return false;
    return lexicon_.language() != "en" || word(i) != "said" || word(i + 1) != "to";
  }

  std::string_view text_;
  const Vocabulary& vocabulary_;
  const Lexicon& lexicon_;
  std::vector<Token> tokens_;
};

/// One pair of marks and what is read of the text around it.
class PairJudge {
 public:
  PairJudge(std::string_view text, const MarkPair& pair, Vocabulary& vocabulary, unicode::Breaks& breaks)
      : closed_(pair.closed),
        opens_block_(text.substr(0, pair.begin).find_first_not_of(' ') == std::string_view::npos),
        long_(pair.inside.size() > kInsideBytes),
        left_(last_bytes(text.substr(0, pair.begin), kSideBytes), vocabulary, breaks),
        inside_(first_bytes(inside_of(text, pair), kInsideBytes), vocabulary, breaks),
        end_(last_bytes(inside_of(text, pair), kEndBytes), vocabulary, breaks),
        right_(first_bytes(text.substr(pair.end), kSideBytes), vocabulary, breaks) {
    for (std::size_t i = 0; i < inside_.size(); ++i)
      if (inside_.is_word(i)) ++words_;
  }

  [[nodiscard]] bool is_other() const {
    return words_ == 0 || is_term() || has_cue() || is_named_behind() || in_brackets() || is_title();
  }

  [[nodiscard]] bool is_direct() const {
    const bool beside_verb = speech_before(kBeside) || speech_behind(kBeside);
    if (!left_.empty() && left_.word(left_.last()) == ":" && (words_ >= 2 || beside_verb)) return true;
    if (is_short() && is_judged()) return true;
    if (words_ == 1 && !ended_inside()) return false;
    if (beside_verb || speaker_behind() || spoken_by() || is_attributed()) return true;
    // A paragraph that is nothing but what somebody said.
    if (opens_block_ && right_.empty() && words_ >= kSeveral && is_whole()) return true;
    // A partial quotation: several words, and a speech verb somewhere in the sentence around it.
    if (is_short()) return false;
    return speech_before(kSentence) || speech_behind(kSentence) || is_view();
  }

  /// Whether it may share the verb of the quotation before it: said it was “late” and “dear”.
  [[nodiscard]] bool is_partial() const { return !ended_inside() && in_small_letters(); }

  /// Whether it begins where a sentence does and ends where one does.
  [[nodiscard]] bool is_whole() const {
    const bool begins = left_.empty() || ends_before(left_.last());
    const bool ends = !closed_ || (!end_.empty() && ends_or_trails(end_, end_.last())) || ends_or_trails(right_, 0);
    return begins && ends;
  }

 private:
  static constexpr int kSentence = 40;
  static constexpr int kClause = 20;  // "told the BBC on Monday that the army had"
  static constexpr std::size_t kSeveral = 3;
  static constexpr std::size_t kEndBytes = 64;

  static std::string_view inside_of(std::string_view text, const MarkPair& pair) {
    return text.substr(pair.inside.begin, pair.inside.size());
  }

  [[nodiscard]] bool before(int reach, WordClass word_class) const {
    return !left_.empty() && left_.near(left_.last(), -1, reach, word_class);
  }
  [[nodiscard]] bool speech_before(int reach) const { return before(reach, WordClass::Speech); }
  [[nodiscard]] bool speech_behind(int reach) const { return right_.near(0, 1, reach, WordClass::Speech); }

  [[nodiscard]] bool is_short() const { return words_ < kSeveral && !ended_inside(); }

  /// Whether a word or two are somebody's: a verb of speech or judgement governs them ("said the evidence was
  /// “overwhelming”", „nannte den Plan „falsch““), and no capital makes them a name.
  [[nodiscard]] bool is_judged() const {
    if (!in_small_letters()) return false;
    if (inside_[0].unspaced && right_.word(0) == "と") return speech_behind(kBeside);
    if (left_.language() == "ja") return false;
    return speech_before(kClause) || speech_behind(2) || attributed_behind();
  }

  /// “It’s a relief,” sighed Karen Doyle: whatever the verb, one in small letters between a quotation that begins a
  /// sentence and a name or an article.
  [[nodiscard]] bool spoken_by() const {
    if (words_ < kSeveral || !(left_.empty() || ends_before(left_.last())) || inside_.empty() || !inside_[0].capital)
      return false;
    std::size_t i = 0;
    if (right_.word(0) == ",")
      ++i;
    else if (!ended_inside())
      return false;
    const auto small = [&](std::size_t at) { return at < right_.size() && right_.is_word(at) && !right_[at].capital; };
    if (!small(i) || right_.is(i, WordClass::Function) || right_.is(i, WordClass::Determiner)) return false;
    return i + 1 < right_.size() && right_.is_word(i + 1) &&
           (right_[i + 1].capital || right_.is(i + 1, WordClass::Determiner));
  }

  /// ", the judge said"
  [[nodiscard]] bool attributed_behind() const {
    const std::optional<int> verb = right_.distance(0, 1, kClause, WordClass::Speech);
    if (!verb) return false;
    for (int i = 0; i < *verb; ++i) {
      const std::string_view mark = right_.word(static_cast<std::size_t>(i));
      if (mark == "," || mark == "،" || mark == "-") return true;
    }
    return false;
  }

  /// 「…だ」として, 「…ない」との認識: a predicate somebody holds.
  [[nodiscard]] bool is_view() const {
    if (end_.empty() || !right_.word(0).starts_with("と") || left_.language() != "ja") return false;
    const std::string_view last = end_.word(end_.last());
    const char32_t code = unicode::code_point_before(last, last.size()).code;
    const bool kana = code >= 0x3041 && code <= 0x3096;
    return kana &&
           (right_.word(0).starts_with("として") || right_.word(0).starts_with("との") ||
            (right_.word(0) == "と" && (right_.word(1) == "して" || right_.word(1) == "し" || right_.word(1) == "の")));
  }

  /// „Anbieterin“ in a sentence that says what it will be called: hereinafter, im Folgenden, ci-après.
  [[nodiscard]] bool is_term() const {
    constexpr std::size_t kLongestTerm = 5;
    if (words_ > kLongestTerm || ended_inside()) return false;
    return (!left_.empty() && left_.near(left_.last(), -1, kClause, WordClass::TitleCue, "term")) ||
           right_.near(0, 1, kBeside + 2, WordClass::TitleCue, "term");
  }

  /// “…” नामक, 「…」と題する, “…”一词: languages that say behind it what it is.
  [[nodiscard]] bool is_named_behind() const {
    return !ended_inside() && right_.near(0, 1, 2, WordClass::TitleCue, "behind") && !speech_before(kBeside);
  }

  /// “We have informed everybody,” …: a comma inside the closing mark of what begins a sentence.
  [[nodiscard]] bool is_attributed() const {
    if (!closed_ || words_ < kSeveral || end_.empty() || !(left_.empty() || ends_before(left_.last()))) return false;
    const std::string_view last = end_.word(end_.last());
    return last == "," || last == "،";
  }

  /// Whether it does not begin like a name. A German noun does, unless an article or "als" says that it is no title.
  [[nodiscard]] bool in_small_letters() const {
    if (inside_.empty() || !inside_[0].capital) return true;
    return left_.language() == "de" && !left_.empty() && left_.value(left_.last(), WordClass::Determiner) == "a";
  }

  static bool ends_or_trails(const Stretch& stretch, std::size_t i) {
    return stretch.ends_sentence(i) || stretch.word(i) == "...";
  }

  /// Whether a sentence ended with this token, or with the one before a mark that closes.
  [[nodiscard]] bool ends_before(std::size_t i) const {
    if (left_.is_quote(i) && i > 0) --i;
    return ends_or_trails(left_, i);
  }

  /// What a cue right before it calls a title or a term is one. None is what a verb says of the cue: "called the film
  /// “dull”", "said the report was “late”", "…,” he said on Monday, “and …".
  [[nodiscard]] bool has_cue() const {
    constexpr int kCueReach = 3;
    if (left_.empty()) return false;
    const std::optional<int> judged = left_.distance(left_.last(), -1, kBeside, WordClass::Speech, "calls");
    // What is called “an early warning” is judged; “early warning” may be its name.
    const bool has_article = !inside_.empty() && !inside_[0].capital && inside_.is(0, WordClass::Determiner);
    if (judged && (*judged > 0 || has_article) && in_small_letters()) return false;
    const std::optional<int> cue = left_.distance(left_.last(), -1, kCueReach, WordClass::TitleCue);
    if (!cue || speech_behind(kBeside)) return cue == 0 && !speech_before(1) && !ended_inside();
    const std::optional<int> verb = left_.distance(left_.last(), -1, kClause, WordClass::Speech);
    if (verb && *cue > 0 && (is_partial() || left_.word(left_.last()) == ",")) return false;
    return true;
  }

  [[nodiscard]] bool in_brackets() const {
    return !left_.empty() && (left_.word(left_.last()) == "(" || left_.word(left_.last()) == "（");
  }

  /// Whether every long word inside has a capital.
  [[nodiscard]] bool is_title() const {
    if (long_ || ended_inside()) return false;
    std::size_t words = 0;
    for (std::size_t i = 0; i < inside_.size(); ++i) {
      if (!inside_.is_word(i) || inside_[i].end - inside_[i].begin < 4 || inside_[i].unspaced) continue;
      if (!inside_[i].capital) return false;
      ++words;
    }
    return words >= 2;
  }

  /// Whether it has a sentence's end, or the comma before an attribution, inside its marks.
  [[nodiscard]] bool ended_inside() const {
    if (end_.empty()) return false;
    const std::string_view last = end_.word(end_.last());
    return end_.ends_sentence(end_.last()) || last == "," || last == "،" || last == "...";
  }

  /// “…” — Jane Doe
  [[nodiscard]] bool speaker_behind() const {
    return right_.size() >= 2 && right_.word(0) == "-" && right_[1].capital && words_ >= 3;
  }

  bool closed_;
  bool opens_block_;
  bool long_;
  Stretch left_;
  Stretch inside_;
  Stretch end_;
  Stretch right_;
  std::size_t words_ = 0;
};

}  // namespace

BlockQuotations::BlockQuotations(std::string_view text, Vocabulary& vocabulary, unicode::Breaks& breaks)
    : text_(text),
      vocabulary_(vocabulary),
      breaks_(breaks),
      pairs_(pair_quotation_marks(text, vocabulary.lexicon().language())),
      verdicts_(pairs_.size(), Verdict::Unknown) {}

bool BlockQuotations::hold(ByteRange range, bool continued) {
  const auto behind =
      std::ranges::upper_bound(pairs_, range.begin, {}, [](const MarkPair& pair) { return pair.inside.begin; });
  if (behind == pairs_.begin()) return false;
  const auto pair = static_cast<std::size_t>(behind - pairs_.begin()) - 1;
  return range.end <= pairs_[pair].inside.end && is_direct(pair, continued);
}

char32_t BlockQuotations::first_mark() const {
  if (pairs_.empty() || text_.substr(0, pairs_[0].begin).find_first_not_of(' ') != std::string_view::npos) return 0;
  return pairs_[0].mark;
}

char32_t BlockQuotations::open_mark() const { return pairs_.empty() || pairs_.back().closed ? 0 : pairs_.back().mark; }

BlockQuotations::Verdict BlockQuotations::verdict(std::size_t pair) {
  Verdict& known = verdicts_[pair];
  if (known != Verdict::Unknown) return known;
  const PairJudge judge(text_, pairs_[pair], vocabulary_, breaks_);
  known = judge.is_other()                             ? Verdict::Other
          : judge.is_direct()                          ? Verdict::Direct
          : judge.is_whole()                           ? Verdict::Whole
          : judge.is_partial() && joined_to_last(pair) ? Verdict::Joined
                                                       : Verdict::Other;
  return known;
}

bool BlockQuotations::joined_to_last(std::size_t pair) const {
  constexpr std::size_t kFewWords = 48;  // " and, even worse, an "
  if (pair == 0 || pairs_[pair].begin - pairs_[pair - 1].end > kFewWords) return false;
  const std::string_view between = text_.substr(pairs_[pair - 1].end, pairs_[pair].begin - pairs_[pair - 1].end);
  for (const std::string_view end : {". ", "! ", "? ", "。", "؟", "।"})
    if (between.contains(end)) return false;
  return true;
}

bool BlockQuotations::is_direct(std::size_t pair, bool continued) {
  for (std::size_t back = 0; back <= kChain; ++back) {
    const std::size_t here = pair - back;
    if (verdict(here) == Verdict::Direct) return true;
    if (here == 0 && continued) return true;
    if (verdict(here) == Verdict::Other || here == 0) return false;
  }
  return false;
}

}  // namespace stet::classify
