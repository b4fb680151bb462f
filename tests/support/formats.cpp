// SPDX-License-Identifier: Apache-2.0
#include "support/formats.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "support/schema.hpp"

namespace stet::test {
namespace {

constexpr const char* kSchemas = STET_TEST_SCHEMAS;

std::string json_fault(const std::string& file, const std::string& output) {
  const nlohmann::json parsed = nlohmann::json::parse(output, nullptr, false);
  return parsed.is_discarded() ? "is no JSON" : schema_fault_of(std::string(kSchemas) + "/" + file, parsed);
}

}  // namespace

std::string sarif_fault(const std::string& output) { return json_fault("sarif-2.1.0.schema.json", output); }
std::string codequality_fault(const std::string& output) { return json_fault("codequality.schema.json", output); }

std::string junit_fault(const std::string& output) {
  const std::string said =
      piped("xmllint --noout --schema " + std::string(kSchemas) + "/junit.xsd - 2>&1; true", output);
  return said == "- validates\n" ? "" : said;
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
