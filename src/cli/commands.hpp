// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/environment.hpp"
#include "stet/result.hpp"

namespace CLI {
class App;
}

namespace stet::cli {

/// What a command needs besides its own options.
struct Context {
  const Streams& streams;
  const Environment& environment;
  std::vector<std::string> paths;  ///< What stood behind `--`.
  bool had_separator = false;      ///< Whether there was a `--`.
};

/// A command that was chosen and parsed.
using Action = std::function<Result<ExitStatus>(const Context&)>;

/// Each adds its command to the program and gives, once parsed, what runs it.
Action add_diff(CLI::App& program);
Action add_segment(CLI::App& program);
Action add_init(CLI::App& program);
Action add_publish(CLI::App& program);
Action add_import(CLI::App& program);
Action add_list(CLI::App& program);
Action add_log(CLI::App& program);
Action add_show(CLI::App& program);
Action add_blame(CLI::App& program);
Action add_trace(CLI::App& program);
Action add_grep(CLI::App& program);
Action add_report(CLI::App& program);
Action add_sync(CLI::App& program);
Action add_verify(CLI::App& program);
Action add_check(CLI::App& program);
Action add_config(CLI::App& program);
Action add_hook(CLI::App& program);
Action add_git(CLI::App& program);
Action add_completions(CLI::App& program);

}  // namespace stet::cli
