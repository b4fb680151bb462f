// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "stet/archive.hpp"

namespace stet::archive {

/// Makes one of a document that is gone and one that is new where much of their prose is the same. git, which pairs by
/// lines, sees nothing of that in a text with a paragraph a line of which every paragraph was touched.
void pair_renamed_prose(std::vector<ChangedPath>& paths);

}  // namespace stet::archive
