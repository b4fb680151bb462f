// SPDX-License-Identifier: Apache-2.0
#include "report/change_entry.hpp"

#include <fmt/format.h>

#include "report/terminal_change.hpp"
#include "report/terminal_parts.hpp"
#include "report/width.hpp"
#include "report/word_marks.hpp"
#include "report/words.hpp"

namespace stet::report {
namespace {

/// A sentence that came whole is known by so much of it where a list of many is told.
constexpr std::size_t kKnownBy = 120;

Flow whole(const Document& document, SentenceSet sentences, Role role) {
  Flow flow;
  for (const SentenceIndex index : sentences) flow.add(role, document.text(document.sentence(index)));
  return flow;
}

void add_sides(Entry& entry, const DocumentDiff& diff, const Change& change) {
  for (const EditOp side : {EditOp::Delete, EditOp::Insert}) {
    const bool removed = side == EditOp::Delete;
    const Document& document = removed ? diff.before : diff.after;
    std::vector<std::size_t> lengths;
    for (const SentenceIndex index : removed ? change.before : change.after)
      lengths.push_back(document.sentence(index).text.size());
    for (const Flow& sentence : marked_sentences(change.edits, side, lengths, Palette(true))) {
      Flow flow;
      flow.add(Role::Detail, removed ? "− " : "+ ");
      for (const Flow::Piece& piece : sentence.pieces()) flow.add(piece.role, piece.text);
      entry.words.push_back(std::move(flow));
    }
  }
}

}  // namespace

Flow known_by(const Document& document, SentenceSet sentences, Role role) {
  std::string text;
  for (const SentenceIndex index : sentences) {
    if (!text.empty()) text += ' ';
    text += document.text(document.sentence(index));
  }
  const std::size_t end = head_within(text, kKnownBy);
  Flow flow;
  flow.add(role, std::string_view(text).substr(0, end));
  if (end < text.size()) flow.add(Role::Elision, " …");
  return flow;
}

Entry change_entry(const DocumentDiff& diff, const Shown& shown, const Change& change) {
  Entry entry;
  entry.rank = change.severity == Severity::Substantive ? Rank::Substantive
               : change.severity == Severity::Editorial ? Rank::Editorial
                                                        : Rank::Cosmetic;
  entry.severity = change.severity;
  entry.what = kind_words(change);
  if (change.moved && change.kind != ChangeKind::Moved) entry.what += ", moved";
  if (const std::string categories = category_words(change); !categories.empty()) entry.what += " · " + categories;
  entry.where.add(Role::Name, change_place(diff, shown, change));
  switch (change.kind) {
    case ChangeKind::Unchanged:
    case ChangeKind::Reworded:
      entry.words.push_back(marked_edits(change.edits, Palette(true)));
      break;
    case ChangeKind::Split:
    case ChangeKind::Merged:
      add_sides(entry, diff, change);
      break;
    case ChangeKind::Moved:
      entry.words.push_back(known_by(diff.after, change.after, Role::Moved));
      break;
    case ChangeKind::Added:
      entry.words.push_back(whole(diff.after, change.after, Role::Inserted));
      break;
    case ChangeKind::Removed:
      entry.words.push_back(whole(diff.before, change.before, Role::Deleted));
      break;
  }
  return entry;
}

std::string change_place(const DocumentDiff& diff, const Shown& shown, const Change& change) {
  const bool removed = change.after.empty();
  std::string words;
  if (removed) {
    words = fmt::format("was line {}", shown.before.of(change.before.front()).line);
  } else {
    const std::size_t line = shown.after.of(change.after.front()).line;
    words = fmt::format("line {}", line);
    if (!change.before.empty())
      if (const std::size_t was = shown.before.of(change.before.front()).line; was != line)
        words += fmt::format(" (was {})", was);
  }
  const Document& side = removed ? diff.before : diff.after;
  const SentenceIndex index = removed ? change.before.front() : change.after.front();
  if (const auto kind = block_words(side.block(side.sentence(index).block).kind); !kind.empty())
    words += fmt::format(", {}", kind);
  return words;
}

Flow metadata_words(const MetadataChange& change) {
  Flow flow;
  flow.add(Role::Plain, change.key).add(Role::Plain, ": ");
  const auto value = [&](const std::string& text) { return change.key == "published" ? time_words(text) : text; };
  if (change.before) flow.add(Role::Deleted, value(*change.before));
  if (change.after) flow.add(Role::Inserted, value(*change.after));
  return flow;
}

}  // namespace stet::report
