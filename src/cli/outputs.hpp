// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "stet/result.hpp"

// Commands that write one answer in several formats: `--output FILE`, as often as is wanted.
namespace stet::cli {

/// The formats of `report` and `check`, as `--format` and `FORMAT:FILE` name them.
[[nodiscard]] const std::vector<std::string>& report_formats();

/// Where each answer goes: FORMAT:FILE, else what `--format` says, else by the file's ending, else text. `-` is
/// standard output; with no `--output` that alone. InvalidInput for a place that is named twice, and for a format that
/// a command lacks.
/// @param formats  Those that the command writes.
[[nodiscard]] Result<std::vector<OutputTarget>> output_targets(const std::vector<std::string>& typed,
                                                               const CommonOptions& options,
                                                               const std::vector<std::string>& formats);

/// Makes every answer, and looks at every place, before the first is written, so that trouble leaves nothing behind;
/// then writes each file whole or not at all, and standard output last.
/// @param make  The answer in a target's format.
[[nodiscard]] Result<void> write_outputs(const std::vector<OutputTarget>& targets,
                                         const std::function<std::string(const OutputTarget&)>& make,
                                         const Context& context);

/// The files among the targets, for saying where more can be read: those that hold everything, the best for people
/// first.
[[nodiscard]] std::vector<std::string> whole_answers(const std::vector<OutputTarget>& targets);

}  // namespace stet::cli
