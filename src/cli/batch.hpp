// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "stet/settings.hpp"

namespace stet::cli {

/// `diff --batch`: pairs as NDJSON on standard input, a report for each as NDJSON on standard output, in their order.
/// docs/formats/batch.md. A pair that cannot be read stands under `not_read` of its line, and makes the end trouble; a
/// line that is no pair is trouble at once, after the lines before it.
[[nodiscard]] Result<ExitStatus> run_batch(const CommonOptions& options, const Settings& settings,
                                           const Context& context);

}  // namespace stet::cli
