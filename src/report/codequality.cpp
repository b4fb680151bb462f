// SPDX-License-Identifier: Apache-2.0
#include "report/findings.hpp"
#include "report/json_writer.hpp"
#include "text/printable.hpp"

// GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
namespace stet::report {
namespace {

/// GitLab's words, from "info" to "blocker". A policy's error is what stops a release.
std::string_view severity_of(Level level) {
  switch (level) {
    case Level::Note:
      return "info";
    case Level::Warning:
      return "minor";
    case Level::Error:
      return "critical";
  }
  return "minor";
}

}  // namespace

std::string write_codequality(const FindingList& list) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  for (const Finding& finding : list.findings) {
    if (finding.waived) continue;
    json.begin_object().key("description").string(text::printable(finding.message));
    json.key("check_name").string(finding.rule).key("fingerprint").string(finding.fingerprint);
    json.key("severity").string(severity_of(finding.level));
    json.key("location").begin_object().key("path").string(finding.path);
    json.key("lines").begin_object().key("begin").number(finding.line).end_object().end_object().end_object();
  }
  json.end_array();
  out += '\n';
  return out;
}

}  // namespace stet::report
