// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "classify/entities.hpp"

// Names in scripts without capitals: Arabic, Devanagari, Han and kana.
namespace stet::classify {

/// One that has an organisation's word, or in Chinese and Japanese a place, a surname or a title.
[[nodiscard]] std::optional<Found> name_by_organisation(const TokenView& view, std::uint32_t first);

/// Where a name ends that begins at a token, or 0: what Arabic words of kinship join.
[[nodiscard]] std::uint32_t name_by_kinship(const TokenView& view, std::uint32_t first);

/// The same of a Chinese or Japanese person's.
/// @param titled  Whether a title stands before.
[[nodiscard]] std::uint32_t name_by_surname(const TokenView& view, std::uint32_t first, bool titled);

}  // namespace stet::classify
