// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stet::archive {

/// SHA-256 of the bytes, as 64 hexadecimal digits in lower case.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace stet::archive
