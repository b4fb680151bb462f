// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "archive/state.hpp"

namespace stet::archive {

/// What `changed_documents` says of one file and two commits, whatever characters its path has. Incomplete where a
/// partial clone lacks texts that are compared.
[[nodiscard]] Result<std::vector<ChangedPath>> changes_of_file(const RepositoryState& repository,
                                                               const std::string& before, const std::string& after,
                                                               const std::string& path);

}  // namespace stet::archive
