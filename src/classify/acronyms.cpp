// SPDX-License-Identifier: Apache-2.0
// Initials on one side, the words that they stand for on the other.
//
// A word in capitals that only one side has is held against the other side's words from each capital on: every word
// gives its first letter, words of grammar may be left out. "OCDE" meets "Organisation de coopération et de
// développement économiques", whose words past the first have small letters, so that the name's own rules end too
// early.
//
// Case it gets wrong: words whose initials agree by chance; two letters ask for two capitals.
// Cost: nothing without such a word; else the other side's capitals times the letters.
#include "classify/acronyms.hpp"

#include <algorithm>

#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

constexpr std::size_t kFewestLetters = 2;
constexpr std::size_t kMostLetters = 8;

/// The letter that a word begins with, without case and accent.
std::string initial(std::string_view word) {
  return unicode::fold_accents(unicode::fold_case(word.substr(0, unicode::code_point_at(word, 0).size)));
}

/// The letters of an acronym, as `initial` gives them.
std::vector<std::string> letters_of(std::string_view acronym) {
  std::vector<std::string> letters;
  for (std::size_t i = 0; i < acronym.size();) {
    const std::size_t size = unicode::code_point_at(acronym, i).size;
    if (acronym[i] != '.') letters.push_back(initial(acronym.substr(i)));
    i += size;
  }
  return letters;
}

class AcronymMatcher {
 public:
  AcronymMatcher(Side& short_side, Side& long_side, const Vocabulary& vocabulary)
      : short_(short_side), long_(long_side), vocabulary_(vocabulary) {}

  void run() {
    for (std::uint32_t i = 0; i < short_.size(); ++i) {
      if (!is_acronym(i) || stands_there(i)) continue;
      const std::vector<std::string> letters = letters_of(short_.raw(i));
      if (letters.size() < kFewestLetters || letters.size() > kMostLetters) continue;
      if (const auto words = words_of(letters)) join(i, words->first, words->second);
    }
  }

 private:
  using Range = std::pair<std::uint32_t, std::uint32_t>;

  [[nodiscard]] bool is_acronym(std::uint32_t i) const {
    const Token& token = short_.tokens[i];
    if (!token.all_caps || token.kind != TokenKind::Word) return false;
    const std::uint32_t e = short_.entity_of[i];
    return e == kNoEntity ||
           (short_.entities[e].kind == EntityKind::Name && short_.entities[e].last == short_.entities[e].first + 1);
  }

  [[nodiscard]] bool stands_there(std::uint32_t i) const {
    return std::ranges::any_of(long_.tokens, [&](const Token& token) { return token.id == short_.tokens[i].id; });
  }

  [[nodiscard]] std::optional<Range> words_of(const std::vector<std::string>& letters) const {
    for (std::uint32_t i = 0; i < long_.size(); ++i) {
      if (!long_.tokens[i].capital || initial(long_.raw(i)) != letters[0]) continue;
      const std::uint32_t last = match(i + 1, letters, 1);
      if (last == 0) continue;
      const bool two = letters.size() == kFewestLetters;
      if (two && !(long_.tokens[last - 1].capital || !long_.starts_sentence[i])) continue;
      return Range{i, last};
    }
    return std::nullopt;
  }

  /// One behind the word that gives the last letter, when token `i` may give `letter` on; 0 where they do not meet.
  [[nodiscard]] std::uint32_t match(std::uint32_t i, const std::vector<std::string>& letters,
                                    std::size_t letter) const {
    if (letter == letters.size()) return i;
    if (i >= long_.size()) return 0;
    const WordClassSet classes = vocabulary_.word(long_.tokens[i].id).classes;
    const bool grammar = classes.contains(WordClass::Function) || classes.contains(WordClass::Particle) ||
                         classes.contains(WordClass::Range) || long_.raw(i) == "," || long_.raw(i) == "-";
    const bool gives = long_.tokens[i].kind == TokenKind::Word && initial(long_.raw(i)) == letters[letter];
    const std::uint32_t last = gives ? match(i + 1, letters, letter + 1) : 0;
    // EZB, "Europäische Zentralbank beließ": rather a compound than a small word at the end.
    const bool small_end = last != 0 && !long_.tokens[last - 1].capital;
    if (gives && vocabulary_.lexicon().language() == "de" && (last == 0 || small_end) && long_.tokens[i].capital &&
        letter + 1 < letters.size() && !(i + 1 < long_.size() && long_.tokens[i + 1].capital) &&
        holds_in_order(long_.raw(i), letters, letter + 1))
      return i + 1;
    if (last != 0) return last;
    return grammar ? match(i + 1, letters, letter) : 0;
  }

  /// Whether a German compound gives the letters from `letter` on as well, the last by an organisation's word: the B of
  /// Zentralbank.
  [[nodiscard]] bool holds_in_order(std::string_view compound, const std::vector<std::string>& letters,
                                    std::size_t letter) const {
    constexpr std::size_t kShortestPart = 3;
    const std::string folded = unicode::fold_case(compound);
    std::size_t at = 0;
    for (; letter < letters.size(); ++letter) {
      at = folded.find(letters[letter], at + kShortestPart);
      if (at == std::string::npos || at + kShortestPart > folded.size()) return false;
    }
    return vocabulary_.lexicon().is(std::string_view(folded).substr(at), WordClass::Organisation);
  }

  /// Makes names of the acronym and of the words, unless other facts stand in their way.
  void join(std::uint32_t acronym, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = first; i < last; ++i) {
      const std::uint32_t e = long_.entity_of[i];
      if (e == kNoEntity) continue;
      const Entity& entity = long_.entities[e];
      if (entity.kind != EntityKind::Name || entity.first < first || entity.last > last) return;
    }
    const std::string value = unicode::fold_case(short_.raw(acronym));
    claim(short_, acronym, acronym + 1, value);
    claim(long_, first, last, value);
  }

  static void claim(Side& side, std::uint32_t first, std::uint32_t last, const std::string& value) {
    std::erase_if(side.entities, [&](const Entity& entity) { return entity.first >= first && entity.last <= last; });
    Entity name;
    name.first = first;
    name.last = name.tail = last;
    name.kind = EntityKind::Name;
    name.certain = true;
    name.value = value;
    side.entities.insert(std::ranges::upper_bound(side.entities, first, {}, &Entity::first), name);
    for (std::uint32_t e = 0; e < side.entities.size(); ++e)
      for (std::uint32_t i = side.entities[e].first; i < side.entities[e].last; ++i) side.entity_of[i] = e;
  }

  Side& short_;
  Side& long_;
  const Vocabulary& vocabulary_;
};

}  // namespace

void match_acronyms(Side& before, Side& after, const Vocabulary& vocabulary) {
  AcronymMatcher(before, after, vocabulary).run();
  AcronymMatcher(after, before, vocabulary).run();
}

}  // namespace stet::classify
