// SPDX-License-Identifier: Apache-2.0
#include "support/schema.hpp"

#include <fstream>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace stet::test {
namespace {

nlohmann::json load_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("no schema " + path);
  return nlohmann::json::parse(file);
}

nlohmann::json load(const std::string& file_name) { return load_file(std::string(STET_SCHEMAS) + "/" + file_name); }

}  // namespace

std::string schema_fault(const std::string& format, const nlohmann::json& output) {
  return schema_fault_of(std::string(STET_SCHEMAS) + "/" + format + ".schema.json", output);
}

std::string schema_fault_of(const std::string& path, const nlohmann::json& output) {
  using Adapter = valijson::adapters::NlohmannJsonAdapter;
  const nlohmann::json document = load_file(path);
  valijson::Schema schema;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  // The schemas refer to each other by file name.
  const auto fetch = [](const std::string& uri) -> const nlohmann::json* { return new nlohmann::json(load(uri)); };
  const auto release = [](const nlohmann::json* fetched) { delete fetched; };
  parser.populateSchema<Adapter>(Adapter(document), schema, fetch, release);
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  if (validator.validate(schema, Adapter(output), &results)) return {};
  std::string fault;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const std::string& step : error.context) fault += step;
    fault += ": " + error.description + "\n";
  }
  return fault.empty() ? "does not match" : fault;
}

}  // namespace stet::test
