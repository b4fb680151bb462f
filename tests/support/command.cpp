// SPDX-License-Identifier: Apache-2.0
#include "support/command.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

namespace stet::test {

namespace fs = std::filesystem;

Outcome run_stet(const std::vector<std::string>& arguments, const std::string& input) {
  return run_stet_in({}, arguments, input);
}

Outcome run_stet_in(const Variables& variables, const std::vector<std::string>& arguments, const std::string& input) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  cli::Environment environment;
  environment.variable = [&](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::optional<std::string>() : found->second;
  };
  environment.now = kTestTime;
  environment.width = 0;
  const cli::ExitStatus status = cli::run(arguments, {in, out, err}, environment);
  return {status, out.str(), err.str()};
}

Ran run_command(const std::string& command) {
  std::FILE* const pipe = popen(("{ " + command + "\n} 2>&1").c_str(), "r");
  if (pipe == nullptr) return {-1, "cannot run a shell"};
  Ran ran;
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) ran.out.append(buffer.data(), got);
  const int status = pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

std::string shell(const std::string& command) {
  std::string out;
  std::FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) {
    ADD_FAILURE() << "cannot run " << command;
    return out;
  }
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    out.append(buffer.data(), got);
  EXPECT_EQ(pclose(pipe), 0) << command;
  return out;
}

TemporaryFolder::TemporaryFolder() : former_(fs::current_path()) {
  std::string name = (fs::temp_directory_path() / "stet-test-XXXXXX").string();
  path_ = mkdtemp(name.data());
  fs::create_directory(path_ / "home");
  fs::create_directory(path_ / "work");
  setenv("HOME", (path_ / "home").c_str(), 1);
  setenv("XDG_CONFIG_HOME", (path_ / "home").c_str(), 1);
  setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
  path_ /= "work";
  fs::current_path(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::current_path(former_, ignored);
  fs::remove_all(path_.parent_path(), ignored);
}

void TemporaryFolder::write(const std::string& name, const std::string& bytes) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << bytes;
}

std::string TemporaryFolder::read(const std::string& name) const { return file_bytes(path_ / name); }

std::string file_bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> case_names(const std::string& kind) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::path(STET_FIXTURES) / kind, ignored))
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

fs::path case_folder(const std::string& kind, const std::string& name) { return fs::path(STET_FIXTURES) / kind / name; }

void expect_golden(const fs::path& expected, const std::string& actual) {
  const char* const update = std::getenv("STET_UPDATE_GOLDENS");
  if (update != nullptr && std::string(update) == "1") {
    std::ofstream(expected, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(file_bytes(expected), actual) << expected << ": STET_UPDATE_GOLDENS=1 writes it";
}

}  // namespace stet::test
