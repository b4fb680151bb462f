// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "classify/entities.hpp"

namespace stet::classify {

/// 三分之一, 4分の1 that begins at a token.
[[nodiscard]] std::optional<Found> han_fraction(const TokenView& view, std::uint32_t i);
/// 2/3: two small figures, the first below the second.
[[nodiscard]] std::optional<Found> slash_fraction(const TokenView& view, std::uint32_t i);
/// half, drei Fünftel, twice: a phrase of the list of shares.
/// @param length  Of the phrase, in tokens.
[[nodiscard]] std::optional<Found> share_at(const TokenView& view, std::uint32_t i, std::uint32_t length);

}  // namespace stet::classify
