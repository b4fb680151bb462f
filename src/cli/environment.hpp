// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "stet/archive.hpp"

namespace stet::cli {

enum class ExitStatus : std::uint8_t { Fine = 0, Findings = 1, Trouble = 2 };

/// Where a command reads and writes. Tests give string streams.
struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

/// What a command may know of the world around it.
struct Environment {
  std::function<std::optional<std::string>(const std::string&)> variable;  ///< Of the process's environment.
  Timestamp now = 0;                                                       ///< The clock, or SOURCE_DATE_EPOCH.
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::string program;  ///< Absolute path of the running program; empty where it is not known.
  unsigned width = 80;  ///< Of the terminal, in columns.
  /// Shows text a screen at a time; false where that cannot be done. Given only where standard output is a terminal.
  std::function<bool(const std::string& command, const std::string& text)> page;
  /// Becomes another program, looked for along PATH; returns where that cannot be done. Not given where the program is
  /// not alone.
  std::function<void(const std::vector<std::string>& words)> become;
  /// Keeps something until the program ends: the system takes memory back faster than all that lies in it is taken
  /// apart. Not given where the program is not alone.
  std::function<void(std::shared_ptr<const void> kept)> keep;
};

}  // namespace stet::cli
