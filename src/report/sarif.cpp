// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "report/escape.hpp"
#include "report/findings.hpp"
#include "report/json_values.hpp"
#include "report/json_writer.hpp"
#include "report/words.hpp"

// SARIF 2.1.0 (OASIS Standard, 27 March 2020), with what GitHub's code scanning requires beyond it:
// https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
namespace stet::report {
namespace {

constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";

void write_message(JsonWriter& json, std::string_view text) {
  json.begin_object().key("text").string(sarif_text(text)).end_object();
}

/// What is shown beside a result by who asks what its rule is.
std::string help_of(const Rule& rule) {
  return fmt::format("{} `stet diff` shows the change in full.", rule.description);
}

void write_rules(JsonWriter& json, const std::vector<Rule>& rules) {
  json.begin_array();
  for (const Rule& rule : rules) {
    json.begin_object().key("id").string(rule.id).key("shortDescription");
    write_message(json, rule.description);
    json.key("fullDescription");
    write_message(json, rule.description);
    json.key("help");
    write_message(json, help_of(rule));
    json.key("defaultConfiguration").begin_object().key("level").string(name_of(rule.level)).end_object().end_object();
  }
  json.end_array();
}

void write_location(JsonWriter& json, const std::string& path, std::size_t line) {
  json.begin_object().key("physicalLocation").begin_object();
  json.key("artifactLocation").begin_object().key("uri").string(path_uri(path)).end_object();
  if (line > 0) json.key("region").begin_object().key("startLine").number(line).end_object();
  json.end_object().end_object();
}

void write_result(JsonWriter& json, const Finding& finding, const std::vector<Rule>& rules) {
  json.begin_object().key("ruleId").string(finding.rule);
  const auto rule = std::ranges::find(rules, finding.rule, &Rule::id);
  if (rule != rules.end()) json.key("ruleIndex").number(static_cast<std::uint64_t>(rule - rules.begin()));
  json.key("level").string(name_of(finding.level)).key("message");
  write_message(json, finding.message);
  json.key("locations").begin_array();
  write_location(json, finding.path, finding.line);
  json.end_array();
  // GitHub knows an alert again by the second one alone, and would else make its own from the line's text.
  json.key("partialFingerprints").begin_object().key("stet/v1").string(finding.fingerprint);
  json.key("primaryLocationLineHash").string(finding.fingerprint + ":1").end_object();
  if (finding.waived) {
    json.key("suppressions").begin_array().begin_object().key("kind").string("external");
    json.key("justification").string(*finding.waived).end_object().end_array();
  }
  json.end_object();
}

/// The findings that have room, in their order; where there are too many, those of the gravest levels.
std::vector<const Finding*> with_room(const std::vector<Finding>& findings, std::size_t most) {
  std::vector<const Finding*> chosen;
  for (const Finding& finding : findings) chosen.push_back(&finding);
  if (chosen.size() <= most) return chosen;
  std::ranges::stable_sort(chosen, std::greater(), &Finding::level);
  chosen.resize(most);
  // Pointers into one vector stand in its order.
  std::ranges::sort(chosen);
  return chosen;
}

void write_cut(JsonWriter& json, std::size_t count, const std::string& whole) {
  json.begin_object().key("level").string("warning").key("message");
  write_message(json, fmt::format("{} left out, so that code scanning takes the file: see {}",
                                  counted(count, "result", "results"), whole));
  json.end_object();
}

/// What could not be read or has no room is no result: it is said of the run.
void write_invocation(JsonWriter& json, const FindingList& list, std::size_t cut) {
  json.begin_object().key("executionSuccessful").boolean(true);
  json.key("toolExecutionNotifications").begin_array();
  if (cut > 0) write_cut(json, cut, list.whole);
  for (const NotRead& document : list.not_read) {
    json.begin_object().key("level").string("warning").key("message");
    write_message(json, "not read: " + document.reason);
    json.key("locations").begin_array();
    write_location(json, document.path, 0);
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string write_sarif(const FindingList& list, std::size_t most_results) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("$schema").string(kSchema).key("version").string("2.1.0");
  json.key("runs").begin_array().begin_object();
  json.key("tool").begin_object().key("driver").begin_object().key("name").string("stet");
  json.key("version").string(program_version()).key("rules");
  write_rules(json, list.rules);
  json.end_object().end_object();
  json.key("columnKind").string("utf16CodeUnits");
  json.key("invocations").begin_array();
  const std::vector<const Finding*> findings = with_room(list.findings, most_results);
  write_invocation(json, list, list.findings.size() - findings.size());
  json.end_array().key("results").begin_array();
  for (const Finding* finding : findings) write_result(json, *finding, list.rules);
  json.end_array().end_object().end_array().end_object();
  out += '\n';
  return out;
}

}  // namespace stet::report
