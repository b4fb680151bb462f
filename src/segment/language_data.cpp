// SPDX-License-Identifier: Apache-2.0
#include "segment/language_data.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "text/embedded.hpp"
#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace data {
extern const text::EmbeddedFile kFiles[];
extern const std::size_t kFileCount;
}  // namespace data

namespace {

std::span<const text::EmbeddedFile> files() { return {data::kFiles, data::kFileCount}; }

/// The data of languages that have none.
constexpr std::string_view kRoot = "root";

/// Slots at first: room for the largest data without growing.
constexpr std::size_t kSlots = 1024;

constexpr std::array<std::pair<std::string_view, WordClass>, 12> kSections{{
    {"title", WordClass::Title},
    {"reference", WordClass::Reference},
    {"open", WordClass::Open},
    {"measure", WordClass::Measure},
    {"final", WordClass::Final},
    {"verb", WordClass::Verb},
    {"follow", WordClass::Follow},
    {"counted", WordClass::Counted},
    {"starter", WordClass::Starter},
    {"speech", WordClass::Speech},
    {"particle", WordClass::Particle},
    {"stop", WordClass::Stop},
}};

std::optional<WordClass> section_named(std::string_view name) {
  for (const auto& [section, word_class] : kSections)
    if (section == name) return word_class;
  return std::nullopt;
}

/// Whether folding case changes the word.
bool has_capitals(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const auto code_point = unicode::code_point_at(word, at);
    if (unicode::is_upper(code_point.code)) return true;
    at += code_point.size;
  }
  return false;
}

char lower_byte(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::string lower_case(std::string_view word) {
  std::string folded(word);
  for (char& c : folded) {
    if ((c & '\x80') != 0) return unicode::fold_case(word);
    c = lower_byte(c);
  }
  return folded;
}

/// FNV-1a, a byte at a time: the words are a few bytes long.
constexpr std::size_t kHashBasis = 14695981039346656037U;
constexpr std::size_t hash_with(std::size_t hash, char byte) {
  return (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// Takes the next word off the line; empty at its end.
std::string_view take_word(std::string_view& line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  std::size_t size = 0;
  while (size < line.size() && !is_blank(line[size])) ++size;
  const std::string_view word = line.substr(0, size);
  line.remove_prefix(size);
  return word;
}

}  // namespace

std::string primary_language(std::string_view tag) {
  return lower_case(tag.substr(0, std::min(tag.find('-'), tag.find('_'))));
}

LanguageData::LanguageData(std::string_view language) {
  const std::string primary = primary_language(language);
  const auto named = [](std::string_view name) {
    return [name](const text::EmbeddedFile& file) { return file.name == name; };
  };
  auto file = std::find_if(files().begin(), files().end(), named(primary));
  known_ = file != files().end() && primary != kRoot;
  if (!known_) file = std::find_if(files().begin(), files().end(), named(kRoot));
  if (file != files().end()) parse(file->bytes);
}

void LanguageData::parse(std::string_view file) {
  std::optional<WordClass> section;
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.starts_with('#')) continue;
    if (line.starts_with('[')) {
      const std::string_view name = line.substr(1, line.find(']') - 1);
      section = section_named(name);
      if (name == "ordinals") ordinals_ = true;
      if (name == "colon-ends") colon_ends_ = true;
      if (name == "semicolon-ends") semicolon_ends_ = true;
      continue;
    }
    for (std::string_view word = take_word(line); !word.empty() && section; word = take_word(line))
      insert(word, *section);
  }
}

void LanguageData::insert(std::string_view word, WordClass word_class) {
  if (word.size() > 1 && word.front() == '-') {
    WordClasses classes;
    classes.insert(word_class);
    word.remove_prefix(1);
    suffixes_.push_back({word.data(), static_cast<std::uint32_t>(word.size()), classes});
    return;
  }
  const bool as_written = word.size() > 1 && word.front() == '=';
  if (as_written) word.remove_prefix(1);
  include_parts(word);
  if (used_ + 1 > slots_.size() / 4 * 3) grow();
  first_bytes_[static_cast<unsigned char>(word.front())] = true;
  Entry& slot = slots_[slot_of(word)];
  if (slot.size == 0) ++used_;
  slot.bytes = word.data();
  slot.size = static_cast<std::uint32_t>(word.size());
  slot.classes.insert(word_class);
  if (as_written) slot.classes.insert(WordClass::AsWritten);
}

void LanguageData::include_parts(std::string_view word) {
  const std::string_view parts = word.substr(0, std::min(word.rfind('.'), word.size()));
  if (parts.empty() || parts.size() == word.size()) return;
  // The other case of a letter beyond ASCII has any bytes, up to three times as many; that of k and s may be one (the
  // sign of Kelvin).
  constexpr std::size_t kFolding = 3;
  constexpr std::size_t kMost = 255;
  const bool has_other = std::ranges::any_of(
      parts, [](char c) { return (c & 0x80) != 0 || lower_byte(c) == 'k' || lower_byte(c) == 's'; });
  const auto longest = static_cast<std::uint8_t>(std::min(has_other ? kFolding * parts.size() : parts.size(), kMost));
  const auto include = [&](std::uint8_t& known) { known = std::max(known, longest); };
  include(first_parts_[static_cast<unsigned char>(lower_byte(parts.front()))]);
  if (has_other) std::for_each(first_parts_.begin() + 0x80, first_parts_.end(), include);
}

bool LanguageData::may_begin_parts(std::string_view word) const {
  return !word.empty() && word.size() <= first_parts_[static_cast<unsigned char>(lower_byte(word.front()))];
}

void LanguageData::grow() {
  std::vector<Entry> old(std::max(kSlots, 2 * slots_.size()));
  old.swap(slots_);
  for (const Entry& entry : old)
    if (entry.size > 0) slots_[slot_of(entry.word())] = entry;
}

template <class Change>
std::size_t LanguageData::slot_of(std::string_view word, std::size_t hash, Change change) const {
  const auto is_here = [&](const Entry& entry) {
    if (entry.size != word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
      if (entry.bytes[i] != change(word[i])) return false;
    return true;
  };
  std::size_t slot = (hash ^ (hash >> 32U)) & (slots_.size() - 1);
  while (slots_[slot].size > 0 && !is_here(slots_[slot])) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

std::size_t LanguageData::slot_of(std::string_view word) const {
  std::size_t hash = kHashBasis;
  for (const char c : word) hash = hash_with(hash, c);
  return slot_of(word, hash, [](char c) { return c; });
}

void LanguageData::add(const std::vector<std::string>& abbreviations, const std::vector<std::string>& starters) {
  remembered_ = {};
  const auto keep = [this](std::string word, WordClass word_class) {
    if (word.empty()) return;
    own_.push_back(std::move(word));
    insert(own_.back(), word_class);
  };
  for (std::string word : abbreviations) {
    if (word.ends_with('.')) word.pop_back();
    std::erase(word, ' ');
    keep(std::move(word), WordClass::Open);
  }
  for (const std::string& word : starters) keep(lower_case(word), WordClass::Starter);
}

WordClasses LanguageData::classes_as_written(std::string_view word) const {
  if (slots_.empty() || word.empty() || !first_bytes_[static_cast<unsigned char>(word.front())]) return {};
  return slots_[slot_of(word)].classes;
}

WordClasses LanguageData::classes(std::string_view word) const {
  if (word.empty() || slots_.empty()) return {};
  const auto both = [](WordClasses as_written, WordClasses lower) {
    if (lower.contains(WordClass::AsWritten)) return as_written;
    return WordClasses(static_cast<std::uint16_t>(as_written.bits() | lower.bits()));
  };
  std::size_t hash = kHashBasis;
  std::size_t lower_hash = kHashBasis;
  char all = 0;
  bool capitals = false;
  for (const char c : word) {
    const char lower = lower_byte(c);
    hash = hash_with(hash, c);
    lower_hash = hash_with(lower_hash, lower);
    all = static_cast<char>(all | c);
    capitals = capitals || lower != c;
  }
  const auto is_first = [&](char c) { return first_bytes_[static_cast<unsigned char>(c)]; };
  const auto same = [](char c) { return c; };
  const WordClasses as_written = is_first(word.front()) ? slots_[slot_of(word, hash, same)].classes : WordClasses();
  if ((all & 0x80) != 0) {
    Remembered& known = remembered_[hash % remembered_.size()];
    if (known.word == word) return known.classes;
    known.word = word;
    return known.classes = has_capitals(word) ? both(as_written, classes_as_written(lower_case(word))) : as_written;
  }
  if (!capitals || !is_first(lower_byte(word.front()))) return as_written;
  return both(as_written, slots_[slot_of(word, lower_hash, lower_byte)].classes);
}

WordClasses LanguageData::suffix_classes(std::string_view word) const {
  for (const Entry& suffix : suffixes_)
    if (word.ends_with(suffix.word())) return suffix.classes;
  return {};
}

std::vector<std::string_view> LanguageData::words(WordClass word_class) const {
  std::vector<std::string_view> found;
  for (const Entry& entry : slots_)
    if (entry.classes.contains(word_class)) found.push_back(entry.word());
  return found;
}

}  // namespace stet::segment
