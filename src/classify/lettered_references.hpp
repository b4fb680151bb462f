// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "classify/entities.hpp"

namespace stet::classify {

/// "iv" of a folded word: a canonical numeral up to 39.
[[nodiscard]] bool is_roman(std::string_view folded);

/// What a reference names by letters, or by the Latin word for a number that was put in later.
[[nodiscard]] std::optional<Found> lettered_reference(const TokenView& view, std::uint32_t i);

/// Whether a word in small letters may be one although no bracket closes it: Buchst. c, article 5 bis. Cheap.
[[nodiscard]] bool may_be_lettered(const TokenView& view, std::uint32_t i);

}  // namespace stet::classify
