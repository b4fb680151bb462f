// SPDX-License-Identifier: Apache-2.0
#include "cli/check_output.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/flow.hpp"
#include "report/json_values.hpp"
#include "report/shown.hpp"
#include "report/terminal_change.hpp"
#include "report/words.hpp"
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

}  // namespace

std::string counts_in_words(const Checked& checked) {
  const std::size_t errors = count_of(checked.findings, RuleLevel::Error);
  const std::size_t warnings = count_of(checked.findings, RuleLevel::Warning);
  const std::size_t waived = waived_of(checked.findings);
  std::vector<std::string> parts;
  if (errors > 0) parts.push_back(report::counted(errors, "error", "errors"));
  if (warnings > 0) parts.push_back(report::counted(warnings, "warning", "warnings"));
  if (waived > 0) parts.push_back(fmt::format("{} waived", waived));
  if (!checked.report.not_read.empty()) parts.push_back(fmt::format("{} not read", checked.report.not_read.size()));
  return report::enumeration(parts);
}

namespace {

std::string summary_line(const Checked& checked) {
  const std::string documents =
      report::counted(checked.report.documents.size(), "changed document", "changed documents");
  const std::string place = text::printable(checked.policy.place);
  const std::string counts = counts_in_words(checked);
  if (counts.empty()) return fmt::format("{} checked: nothing against {}.\n", documents, place);
  return fmt::format("{} checked against {}: {}.\n", documents, place, counts);
}

/// What is to be copied is not broken into lines.
void print_ways_on(std::string& out, const Checked& checked, const TerminalStyle& style) {
  const std::vector<WayOn> ways = ways_on(checked);
  if (!ways.empty()) out += "\nThree ways on:\n";
  for (std::size_t i = 0; i < ways.size(); ++i) {
    report::append_lines(out, Flow().add(Role::Plain, ways[i].words),
                         {fmt::format("  {}. ", i + 1), Role::Kind, 5, style.width}, Palette(style.colour));
    for (const std::string& line : ways[i].code) out += line.empty() ? "\n" : fmt::format("       {}\n", line);
  }
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
