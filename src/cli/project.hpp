// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.hpp"
#include "stet/archive.hpp"

namespace stet::cli {

/// The settings that `--config` names; none without it.
[[nodiscard]] Result<Settings> named_settings(const CommonOptions& options);

/// The settings of `--config`, else of the nearest `stet.toml` from the current folder (or `--repo`) up to the
/// repository's root. A bare repository's are those of `commit`, of HEAD where that is empty.
[[nodiscard]] Result<Settings> project_settings(const CommonOptions& options, const Archive& repository,
                                                const std::string& commit);

}  // namespace stet::cli
