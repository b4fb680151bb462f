// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

// Outputs in formats of others, held against what defines those.
namespace stet::test {

/// Each gives what is wrong, or an empty string. What stet uses of a format is in tests/report/schema, what the
/// formats' makers publish in tests/schemas.
[[nodiscard]] std::string sarif_fault(const std::string& output);
/// By what GitHub documents of the SARIF that code scanning takes; `sarif_fault` asks it too.
[[nodiscard]] std::string code_scanning_fault(const std::string& output);
inline constexpr std::size_t kMostCodeScanningResults = 25000;
[[nodiscard]] std::string codequality_fault(const std::string& output);
/// By `xmllint`, from libxml2-utils.
[[nodiscard]] std::string junit_fault(const std::string& output);

/// Whether a program can be run here.
[[nodiscard]] bool has_program(const std::string& name);
/// What a shell command makes of some input.
[[nodiscard]] std::string piped(const std::string& command, const std::string& input);

}  // namespace stet::test
