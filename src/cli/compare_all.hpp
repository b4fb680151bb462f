// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "cli/commands.hpp"
#include "cli/targets.hpp"
#include "stet/diff.hpp"
#include "stet/report.hpp"

namespace stet::cli {

/// Compares each pair. What was not asked for by name and cannot be read is listed, else it is trouble. What readers
/// have to say goes to standard error.
[[nodiscard]] Result<Report> compare_all(std::vector<Pair> pairs, const DiffOptions& options, const Context& context);

}  // namespace stet::cli
