// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stet/result.hpp"

namespace stet {

/// What makes git's own `diff`, `log -p` and `difftool` show stet's view: a few keys in a configuration of git's, and a
/// block of lines in a file of attributes. Neither is ever a tracked file, so that no command comes from one.
struct GitSetupRequest {
  bool global = false;    ///< The user's configuration and attributes, else the repository's own.
  std::string directory;  ///< The repository is looked for from here; empty: where git's variables say, else here.
  std::string program;    ///< Path of stet in the commands.
  std::string home_attributes;             ///< git's default for `core.attributesFile`, for `global`.
  std::vector<std::string> patterns = {};  ///< Of gitattributes(5); none: `*.md` and `*.markdown`.
};

/// One key or line, and what became of it.
struct GitSetupStep {
  enum class Kind : std::uint8_t {
    Written,
    Already,  ///< It is there, as it would be written.
    Removed,
    Kept,  ///< Somebody else's, and left as it is: `reason` says so.
  };
  Kind kind = Kind::Written;
  std::string file;    ///< Absolute, as far as git tells.
  std::string line;    ///< "diff.stet.command = …", or "*.md diff=stet".
  std::string reason;  ///< Of Kept.
};

/// Writes what is missing, brings the program's path up to date, and touches nothing that stet did not write.
///
/// Runs git itself, so that it works wherever git does (linked working trees, bare repositories, `worktreeConfig`).
/// NotFound outside a repository; InvalidInput, with nothing written, for a pattern that no attribute can have or where
/// stet's block was edited; CannotWrite or NotReadable where the system or git refuses.
[[nodiscard]] Result<std::vector<GitSetupStep>> set_up_git(const GitSetupRequest& request);

/// Takes back what `set_up_git` wrote, and nothing else; no step where there is nothing. `program` and `patterns` do
/// not matter.
[[nodiscard]] Result<std::vector<GitSetupStep>> remove_git_setup(const GitSetupRequest& request);

}  // namespace stet
