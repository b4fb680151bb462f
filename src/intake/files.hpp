// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stet/result.hpp"
#include "stet/source.hpp"

namespace stet::intake {

/// A file that holds a text, read into memory: what it has now is what is recorded. NotFound, NotReadable (a symbolic
/// link among it) or NotADocument otherwise.
[[nodiscard]] Result<Source> text_of(const std::string& path);

/// Without its bytes: whether there is a regular file.
[[nodiscard]] Result<void> check_file(const std::string& path);

}  // namespace stet::intake
