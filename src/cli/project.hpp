// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.hpp"
#include "stet/archive.hpp"

namespace stet::cli {

/// The repository of `--repo`; without it the one that git's own variables name (GIT_DIR, GIT_WORK_TREE,
/// GIT_INDEX_FILE: a hook has them), else the one that holds the current folder.
[[nodiscard]] Result<Archive> open_repository(const CommonOptions& options, const Environment& environment);
/// The same for a command that only compares states of a repository, of any shape that git itself can read.
[[nodiscard]] Result<Archive> open_for_comparison(const CommonOptions& options, const Environment& environment);

/// The settings that `--config` names; none without it.
[[nodiscard]] Result<Settings> named_settings(const CommonOptions& options);

/// The settings of `--config`, else of the nearest `stet.toml` from the current folder (or `--repo`) up to the
/// repository's root. A bare repository's are those of `commit`, of HEAD where that is empty.
[[nodiscard]] Result<Settings> project_settings(const CommonOptions& options, const Archive& repository,
                                                const std::string& commit);

}  // namespace stet::cli
