// SPDX-License-Identifier: Apache-2.0
#include "cli/check_output.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/words.hpp"
#include "report/flow.hpp"
#include "report/json_values.hpp"
#include "report/shown.hpp"
#include "report/terminal_change.hpp"
#include "report/words.hpp"
#include "text/iso_time.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

using report::Flow;
using report::JsonWriter;
using report::Palette;
using report::Role;

// ---- For programs

void write_finding(JsonWriter& json, const Checked& checked, const Finding& finding) {
  json.begin_object().key("rule").string(name_of(finding.rule)).key("severity").string(name_of(finding.level));
  json.key("path").string(finding.path).key("line").number(finding.line);
  json.key("message").string(finding.message).key("change");
  if (finding.change) {
    const DocumentDiff& diff = checked.report.documents[*finding.document].diff;
    report::write_change(json, diff, diff.changes[*finding.change]);
  } else {
    json.null();
  }
  json.key("waived");
  if (finding.waived)
    json.begin_object()
        .key("reason")
        .string(finding.waived->reason)
        .key("expires")
        .string_or_null(finding.waived->expires)
        .end_object();
  else
    json.null();
  json.end_object();
}

void write_not_read(JsonWriter& json, const std::vector<NotRead>& not_read) {
  json.key("not_read").begin_array();
  for (const NotRead& document : not_read)
    json.begin_object().key("path").string(document.path).key("reason").string(document.reason).end_object();
  json.end_array();
}

/// @param findings  Of those of `checked`, the ones to write.
std::string check_object(const Checked& checked, const std::vector<Finding>& findings,
                         const std::vector<NotRead>& not_read) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  report::write_head(json, "stet.check");
  json.key("ok").boolean(!has_error(findings));
  json.key("policy");
  if (checked.policy.is_set)
    json.string(checked.policy.place);
  else
    json.null();
  json.key("findings").begin_array();
  for (const Finding& finding : findings) write_finding(json, checked, finding);
  json.end_array();
  write_not_read(json, not_read);
  json.end_object();
  return out += '\n';
}

// ---- For people

std::size_t count_of(const std::vector<Finding>& findings, RuleLevel level) {
  return static_cast<std::size_t>(std::ranges::count_if(
      findings, [&](const Finding& finding) { return finding.counts() && finding.level == level; }));
}

std::size_t waived_of(const std::vector<Finding>& findings) {
  return static_cast<std::size_t>(
      std::ranges::count_if(findings, [](const Finding& finding) { return !finding.counts(); }));
}

Role role_of(const Finding& finding) {
  if (!finding.counts()) return Role::Detail;
  return finding.level == RuleLevel::Error ? Role::Substantive : Role::Editorial;
}

/// `error silent-change: a fact changed without a correction note: "300" became "350"`
void print_finding(std::string& out, const Finding& finding, const TerminalStyle& style, std::size_t indent) {
  const Palette palette(style.colour);
  Flow flow;
  flow.add(role_of(finding), finding.counts() ? name_of(finding.level) : "waived").add(Role::Plain, " ");
  flow.add(Role::Kind, name_of(finding.rule)).add(Role::Plain, ": ").add(Role::Plain, finding.brief);
  if (finding.waived) {
    flow.add(Role::Detail, fmt::format(" (waived: {}", finding.waived->reason));
    if (!finding.waived->expires.empty()) flow.add(Role::Detail, fmt::format(", until {}", finding.waived->expires));
    flow.add(Role::Detail, ")");
  }
  report::append_lines(out, flow, {std::string(indent, ' '), Role::Plain, indent + 2, style.width}, palette);
}

void print_name(std::string& out, const std::string& path, const TerminalStyle& style) {
  report::append_lines(out, Flow().add(Role::Name, path), {"── ", Role::Rule, 3, style.width}, Palette(style.colour));
}

/// The findings of one document, those of one change below it.
void print_document(std::string& out, const DocumentReport& document, std::span<const Finding> findings,
                    const TerminalStyle& style) {
  constexpr std::size_t kBelowChange = 4;
  print_name(out, findings.front().path, style);
  const ReportFilter filter;
  const report::Shown shown = report::shown_changes(document.diff, filter);
  report::ChangePrinter printer(out, document.diff, shown, filter, style);
  std::optional<std::size_t> printed;
  for (const Finding& finding : findings) {
    if (!finding.change) {
      out += '\n';
      print_finding(out, finding, style, 2);
      continue;
    }
    if (printed != finding.change) {
      out += '\n';
      printer.print(document.diff.changes[*finding.change]);
    }
    printed = finding.change;
    print_finding(out, finding, style, kBelowChange);
  }
  out += '\n';
}

/// What findings that have no document are about.
void print_others(std::string& out, const std::vector<Finding>& findings, const TerminalStyle& style) {
  bool any = false;
  for (const Finding& finding : findings) {
    if (finding.document) continue;
    if (!any) print_name(out, fmt::format("{}", finding.path), style);
    any = true;
    out += '\n';
    print_finding(out, finding, style, 2);
  }
  if (any) out += '\n';
}

std::string summary_line(const Checked& checked) {
  const std::size_t errors = count_of(checked.findings, RuleLevel::Error);
  const std::size_t warnings = count_of(checked.findings, RuleLevel::Warning);
  const std::size_t waived = waived_of(checked.findings);
  const std::string documents =
      report::counted(checked.report.documents.size(), "changed document", "changed documents");
  std::vector<std::string> parts;
  if (errors > 0) parts.push_back(report::counted(errors, "error", "errors"));
  if (warnings > 0) parts.push_back(report::counted(warnings, "warning", "warnings"));
  if (waived > 0) parts.push_back(fmt::format("{} waived", waived));
  if (!checked.report.not_read.empty()) parts.push_back(fmt::format("{} not read", checked.report.not_read.size()));
  if (parts.empty())
    return fmt::format("{} checked: nothing against {}.\n", documents, text::printable(checked.policy.place));
  return fmt::format("{} checked against {}: {}.\n", documents, text::printable(checked.policy.place),
                     report::enumeration(parts));
}

/// Errors that stand, the first of each rule and path.
std::vector<const Finding*> distinct_errors(const std::vector<Finding>& findings) {
  std::vector<const Finding*> distinct;
  for (const Finding& finding : findings) {
    if (!finding.counts() || finding.level != RuleLevel::Error) continue;
    const auto same = [&](const Finding* other) { return other->rule == finding.rule && other->path == finding.path; };
    if (std::ranges::none_of(distinct, same)) distinct.push_back(&finding);
  }
  return distinct;
}

bool is_about_notes(Rule rule) { return static_cast<std::size_t>(rule) < kLevelledRules; }

std::string note_words(const Checked& checked, const std::vector<const Finding*>& errors) {
  const bool markdown = std::ranges::any_of(errors, [](const Finding* error) {
    return is_about_notes(error->rule) && type_of_path(error->path) == TextType::Markdown;
  });
  std::string words = "Say it, with a correction note in the document: ";
  if (markdown) words += "a new entry under `corrections:` in its front matter, or ";
  words += "a new paragraph that begins with \"Correction\"";
  words += checked.range.empty()
               ? " (a `Correction:` line at the end of a commit's message counts too, but is seen only where a range "
                 "of commits is checked)"
               : ", or a `Correction: …` line at the end of a commit's message";
  return words;
}

/// The first way on: what would make each kind of error no error.
std::string mend_words(const Checked& checked, const std::vector<const Finding*>& errors) {
  std::vector<std::string> ways;
  const auto has = [&](auto belongs) {
    return std::ranges::any_of(errors, [&](const Finding* error) { return belongs(error->rule); });
  };
  if (has(is_about_notes)) ways.push_back(note_words(checked, errors));
  if (has([](Rule rule) { return rule == Rule::Keep; })) ways.emplace_back("Put the phrase back that must stay");
  if (has([](Rule rule) { return rule == Rule::Avoid; })) ways.emplace_back("Leave out the phrase to avoid");
  std::string words;
  for (const std::string& way : ways) words += (words.empty() ? "" : ". ") + way;
  return words;
}

void print_way(std::string& out, int number, std::string_view words, const TerminalStyle& style) {
  report::append_lines(out, Flow().add(Role::Plain, words), {fmt::format("  {}. ", number), Role::Kind, 5, style.width},
                       Palette(style.colour));
}

/// A waiver to copy: nothing in it is broken into lines.
void print_waiver(std::string& out, const Finding& error, Timestamp now) {
  constexpr Timestamp kMonth = 30 * 24 * 60 * 60;
  out += fmt::format(
      "       [[waiver]]\n       rule = \"{}\"\n       path = {}\n       reason = \"who agreed to it, and why\"\n"
      "       expires = {}\n",
      name_of(error.rule), in_toml(error.path), text::format_iso_date(now + kMonth));
}

/// The documents of these findings for a shell, each under the names that it had and has.
std::vector<std::string> paths_of(const Checked& checked, const std::vector<const Finding*>& errors) {
  std::vector<std::string> paths;
  for (const Finding* const error : errors) {
    const DocumentReport& document = checked.report.documents[error->document.value_or(0)];
    for (const DocumentSide* const side : {&document.before, &document.after})
      if (const std::string path = in_shell(side->path);
          !side->path.empty() && std::ranges::find(paths, path) == paths.end())
        paths.push_back(path);
  }
  return paths;
}

void print_ways_on(std::string& out, const Checked& checked, const TerminalStyle& style) {
  constexpr std::size_t kWaiversShown = 3;
  const std::vector<const Finding*> errors = distinct_errors(checked.findings);
  if (errors.empty()) return;
  out += "\nThree ways on:\n";
  print_way(out, 1, mend_words(checked, errors), style);
  print_way(out, 2, fmt::format("Or waive it, in {}:", checked.policy.place), style);
  for (std::size_t i = 0; i < std::min(errors.size(), kWaiversShown); ++i) {
    if (i > 0) out += '\n';
    print_waiver(out, *errors[i], checked.now);
  }
  if (errors.size() > kWaiversShown)
    out += fmt::format("       … and so on for {} more\n", errors.size() - kWaiversShown);
  print_way(out, 3, "Or take it back:", style);
  out += fmt::format("       git restore --source={} --staged --worktree -- {}\n", in_shell(checked.before),
                     fmt::join(paths_of(checked, errors), " "));
}

}  // namespace

std::string check_json(const Checked& checked) {
  return check_object(checked, checked.findings, checked.report.not_read);
}

std::string check_ndjson(const Checked& checked) {
  std::string out;
  for (std::size_t first = 0; first < checked.findings.size();) {
    std::size_t last = first + 1;
    while (last < checked.findings.size() && checked.findings[last].path == checked.findings[first].path) ++last;
    const auto begin = checked.findings.begin();
    out += check_object(checked,
                        {begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last)}, {});
    first = last;
  }
  if (out.empty() || !checked.report.not_read.empty()) out += check_object(checked, {}, checked.report.not_read);
  return out;
}

std::string check_text(const Checked& checked, const TerminalStyle& style) {
  const bool none = checked.report.documents.empty() && checked.report.not_read.empty();
  if (none && checked.findings.empty()) return "No published document changed.\n";
  std::string out;
  const std::span<const Finding> findings(checked.findings);
  for (std::size_t first = 0; first < findings.size() && findings[first].document;) {
    std::size_t last = first + 1;
    while (last < findings.size() && findings[last].document == findings[first].document) ++last;
    print_document(out, checked.report.documents[*findings[first].document], findings.subspan(first, last - first),
                   style);
    first = last;
  }
  print_others(out, checked.findings, style);
  out += summary_line(checked);
  print_ways_on(out, checked, style);
  return out;
}

}  // namespace stet::cli
