// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace stet::align {

/// A folded text without the marks and spaces at its ends: "phone number" of "- phone number;".
[[nodiscard]] std::string_view without_marks(std::string_view folded);

/// Whether nothing but spaces and marks stands in `whole` between two positions.
[[nodiscard]] bool only_marks(std::string_view whole, std::size_t begin, std::size_t end);

}  // namespace stet::align
