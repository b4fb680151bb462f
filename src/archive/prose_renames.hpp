// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "stet/archive.hpp"

namespace stet::archive {

/// Makes one of a document that is gone and one that is new where much of their prose is the same. git, which pairs by
/// lines, sees nothing of that in a text with a paragraph a line of which every paragraph was touched.
void pair_renamed_prose(std::vector<ChangedPath>& paths);

/// How much of their prose two texts have in common, as a share of the larger one's: 0 to 1.
[[nodiscard]] double shared_prose(std::string_view before, std::string_view after);

/// The last part of a path.
[[nodiscard]] std::string_view file_name(std::string_view path);

}  // namespace stet::archive
