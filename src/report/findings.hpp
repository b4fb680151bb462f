// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/report.hpp"

// What changed as a list of findings: one shape for all that point at lines of files, and the formats that other
// programs read it in. `report` makes its findings from changes, `check` from the policy's rules.
namespace stet::report {

/// How much a finding counts. Ordered: a greater one counts more.
enum class Level : std::uint8_t { Note, Warning, Error };
inline constexpr std::size_t kLevels = 3;

/// "note", "warning", "error".
[[nodiscard]] std::string_view name_of(Level level);

/// One thing to say of one place.
struct Finding {
  std::string rule;  ///< A word of `FindingList::rules`: "number", "removed", "silent-change".
  Level level = Level::Warning;
  std::string path;      ///< Relative to the repository's root.
  std::size_t line = 1;  ///< From 1, in the after document; in the before document where that is all there is.
  std::string message;   ///< One sentence for people; plain text, and anyone's.
  /// Names the finding across runs: `Fingerprints`. Hexadecimal.
  std::string fingerprint;
  /// Why it does not count, where it is waived.
  std::optional<std::string> waived;
};

/// What a rule is about.
struct Rule {
  std::string id;
  std::string description;  ///< One sentence.
  Level level = Level::Warning;
};

struct FindingList {
  std::vector<Rule> rules;         ///< All that `findings` name, in a fixed order.
  std::vector<Finding> findings;   ///< In the order in which they are to be read.
  std::vector<std::string> paths;  ///< Of all documents that were looked at, also those without a finding.
  std::vector<NotRead> not_read;   ///< Those that could not be.
  Level failing = Level::Error;    ///< From this level on a JUnit test fails.
  std::string whole =
      "`stet diff`";  ///< Where everything is, for who is shown a part: "report.md", "`stet diff A..B`".
};

/// Makes fingerprints that stay when other parts of a text are edited: a hash of the path, the rule, the kind and both
/// texts, blind to typography and case, and a count of those that have the same, in the order in which they are asked
/// for. No line numbers.
class Fingerprints {
 public:
  [[nodiscard]] std::string of(std::string_view path, std::string_view rule, std::string_view kind,
                               std::string_view before, std::string_view after);

 private:
  std::map<std::string, std::size_t> seen_;
};

/// The list in "sarif", "junit", "codequality" or "github".
[[nodiscard]] std::string write_findings(std::string_view format, const FindingList& list);
/// GitHub refuses a file with more in a run, whole.
inline constexpr std::size_t kMostSarifResults = 25000;
/// SARIF 2.1.0: one run, every rule and every finding that has room; a waived one as suppressed.
[[nodiscard]] std::string write_sarif(const FindingList& list, std::size_t most_results = kMostSarifResults);
/// JUnit XML: a test suite for each document, a test case for each finding; one that passes where a document has none.
[[nodiscard]] std::string write_junit(const FindingList& list);
/// GitLab's Code Quality report: an array of issues, without the waived ones.
[[nodiscard]] std::string write_codequality(const FindingList& list);
/// Workflow commands of GitHub Actions, a line each, at most as many as GitHub shows; the last line says what was cut.
[[nodiscard]] std::string write_github(const FindingList& list);

}  // namespace stet::report
