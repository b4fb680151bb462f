// SPDX-License-Identifier: Apache-2.0
// Words and their short forms: abbreviations by the lexicon, acronyms by initials, Chinese and Japanese names by their
// characters. Cost: linear in the words.
#include "classify/short_forms.hpp"

#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

/// 世卫组织 of 世界卫生组织, 日銀 of 日本銀行: the same characters in the same order, from the first one on, and not
/// just its beginning (北京 of 北京大学).
bool shortens(const Part& abbreviation, const Part& words) {
  if (!abbreviation.side.tokens[abbreviation.first].unspaced) return false;
  const std::string_view brief = abbreviation.raw();
  const std::string_view full = words.raw();
  constexpr std::size_t kCharacter = 3;
  if (brief.size() < 2 * kCharacter || brief.size() >= full.size() || full.starts_with(brief) ||
      full.ends_with(brief) || brief.substr(0, kCharacter) != full.substr(0, kCharacter))
    return false;
  std::size_t at = 0;
  for (std::size_t i = 0; i + kCharacter <= full.size() && at < brief.size(); i += kCharacter)
    if (full.substr(i, kCharacter) == brief.substr(at, kCharacter)) at += kCharacter;
  return at == brief.size();
}

/// BCE of Banque centrale européenne.
bool initials_of(const Part& acronym, const Part& words) {
  if (acronym.last != acronym.first + 1 || words.empty()) return false;
  if (words.last < words.first + 2 && !words.raw().contains('-')) return false;
  std::string short_form;
  for (const char byte : acronym.raw())
    if (byte != '.') short_form.push_back(byte);
  std::string initials;
  for (std::uint32_t i = words.first; i < words.last; ++i) {
    const Token& token = words.side.tokens[i];
    if (!token.capital) continue;
    std::string_view raw = words.side.raw(i);
    for (;;) {  // Lebens-Rettungs-Gesellschaft
      initials.append(raw.substr(0, unicode::code_point_at(raw, 0).size));
      const std::size_t hyphen = raw.find('-');
      if (hyphen == std::string_view::npos || hyphen + 1 >= raw.size()) break;
      raw.remove_prefix(hyphen + 1);
      if (!unicode::is_upper(unicode::code_point_at(raw, 0).code)) break;
    }
  }
  return short_form.size() >= 2 && short_form == initials;
}

}  // namespace

std::string spelled_out(const Part& part, const Vocabulary& vocabulary) {
  const auto text = [&](std::uint32_t token) -> const std::string& {
    return vocabulary.text(part.side.tokens[token].id);
  };
  std::string joined;
  for (std::uint32_t i = part.first; i < part.last; ++i) {
    const std::string& word = text(i);
    const bool dotted =
        i + 1 < part.side.size() && text(i + 1) == "." && part.side.tokens[i].end == part.side.tokens[i + 1].begin;
    std::string_view full = vocabulary.lexicon().value(word, WordClass::Abbreviation);
    if (full.empty() && word == ".") {
      if (i > part.first) continue;
    }
    joined += full.empty() ? std::string_view(word) : full;
    joined += ' ';
    if (!full.empty() && dotted && i + 1 < part.last) ++i;
  }
  return joined;
}

bool says_the_same(const Part& one, const Part& other, const Vocabulary& vocabulary) {
  return spelled_out(one, vocabulary) == spelled_out(other, vocabulary) || initials_of(one, other) ||
         initials_of(other, one) || shortens(one, other) || shortens(other, one);
}

}  // namespace stet::classify
