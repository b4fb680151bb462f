// SPDX-License-Identifier: Apache-2.0
// Whether two words are one word spelled twice.
//
// Without a dictionary, certainty comes from what differs: another spelling by a known pattern (colour/color,
// organise/organize, ё/е, daß/dass) or list; accents inside a word; hyphens; or one slip of the hand (a letter doubled,
// dropped or swapped with its neighbour) inside a long word, away from the ending, where grammar lives, and from the
// first letter. Words known to be mistaken for each other (form/from, компания/кампания) are listed as confusables.
//
// Case it gets wrong: "statute"/"statue" would be a slip if no list had it.
// Cost: the product of two word lengths, for words that are nearly as long as each other.
// Source: Damerau (1964), on the errors that typists make.
#include "classify/words.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "classify/chinese_characters.hpp"
#include "unicode/fold.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

std::u32string code_points(std::string_view text) {
  std::u32string codes;
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, i);
    codes.push_back(point.code);
    i += point.size;
  }
  return codes;
}

std::string without(std::string_view text, char byte) {
  std::string out;
  for (const char each : text)
    if (each != byte) out.push_back(each);
  return out;
}

/// Whether it did.
bool replace_all(std::string& text, std::string_view from, std::string_view to) {
  bool replaced = false;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
    replaced = true;
  }
  return replaced;
}

/// The bytes that a text has, a bit for several each: what has a byte that another text lacks is no part of it.
constexpr std::uint32_t bytes_in(std::string_view text) {
  std::uint32_t bytes = 0;
  for (const char byte : text) bytes |= std::uint32_t{1} << (static_cast<unsigned char>(byte) % 32U);
  return bytes;
}

struct Pattern {
  std::string_view language;
  std::string_view from;
  std::string_view to;
  std::uint32_t needed = bytes_in(from);
};

/// Letters that two orthographies of a language write differently. Applied to both words, in order; those of a
/// language stand together.
constexpr std::array<Pattern, 65> kPatterns = {{
    {"en", "our", "or"},
    {"en", "isation", "ization"},
    {"en", "ising", "izing"},
    {"en", "ised", "ized"},
    {"en", "ise", "ize"},
    {"en", "yse", "yze"},
    {"en", "ysing", "yzing"},
    {"en", "ogue", "og"},
    {"en", "ae", "e"},
    {"en", "oe", "e"},
    {"en", "mme", "m"},
    {"en", "ence", "ense"},
    {"en", "tre", "ter"},
    {"en", "bre", "ber"},
    {"en", "ll", "l"},
    {"en", "dgement", "dgment"},
    {"en", "lled", "led"},
    {"en", "lling", "ling"},
    {"en", "xion", "ction"},
    {"en", "ageing", "aging"},
    {"de", "ß", "ss"},
    {"de", "ph", "f"},
    {"de", "ä", "ae"},
    {"de", "ö", "oe"},
    {"de", "ü", "ue"},
    {"de", "tial", "zial"},
    {"de", "tiell", "ziell"},
    {"pt", "cç", "ç"},
    {"pt", "pç", "ç"},
    {"pt", "ct", "t"},
    {"pt", "pt", "t"},
    {"pt", "ôn", "ón"},
    {"pt", "êm", "ém"},
    {"pt", "ên", "én"},
    {"pt", "ü", "u"},
    {"pt", "mn", "n"},
    {"ru", "ё", "е"},
    {"ar", "أ", "ا"},
    {"ar", "إ", "ا"},
    {"ar", "آ", "ا"},
    {"ar", "ى", "ي"},
    {"ar", "ة", "ه"},
    {"ar", "ـ", ""},
    {"ar", "ئو", "ؤو"},
    {"ar", "ءو", "ؤو"},
    {"ar", "ؤ", "و"},
    {"ar", "ئ", "ي"},
    {"hi", "़", ""},
    {"hi", "ँ", "ं"},
    {"hi", "न्", "ं"},
    {"hi", "म्", "ं"},
    {"hi", "ङ्", "ं"},
    {"hi", "ञ्", "ं"},
    {"hi", "ण्", "ं"},
    {"hi", "ऐं", "एं"},
    {"hi", "यी", "ई"},
    {"hi", "ये", "ए"},
    {"hi", "या", "आ"},
    {"fr", "œ", "oe"},
    {"fr", "æ", "ae"},
    {"es", "obsc", "osc"},
    {"es", "subst", "sust"},
    {"es", "septi", "seti"},
    {"es", "trans", "tras"},
    {"it", "familiar", "famigliar"},
}};

std::string by_patterns(std::string_view word, std::string_view language) {
  std::string text(word);
  const auto is_other = [&](const Pattern& pattern) { return pattern.language != language; };
  const auto* const first = std::find_if_not(kPatterns.begin(), kPatterns.end(), is_other);
  std::uint32_t present = bytes_in(text);
  for (const auto* pattern = first; pattern != kPatterns.end() && !is_other(*pattern); ++pattern)
    if ((pattern->needed & ~present) == 0 && replace_all(text, pattern->from, pattern->to))
      present |= bytes_in(pattern->to);
  return text;
}

/// Hindi ौ and ै as ो and े, ई and ऊ as इ and उ.
std::string broad_vowels(std::string_view word) {
  std::string text(word);
  replace_all(text, "ौ", "ो");
  replace_all(text, "ै", "े");
  replace_all(text, "ई", "इ");
  replace_all(text, "ऊ", "उ");
  return text;
}

/// What one slip did: where, and whether letters only changed places.
struct Slip {
  std::size_t from_end = 0;  ///< Letters between the slip and the end of the shorter word.
  std::size_t position = 0;
  bool swapped = false;
  bool substituted = false;
  bool doubled = false;  ///< A letter written twice or once.
};

/// The one slip between two words; nothing where they differ otherwise.
template <class Letters>
bool one_slip(const Letters& one, const Letters& other, Slip& slip) {
  const Letters& longer = one.size() >= other.size() ? one : other;
  const Letters& shorter = one.size() >= other.size() ? other : one;
  if (longer.size() - shorter.size() > 1) return false;
  std::size_t head = 0;
  while (head < shorter.size() && longer[head] == shorter[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter.size() - head && longer[longer.size() - 1 - tail] == shorter[shorter.size() - 1 - tail]) ++tail;
  const std::size_t middle = shorter.size() - head - tail;
  slip.position = head;
  slip.from_end = tail;
  if (longer.size() == shorter.size()) {
    slip.substituted = middle == 1;
    slip.swapped = middle == 2 && longer[head] == shorter[head + 1] && longer[head + 1] == shorter[head];
    return slip.substituted || slip.swapped;
  }
  if (middle != 0) return false;
  const auto extra = longer[head];
  slip.doubled = (head > 0 && longer[head - 1] == extra) || (head + 1 < longer.size() && longer[head + 1] == extra);
  return true;
}

// Chosen on lists of common misspellings and of confusable words: shorter words have too many neighbours.
constexpr std::size_t kShortestSlip = 5;
constexpr std::size_t kShortestDropped = 6;
constexpr std::size_t kShortestSubstituted = 7;
// Two slips need a longer word yet.
constexpr std::size_t kShortestTwoSlips = 9;
// Letters at the end that grammar changes.
constexpr std::size_t kEnding = 2;

template <class Letters>
bool typing_error(const Letters& first, const Letters& second) {
  const std::size_t shorter = std::min(first.size(), second.size());
  if (shorter < kShortestSlip || first[0] != second[0]) return false;
  Slip slip;
  if (one_slip(first, second, slip)) {
    if (slip.swapped) return slip.from_end >= 1 || shorter >= kShortestDropped;
    if (slip.substituted) return shorter >= kShortestSubstituted && slip.from_end >= kEnding;
    if (slip.doubled) return (slip.from_end >= 1 || shorter >= kShortestSubstituted) && slip.position >= 1;
    return shorter >= kShortestDropped && slip.from_end >= kEnding;
  }
  return false;
}

/// Damerau's distance, letters that are swapped counted as one slip, as far as it is 2; 3 where it is more. No letter
/// of one word goes with one more than two places off in the other, so only five of a row are looked at.
template <class Letters>
int small_distance(const Letters& first, const Letters& second) {
  constexpr int kReach = 2;
  constexpr int kMore = kReach + 1;
  using Row = std::array<int, 2 * kReach + 3>;  // a cell more at either end, which nothing reaches
  const auto columns = static_cast<int>(second.size());
  const auto cell = [](int offset) { return static_cast<std::size_t>(offset + kReach + 1); };
  Row before_last;
  Row last;
  before_last.fill(kMore);
  last.fill(kMore);
  for (int offset = 0; offset <= std::min(kReach, columns); ++offset) last[cell(offset)] = offset;
  for (int i = 1; i <= static_cast<int>(first.size()); ++i) {
    Row row;
    row.fill(kMore);
    const auto letter = static_cast<std::size_t>(i - 1);
    for (int offset = -kReach; offset <= kReach; ++offset) {
      const int j = i + offset;
      if (j < 0 || j > columns) continue;
      int& found = row[cell(offset)];
      found = std::min({kMore, last[cell(offset + 1)] + 1, row[cell(offset - 1)] + 1});
      if (j == 0) continue;
      const auto other = static_cast<std::size_t>(j - 1);
      found = std::min(found, last[cell(offset)] + (first[letter] == second[other] ? 0 : 1));
      if (i > 1 && j > 1 && first[letter] == second[other - 1] && first[letter - 1] == second[other])
        found = std::min(found, before_last[cell(offset)] + 1);
    }
    before_last = std::exchange(last, row);
  }
  const int offset = columns - static_cast<int>(first.size());
  return offset < -kReach || offset > kReach ? kMore : last[cell(offset)];
}

/// Two slips: the words agree when the first half of one slip apart meets the second half.
template <class Letters>
bool two_slips(const Letters& first, const Letters& second) {
  if (std::min(first.size(), second.size()) < kShortestTwoSlips) return false;
  if (std::max(first.size(), second.size()) - std::min(first.size(), second.size()) > 2) return false;
  if (first[0] != second[0] || first.back() != second.back()) return false;
  constexpr std::size_t kLongest = 40;
  if (first.size() > kLongest || second.size() > kLongest) return false;
  if (small_distance(first, second) != 2) return false;
  std::size_t tail = 0;
  const std::size_t shorter = std::min(first.size(), second.size());
  while (tail < shorter && first[first.size() - 1 - tail] == second[second.size() - 1 - tail]) ++tail;
  std::size_t head = 0;
  while (head < shorter && first[head] == second[head]) ++head;
  return tail >= kEnding && head >= 2;
}

/// Letters that changed places inside a long Hindi word: रिर्पोट, रिपोर्ट. A sign of its own is a letter there.
bool shuffled(std::string_view one, std::string_view other) {
  constexpr std::size_t kShortest = 6;
  std::u32string first = code_points(one);
  std::u32string second = code_points(other);
  if (first.size() != second.size() || first.size() < kShortest) return false;
  if (first.front() != second.front() || first[1] != second[1]) return false;
  std::ranges::sort(first);
  std::ranges::sort(second);
  return first == second;
}

/// A vowel lost before a Romance ending where no word ends without it: trabajador|e|s, obrigatór|i|o.
bool ending_slip(std::string_view one, std::string_view other, std::string_view language) {
  constexpr std::size_t kShortest = 8;
  if (language != "es" && language != "pt" && language != "it") return false;
  const std::u32string first = code_points(one);
  const std::u32string second = code_points(other);
  const std::u32string& longer = first.size() > second.size() ? first : second;
  const std::u32string& shorter = first.size() > second.size() ? second : first;
  Slip slip;
  if (shorter.size() < kShortest || longer.size() != shorter.size() + 1) return false;
  if (!one_slip(first, second, slip) || slip.from_end != 1) return false;
  const char32_t lost = longer[longer.size() - 2];
  const char32_t before = longer[longer.size() - 3];
  if (lost == 'e') return longer.back() == 's' && (before == 'r' || before == 'l' || before == 'n' || before == 'd');
  return lost == 'i' && (before == 'r' || before == 'c') && (longer.back() == 'o' || longer.back() == 'a');
}

/// ヴァ for バ, and no mark of length at the end.
std::u32string plain_katakana(std::string_view word) {
  std::u32string codes;
  const std::u32string all = code_points(word);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] != U'ヴ') {
      codes.push_back(all[i]);
      continue;
    }
    const char32_t next = i + 1 < all.size() ? all[i + 1] : 0;
    const char32_t plain = next == U'ァ'   ? U'バ'
                           : next == U'ィ' ? U'ビ'
                           : next == U'ェ' ? U'ベ'
                           : next == U'ォ' ? U'ボ'
                                           : U'ブ';
    codes.push_back(plain);
    if (plain != U'ブ') ++i;
  }
  constexpr std::size_t kShortest = 3;
  if (codes.size() >= kShortest && codes.back() == U'ー') codes.pop_back();
  return codes;
}

/// サーバ, サーバー; ヴァイオリン, バイオリン; 申し込み, 申込: length, old letters, and kana between Han left out.
bool same_japanese(std::string_view one, std::string_view other) {
  const std::u32string first = code_points(one);
  const std::u32string second = code_points(other);
  const auto katakana = [](const std::u32string& word) {
    return std::ranges::all_of(word, [](char32_t code) { return code >= 0x30A1 && code <= 0x30FC; });
  };
  if (katakana(first) && katakana(second)) return plain_katakana(one) == plain_katakana(other);
  const auto han = [](char32_t code) { return code >= 0x4E00 && code <= 0x9FFF; };
  const auto han_of = [&](const std::u32string& word) {
    std::u32string found;
    std::ranges::copy_if(word, std::back_inserter(found), han);
    return found;
  };
  const std::u32string& longer = first.size() > second.size() ? first : second;
  const std::u32string& shorter = first.size() > second.size() ? second : first;
  // Of one character, one sign at most: 問|い合わせ.
  const std::size_t characters = han_of(first).size();
  const bool little = characters == 1 && longer.size() == 2 && shorter.size() == 1;
  if ((characters < 2 && !little) || han_of(first) != han_of(second) || !han(first.front())) return false;
  constexpr std::u32string_view kOkurigana = U"しみりきいけめえちれせげべぎびじ";
  std::size_t at = 0;
  for (const char32_t code : longer) {
    if (at < shorter.size() && shorter[at] == code)
      ++at;
    else if (kOkurigana.find(code) == std::u32string_view::npos)
      return false;
  }
  return at == shorter.size();
}

bool listed(std::string_view one, std::string_view other, const Lexicon& lexicon, WordClass word_class) {
  const auto holds = [&](std::string_view word, std::string_view value) {
    for (const WordSense& sense : lexicon.senses(word))
      if (sense.word_class == word_class && sense.value == value) return true;
    return false;
  };
  return holds(one, other) || holds(other, one);
}

/// Whether two words of small letters of ASCII are so different that only a list can make them one. Every slip and
/// every pattern leaves the first letter alone, save a few, and no two of them change more letters than this.
bool far_apart(std::string_view one, std::string_view other) {
  constexpr std::size_t kLetters = 26;
  // ae, oe; ct, pt; mn; tial; xion; ph: these may begin one word by a pattern and the other without. A bit for each
  // pair that a letter is in.
  constexpr std::array<std::uint32_t, kLetters> kMayChange = [] {
    constexpr std::array<std::string_view, 10> kPairs{"ae", "oe", "ao", "ct", "pt", "cp", "mn", "tz", "xc", "pf"};
    std::array<std::uint32_t, kLetters> pairs{};
    for (std::size_t i = 0; i < kPairs.size(); ++i)
      for (const char letter : kPairs[i]) pairs[static_cast<std::size_t>(letter - 'a')] |= 1U << i;
    return pairs;
  }();
  constexpr int kMostChanged = 6;
  const auto number = [](char letter) { return static_cast<std::size_t>(letter - 'a'); };
  if (one.front() != other.front() && (kMayChange[number(one.front())] & kMayChange[number(other.front())]) == 0)
    return true;
  std::array<int, kLetters> counts{};
  for (const char letter : one) ++counts[number(letter)];
  for (const char letter : other) --counts[number(letter)];
  int changed = 0;
  for (const int count : counts) changed += count < 0 ? -count : count;
  return changed > kMostChanged;
}

/// Whether the rest of a Hindi word from `at` on is what a verb's forms end in: nothing, ना, ता, एगा.
bool ends_as_hindi_verb(const std::u32string& word, std::size_t at) {
  constexpr std::u32string_view kEndings[] = {U"",    U"ना", U"नी", U"ने",  U"ता", U"ती", U"ते",  U"या", U"यी",
                                              U"ये",   U"ई",  U"ए",  U"एँ",  U"ा",  U"ी",  U"े",   U"ें",   U"एगा",
                                              U"एगी", U"एंगे", U"एँगे", U"ेगा", U"ेगी", U"ेंगे",  U"कर", U"ो"};
  return std::ranges::find(kEndings, std::u32string_view(word).substr(at)) != std::end(kEndings);
}

/// Forms of one verb that agree in few letters: 行う, 行わ; जा, जानी; and an Arabic word with the preposition written
/// to it: بموافقة, موافقة. `head` letters agree at the front.
bool inflected_alike(const std::u32string& one, const std::u32string& other, std::size_t head) {
  const auto kana_from = [](const std::u32string& word, std::size_t at) {
    return std::all_of(word.begin() + static_cast<std::ptrdiff_t>(at), word.end(),
                       [](char32_t code) { return code >= 0x3041 && code <= 0x309F; });
  };
  const bool han = std::any_of(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(head),
                               [](char32_t code) { return code >= 0x4E00 && code <= 0x9FFF; });
  if (han && one.size() + other.size() > 2 * head) return kana_from(one, head) && kana_from(other, head);
  if (head >= 2 && one[0] >= 0x0900 && one[0] <= 0x097F)
    return ends_as_hindi_verb(one, head) && ends_as_hindi_verb(other, head);
  const std::u32string& longer = one.size() > other.size() ? one : other;
  const std::u32string& shorter = one.size() > other.size() ? other : one;
  if (longer.size() == shorter.size() || shorter.empty()) return false;
  constexpr std::size_t kShortestRoot = 3;
  if (shorter.size() < kShortestRoot || longer[0] < 0x0620 || longer[0] > 0x064A || !longer.ends_with(shorter))
    return false;
  const std::u32string_view clitic = std::u32string_view(longer).substr(0, longer.size() - shorter.size());
  return clitic == U"ب" || clitic == U"ل" || clitic == U"و" || clitic == U"ف" || clitic == U"ك" || clitic == U"ال" ||
         clitic == U"بال" || clitic == U"وال";
}

}  // namespace

namespace {

/// Without ZWJ and ZWNJ, which shape letters.
std::string without_joiners(std::string_view word) {
  std::string letters(word);
  for (const std::string_view joiner : {"\u200C", "\u200D"})
    for (std::size_t at = letters.find(joiner); at != std::string::npos; at = letters.find(joiner, at))
      letters.erase(at, joiner.size());
  return letters;
}

}  // namespace

bool in_small_letters(std::string_view word) {
  return std::ranges::all_of(word, [](char byte) { return byte >= 'a' && byte <= 'z'; });
}

bool same_word(std::string_view one, std::string_view other, const Lexicon& lexicon) {
  constexpr std::size_t kLongestWord = 256;  // bytes; what is longer is no word that somebody spells otherwise
  if (one == other || one.empty() || other.empty() || std::max(one.size(), other.size()) > kLongestWord) return false;
  if (listed(one, other, lexicon, WordClass::Variant)) return true;
  if (in_small_letters(one) && in_small_letters(other)) {
    if (far_apart(one, other)) return false;
  } else {
    if (lexicon.language() == "zh" && simplified(one) == simplified(other)) return true;
    if (without_joiners(one) == without_joiners(other)) return true;
  }
  if (listed(one, other, lexicon, WordClass::Confusable)) return false;
  const bool both_grammar = lexicon.is(one, WordClass::Function) && lexicon.is(other, WordClass::Function);
  if (both_grammar && lexicon.language() != "ru") return false;
  const std::string plain = without(without(one, '-'), ' ');
  const std::string other_plain = without(without(other, '-'), ' ');
  if (plain == other_plain) return true;
  const std::string_view language = lexicon.language();
  if (language == "ru" && Lexicon::respelled(plain) == Lexicon::respelled(other_plain)) return true;
  if (language == "ja") return same_japanese(plain, other_plain);
  if (both_grammar) return false;
  // Short words change their meaning by a letter or an accent.
  const std::size_t kShortestPattern = language == "ar" ? 3 : 4;
  const std::size_t length = std::min(unicode::count_code_points(plain), unicode::count_code_points(other_plain));
  if (length >= kShortestPattern && by_patterns(plain, language) == by_patterns(other_plain, language)) return true;
  const bool accents = !unicode::is_ascii(plain) || !unicode::is_ascii(other_plain);
  if (accents && length >= kShortestPattern && unicode::fold_accents(plain) == unicode::fold_accents(other_plain)) {
    // An accent on the last letter is grammar in Romance languages (signe/signé, firmo/firmó); an umlaut in German.
    const bool romance = language == "fr" || language == "es" || language == "pt";
    if (language == "de") return false;
    if (language == "ru") return false;  // й/и are other letters
    if (romance && code_points(plain).back() != code_points(other_plain).back()) return false;
    return true;
  }
  if (language == "ar" || language == "zh" || language == "ja") {
    // Roots of three letters and words of two characters have too many neighbours.
    return false;
  }
  // ब्यौरा, ब्योरा: of a longer word either vowel is written.
  constexpr std::size_t kShortestVowels = 6;
  if (language == "hi" && length >= kShortestVowels && broad_vowels(plain) == broad_vowels(other_plain)) return true;
  if (language == "hi" && shuffled(plain, other_plain)) return true;
  if (!accents) {
    if (typing_error(plain, other_plain) || two_slips(plain, other_plain)) return true;
  } else if (const std::u32string first = code_points(plain), second = code_points(other_plain);
             typing_error(first, second) || two_slips(first, second)) {
    return true;
  }
  return ending_slip(plain, other_plain, language);
}

bool same_stem(std::string_view one, std::string_view other) {
  constexpr std::size_t kShortestStem = 3;
  const auto long_enough = [](std::size_t head, std::size_t longer) {
    return head >= kShortestStem && head * 5 >= longer * 3;
  };
  const auto ascii = [](std::string_view word) {
    return std::ranges::all_of(word, [](char byte) { return (byte & '\x80') == 0; });
  };
  if (ascii(one) && ascii(other)) {
    const auto head = static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
    return long_enough(head, std::max(one.size(), other.size()));
  }
  const std::u32string first = code_points(one);
  const std::u32string second = code_points(other);
  const std::size_t shorter = std::min(first.size(), second.size());
  std::size_t head = 0;
  while (head < shorter && first[head] == second[head]) ++head;
  return inflected_alike(first, second, head) || long_enough(head, std::max(first.size(), second.size()));
}

}  // namespace stet::classify
