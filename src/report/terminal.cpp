// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "report/flow.hpp"
#include "report/palette.hpp"
#include "report/shown.hpp"
#include "report/terminal_change.hpp"
#include "report/terminal_parts.hpp"
#include "report/terminal_summary.hpp"
#include "report/width.hpp"
#include "report/words.hpp"
#include "stet/report.hpp"
#include "text/printable.hpp"

// The report for a person at a terminal: the documents, their changes in reading order, and what it comes to.
namespace stet {
namespace report {
namespace {

/// A rule beside a name ends here on wider terminals.
constexpr std::size_t kRuleColumns = 80;

std::string side_words(const DocumentSide& side) {
  std::string words = text::printable(side.label.empty() ? side.path : side.label);
  if (words.empty()) words = "nothing";
  if (!side.published.empty()) words += fmt::format(", {}", text::printable(time_words(side.published)));
  return words;
}

void print_name(std::string& out, const DocumentReport& document, const Palette& palette, std::size_t width) {
  const std::string name = text::printable(document.name);
  const std::size_t line = std::min(width == 0 ? kRuleColumns : width, kRuleColumns);
  const std::size_t used = columns_of(std::string_view("── ")) + columns_of(std::string_view(name)) + 1;
  Flow heading;
  heading.add(Role::Name, name);
  if (used < line) {
    std::string rule;
    for (std::size_t i = used; i < line; ++i) rule += "─";
    heading.add(Role::Rule, " ").add(Role::Rule, rule);
  }
  append_lines(out, heading, {"── ", Role::Rule, 3, width}, palette);
  Flow sides;
  sides.add(Role::Detail, side_words(document.before)).add(Role::Detail, " → ");
  sides.add(Role::Detail, side_words(document.after));
  if (!document.renamed_from.empty())
    sides.add(Role::Detail, fmt::format(", renamed from {}", text::printable(document.renamed_from)));
  append_lines(out, sides, {"   ", Role::Plain, 3, width}, palette);
}

/// A metadata value as people write it.
std::string value_words(const std::string& key, const std::optional<std::string>& value) {
  if (!value) return "none";
  if (key == "published") return time_words(*value);
  if (key != "topics") return *value;
  std::string words;
  for (const char c : *value) {
    words += c;
    if (c == '|') words.replace(words.size() - 1, 1, ", ");
  }
  return words;
}

void print_metadata(std::string& out, const MetadataChange& change, const Palette& palette, std::size_t width) {
  Flow flow;
  flow.add(Role::Kind, change.key).add(Role::Kind, ": ");
  flow.add(change.before ? Role::Removed : Role::Context, value_words(change.key, change.before));
  flow.add(Role::Detail, " → ");
  flow.add(change.after ? Role::Added : Role::Context, value_words(change.key, change.after));
  flow.add(Role::Detail, " · metadata · ").add(severity_role(change.severity), name_of(change.severity));
  const std::string marker = fmt::format("{} ", severity_marker(change.severity));
  append_lines(out, flow, {marker, severity_role(change.severity), 2, width}, palette);
}

void print_summary(std::string& out, const Summary& summary, const Hidden& hidden, std::string_view introduction,
                   const Palette& palette, std::size_t width) {
  Flow flow;
  flow.add(Role::Kind, introduction).add(Role::Kind, summary_words(summary, hidden));
  append_lines(out, flow, {"", Role::Plain, 0, width}, palette);
}

void print_bounded(std::string& out, const Bounded& bounded, const Palette& palette, std::size_t width) {
  for (const std::string_view words : bounded_words(bounded))
    append_lines(out, Flow().add(Role::Editorial, words), {"", Role::Plain, 0, width}, palette);
}

/// Hands on what is finished, once it is worth a call.
void hand_on(std::string& out, const ReportSink& sink) {
  constexpr std::size_t kPiece = std::size_t{64} * 1024;
  if (out.size() < kPiece) return;
  sink(out);
  out.clear();
}

void print_changes(std::string& out, const DocumentDiff& diff, const ReportFilter& filter, const TerminalStyle& style,
                   const ReportSink& sink) {
  const Shown shown = shown_changes(diff, filter);
  ChangePrinter printer(out, diff, shown, filter, style);
  const Change* previous = nullptr;
  for (const Change& change : shown.changes.each()) {
    // Unchanged sentences of one block read on.
    const bool reads_on =
        previous != nullptr && previous->kind == ChangeKind::Unchanged && change.kind == ChangeKind::Unchanged &&
        diff.after.sentence(previous->after.back()).block == diff.after.sentence(change.after.front()).block;
    if (!reads_on) out += '\n';
    printer.print(change);
    previous = &change;
    hand_on(out, sink);
  }
}

void print_diff(std::string& out, const DocumentDiff& diff, const ReportFilter& filter, const TerminalStyle& style,
                const ReportSink& sink) {
  const Palette palette(style.colour);
  for (const MetadataChange& change : diff.metadata) {
    if (change.severity < filter.min_severity) continue;
    out += '\n';
    print_metadata(out, change, palette, style.width);
  }
  print_changes(out, diff, filter, style, sink);
}

void print_document(std::string& out, const DocumentReport& document, const ReportFilter& filter,
                    const TerminalStyle& style, const ReportSink& sink) {
  const Palette palette(style.colour);
  print_name(out, document, palette, style.width);
  print_diff(out, document.diff, filter, style, sink);
  out += '\n';
}

/// "4 documents, 3 changed: " before what changed in them; nothing for a single one.
std::string documents_in_words(std::size_t count, std::size_t changed) {
  if (count < 2) return {};
  if (changed == 0) return fmt::format("{} documents, none changed.", count);
  return fmt::format("{} documents, {} changed: ", count, changed);
}

void print_not_read(std::string& out, const std::vector<NotRead>& not_read, const Palette& palette, std::size_t width) {
  if (not_read.empty()) return;
  out += fmt::format("Not read: {}\n", counted(not_read.size(), "document", "documents"));
  for (const NotRead& document : not_read) {
    Flow flow;
    flow.add(Role::Name, document.path).add(Role::Detail, ": ").add(Role::Detail, document.reason);
    append_lines(out, flow, {"  ", Role::Plain, 4, width}, palette);
  }
  out += '\n';
}

}  // namespace

std::string changes_in_words(const DocumentDiff& diff, const ReportFilter& filter, const TerminalStyle& style) {
  std::string all;
  std::string out;
  print_diff(out, diff, filter, style, [&](std::string_view piece) { all += piece; });
  return all + out;
}

std::string summary_in_words(const DocumentDiff& diff, const ReportFilter& filter) {
  return summary_words(diff.summary, hidden_changes(diff, filter));
}

}  // namespace report

void write_terminal(const Report& report, const ReportFilter& filter, const TerminalStyle& style,
                    const ReportSink& sink) {
  std::string out;
  const report::Palette palette(style.colour);
  Summary total;
  report::Hidden total_hidden;
  std::size_t changed = 0;
  for (const DocumentReport& document : report.documents) {
    report::print_document(out, document, filter, style, sink);
    const report::Hidden hidden = report::hidden_changes(document.diff, filter);
    if (report.documents.size() > 1) {
      report::print_summary(out, document.diff.summary, hidden, "", palette, style.width);
      report::print_bounded(out, document.diff.bounded, palette, style.width);
      out += '\n';
    }
    total += document.diff.summary;
    total_hidden += hidden;
    if (report::has_changes(document.diff.summary)) ++changed;
  }
  report::print_not_read(out, report.not_read, palette, style.width);
  const std::string introduction = report::documents_in_words(report.documents.size(), changed);
  if (changed > 0 || report.documents.size() == 1) {
    report::print_summary(out, total, total_hidden, introduction, palette, style.width);
  } else {
    out += report.documents.empty() ? "No change in any document.\n" : introduction + '\n';
  }
  if (report.documents.size() == 1)
    report::print_bounded(out, report.documents.front().diff.bounded, palette, style.width);
  sink(out);
}

std::string write_terminal(const Report& report, const ReportFilter& filter, const TerminalStyle& style) {
  std::string out;
  write_terminal(report, filter, style, [&](std::string_view piece) { out += piece; });
  return out;
}

}  // namespace stet
