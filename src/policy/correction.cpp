// SPDX-License-Identifier: Apache-2.0
//
// What counts as a correction note. An entry or a block counts where there is one more than before: an old note that
// was edited, moved or re-wrapped explains no new change.
#include <algorithm>
#include <set>

#include "stet/policy.hpp"
#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet {
namespace {

/// The items of a list in YAML's flow style, which is how metadata has it; a value that is no list is one item.
std::vector<std::string> items_of(std::string_view value) {
  if (!value.starts_with('[') || !value.ends_with(']')) return {std::string(value)};
  std::vector<std::string> items(1);
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 1; i + 1 < value.size(); ++i) {
    const char byte = value[i];
    if (quoted && byte == '\\') {
      items.back() += byte;
      ++i;
    } else if (byte == '"') {
      quoted = !quoted;
    } else if (!quoted && (byte == '[' || byte == '{')) {
      ++depth;
    } else if (!quoted && (byte == ']' || byte == '}')) {
      --depth;
    } else if (!quoted && depth == 0 && byte == ',') {
      items.emplace_back();
      continue;
    }
    items.back() += value[i];
  }
  return items;
}

bool says_nothing(const std::string& item) {
  return item.empty() || item == "''" || item == "~" || item == "null" || item == "{}" || item == "[]";
}

/// Entries under `corrections` that say something, folded.
std::multiset<std::string> entries_of(const Document& document) {
  std::multiset<std::string> entries;
  for (const std::string& item : items_of(document.meta("corrections").value_or("")))
    if (const std::string entry = unicode::fold_typography(item); !says_nothing(entry)) entries.insert(entry);
  return entries;
}

bool is_note(std::string_view text) {
  for (const std::string_view word : {"Correction", "CORRECTION"}) {
    if (!text.starts_with(word)) continue;
    std::string_view rest = text.substr(word.size());
    if (rest.starts_with('s') || rest.starts_with('S')) rest.remove_prefix(1);
    return rest.empty() || !unicode::is_letter(unicode::code_point_at(rest, 0).code);
  }
  return false;
}

std::multiset<std::string> notes_of(const Document& document) {
  std::multiset<std::string> notes;
  for (const Block& block : document.blocks)
    if (is_note(document.text(block))) notes.insert(unicode::fold_typography(document.text(block)));
  return notes;
}

/// One more than before, and one of them new.
bool has_new(const std::multiset<std::string>& before, const std::multiset<std::string>& after) {
  return after.size() > before.size() &&
         std::ranges::any_of(after, [&](const std::string& entry) { return !before.contains(entry); });
}

/// Whether a block that begins like a note begins with a sentence that came.
bool begins_a_note(const DocumentDiff& diff, const Change& change) {
  if (change.kind != ChangeKind::Added) return false;
  return std::ranges::any_of(change.after, [&](SentenceIndex index) {
    const Sentence& sentence = diff.after.sentence(index);
    return sentence.in_block == 0 && is_note(diff.after.text(diff.after.block(sentence.block)));
  });
}

}  // namespace

bool has_new_correction(const DocumentDiff& diff) {
  if (has_new(entries_of(diff.before), entries_of(diff.after))) return true;
  if (has_new(notes_of(diff.before), notes_of(diff.after))) return true;
  return std::ranges::any_of(diff.changes, [&](const Change& change) { return begins_a_note(diff, change); });
}

}  // namespace stet
