// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stet::classify {

/// A decimal without leading zeros, and without trailing ones behind its point.
[[nodiscard]] std::string normalized(std::string whole, std::string fraction);
/// A decimal times a power of ten, which is given as "1000".
[[nodiscard]] std::string scaled(std::string value, std::string_view scale);
/// The whole number that ASCII digits at the beginning of a text say; 0 without any.
[[nodiscard]] std::uint64_t to_number(std::string_view text);
/// The digits of any script in a text, as 0 to 9.
[[nodiscard]] std::string digits_of(std::string_view text);

}  // namespace stet::classify
