// SPDX-License-Identifier: Apache-2.0
// What `check` found, as the list that formats for other programs are written from.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/check_output.hpp"

namespace stet::cli {
namespace {

std::string_view description_of(Rule rule) {
  switch (rule) {
    case Rule::SilentChange:
      return "A published fact changed without a correction note.";
    case Rule::Quotation:
      return "A published quotation changed without a correction note.";
    case Rule::Number:
      return "A published number changed without a correction note.";
    case Rule::Amount:
      return "A published amount changed without a correction note.";
    case Rule::Date:
      return "A published date changed without a correction note.";
    case Rule::Name:
      return "A published name changed without a correction note.";
    case Rule::Modality:
      return "A modal verb of a published text changed without a correction note.";
    case Rule::Negation:
      return "A negation of a published text changed without a correction note.";
    case Rule::Link:
      return "A published link changed without a correction note.";
    case Rule::Removed:
      return "A published sentence is gone without a correction note.";
    case Rule::Keep:
      return "A phrase that must stay is gone.";
    case Rule::Avoid:
      return "New wording has a phrase to avoid.";
    case Rule::Waiver:
      return "A waiver expired.";
  }
  return "";
}

report::Level level_of(RuleLevel level) {
  return level == RuleLevel::Error ? report::Level::Error : report::Level::Warning;
}

std::string joined(const Document& document, SentenceSet sentences) {
  std::string text;
  for (const SentenceIndex index : sentences) text += std::string(document.text(document.sentence(index))) + ' ';
  return text;
}

std::string fingerprint(report::Fingerprints& fingerprints, const Checked& checked, const Finding& finding) {
  const std::string_view rule = name_of(finding.rule);
  if (!finding.change) return fingerprints.of(finding.path, rule, "", finding.brief, "");
  const DocumentDiff& diff = checked.report.documents[*finding.document].diff;
  const Change& change = diff.changes[*finding.change];
  // Of phrases several may come or go with one change.
  const bool is_phrase = finding.rule == Rule::Keep || finding.rule == Rule::Avoid;
  return fingerprints.of(finding.path, rule, is_phrase ? std::string_view(finding.brief) : name_of(change.kind),
                         joined(diff.before, change.before), joined(diff.after, change.after));
}

std::string waived_words(const Waived& waived) {
  return waived.expires.empty() ? waived.reason : fmt::format("{} (until {})", waived.reason, waived.expires);
}

}  // namespace

report::FindingList check_findings(const Checked& checked) {
  report::FindingList list;
  report::Fingerprints fingerprints;
  std::array<report::Level, kRules> levels{};
  std::array<bool, kRules> named{};
  for (const Finding& finding : checked.findings) {
    const auto rule = static_cast<std::size_t>(finding.rule);
    levels[rule] = std::max(levels[rule], level_of(finding.level));
    named[rule] = true;
    report::Finding entry{std::string(name_of(finding.rule)),
                          level_of(finding.level),
                          finding.path,
                          finding.line,
                          finding.message,
                          fingerprint(fingerprints, checked, finding),
                          {}};
    if (finding.waived) entry.waived = waived_words(*finding.waived);
    list.findings.push_back(std::move(entry));
  }
  for (std::size_t rule = 0; rule < kRules; ++rule) {
    const auto which = static_cast<Rule>(rule);
    if (named[rule])
      list.rules.push_back({std::string(name_of(which)), std::string(description_of(which)), levels[rule]});
  }
  for (const DocumentReport& document : checked.report.documents)
    list.paths.push_back(document.after.path.empty() ? document.before.path : document.after.path);
  list.not_read = checked.report.not_read;
  list.whole = checked.range.empty() ? "`stet check --staged`" : fmt::format("`stet check {}`", checked.range);
  return list;
}

}  // namespace stet::cli
