// SPDX-License-Identifier: Apache-2.0
#include "tables/lexicon_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <stdexcept>

#include "tables/literal.hpp"

namespace stet::tables {
namespace {

std::string name_space(std::string_view language) { return fmt::format("lists_{}", language); }

std::string sense_source(const classify::WordSense& sense) {
  return fmt::format("{{static_cast<WordClass>({}), {}}}", static_cast<int>(sense.word_class), literal(sense.value));
}

std::string sense_source(classify::PhraseStart start) { return fmt::format("{{{}, {}U}}", start.tokens, start.next); }

/// Arrays `<name>_buckets`, `<name>_tags`, `<name>_phrases` and `<name>_senses` of a PhraseTable.
template <typename Sense>
std::string table_source(std::string_view name, std::string_view type, const std::vector<PhraseEntry<Sense>>& entries) {
  if (entries.size() > std::numeric_limits<std::uint16_t>::max()) throw std::runtime_error("too many phrases");
  const std::size_t bucket_count = std::bit_ceil(std::max<std::size_t>(entries.size(), 1));
  std::vector<std::vector<const PhraseEntry<Sense>*>> buckets(bucket_count);
  for (const PhraseEntry<Sense>& entry : entries) {
    auto& bucket = buckets[classify::phrase_hash(entry.phrase) & (bucket_count - 1)];
    // Behind the last of the same phrase, so that its senses are neighbours.
    const auto same = [&](const PhraseEntry<Sense>* other) { return other->phrase == entry.phrase; };
    bucket.insert(std::find_if(bucket.rbegin(), bucket.rend(), same).base() == bucket.begin()
                      ? bucket.end()
                      : std::find_if(bucket.rbegin(), bucket.rend(), same).base(),
                  &entry);
  }
  std::string starts;
  std::string tags;
  std::string phrases;
  std::string senses;
  std::size_t at = 0;
  for (const auto& bucket : buckets) {
    fmt::format_to(std::back_inserter(starts), "{},", at);
    at += bucket.size();
    for (const PhraseEntry<Sense>* const entry : bucket) {
      fmt::format_to(std::back_inserter(tags), "{},", classify::phrase_tag(classify::phrase_hash(entry->phrase)));
      phrases += literal(entry->phrase) + ",\n";
      senses += sense_source(entry->sense) + ",\n";
    }
  }
  return fmt::format(
      "constexpr std::uint16_t {0}_buckets[] = {{{1}{2}}};\nconstexpr std::uint8_t {0}_tags[] = {{{3}}};\n"
      "constexpr std::string_view {0}_phrases[] = {{\n{4}}};\nconstexpr {5} {0}_senses[] = {{\n{6}}};\n",
      name, starts, at, tags, phrases, type, senses);
}

}  // namespace

std::string lexicon_source(std::string_view language, const LexiconLists& lists) {
  std::string source = fmt::format("namespace {} {{\n", name_space(language));
  source += table_source("phrases", "WordSense", lists.phrases);
  std::vector<PhraseEntry<classify::PhraseStart>> first_words;
  for (const auto& [token, start] : lists.first_words) first_words.push_back({token, start});
  source += table_source("first_words", "PhraseStart", first_words);
  if (!lists.first_letters.empty()) {
    source += "constexpr FirstLetter first_letters[] = {\n";
    for (const auto& [letter, tokens] : lists.first_letters)
      source += fmt::format("{{{}, {}}},\n", literal(letter), tokens);
    source += "};\n";
  }
  if (!lists.counters.empty()) {
    std::vector<std::string_view> counters = lists.counters;
    std::ranges::stable_sort(counters, std::greater<>(), &std::string_view::size);
    source += "constexpr std::string_view counters[] = {\n";
    for (const std::string_view counter : counters) source += literal(counter) + ",\n";
    source += "};\n";
  }
  return source + "}\n";
}

std::string lexicon_entry(std::string_view language, const LexiconLists& lists) {
  const auto table = [&](std::string_view name) {
    return fmt::format("{{{0}::{1}_buckets, {0}::{1}_tags, {0}::{1}_phrases, {0}::{1}_senses}}", name_space(language),
                       name);
  };
  const auto optional = [&](std::string_view name, bool empty) {
    return empty ? std::string("{}") : fmt::format("{}::{}", name_space(language), name);
  };
  return fmt::format("    {{{}, {}, {}, {}, {}, {}}},\n", literal(language), table("phrases"), table("first_words"),
                     optional("first_letters", lists.first_letters.empty()),
                     optional("counters", lists.counters.empty()), lists.longest);
}

}  // namespace stet::tables
