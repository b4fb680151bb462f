// SPDX-License-Identifier: Apache-2.0
#include "report/terminal_change.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "read/reader.hpp"
#include "report/width.hpp"
#include "report/word_marks.hpp"
#include "report/words.hpp"

namespace stet::report {
namespace {

constexpr std::size_t kIndent = 4;
constexpr std::string_view kSeparator = " · ";

/// A moved sentence is known text: this much of it, about two lines, tells which one it is.
constexpr std::size_t kMovedShown = 150;
/// One line of context where lines have no width.
constexpr std::size_t kContextColumns = 100;

void mark_unchanged(std::vector<bool>& unchanged, SentenceSet sentences) {
  for (const SentenceIndex index : sentences) unchanged[to_size(index)] = true;
}

char sign_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::Unchanged:
      return ' ';
    case ChangeKind::Reworded:
    case ChangeKind::Split:
    case ChangeKind::Merged:
      return '~';
    case ChangeKind::Moved:
      return '>';
    case ChangeKind::Added:
      return '+';
    case ChangeKind::Removed:
      return '-';
  }
  return ' ';
}

/// 1-based number of the sentence's block. Blocks of the part that was not read are counted at the first call.
std::size_t paragraph(const Document& document, std::optional<std::size_t>& blocks_before, SentenceIndex index) {
  if (!blocks_before) blocks_before = read::blocks_before(document);
  return *blocks_before + to_size(document.sentence(index).block) + 1;
}

std::vector<std::size_t> lengths_of(const Document& document, SentenceSet sentences) {
  std::vector<std::size_t> lengths;
  for (const SentenceIndex index : sentences) lengths.push_back(document.sentence(index).text.size());
  return lengths;
}

}  // namespace

std::string_view severity_marker(Severity severity) {
  switch (severity) {
    case Severity::None:
      return " ";
    case Severity::Cosmetic:
      return "◦";
    case Severity::Editorial:
      return "○";
    case Severity::Substantive:
      return "●";
  }
  return " ";
}

Role severity_role(Severity severity) {
  switch (severity) {
    case Severity::None:
      return Role::Plain;
    case Severity::Cosmetic:
      return Role::Cosmetic;
    case Severity::Editorial:
      return Role::Editorial;
    case Severity::Substantive:
      return Role::Substantive;
  }
  return Role::Plain;
}

ChangePrinter::ChangePrinter(std::string& out, const DocumentDiff& diff, const Shown& shown, const ReportFilter& filter,
                             const TerminalStyle& style)
    : out_(out),
      diff_(diff),
      shown_(shown),
      filter_(filter),
      style_(style),
      palette_(style.colour),
      unchanged_before_(diff.before.sentences.size(), false),
      unchanged_after_(diff.after.sentences.size(), false) {
  for (const Change& change : diff.changes) {
    if (change.kind != ChangeKind::Unchanged) continue;
    mark_unchanged(unchanged_before_, change.before);
    mark_unchanged(unchanged_after_, change.after);
  }
}

void ChangePrinter::print(const Change& change) {
  if (change.kind == ChangeKind::Unchanged) {
    print_text(change);
    return;
  }
  print_heading(change);
  if (filter_.explain) print_reason(change);
  if (!filter_.all) print_context(change);
  print_text(change);
}

void ChangePrinter::print_heading(const Change& change) {
  const Role severity = severity_role(change.severity);
  Flow flow;
  flow.add(Role::Kind, kind_words(change));
  if (change.moved)
    flow.add(Role::Kind, fmt::format("{}{}", change.kind == ChangeKind::Moved ? " " : ", moved ", origin(change)));
  flow.add(Role::Detail, kSeparator).add(Role::Detail, location(change));
  if (const std::string categories = category_words(change); !categories.empty()) {
    flow.add(Role::Detail, kSeparator).add(Role::Detail, categories);
  }
  flow.add(Role::Detail, kSeparator).add(severity, name_of(change.severity));
  append_lines(out_, flow, {fmt::format("{} ", severity_marker(change.severity)), severity, 2, style_.width}, palette_);
}

/// `matched: similar 0.62 by "ferry", "norrhaven"`; nothing of a sentence that nothing else is like.
void ChangePrinter::print_reason(const Change& change) {
  const MatchReason& reason = change.reason;
  std::string words;
  if (!change.before.empty() && !change.after.empty()) {
    words = fmt::format("matched: {} {:.2f}", name_of(reason.stage), reason.score);
  } else if (reason.evidence->rival && change.after.empty()) {
    words = fmt::format("not matched: the nearest added sentence (line {}) scores {:.2f}",
                        shown_.after.of(*reason.evidence->rival).line, reason.score);
  } else if (reason.evidence->rival) {
    words = fmt::format("not matched: the nearest removed sentence (was line {}) scores {:.2f}",
                        shown_.before.of(*reason.evidence->rival).line, reason.score);
  } else {
    return;
  }
  std::string_view separator = " by ";
  for (const std::string& word : reason.evidence->words) {
    words += fmt::format("{}\"{}\"", separator, word);
    separator = ", ";
  }
  print_lines(' ', Role::Plain, Flow().add(Role::Detail, words));
}

/// The unchanged sentence before, in the same block: the end of it, on one line.
void ChangePrinter::print_context(const Change& change) {
  const bool removed = change.after.empty();
  const Document& document = removed ? diff_.before : diff_.after;
  const std::vector<bool>& unchanged = removed ? unchanged_before_ : unchanged_after_;
  const std::size_t first = to_size(removed ? change.before.front() : change.after.front());
  if (first == 0 || !unchanged[first - 1]) return;
  const Sentence& previous = document.sentences[first - 1];
  if (previous.block != document.sentences[first].block) return;
  const std::size_t room = style_.width > kIndent ? style_.width - kIndent : kContextColumns;
  std::string_view text = document.text(previous);
  const std::size_t begin = tail_within(text, room) == 0 ? 0 : tail_within(text, room > 2 ? room - 2 : room);
  Flow flow;
  if (begin > 0) flow.add(Role::Elision, "… ");
  flow.add(Role::Context, text.substr(begin));
  print_lines(' ', Role::Plain, flow);
}

void ChangePrinter::print_lines(char sign, Role role, const Flow& flow) {
  append_lines(out_, flow, {fmt::format("  {} ", sign), role, kIndent, style_.width}, palette_);
}

void ChangePrinter::print_sentences(const Change& change, EditOp side) {
  const bool removed = side == EditOp::Delete;
  const std::vector<std::size_t> lengths =
      removed ? lengths_of(diff_.before, change.before) : lengths_of(diff_.after, change.after);
  const char sign = removed ? '-' : '+';
  for (const Flow& flow : marked_sentences(change.edits, side, lengths, palette_)) {
    print_lines(sign, removed ? Role::Removed : Role::Added, flow);
  }
}

void ChangePrinter::print_text(const Change& change) {
  const char sign = sign_of(change.kind);
  switch (change.kind) {
    case ChangeKind::Unchanged:
      for (const SentenceIndex index : change.after) {
        print_lines(sign, Role::Plain, Flow().add(Role::Context, diff_.after.text(diff_.after.sentence(index))));
      }
      return;
    case ChangeKind::Reworded:
      print_lines(sign, Role::Editorial, marked_edits(change.edits, palette_));
      return;
    case ChangeKind::Split:
    case ChangeKind::Merged:
      print_sentences(change, EditOp::Delete);
      print_sentences(change, EditOp::Insert);
      return;
    case ChangeKind::Moved:
      for (const SentenceIndex index : change.after) {
        const std::string_view text = diff_.after.text(diff_.after.sentence(index));
        const std::size_t end = head_within(text, kMovedShown);
        Flow flow;
        flow.add(Role::Moved, text.substr(0, end));
        if (end < text.size()) flow.add(Role::Elision, " …");
        print_lines(sign, Role::Moved, flow);
      }
      return;
    case ChangeKind::Added:
      for (const SentenceIndex index : change.after) {
        print_lines(sign, Role::Added, Flow().add(Role::Added, diff_.after.text(diff_.after.sentence(index))));
      }
      return;
    case ChangeKind::Removed:
      for (const SentenceIndex index : change.before) {
        print_lines(sign, Role::Removed, Flow().add(Role::Removed, diff_.before.text(diff_.before.sentence(index))));
      }
      return;
  }
}

bool ChangePrinter::in_one_line(const Change& change) const {
  return shown_.before.of(change.before.front()).line == shown_.after.of(change.after.front()).line;
}

/// Where it is now; for what is gone, where it was.
std::string ChangePrinter::location(const Change& change) {
  const bool removed = change.after.empty();
  const SentenceIndex index = removed ? change.before.front() : change.after.front();
  const Document& document = removed ? diff_.before : diff_.after;
  const Sentence& sentence = document.sentence(index);
  const std::size_t line = (removed ? shown_.before : shown_.after).of(index).line;
  std::string words = fmt::format("{}line {}", removed ? "was " : "", line);
  if (change.moved) words = fmt::format("paragraph {}, {}", paragraph(document, blocks_before_[1], index), words);
  if (change.moved && in_one_line(change)) words += fmt::format(", sentence {}", sentence.in_block + 1);
  if (!removed && !change.before.empty() && !change.moved && !in_one_line(change)) {
    words += fmt::format(" (was {})", shown_.before.of(change.before.front()).line);
  }
  if (const std::string_view kind = block_words(document.block(sentence.block).kind); !kind.empty()) {
    words += fmt::format(", {}", kind);
  }
  return words;
}

/// "from paragraph 2 (line 4)".
std::string ChangePrinter::origin(const Change& change) {
  const SentenceIndex index = change.before.front();
  std::string words = fmt::format("from paragraph {}", paragraph(diff_.before, blocks_before_[0], index));
  if (in_one_line(change)) return words + fmt::format(", sentence {}", diff_.before.sentence(index).in_block + 1);
  return words + fmt::format(" (line {})", shown_.before.of(index).line);
}

}  // namespace stet::report
