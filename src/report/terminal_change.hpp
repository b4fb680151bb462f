// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "report/flow.hpp"
#include "report/palette.hpp"
#include "report/shown.hpp"
#include "stet/report.hpp"

namespace stet::report {

/// Prints the changes of one document for a terminal.
class ChangePrinter {
 public:
  ChangePrinter(std::string& out, const DocumentDiff& diff, const Shown& shown, const ReportFilter& filter,
                const TerminalStyle& style);

  /// A line that says what happened where and how much it matters, then the words. No empty line around it.
  void print(const Change& change);

 private:
  void print_heading(const Change& change);
  void print_reason(const Change& change);
  void print_context(const Change& change);
  void print_text(const Change& change);
  void print_lines(char sign, Role role, const Flow& flow);
  void print_sentences(const Change& change, EditOp side);

  [[nodiscard]] std::string location(const Change& change);
  [[nodiscard]] std::string origin(const Change& change);
  [[nodiscard]] bool in_one_line(const Change& change) const;

  std::string& out_;
  const DocumentDiff& diff_;
  const Shown& shown_;
  const ReportFilter& filter_;
  const TerminalStyle& style_;
  Palette palette_;
  /// Of the before and of the after document, before what was read of it; counted when a moved sentence asks.
  std::array<std::optional<std::size_t>, 2> blocks_before_;
  std::vector<bool> unchanged_before_;  ///< By sentence.
  std::vector<bool> unchanged_after_;
};

/// ● ○ ◦ and the role in which they and the severity's name stand.
[[nodiscard]] std::string_view severity_marker(Severity severity);
[[nodiscard]] Role severity_role(Severity severity);

}  // namespace stet::report
