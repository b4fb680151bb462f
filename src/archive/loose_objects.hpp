// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "archive/git.hpp"

namespace stet::archive {

/// From now on the database reads the loose objects of a folder so that a damaged one is an error. libgit2 1.5 reads
/// one that is cut short without an end, and writes behind its memory where one holds more than it says.
/// @param folder  "…/objects", one that the database reads already.
[[nodiscard]] Result<void> guard_loose_objects(git_odb* database, const std::string& folder);

/// The folders in which a repository keeps objects: its own, and those of its alternates.
[[nodiscard]] std::vector<std::string> object_folders(git_repository* repository);

}  // namespace stet::archive
