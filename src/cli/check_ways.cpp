// SPDX-License-Identifier: Apache-2.0
// What somebody can do whose change breaks the policy: say it, have it waived, or take it back.
#include <fmt/format.h>

#include <algorithm>

#include "cli/check_output.hpp"
#include "cli/words.hpp"
#include "text/iso_time.hpp"

namespace stet::cli {
namespace {

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

/// A waiver for each error, to copy.
std::vector<std::string> waiver_lines(const std::vector<const Finding*>& errors, Timestamp now) {
  constexpr std::size_t kWaiversShown = 3;
  constexpr Timestamp kMonth = 30 * 24 * 60 * 60;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < std::min(errors.size(), kWaiversShown); ++i) {
    if (i > 0) lines.emplace_back();
    lines.emplace_back("[[waiver]]");
    lines.push_back(fmt::format("rule = \"{}\"", name_of(errors[i]->rule)));
    lines.push_back(fmt::format("path = {}", in_toml(errors[i]->path)));
    lines.emplace_back("reason = \"who agreed to it, and why\"");
    lines.push_back(fmt::format("expires = {}", text::format_iso_date(now + kMonth)));
  }
  if (errors.size() > kWaiversShown)
    lines.push_back(fmt::format("# … and so on for {} more", errors.size() - kWaiversShown));
  return lines;
}

/// A path for git in a shell: from the root wherever the reader stands, and no pattern.
std::string pathspec(std::string_view path) {
  const bool is_pattern = path.find_first_of("*?[\\") != std::string_view::npos;
  return in_shell(fmt::format("{}{}", is_pattern ? ":(top,literal)" : ":/", path));
}

/// What takes the documents of these findings back: those that were there as they were, under the names that they had
/// and have, new ones out of the index alone, so that nobody's text is lost.
std::vector<std::string> commands_back(const Checked& checked, const std::vector<const Finding*>& errors) {
  std::vector<std::string> old;
  std::vector<std::string> fresh;
  for (const Finding* const error : errors) {
    const DocumentReport& document = checked.report.documents[error->document.value_or(0)];
    std::vector<std::string>& paths = document.before.path.empty() ? fresh : old;
    for (const DocumentSide* const side : {&document.before, &document.after})
      if (const std::string path = pathspec(side->path);
          !side->path.empty() && std::ranges::find(paths, path) == paths.end())
        paths.push_back(path);
  }
  std::vector<std::string> commands;
  if (!old.empty())
    commands.push_back(fmt::format("git restore --source={} --staged --worktree -- {}", in_shell(checked.before),
                                   fmt::join(old, " ")));
  if (!fresh.empty()) commands.push_back(fmt::format("git rm --cached -- {}", fmt::join(fresh, " ")));
  return commands;
}

}  // namespace

std::vector<WayOn> ways_on(const Checked& checked) {
  const std::vector<const Finding*> errors = distinct_errors(checked.findings);
  if (errors.empty()) return {};
  return {{mend_words(checked, errors), {}},
          {fmt::format("Or waive it, in {}:", checked.policy.place), waiver_lines(errors, checked.now)},
          {"Or take it back:", commands_back(checked, errors)}};
}

}  // namespace stet::cli
