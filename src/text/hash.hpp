// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace stet::text {

/// XXH3 of the bytes: for tables and for noticing damage, not against anyone who makes collisions on purpose.
[[nodiscard]] std::uint64_t hash(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace stet::text
