// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "cli/environment.hpp"

namespace stet::cli {

/// Runs one command line, without the program's own name.
///
/// Writes to the streams alone. Trouble is one line on `streams.err` and nothing half-written on `streams.out`.
[[nodiscard]] ExitStatus run(std::span<const std::string> arguments, const Streams& streams,
                             const Environment& environment);

}  // namespace stet::cli
