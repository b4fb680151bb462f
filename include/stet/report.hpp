// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/archive.hpp"
#include "stet/diff.hpp"
#include "stet/result.hpp"
#include "stet/source.hpp"

namespace stet {

/// One side of a compared document: where its bytes came from.
struct DocumentSide {
  std::string label;  ///< For people: "release.txt", "un/cted@2", "HEAD~1:terms.md".
  std::optional<std::uint32_t> version;
  std::string commit;     ///< Hexadecimal object id, or empty.
  std::string path;       ///< As given, or relative to the repository's root; or empty.
  std::string published;  ///< ISO 8601, or empty.
};

/// A compared document under the name by which reports speak of it.
struct DocumentReport {
  std::string name;
  DocumentSide before;
  DocumentSide after;
  DocumentDiff diff;
  /// The path that it had before; empty where it kept its own, or where files were named.
  std::string renamed_from = {};
};

/// Which changes a report shows, and how much it says of them. Summaries count before filters.
struct ReportFilter {
  Severity min_severity = Severity::Cosmetic;
  std::vector<ChangeKind> only;  ///< Empty: every kind.
  CategorySet ignore;            ///< A change all of whose categories are in here is left out.
  bool all = false;              ///< Unchanged sentences too, with document-wide positions.
  bool explain = false;          ///< Of each change, why its sentences were matched (DiffOptions::explain).

  [[nodiscard]] bool shows(const Change& change) const;
};

struct Report {
  std::vector<DocumentReport> documents;
  std::vector<NotRead> not_read;
};

struct TerminalStyle {
  bool colour = false;
  unsigned width = 80;  ///< Columns to wrap to; 0: lines are as long as they are.
};

/// The report as INTERFACE.md section 3 has it, one JSON object and a line feed. Docs: docs/schema/.
[[nodiscard]] std::string write_json(const Report& report, const ReportFilter& filter);
/// Takes a report piece by piece: together they are what the function without one gives.
using ReportSink = std::function<void(std::string_view)>;
/// The same without holding all of it in memory.
void write_json(const Report& report, const ReportFilter& filter, const ReportSink& sink);
/// One line for each document, each an object of the JSON report with that document alone.
[[nodiscard]] std::string write_ndjson(const Report& report, const ReportFilter& filter);
void write_ndjson(const Report& report, const ReportFilter& filter, const ReportSink& sink);
/// For a person at a terminal, or in a pipe. Nothing from the documents acts on the terminal.
[[nodiscard]] std::string write_terminal(const Report& report, const ReportFilter& filter, const TerminalStyle& style);
void write_terminal(const Report& report, const ReportFilter& filter, const TerminalStyle& style,
                    const ReportSink& sink);

/// A text with a sentence a line, for programs that compare lines (git's textconv): its source, mark-up and all, with a
/// line break behind each sentence and none inside; code keeps its lines. Texts that differ in wraps, CRLF, a byte
/// order mark or their encoding alone give the same bytes, and so does a text at any time: no settings go in. A merge's
/// conflict markers keep their lines. UTF-8 in which nothing acts on a terminal. Errors are those of `read_document`.
[[nodiscard]] Result<std::string> sentence_lines(const Source& source);

/// How much a site takes of a Markdown text that is handed to it.
enum class MarkdownBudget : std::uint8_t {
  Comment,  ///< At most 65,000 characters (UTF-16 code units): a comment of GitHub's or GitLab's, with room for a line
            ///< more.
  Summary,  ///< Less than 1 MiB: the summary of a job in GitHub Actions.
  None,
};

/// What a change report says where it cannot say all.
struct ChangeReportOptions {
  std::string whole = "stet diff";  ///< Where everything is: a file, or a command.
  MarkdownBudget budget = MarkdownBudget::Comment;
};

// The report of many changes for who reads it from the top: what it comes to, the facts that changed, edits that are
// the same in several documents once, then document by document, substantive changes first. docs/formats/report.md.

/// A Markdown text in which nothing from the documents acts. Keeps to the budget, leaves out what matters least, and
/// says how much that was.
[[nodiscard]] std::string write_markdown(const Report& report, const ReportFilter& filter,
                                         const ChangeReportOptions& options);
/// One page that needs nothing else and runs nothing.
[[nodiscard]] std::string write_html(const Report& report, const ReportFilter& filter);
/// For a terminal or a log, where it cannot give a runner commands.
[[nodiscard]] std::string write_change_report(const Report& report, const ReportFilter& filter,
                                              const TerminalStyle& style);

}  // namespace stet
