// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "report/escape.hpp"
#include "report/findings.hpp"

// JUnit XML as Jenkins' xUnit plugin defines it, which GitLab, Azure and others read too. Why a test was skipped is the
// element's text: the older of Jenkins' schemas have no attribute for it, and GitLab reads the text alone.
namespace stet::report {
namespace {

/// One document's findings, in their order.
struct Suite {
  std::string path;
  std::vector<const Finding*> findings;
  const NotRead* not_read = nullptr;
};

/// In the order of the documents; what only a finding names comes behind.
std::vector<Suite> suites_of(const FindingList& list) {
  std::vector<Suite> suites;
  std::map<std::string, std::size_t> positions;
  const auto suite = [&](const std::string& path) -> Suite& {
    const auto [found, is_new] = positions.try_emplace(path, suites.size());
    if (is_new) suites.push_back({path, {}, nullptr});
    return suites[found->second];
  };
  for (const std::string& path : list.paths) (void)suite(path);
  for (const Finding& finding : list.findings) suite(finding.path).findings.push_back(&finding);
  for (const NotRead& document : list.not_read) suite(document.path).not_read = &document;
  return suites;
}

bool fails(const Finding& finding, const FindingList& list) { return !finding.waived && finding.level >= list.failing; }

std::size_t failures_in(const Suite& suite, const FindingList& list) {
  std::size_t count = 0;
  for (const Finding* finding : suite.findings)
    if (fails(*finding, list)) ++count;
  return count;
}

std::size_t skipped_in(const Suite& suite) {
  std::size_t count = suite.not_read != nullptr ? 1 : 0;
  for (const Finding* finding : suite.findings)
    if (finding->waived) ++count;
  return count;
}

std::size_t tests_in(const Suite& suite) {
  const std::size_t count = suite.findings.size() + (suite.not_read != nullptr ? 1 : 0);
  return count == 0 ? 1 : count;
}

void append_case(std::string& out, const std::string& path, std::string_view name, std::string_view content) {
  out += fmt::format("    <testcase classname=\"{}\" name=\"{}\"", xml_text(path), xml_text(name));
  out += content.empty() ? "/>\n" : fmt::format(">{}</testcase>\n", content);
}

/// A name without the line, so that a test is the same one when other parts of the text were edited.
std::string name_of_case(const Finding& finding) {
  if (finding.message.starts_with(finding.rule)) return finding.message;
  return fmt::format("{}: {}", finding.rule, finding.message);
}

std::string content_of_case(const Finding& finding, const FindingList& list) {
  if (finding.waived) return fmt::format("<skipped>waived: {}</skipped>", xml_text(*finding.waived));
  const std::string place = fmt::format("{}:{}", xml_text(finding.path), finding.line);
  const std::string message = xml_text(finding.message);
  if (fails(finding, list))
    return fmt::format("<failure type=\"{}\" message=\"{}\">{}: {}</failure>", xml_text(finding.rule), message, place,
                       message);
  return fmt::format("<system-out>{}: {}: {}</system-out>", place, name_of(finding.level), message);
}

void append_suite(std::string& out, const Suite& suite, const FindingList& list) {
  out += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">\n",
                     xml_text(suite.path), tests_in(suite), failures_in(suite, list), skipped_in(suite));
  // Readers tell tests apart by their names alone.
  std::map<std::string, std::size_t> seen;
  for (const Finding* finding : suite.findings) {
    std::string name = name_of_case(*finding);
    if (const std::size_t count = ++seen[name]; count > 1) name += fmt::format(" ({})", count);
    append_case(out, suite.path, name, content_of_case(*finding, list));
  }
  if (suite.not_read != nullptr)
    append_case(out, suite.path, "not read", fmt::format("<skipped>{}</skipped>", xml_text(suite.not_read->reason)));
  if (suite.findings.empty() && suite.not_read == nullptr) append_case(out, suite.path, "no finding", "");
  out += "  </testsuite>\n";
}

}  // namespace

std::string write_junit(const FindingList& list) {
  const std::vector<Suite> suites = suites_of(list);
  std::size_t tests = 0;
  std::size_t failures = 0;
  for (const Suite& suite : suites) {
    tests += tests_in(suite);
    failures += failures_in(suite, list);
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites name=\"stet\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n", tests, failures);
  for (const Suite& suite : suites) append_suite(out, suite, list);
  out += "</testsuites>\n";
  return out;
}

}  // namespace stet::report
