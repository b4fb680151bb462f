// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace stet::archive {

using Sha256 = std::array<unsigned char, 32>;

/// SHA-256 of the bytes.
[[nodiscard]] Sha256 sha256_of(std::string_view bytes);
/// As 64 hexadecimal digits in lower case.
[[nodiscard]] std::string hex(const Sha256& digest);

/// SHA-256 of the bytes, as 64 hexadecimal digits in lower case.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace stet::archive
