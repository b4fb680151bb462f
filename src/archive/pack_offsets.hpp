// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stet/result.hpp"

namespace stet::archive {

/// Whether the indexes of a folder's packs point into the packs. libgit2 1.5 reads wherever they say.
/// @param folder  "…/objects".
/// NotReadable names an index that does not, and what makes it anew.
[[nodiscard]] Result<void> check_pack_offsets(const std::string& folder);

}  // namespace stet::archive
