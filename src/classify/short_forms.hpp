// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "classify/part.hpp"

namespace stet::classify {

/// The words with abbreviations spelled out and the dots behind them gone.
[[nodiscard]] std::string spelled_out(const Part& part, const Vocabulary& vocabulary);

/// Whether two names are one: an acronym and what it stands for, or a name with an abbreviation spelled out.
[[nodiscard]] bool says_the_same(const Part& one, const Part& other, const Vocabulary& vocabulary);

}  // namespace stet::classify
