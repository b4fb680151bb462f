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
  bool staged = false;  ///< The index was checked.
  std::string range;    ///< As it was typed; empty for the index.
  std::string before;   ///< What takes a document back: a revision for `git restore --source`.
  Timestamp now = 0;
};

/// Findings below their changes, what they come to, and the ways on where an error stands.
[[nodiscard]] std::string check_text(const Checked& checked, const TerminalStyle& style);
/// Schema: docs/schema/stet.check.schema.json.
[[nodiscard]] std::string check_json(const Checked& checked);
/// One such object for each document with findings, a line each; one line where there is none.
[[nodiscard]] std::string check_ndjson(const Checked& checked);
/// The same findings for SARIF, JUnit, Code Quality and GitHub's annotations.
[[nodiscard]] report::FindingList check_findings(const Checked& checked);

}  // namespace stet::cli
