// SPDX-License-Identifier: Apache-2.0
#include "support/formats.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <vector>

#include "support/schema.hpp"

namespace stet::test {
namespace {

using nlohmann::json;

/// What stet uses of a format, narrowly.
const std::string kOwn = STET_TEST_SCHEMAS "/";
/// What the makers of a format publish: tests/schemas/README.md.
const std::string kPublished = STET_PUBLISHED_SCHEMAS "/";

std::string json_fault(const std::vector<std::string>& schemas, const std::string& output) {
  const json parsed = json::parse(output, nullptr, false);
  if (parsed.is_discarded()) return "is no JSON";
  std::string faults;
  for (const std::string& schema : schemas)
    if (const std::string fault = schema_fault_of(schema, parsed); !fault.empty())
      faults += std::filesystem::path(schema).filename().string() + ": " + fault;
  return faults;
}

/// What GitHub documents of a result and no schema can say.
std::string result_fault(const json& result, const json& rules) {
  const auto& rule = rules.at(result.at("ruleIndex").get<std::size_t>());
  if (rule.at("id") != result.at("ruleId")) return "ruleIndex and ruleId differ: " + result.dump();
  if (result.at("locations").size() != 1) return "is not at one place: " + result.dump();
  const json& place = result.at("locations").at(0).at("physicalLocation");
  if (!place.contains("region")) return "has no line: " + result.dump();
  const json& prints = result.at("partialFingerprints");
  return prints.contains("primaryLocationLineHash") ? "" : "has no primaryLocationLineHash: " + result.dump();
}

}  // namespace

std::string sarif_fault(const std::string& output) {
  std::string faults = json_fault({kOwn + "sarif-2.1.0.schema.json", kPublished + "sarif-2.1.0-rtm.5.json"}, output);
  return faults.empty() ? code_scanning_fault(output) : faults;
}

std::string code_scanning_fault(const std::string& output) {
  constexpr std::size_t kLongestDescription = 1024;
  const json runs = json::parse(output).at("runs");
  if (runs.size() != 1) return "has not one run";
  const json& rules = runs.at(0).at("tool").at("driver").at("rules");
  const json& results = runs.at(0).at("results");
  if (results.size() > kMostCodeScanningResults) return "has too many results";
  std::set<std::string> prints;
  for (const json& rule : rules)
    for (const char* key : {"shortDescription", "fullDescription"})
      if (rule.at(key).at("text").get<std::string>().size() > kLongestDescription) return "a description is too long";
  for (const json& result : results) {
    if (std::string fault = result_fault(result, rules); !fault.empty()) return fault;
    if (!prints.insert(result.at("partialFingerprints").at("primaryLocationLineHash")).second)
      return "two results have one fingerprint: " + result.dump();
  }
  return {};
}

std::string codequality_fault(const std::string& output) {
  return json_fault({kOwn + "codequality.schema.json"}, output);
}

std::string junit_fault(const std::string& output) {
  std::string faults;
  for (const std::string& schema : {kOwn + "junit.xsd", kPublished + "jenkins-junit.xsd"}) {
    const std::string said = piped("xmllint --noout --schema '" + schema + "' - 2>&1; true", output);
    if (said != "- validates\n") faults += std::filesystem::path(schema).filename().string() + ": " + said;
  }
  return faults;
}

bool has_program(const std::string& name) {
  return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;
}

std::string piped(const std::string& command, const std::string& input) {
  std::string name = (std::filesystem::temp_directory_path() / "stet-input-XXXXXX").string();
  if (const int file = mkstemp(name.data()); file < 0) return "no temporary file";
  std::ofstream(name, std::ios::binary) << input;
  std::string out;
  if (std::FILE* const pipe = popen(("{ " + command + "; } < " + name).c_str(), "r")) {
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
      out.append(buffer.data(), got);
    pclose(pipe);
  }
  std::filesystem::remove(name);
  return out;
}

}  // namespace stet::test
