// SPDX-License-Identifier: Apache-2.0
#include "segment/plain_end.hpp"

#include <array>
#include <cstdint>

#include "segment/place.hpp"

namespace stet::segment {
namespace {

/// What a byte is to a word in ASCII.
enum class Byte : std::uint8_t { Other, Letter, Figure };
constexpr auto kBytes = [] {
  std::array<Byte, 256> table{};
  for (std::size_t letter = 0; letter < 26; ++letter) table['a' + letter] = table['A' + letter] = Byte::Letter;
  // Letters that may be a Roman number: a label or an ordinal.
  for (const char figure : {'I', 'V', 'X', 'L', 'C', 'i', 'v', 'x'})
    table[static_cast<unsigned char>(figure)] = Byte::Figure;
  return table;
}();

Byte byte_at(std::string_view text, std::size_t at) { return kBytes[static_cast<unsigned char>(text[at])]; }

bool is_capital(char byte) { return byte >= 'A' && byte <= 'Z'; }

/// Whether no abbreviation goes on behind what stands before a word: "z. B".
bool stands_alone(std::string_view text, std::size_t sentence, std::size_t word) {
  if (word == sentence) return true;
  const char before = text[word - 2];
  return before > ' ' && before < '\x7F' && before != '.';
}

}  // namespace

bool ends_plainly(std::string_view text, std::size_t sentence, std::size_t mark, std::size_t next,
                  const LanguageData& language) {
  if (text[mark] != '.' || next != mark + 2 || next >= text.size() || text[mark + 1] != ' ' || !is_capital(text[next]))
    return false;
  std::size_t begin = mark;
  bool is_word = false;
  for (; begin > sentence && byte_at(text, begin - 1) != Byte::Other; --begin)
    is_word = is_word || byte_at(text, begin - 1) == Byte::Letter;
  const std::size_t size = mark - begin;
  if (!is_word || size < 2 || size >= kWordReach) return false;
  // A sentence may begin inside a word; and a word behind one byte has nothing before it to look at.
  if (begin > 0 && (text[begin - 1] != ' ' || begin == sentence + 1)) return false;
  const std::string_view word = text.substr(begin, size);
  if (size <= kPartBytes && (!stands_alone(text, sentence, begin) || language.may_begin_parts(word))) return false;
  return language.classes(word).empty() && language.suffix_classes(word).empty();
}

}  // namespace stet::segment
