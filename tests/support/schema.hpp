// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace stet::test {

/// Holds an output against its schema in docs/schema/.
///
/// @param format  "stet.report".
/// @return What is wrong, or an empty string.
[[nodiscard]] std::string schema_fault(const std::string& format, const nlohmann::json& output);
/// The same against a schema anywhere.
[[nodiscard]] std::string schema_fault_of(const std::string& path, const nlohmann::json& output);

}  // namespace stet::test
