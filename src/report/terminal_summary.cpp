// SPDX-License-Identifier: Apache-2.0
#include "report/terminal_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/terminal_parts.hpp"
#include "report/words.hpp"

namespace stet::report {
namespace {

constexpr ChangeKind kKinds[] = {ChangeKind::Reworded, ChangeKind::Split, ChangeKind::Merged,
                                 ChangeKind::Moved,    ChangeKind::Added, ChangeKind::Removed};
constexpr Severity kSeveritiesDown[] = {Severity::Substantive, Severity::Editorial, Severity::Cosmetic};

std::size_t at(const std::array<std::size_t, kSeverities>& counts, Severity severity) {
  return counts[static_cast<std::size_t>(severity)];
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string words;
  for (const std::string& part : parts) {
    if (!words.empty()) words += separator;
    words += part;
  }
  return words;
}

std::string kinds_in_words(const Summary& summary) {
  std::vector<std::string> parts;
  for (const ChangeKind kind : kKinds) {
    const std::size_t count = summary.kinds[static_cast<std::size_t>(kind)];
    if (count > 0) parts.push_back(fmt::format("{} {}", count, name_of(kind)));
  }
  if (parts.empty()) return "No change in the wording";
  std::string words = join(parts, ", ");
  if (summary.also_moved > 0) words += fmt::format(" ({} also moved)", summary.also_moved);
  return words;
}

std::string severities_in_words(const Summary& summary, const Hidden& hidden) {
  std::vector<std::string> parts;
  for (const Severity severity : kSeveritiesDown) {
    const std::size_t count =
        at(summary.severities, severity) - std::min(at(summary.severities, severity), at(hidden.by_severity, severity));
    if (count > 0) parts.push_back(fmt::format("{} {}", count, name_of(severity)));
  }
  return join(parts, ", ");
}

/// "1 cosmetic change not shown (--min-severity cosmetic shows it)".
std::string hidden_in_words(const Hidden& hidden) {
  std::vector<std::string> parts;
  std::size_t count = 0;
  Severity least = Severity::None;
  for (const Severity severity : kSeveritiesDown) {
    const std::size_t of_severity = at(hidden.by_severity, severity);
    if (of_severity == 0) continue;
    parts.push_back(fmt::format("{} {}", of_severity, name_of(severity)));
    count += of_severity;
    least = severity;
  }
  if (count == 0) return {};
  const bool one = count == 1;
  return fmt::format("{} {} not shown (--min-severity {} shows {})", enumeration(parts), one ? "change" : "changes",
                     name_of(least), one ? "it" : "them");
}

/// Whether every change is cosmetic and kept back for that.
bool all_cosmetic(const Summary& summary, const Hidden& hidden) {
  std::size_t changes = 0;
  for (const ChangeKind kind : kKinds) changes += summary.kinds[static_cast<std::size_t>(kind)];
  return changes > 0 && at(hidden.by_severity, Severity::Cosmetic) == changes;
}

}  // namespace

Hidden& Hidden::operator+=(const Hidden& other) {
  for (std::size_t i = 0; i < kSeverities; ++i) by_severity[i] += other.by_severity[i];
  by_choice += other.by_choice;
  return *this;
}

Hidden hidden_changes(const DocumentDiff& diff, const ReportFilter& filter) {
  Hidden hidden;
  for (const Change& change : diff.changes) {
    if (change.kind == ChangeKind::Unchanged || filter.shows(change)) continue;
    if (change.severity < filter.min_severity)
      ++hidden.by_severity[static_cast<std::size_t>(change.severity)];
    else
      ++hidden.by_choice;
  }
  return hidden;
}

bool has_changes(const Summary& summary) {
  const auto counts = [&](ChangeKind kind) { return summary.kinds[static_cast<std::size_t>(kind)] > 0; };
  return std::any_of(std::begin(kKinds), std::end(kKinds), counts) || summary.metadata > 0 || summary.breaks > 0;
}

std::string summary_words(const Summary& summary, const Hidden& hidden) {
  std::vector<std::string> parts;
  const auto add = [&](std::string words) {
    if (!words.empty()) parts.push_back(std::move(words));
  };
  if (all_cosmetic(summary, hidden)) {
    const std::size_t count = at(hidden.by_severity, Severity::Cosmetic);
    add(fmt::format("Only cosmetic changes: {} not shown (--min-severity cosmetic shows {})", count,
                    count == 1 ? "it" : "them"));
  } else {
    add(kinds_in_words(summary));
    add(severities_in_words(summary, hidden));
    add(hidden_in_words(hidden));
  }
  if (hidden.by_choice > 0) {
    add(fmt::format("{} left out by --only or --ignore", counted(hidden.by_choice, "change", "changes")));
  }
  if (summary.metadata > 0) add(counted(summary.metadata, "change in the metadata", "changes in the metadata"));
  if (summary.breaks > 0) {
    add(counted(summary.breaks, "paragraph break came or went", "paragraph breaks came or went"));
  }
  return join(parts, "; ") + ".";
}

std::string summary_in_words(const Summary& summary, const ReportFilter& filter) {
  Hidden hidden;
  for (const Severity severity : kSeveritiesDown)
    if (severity < filter.min_severity)
      hidden.by_severity[static_cast<std::size_t>(severity)] = at(summary.severities, severity);
  return summary_words(summary, hidden);
}

std::vector<std::string_view> bounded_words(const Bounded& bounded) {
  std::vector<std::string_view> words;
  if (bounded.sentences) {
    words.emplace_back(
        "Not every sentence was compared with every other: the texts are too large and too different. Some rewordings "
        "may be shown as removed and added, and several very short sentences as one.");
  }
  if (bounded.words) {
    words.emplace_back(
        "Some sentences are too long for all their words to be looked at closely. Changed numbers, dates and names in "
        "them may be shown as mere wording.");
  }
  return words;
}

}  // namespace stet::report
