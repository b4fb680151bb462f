// SPDX-License-Identifier: Apache-2.0
#include "tables/stop_words_source.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "segment/stop_words.hpp"
#include "tables/literal.hpp"
#include "tables/take.hpp"

namespace stet::tables {
namespace {

using segment::ShortWord;
using segment::StopWords;

/// The data of languages that have none.
constexpr std::string_view kRoot = "root";

/// The words of the section, in order.
std::vector<std::string_view> stop_words(std::string_view file) {
  std::vector<std::string_view> words;
  bool inside = false;
  while (!file.empty()) {
    std::string_view line = take(file, '\n');
    if (line.starts_with('#')) continue;
    if (line.starts_with('[')) {
      inside = line == "[stop]";
      continue;
    }
    while (inside && !line.empty())
      if (const std::string_view word = take(line, ' '); !word.empty()) words.push_back(word);
  }
  return words;
}

std::vector<StopWords::Slot> hashed(const std::map<ShortWord, StopWords::Languages>& words) {
  std::vector<StopWords::Slot> slots(1);
  while (slots.size() < 2 * words.size()) slots.resize(2 * slots.size());
  for (const auto& [word, languages] : words) {
    std::size_t at = StopWords::first_slot(word, slots.size());
    while (slots[at].languages != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = {word, languages};
  }
  return slots;
}

}  // namespace

std::string stop_words_source(std::span<const LanguageFile> files) {
  std::string names;
  std::size_t count = 0;
  std::map<ShortWord, StopWords::Languages> words;
  for (const LanguageFile& file : files) {
    if (file.language == kRoot) continue;
    if (count == StopWords::kMostLanguages) throw std::runtime_error("too many languages");
    names += literal(file.language) + ", ";
    for (const std::string_view stop_word : stop_words(file.bytes))
      if (const auto word = segment::short_word(stop_word)) words[*word] |= StopWords::Languages{1} << count;
    ++count;
  }
  std::string slots;
  for (const StopWords::Slot& slot : hashed(words))
    fmt::format_to(std::back_inserter(slots), "{{{}U, {}U}},\n", slot.word, slot.languages);
  return fmt::format(
      "#include \"segment/stop_words.hpp\"\n\nnamespace stet::segment {{\nnamespace {{\n"
      "constexpr StopWords::Slot kSlots[] = {{\n{}}};\nconstexpr std::string_view kNames[] = {{{}}};\n}}\n"
      "constinit const StopWords kStopWords = {{kSlots, kNames}};\n}}\n",
      slots, names);
}

}  // namespace stet::tables
