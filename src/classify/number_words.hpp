// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "classify/entities.hpp"

namespace stet::classify {

/// The number that words say from a token on: "two hundred and five".
[[nodiscard]] std::optional<Found> number_words(const TokenView& view, std::uint32_t i);

/// Whether a word that is a number elsewhere is none here: "un logement neuf", "the second one", сорока прилетела.
[[nodiscard]] bool is_other_word(const TokenView& view, std::uint32_t i);

}  // namespace stet::classify
