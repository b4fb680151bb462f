// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "report/findings.hpp"
#include "stet/policy.hpp"

namespace stet::cli {

/// What `check` found, and what has to be known to say it.
struct Checked {
  Policy policy;
  Report report;  ///< The changed documents that the policy looks at.
  std::vector<Finding> findings;
  std::string range;   ///< "A..B"; empty for the index.
  std::string before;  ///< What takes a document back: a revision for `git restore --source`.
  Timestamp now = 0;
};

/// One way on for somebody whose change breaks the policy.
struct WayOn {
  std::string words;
  std::vector<std::string> code;  ///< Lines to copy.
};
/// Say it, waive it, take it back; none where no error stands.
[[nodiscard]] std::vector<WayOn> ways_on(const Checked& checked);
/// "2 errors, 1 warning and 1 waived"; empty where there is nothing to say.
[[nodiscard]] std::string counts_in_words(const Checked& checked);

/// Findings below their changes, what they come to, and the ways on where an error stands.
[[nodiscard]] std::string check_text(const Checked& checked, const TerminalStyle& style);
/// For a comment or a job's summary: below 65,536 characters, and it says what it left out.
[[nodiscard]] std::string check_markdown(const Checked& checked);
/// One page that fetches nothing and runs nothing.
[[nodiscard]] std::string check_html(const Checked& checked);
/// Schema: docs/schema/stet.check.schema.json.
[[nodiscard]] std::string check_json(const Checked& checked);
/// One such object for each document with findings, a line each; one line where there is none.
[[nodiscard]] std::string check_ndjson(const Checked& checked);
/// The same findings for SARIF, JUnit, Code Quality and GitHub's annotations.
[[nodiscard]] report::FindingList check_findings(const Checked& checked);

}  // namespace stet::cli
