// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "support/generated_text.hpp"

namespace stet::test {

/// Markdown lists with all that may stand in their items, four times of five as prose is, else as nobody writes it.
[[nodiscard]] std::string list_soup(Dice& dice, std::size_t lines);

}  // namespace stet::test
