// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/digest.hpp"
#include "report/escape.hpp"
#include "report/terminal_change.hpp"
#include "report/words.hpp"
#include "stet/report.hpp"

// The digest for a terminal or a log.
namespace stet {
namespace report {
namespace {

/// With the palette's signs around words that went or came.
Flow with_signs(const Flow& flow, const Palette& palette) {
  Flow out;
  for (const Flow::Piece& piece : flow.pieces()) {
    if (piece.role == Role::Deleted || piece.role == Role::Inserted)
      out.add_marked(piece.role, piece.text, palette);
    else
      out.add(piece.role, piece.text);
  }
  return out;
}

void print_entry(std::string& out, const Entry& entry, const TerminalStyle& style, const Palette& palette) {
  Flow label;
  label.add(severity_role(entry.severity), marker_of(entry));
  for (const Flow::Piece& piece : entry.where.pieces()) label.add(piece.role, piece.text);
  if (!entry.what.empty()) label.add(Role::Detail, entry.where.empty() ? "" : " · ").add(Role::Detail, entry.what);
  append_lines(out, label, {"  ", Role::Plain, 4, style.width}, palette);
  for (const Flow& line : entry.words)
    append_lines(out, with_signs(line, palette), {"    ", Role::Plain, 4, style.width}, palette);
  for (const Flow& line : entry.details) append_lines(out, line, {"      ", Role::Plain, 8, style.width}, palette);
}

void print_line(std::string& out, Role role, std::string_view text, const TerminalStyle& style,
                const Palette& palette) {
  append_lines(out, Flow().add(role, text), {"", Role::Plain, 0, style.width}, palette);
}

void print_section(std::string& out, const Section& section, const TerminalStyle& style, const Palette& palette) {
  out += '\n';
  append_lines(out, section.title, {"── ", Role::Rule, 3, style.width}, palette);
  if (!section.note.empty()) append_lines(out, section.note, {"   ", Role::Plain, 3, style.width}, palette);
  for (const EntryList& list : section.lists) {
    if (!list.fold.empty()) print_line(out, Role::Detail, "  " + list.fold, style, palette);
    for (const Entry& entry : list.entries) print_entry(out, entry, style, palette);
  }
}

}  // namespace
}  // namespace report

std::string write_change_report(const Report& report, const ReportFilter& filter, const TerminalStyle& style) {
  const report::Digest digest = report::digest_of(report, filter);
  const report::Palette palette(style.colour);
  std::string out;
  report::print_line(out, report::Role::Name, digest.headline, style, palette);
  for (const std::string& note : digest.notes) report::print_line(out, report::Role::Plain, note, style, palette);
  if (digest.documents > 0)
    report::print_line(out, report::Role::Detail,
                       fmt::format("{} → {} · {} compared", digest.before, digest.after,
                                   report::counted(digest.documents, "document", "documents")),
                       style, palette);
  for (const report::Section& section : digest.sections) report::print_section(out, section, style, palette);
  return report::log_text(out);
}

}  // namespace stet
