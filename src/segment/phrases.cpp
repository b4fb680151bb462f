// SPDX-License-Identifier: Apache-2.0
#include "segment/phrases.hpp"

#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

/// Phrases shorter than so many bytes stay with their neighbours: the parts of a name, written apart, have up to 14
/// letters of three bytes; clauses have 20 and more.
constexpr std::size_t kPhraseBytes = 54;

/// Longest particle, in code points.
constexpr int kParticleLetters = 8;

/// Whether the letter may stand either side of a phrase's end. The marks ๆ and ฯ have a space behind them anyway.
bool may_bound_phrase(char32_t code) {
  return unicode::is_phrase_script(code) && code != 0x0E2F && code != 0x0E46 && code != 0x0EAF && code != 0x0EC6;
}

bool is_long_before(std::string_view text, std::size_t space) {
  const std::size_t begin = text.substr(0, space).find_last_of(' ');
  return space - (begin == std::string_view::npos ? 0 : begin + 1) >= kPhraseBytes;
}

bool is_long_behind(std::string_view text, std::size_t next) {
  return text.substr(next, kPhraseBytes).size() == kPhraseBytes &&
         text.substr(next, kPhraseBytes).find(' ') == std::string_view::npos;
}

bool begins_with_particle(std::string_view text, std::size_t next, const LanguageData& language) {
  std::size_t end = next;
  for (int letters = 0; letters < kParticleLetters && end < text.size(); ++letters) {
    end += unicode::code_point_at(text, end).size;
    if (language.classes_as_written(text.substr(next, end - next)).contains(WordClass::Particle)) return true;
  }
  return false;
}

}  // namespace

bool is_phrase_end(std::string_view text, std::size_t space, std::size_t next, const LanguageData& language) {
  return may_bound_phrase(unicode::code_point_before(text, space).code) &&
         may_bound_phrase(unicode::code_point_at(text, next).code) && is_long_before(text, space) &&
         is_long_behind(text, next) && !begins_with_particle(text, next, language);
}

}  // namespace stet::segment
