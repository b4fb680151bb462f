// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/options.hpp"

// What git runs once `stet git setup` has told it to: docs/git.md.
namespace stet::cli {

/// `diff.<driver>.command` and GIT_EXTERNAL_DIFF of git(1): shows one changed file. Where git would stop at a failure
/// the output says what is wrong, and the status is 0.
/// @param words  path, old-file, old-hex, old-mode, new-file, new-hex, new-mode, of a rename the new path and a header
///               too; of an unmerged path, that alone.
[[nodiscard]] Result<ExitStatus> run_diff_driver(const CommonOptions& options, const std::vector<std::string>& words,
                                                 const Context& context);

/// `diff.<driver>.textconv` of gitattributes(5): the file's text with a sentence a line. What stet does not read as a
/// text is one line that says what it is.
[[nodiscard]] Result<ExitStatus> run_textconv(const std::vector<std::string>& words, const Context& context);

/// `difftool.<tool>.cmd` of git-config(1): two files, and the path that they stand for; or two folders.
[[nodiscard]] Result<ExitStatus> run_difftool(const CommonOptions& options, const std::vector<std::string>& words,
                                              const Context& context);

}  // namespace stet::cli
