// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/escape.hpp"
#include "report/findings.hpp"
#include "report/words.hpp"

// Annotations of GitHub Actions: `::warning file=…,line=…,title=…::message`, a line each on standard output.
namespace stet::report {
namespace {

/// GitHub shows so many of a kind from one step, and drops the rest without a word. With three kinds that is also less
/// than the 50 that it shows of a whole job.
constexpr std::size_t kMostOfAKind = 10;

std::string_view command_of(Level level) {
  switch (level) {
    case Level::Note:
      return "notice";
    case Level::Warning:
      return "warning";
    case Level::Error:
      return "error";
  }
  return "warning";
}

std::string annotation(const Finding& finding) {
  return fmt::format("::{} file={},line={},title={}::{}\n", command_of(finding.level), command_property(finding.path),
                     finding.line, command_property(finding.rule), command_data(finding.message));
}

/// Those that count, the gravest level first, within a level by the order of the rules.
std::vector<const Finding*> by_importance(const FindingList& list) {
  std::vector<const Finding*> findings;
  for (const Finding& finding : list.findings)
    if (!finding.waived) findings.push_back(&finding);
  const auto place = [&](const Finding* finding) {
    const auto rule = std::ranges::find(list.rules, finding->rule, &Rule::id);
    return std::pair(-static_cast<int>(finding->level), rule - list.rules.begin());
  };
  std::ranges::stable_sort(findings, {}, place);
  return findings;
}

/// "12 warnings and 3 notes are not shown here".
std::string cut_words(const std::array<std::size_t, kLevels>& cut) {
  std::vector<std::string> parts;
  std::size_t count = 0;
  for (const Level level : {Level::Error, Level::Warning, Level::Note}) {
    const std::size_t of_level = cut[static_cast<std::size_t>(level)];
    if (of_level == 0) continue;
    const std::string_view name = name_of(level);
    parts.push_back(counted(of_level, name, fmt::format("{}s", name)));
    count += of_level;
  }
  return fmt::format("{} {} not shown here", enumeration(parts), count == 1 ? "is" : "are");
}

}  // namespace

std::string write_github(const FindingList& list) {
  std::array<std::size_t, kLevels> all{};
  for (const Finding& finding : list.findings)
    if (!finding.waived) ++all[static_cast<std::size_t>(finding.level)];
  std::array<std::size_t, kLevels> most{};
  most.fill(kMostOfAKind);
  // What was cut is said in a notice of its own, and has one's place.
  if (std::ranges::any_of(all, [](std::size_t count) { return count > kMostOfAKind; }) ||
      (all[static_cast<std::size_t>(Level::Note)] == kMostOfAKind && !list.not_read.empty()))
    most[static_cast<std::size_t>(Level::Note)] = kMostOfAKind - 1;
  std::string out;
  std::array<std::size_t, kLevels> shown{};
  for (const Finding* finding : by_importance(list)) {
    const auto at = static_cast<std::size_t>(finding->level);
    if (shown[at] == most[at]) continue;
    out += annotation(*finding);
    ++shown[at];
  }
  std::array<std::size_t, kLevels> cut{};
  std::size_t total = 0;
  for (std::size_t i = 0; i < kLevels; ++i) total += cut[i] = all[i] - shown[i];
  std::vector<std::string> words;
  if (total > 0) words.push_back(fmt::format("{}: see {}", cut_words(cut), list.whole));
  if (!list.not_read.empty()) {
    const auto count = counted(list.not_read.size(), "document", "documents");
    words.push_back(fmt::format("{} could not be read, such as {}: {}", count, list.not_read.front().path,
                                list.not_read.front().reason));
  }
  if (words.empty()) return out;
  std::string message;
  for (const std::string& part : words) message += (message.empty() ? "" : "; ") + part;
  out += fmt::format("::notice title=stet::{}\n", command_data(message));
  return out;
}

}  // namespace stet::report
