// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "archive/git_program.hpp"

// What a clone left out, brought by git: only where `--fetch` asked for it.
namespace stet::archive {

/// Objects that a partial clone left out, all in one fetch. NotReadable with git's reason where it fails.
[[nodiscard]] Result<void> fetch_objects(const GitProgram& git, const std::vector<std::string>& ids);
/// All folders of these trees: git fetches each that it misses with all below it.
[[nodiscard]] Result<void> fetch_folders(const GitProgram& git, const std::vector<std::string>& trees);

/// Brings what revisions begin with ("origin/main" of "origin/main~2"), then deepens a shallow clone step by step until
/// `is_enough` or until nothing is missing. What the remote does not have is no error: the caller finds it missing.
[[nodiscard]] Result<void> fetch_history(const GitProgram& git, const std::vector<std::string>& revisions,
                                         const std::function<bool()>& is_enough);

}  // namespace stet::archive
