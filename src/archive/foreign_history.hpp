// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "stet/import.hpp"

namespace stet::archive {

/// `read_history`, but for the check that a text is one.
[[nodiscard]] Result<Incoming> foreign_history(const std::string& directory, const std::vector<std::string>& paths);

}  // namespace stet::archive
