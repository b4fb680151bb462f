// SPDX-License-Identifier: Apache-2.0
#include "classify/entities.hpp"

#include <algorithm>
#include <array>
#include <deque>

#include "classify/chinese_characters.hpp"
#include "classify/lettered_references.hpp"
#include "classify/words.hpp"
#include "read/list_marker.hpp"
#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

bool ends_sentence(std::string_view mark) {
  if (mark.size() == 1) return mark[0] == '.' || mark[0] == '!' || mark[0] == '?' || mark[0] == ':';
  return mark == "..." || mark == "。" || mark == "؟" || mark == "।";
}

bool is_ascii_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// "а)" or "(а)": one small letter of any script.
bool is_lettered(const TokenView& view) {
  const std::uint32_t letter = view.is_mark(0, "(") ? 1 : 0;
  if (letter >= view.size() || view[letter].kind != TokenKind::Word || view[letter].capital) return false;
  const std::string_view raw = view.raw(letter);
  return raw.size() == unicode::code_point_at(raw, 0).size && view.is_mark(letter + 1, ")") && !view.spaced(letter + 1);
}

/// How many tokens the label takes that an item of a list begins with: 2. | (b) | iv) | 1.2. A decimal at the beginning
/// of a sentence ("1.2 per cent") is none.
std::uint32_t label_tokens(const TokenView& view) {
  if (!view.side().at_block_start || view.size() == 0 || view[0].begin != 0) return 0;
  const read::ListMarker marker = read::list_marker(view.side().text);
  if (marker.style < read::ListMarker::Style::Number && !is_lettered(view)) return 0;
  std::uint32_t last = 1;
  if (view.is_mark(0, "(") && view.is_mark(2, ")"))
    last = 3;  // （二）
  else
    while (last < view.size() && !view.spaced(last) && !view[last].unspaced && !view.is_mark(last - 1, "、")) ++last;
  if (last == view.size()) return 0;
  if (marker.style != read::ListMarker::Style::Outline) return last;
  const char32_t next = unicode::code_point_at(view.raw(last), 0).code;
  const bool counted = unicode::is_lower(next) || view[last].kind != TokenKind::Word ||
                       view.is(last, WordClass::Scale) || view.is(last, WordClass::Unit) ||
                       view.is(last, WordClass::Currency) || view.is(last, WordClass::Percent);
  return counted ? 0 : last;
}

std::vector<bool> sentence_starts(const TokenView& view) {
  std::vector<bool> starts(view.size(), false);
  bool start = true;
  for (std::uint32_t i = 0; i < view.size(); ++i) {
    if (i != 0 && i == view.side().label_last) start = true;
    starts[i] = start;
    if (view[i].kind != TokenKind::Mark) {
      start = false;
      continue;
    }
    const std::string_view mark = view.text(i);
    const bool initial = i > 0 && view.raw(i - 1).size() == 1 && !is_ascii_digit(view.raw(i - 1)[0]);
    const bool after_title =
        mark == "." && i > 0 && !view.spaced(i) && (initial || view.is_word(i - 1, WordClass::Honorific));
    const bool opens_quote = mark == "'" && (view.spaced(i) || i == 0) && !view.spaced(i + 1);
    if (opens_quote || (ends_sentence(mark) && !after_title))
      start = true;
    else if (mark != "'" && mark != "(" && mark != "-" && mark != "¿" && mark != "¡")
      start = start && i < 3;  // a bullet or a list number before the sentence
  }
  return starts;
}

/// Lists whose words begin no entity in small letters, and with a capital none but a name.
constexpr WordClassSet kNeverFirst = {
    WordClass::DateJoint,  WordClass::Range,    WordClass::YearCue,    WordClass::ClockCue,     WordClass::Clock,
    WordClass::Office,     WordClass::Particle, WordClass::Reference,  WordClass::Speech,       WordClass::TitleCue,
    WordClass::Function,   WordClass::NounCue,  WordClass::Generic,    WordClass::Abbreviation, WordClass::Confusable,
    WordClass::Variant,    WordClass::Elision,  WordClass::Determiner, WordClass::Field,        WordClass::GivenName,
    WordClass::Conjunction};  // Body and Fixed may begin with any word

/// Lists whose words begin a modal or a negation, and no date or number.
constexpr WordClassSet kNoFigures = {WordClass::Modality, WordClass::WeakModality, WordClass::Negation};

/// What may begin at a token: each of these leaves what those behind it leave, and more.
enum class Beginning : std::uint8_t { Anything, NoFigures, Name, Nothing };

/// Whether it is a mark that no entity begins with, save where a list has it: no sign of a number, no currency.
bool is_plain_mark(const TokenView& view, std::uint32_t i) {
  constexpr std::array<bool, 256> kPlain = [] {
    std::array<bool, 256> plain{};
    for (const char mark : std::string_view(".,:;!?()[]{}'\"/\\*_#@|`&"))
      plain[static_cast<unsigned char>(mark)] = true;
    return plain;
  }();
  return view[i].kind == TokenKind::Mark && kPlain[static_cast<unsigned char>(view.text(i).front())];
}

/// A letter, or a Roman numeral of small letters perhaps.
bool may_be_numeral(std::string_view folded) {
  return folded.size() == unicode::code_point_at(folded, 0).size || folded.find_first_not_of("ivxe") == folded.npos;
}

/// German and Italian numbers are written together: dreihundertfünfzig.
bool writes_numbers_together(const Lexicon& lexicon) {
  return lexicon.language() == "de" || lexicon.language() == "it";
}

/// What may begin at a token by the look of it, so that most tokens need not be asked about: a word without spaces
/// inside its script, that no list of beginnings has, begins nothing in small letters, and but a name with a capital.
/// @param together  Whether a long one may be a number written together.
Beginning beginning_at(const TokenView& view, std::uint32_t i, bool together) {
  constexpr std::size_t kShortestCompound = 7;  // einfach
  constexpr std::size_t kLetterBytes = 4;       // of any script
  const Token& token = view[i];
  const WordClassSet first = view.classes(i).without(kNeverFirst);
  if (!first.without(kNoFigures).empty()) return Beginning::Anything;
  if (token.kind != TokenKind::Word) return is_plain_mark(view, i) ? Beginning::Nothing : Beginning::Anything;
  if (token.unspaced) return view.may_say_more(i) ? Beginning::Anything : Beginning::Name;
  const std::string_view text = view.text(i);
  const bool may_be_letter = text.size() == 1 || (text.size() <= kLetterBytes && (text.front() & '\x80') != 0);
  const bool behind_number = i > 0 && view[i - 1].kind == TokenKind::Number;
  if ((may_be_letter || behind_number) && may_be_lettered(view, i)) return Beginning::Anything;
  if (!first.empty()) return in_small_letters(text) && !token.capital ? Beginning::NoFigures : Beginning::Anything;
  if (together && text.size() >= kShortestCompound) return Beginning::Anything;
  if (!view.lexicon().capital_names() && !in_small_letters(text)) return Beginning::Anything;
  if (!token.capital && !view.is_mark(i + 1, ")")) return Beginning::Nothing;
  if (may_be_numeral(text)) return Beginning::Anything;  // Annex B, Article IV, XIXe siècle, item (c)
  return token.capital ? Beginning::Name : Beginning::Nothing;
}

class EntityFinder {
 public:
  EntityFinder(Side& side, const TokenView& view)
      : side_(side), view_(view), chinese_(view.lexicon().language() == "zh") {
    side_.entity_of.assign(side_.tokens.size(), kNoEntity);
    side_.entities.clear();
    beginnings_.reserve(view.size());
    const bool together = writes_numbers_together(view.lexicon());
    for (std::uint32_t i = 0; i < view.size(); ++i) beginnings_.push_back(beginning_at(view, i, together));
    if (view.has(WordClass::Fixed))
      for (std::uint32_t i = 0; i < view.size(); ++i)
        if (beginnings_[i] != Beginning::Nothing) mark_fixed(i);
    candidates_.reserve(view.size() - static_cast<std::size_t>(std::ranges::count(beginnings_, Beginning::Nothing)));
    for (std::uint32_t i = 0; i < view.size(); ++i)
      if (beginnings_[i] != Beginning::Nothing) candidates_.push_back(i);
  }

  void find_links() {
    for (std::uint32_t i = 0; i < view_.size(); ++i)
      if (view_[i].kind == TokenKind::Url) claim(i, EntityKind::Link, Found{i + 1, std::string(view_.text(i)), true});
  }

  using Recogniser = std::optional<Found> (*)(const TokenView&, std::uint32_t);

  /// Makes entities of what is recognised where none was found before.
  void pass(EntityKind kind, Recogniser recognise) {
    const Beginning least = kind == EntityKind::Name                                       ? Beginning::Name
                            : kind == EntityKind::Negation || kind == EntityKind::Modality ? Beginning::NoFigures
                                                                                           : Beginning::Anything;
    for (const std::uint32_t i : candidates_) {
      if (beginnings_[i] > least || side_.entity_of[i] != kNoEntity) continue;
      if (kind == EntityKind::Number && names_somebody(i)) continue;
      std::optional<Found> found = recognise(view_, i);
      if (found && found->last > i && free(i, found->last)) claim(i, kind, std::move(*found));
    }
  }

  /// Brings the entities into text order, once all are found.
  void sort() {
    std::ranges::sort(side_.entities, {}, &Entity::first);
    for (std::uint32_t e = 0; e < side_.entities.size(); ++e)
      for (std::uint32_t i = side_.entities[e].first; i < side_.entities[e].last; ++i) side_.entity_of[i] = e;
  }

 private:
  /// A fixed phrase is nothing but itself: no word of "sin embargo" is a negation.
  void mark_fixed(std::uint32_t i) {
    const std::uint32_t length = view_.match(i, WordClass::Fixed);
    for (std::uint32_t word = i; word < i + length; ++word) beginnings_[word] = Beginning::Nothing;
  }

  /// don Segundo Arce, dott.ssa Carla Primo: a capital behind an honorific, or one further.
  [[nodiscard]] bool names_somebody(std::uint32_t i) const {
    if (i == 0 || !view_[i].capital || view_[i].all_caps || view_[i].kind != TokenKind::Word || view_[i].unspaced)
      return false;
    if (view_.is_word(i - 1, WordClass::Honorific) && !view_.is_word(i - 1, WordClass::Office)) return true;
    // dott.ssa Carla Primo
    if (i < 2 || !view_[i - 1].capital || view_[i - 1].kind != TokenKind::Word) return false;
    const std::uint32_t before = view_.is_mark(i - 2, ".") && i > 2 ? i - 3 : i - 2;
    return view_.is_word(before, WordClass::Honorific) && !view_.is_word(before, WordClass::Office);
  }

  [[nodiscard]] bool free(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i)
      if (side_.entity_of[i] != kNoEntity) return false;
    return true;
  }

  void claim(std::uint32_t first, EntityKind kind, Found found) {
    Entity entity;
    entity.first = first;
    entity.last = found.last;
    entity.kind = kind;
    entity.certain = found.certain;
    entity.tail = found.tail == 0 ? found.last : found.tail;
    entity.value = found.value.empty() ? view_.phrase(first, found.last) : std::move(found.value);
    if (chinese_) entity.value = simplified(entity.value);
    for (std::uint32_t i = first; i < found.last; ++i)
      side_.entity_of[i] = static_cast<std::uint32_t>(side_.entities.size());
    side_.entities.push_back(std::move(entity));
  }

  Side& side_;
  const TokenView& view_;
  bool chinese_;
  std::vector<Beginning> beginnings_;      ///< For each token.
  std::vector<std::uint32_t> candidates_;  ///< The tokens at which something may begin.
};

}  // namespace

TokenView::TokenView(const Side& side, const Vocabulary& vocabulary) : side_(side), vocabulary_(vocabulary) {
  known_.reserve(size());
  for (const Token& token : side_.tokens) {
    const Vocabulary::Word& word = vocabulary_.word(token.id);
    known_.push_back({&word, word.classes});
  }
  for (std::uint32_t i = 0; i < size(); ++i) {
    const Vocabulary::Word& word = *known_[i].word;
    if (word.phrases.tokens != 0 && may_begin_phrase(i)) find_phrases(i, word.text, word.phrases.tokens);
    if (!word.stem.empty()) find_phrases(i, word.stem, lexicon().longest_phrase());
    all_classes_.insert(known_[i].classes);
    count_capitals(i);
  }
}

void TokenView::count_capitals(std::uint32_t i) {
  constexpr std::uint32_t kLongWord = 4;
  const Token& token = side_.tokens[i];
  if (token.kind == TokenKind::Mark) capitals_.quotes = capitals_.quotes || text(i) == "'";
  if (token.kind != TokenKind::Word) return;
  ++capitals_.words;
  if (token.all_caps) ++capitals_.all_caps;
  if (token.end - token.begin < kLongWord) return;
  ++capitals_.long_words;
  if (token.capital) ++capitals_.long_capitals;
}

bool TokenView::may_say_more(std::uint32_t i) const {
  if (!known_[i].classes.empty()) return true;
  const std::string_view word = text(i);
  return Lexicon::han_numeral(unicode::code_point_at(word, 0).code) >= 0 || word == "第";
}

bool TokenView::may_begin_phrase(std::uint32_t i) const {
  if (i + 1 == size()) return false;
  const bool respelled = lexicon().language() == "ru" || lexicon().language() == "zh";  // find_phrases
  return respelled || (known_[i].word->phrases.next & PhraseStart::bit(text(i + 1).front())) != 0;
}

void TokenView::find_phrases(std::uint32_t i, std::string_view word, std::size_t longest) {
  const bool russian = lexicon().language() == "ru";
  const bool chinese = lexicon().language() == "zh";
  std::string so_far(word);
  for (std::uint32_t length = 2; length <= longest && i + length <= size(); ++length) {
    if (spaced(i + length - 1)) so_far += ' ';
    so_far += text(i + length - 1);
    std::string respelled;
    if (russian) respelled = Lexicon::respelled(so_far);
    const std::string_view listed = russian ? respelled : chinese ? simplified(so_far, respelled) : so_far;
    for (const WordSense& sense : lexicon().senses(listed)) {
      phrases_.push_back({i, length, sense});
      known_[i].classes.insert(sense.word_class);
    }
  }
}

std::span<const PhraseSense> TokenView::phrases_at(std::uint32_t i) const {
  const auto [first, last] = std::ranges::equal_range(phrases_, i, {}, &PhraseSense::first);
  return {first, last};
}

std::string TokenView::phrase(std::uint32_t first, std::uint32_t last) const {
  std::string joined;
  for (std::uint32_t i = first; i < last; ++i) {
    if (i > first && spaced(i)) joined += ' ';
    joined += text(i);
  }
  return joined;
}

bool TokenView::spaced(std::uint32_t i) const {
  return i > 0 && i < size() && side_.tokens[i - 1].end != side_.tokens[i].begin;
}

std::uint32_t TokenView::match(std::uint32_t i, WordClass word_class) const {
  if (!is(i, word_class)) return 0;
  std::uint32_t longest = 1;
  for (const PhraseSense& phrase : phrases_at(i))
    if (phrase.sense.word_class == word_class) longest = std::max(longest, phrase.length);
  return longest;
}

std::string_view TokenView::value(std::uint32_t i, WordClass word_class) const {
  const std::uint32_t longest = match(i, word_class);
  if (longest == 0) return {};
  for (const PhraseSense& phrase : phrases_at(i))
    if (phrase.sense.word_class == word_class && phrase.length == longest) return phrase.sense.value;
  for (const WordSense& sense : known_[i].word->senses)
    if (sense.word_class == word_class) return sense.value;
  return {};
}

namespace {

/// Whether French "plus" is a negation, behind "ne": "n'a plus accès". Alone it is more. And English "not", which at
/// the end of "whether you have an account or not" negates nothing.
bool negates_here(const TokenView& view, std::uint32_t i) {
  if (view.text(i) == "not" && i > 0 && view.text(i - 1) == "or")
    return i + 1 < view.size() && view[i + 1].kind != TokenKind::Mark;
  // Who refuses an offer negates nothing, who refuses to do something does: отказался платить.
  if (view.lexicon().language() == "ru" && view.text(i).starts_with("отказ")) {
    constexpr std::array<std::string_view, 4> kInfinitives{"ть", "ться", "ти", "чь"};
    for (std::uint32_t behind = i + 1; behind <= i + 3 && behind < view.size();
         ++behind) {  // отказалась немедленно платить
      if (view[behind].kind != TokenKind::Word || view.text(behind) == "от") break;
      const std::string_view verb = view.text(behind);
      if (std::ranges::any_of(kInfinitives, [&](std::string_view ending) { return verb.ends_with(ending); }))
        return true;
    }
    return false;
  }
  constexpr std::uint32_t kReach = 3;
  if (view.text(i) != "plus" || view.lexicon().language() != "fr") return true;
  for (std::uint32_t back = 1; back <= kReach && back <= i; ++back) {
    const std::string_view word = view.text(i - back);
    if (word == "ne" || word == "n'") return true;
    if (view[i - back].kind == TokenKind::Mark) return false;
  }
  return false;
}

/// 已将全部投诉登记: behind such a word 将 is no "will" but marks an object, as 把 does.
bool marks_object(const TokenView& view, std::uint32_t i) {
  if (view.lexicon().language() != "zh" || (view.text(i) != "将" && view.text(i) != "將") || i == 0) return false;
  constexpr std::array<std::string_view, 15> kBefore{"已", "已经", "并",   "並", "再", "均",   "可",  "应",
                                                     "须", "应当", "必须", "需", "要", "已經", "不得"};
  return std::ranges::find(kBefore, view.text(i - 1)) != kBefore.end();
}

/// Hindi मत forbids before an imperative, and is an opinion or a vote elsewhere: मत करें, कुल मत.
bool forbids_nothing(const TokenView& view, std::uint32_t i) {
  if (view.lexicon().language() != "hi" || view.text(i) != "मत") return false;
  const std::string_view verb = view.text(i + 1);
  return std::ranges::none_of(std::array<std::string_view, 6>{"ो", "ें", "ना", "िए", "िये", "ओ"},
                              [&](std::string_view ending) { return verb.ends_with(ending); });
}

}  // namespace

std::optional<Found> negation_at(const TokenView& view, std::uint32_t i) {
  const std::uint32_t length = view.match(i, WordClass::Negation);
  if (length == 0 || !negates_here(view, i) || forbids_nothing(view, i)) return std::nullopt;
  // No. 5, Nos. 5: a number's word
  const bool label = view.is_mark(i + 1, ".") && i + 2 < view.size() && view[i + 2].kind == TokenKind::Number;
  if (label && length == 1 && view.is_word(i, WordClass::Reference)) return std::nullopt;
  // 不|会, cut since the other side has 会: 不 alone negates.
  if (length > 1 && view.lexicon().language() == "zh" && view.is_word(i, WordClass::Negation))
    return Found{i + 1, std::string(view.text(i)), false};
  return Found{i + length, std::string(view.value(i, WordClass::Negation)), false};
}

namespace {

/// "the director's", not "it's" or "who's".
bool possessive(const TokenView& view, std::uint32_t i) {
  const std::string_view word = view.text(i);
  if (view.lexicon().language() != "en" || !word.ends_with("'s")) return false;
  const std::string_view owner = word.substr(0, word.size() - 2);
  return !view.lexicon().is(owner, WordClass::Function) && owner != "let";
}

/// "كانت قد أوقفت": قد is "may" before a present tense, and "had" before a past one.
bool is_perfect(const TokenView& view, std::uint32_t i) {
  if (view.lexicon().language() != "ar" || !view.text(i).ends_with("قد")) return false;
  constexpr std::array<std::string_view, 5> kBefore{"كان", "كانت", "كانوا", "وكان", "وكانت"};
  constexpr std::uint32_t kReach = 8;
  for (std::uint32_t back = 1; back <= kReach && back <= i; ++back)
    if (std::ranges::find(kBefore, view.text(i - back)) != kBefore.end()) return true;
  const std::string_view verb = view.text(i + 1);
  return !verb.empty() && std::ranges::none_of(std::array<std::string_view, 5>{"ي", "ت", "ن", "أ", "لا"},
                                               [&](std::string_view prefix) { return verb.starts_with(prefix); });
}

/// Whether a modal here is a noun or a name: "the will", "Will Smith", "good will".
bool is_noun(const TokenView& view, std::uint32_t i) {
  const std::string_view language = view.lexicon().language();
  if (view[i].capital && !view.side().starts_sentence[i] && (language == "en" || language == "de") && !view[i].all_caps)
    return true;  // May, Will; ein Muss
  if (i == 0) return false;
  return view.is_word(i - 1, WordClass::NounCue) || possessive(view, i - 1);
}

}  // namespace

std::optional<Found> modality_at(const TokenView& view, std::uint32_t i) {
  std::uint32_t length = view.match(i, WordClass::Modality);
  if (length != 0) {
    if (length == 1 && (is_noun(view, i) || is_perfect(view, i) || marks_object(view, i))) return std::nullopt;
    return Found{i + length, std::string(view.value(i, WordClass::Modality)), false};
  }
  length = view.match(i, WordClass::WeakModality);
  if (length == 0) return std::nullopt;
  return Found{i + length, "~" + view.phrase(i, i + length), false};
}

void find_entities(std::span<Side* const> sides, const Vocabulary& vocabulary) {
  std::deque<TokenView> views;
  for (Side* const side : sides) {
    const TokenView& view = views.emplace_back(*side, vocabulary);
    side->label_last = label_tokens(view);
    side->starts_sentence = sentence_starts(view);
  }
  std::vector<EntityFinder> finders;
  finders.reserve(sides.size());
  for (std::size_t i = 0; i < sides.size(); ++i) finders.emplace_back(*sides[i], views[i]);
  for (EntityFinder& finder : finders) finder.find_links();
  const auto pass = [&](EntityKind kind, EntityFinder::Recogniser recognise) {
    for (EntityFinder& finder : finders) finder.pass(kind, recognise);
  };
  pass(EntityKind::Name, product_at);
  pass(EntityKind::Date, date_at);
  pass(EntityKind::Amount, amount_at);
  pass(EntityKind::Number, quantity_at);
  pass(EntityKind::Negation, negation_at);
  pass(EntityKind::Modality, modality_at);
  pass(EntityKind::Name, name_at);
  for (EntityFinder& finder : finders) finder.sort();
}

}  // namespace stet::classify
