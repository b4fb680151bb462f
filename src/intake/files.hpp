// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stet/result.hpp"

namespace stet::intake {

/// The bytes of a file that holds a text. NotFound, NotReadable (a symbolic link among it) or NotADocument otherwise.
[[nodiscard]] Result<std::string> text_of(const std::string& path);

/// Without its bytes: whether there is a regular file.
[[nodiscard]] Result<void> check_file(const std::string& path);

}  // namespace stet::intake
