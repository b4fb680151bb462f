// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "stet/archive.hpp"
#include "support/command.hpp"

// Real repositories in a folder of their own, made with git's program, and checked with it.
namespace stet::test {

/// Every test starts with an empty folder, a HOME without configuration, and no configuration of the machine's.
class RepositoryTest : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  [[nodiscard]] std::string path(std::string_view below = {}) const;
  /// Runs a shell command in a folder below the test's own.
  Ran shell(const std::string& command, std::string_view folder = {}) const;
  /// The same, and the test fails where the command does. Its output without the last line feed.
  std::string must(const std::string& command, std::string_view folder = {}) const;
  /// `git ARGUMENTS` in that folder, which must work.
  std::string git(const std::string& arguments, std::string_view folder = "a") const;
  void write(std::string_view file, std::string_view bytes) const;
  [[nodiscard]] std::string read(std::string_view file) const;
  [[nodiscard]] bool exists(std::string_view file) const { return std::filesystem::exists(path(file)); }

  /// A fresh archive in "a".
  Archive make_archive(bool bare = false, std::string_view folder = "a") const;
  /// Everything that must hold of an archive at rest: git's checks, a clean status, no leftovers.
  void expect_sound(std::string_view folder = "a") const;

 private:
  std::string root_;
};

inline constexpr Timestamp kNow = 1'600'000'000;  // 2020-09-13T12:26:40Z
inline constexpr Timestamp kDay = 24 * 60 * 60;

/// A publication of `name` now, or at `published`.
[[nodiscard]] Publication of(std::string name, std::optional<Timestamp> published = std::nullopt, Timestamp now = kNow);

/// "1@2020-09-13 2@…" with "w" for a withdrawal: the versions of a release in their order.
[[nodiscard]] std::string outline(const Release& release);

/// The value; where there is none the test fails with the error's message.
template <class T>
T value_of(Result<T> result) {
  if (!result) {
    throw std::runtime_error(result.error().place + ": " + result.error().message);  // Ends the test.
  }
  return std::move(*result);
}

/// The error of a result that must be one.
template <class T>
Error error_of(const Result<T>& result) {
  if (!result) {
    EXPECT_EQ(result.error().message.find('\n'), std::string::npos);
    EXPECT_FALSE(result.error().message.ends_with('.'));
    return result.error();
  }
  ADD_FAILURE() << "no error";
  return {};
}

}  // namespace stet::test
