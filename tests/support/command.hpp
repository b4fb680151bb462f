// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cli/run.hpp"

namespace stet::test {

/// What a command line did.
struct Outcome {
  cli::ExitStatus status = cli::ExitStatus::Fine;
  std::string out;
  std::string err;
};

/// The moment at which commands run in tests: 2025-01-01T00:00:00Z.
inline constexpr Timestamp kTestTime = 1735689600;

/// Runs a command line in-process, with an empty environment, no terminal, and the given standard input.
[[nodiscard]] Outcome run_stet(const std::vector<std::string>& arguments, const std::string& input = "");

/// Variables of an environment.
using Variables = std::map<std::string, std::string>;
/// The same in an environment of these variables.
[[nodiscard]] Outcome run_stet_in(const Variables& variables, const std::vector<std::string>& arguments,
                                  const std::string& input = "");

/// How a shell command ended.
struct Ran {
  int status = 0;
  std::string out;  ///< Standard output and standard error.
};
[[nodiscard]] Ran run_command(const std::string& command);

/// Runs a shell command and gives its standard output; fails the test where it fails.
std::string shell(const std::string& command);

/// A fresh folder that is the current one and goes away at the end, with a home of its own for git.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Writes a file, making its folders.
  void write(const std::string& name, const std::string& bytes) const;
  [[nodiscard]] std::string read(const std::string& name) const;

 private:
  std::filesystem::path path_;
  std::filesystem::path former_;
};

/// The bytes of a file; empty where there is none.
[[nodiscard]] std::string file_bytes(const std::filesystem::path& path);

/// The names of the folders in fixtures/KIND, in order: dropping one in adds a test.
[[nodiscard]] std::vector<std::string> case_names(const std::string& kind);
[[nodiscard]] std::filesystem::path case_folder(const std::string& kind, const std::string& name);

/// Holds text against a file of expected text; with STET_UPDATE_GOLDENS=1 in the environment writes the file instead.
void expect_golden(const std::filesystem::path& expected, const std::string& actual);

}  // namespace stet::test
