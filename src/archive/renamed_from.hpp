// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "archive/state.hpp"

namespace stet::archive {

/// Where a document lay before the commit in which it came to be: the path of the one which went there and which it is
/// a renamed, perhaps also edited, version of: the one with its bytes, else the one of its name with half of its prose
/// (and no less than a document has that came under a name of which none went), else the one that a diff of the commit
/// with its first parent pairs it with. No two documents of a commit have one path for an answer. Nothing where there
/// is none, or where the commit has no parent. Incomplete where a partial clone lacks texts that decide it.
[[nodiscard]] Result<std::optional<std::string>> renamed_from(const RepositoryState& repository, const git_oid& commit,
                                                              const std::string& path);

}  // namespace stet::archive
