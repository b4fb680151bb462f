// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "classify/entities.hpp"

namespace stet::classify {

/// Hour and minutes as written, and what makes them a time of day: "pm", "h", "hours"; nothing where the minutes do.
struct Clock {
  int hour = 0;
  std::string minutes;
  std::string_view kind;
  std::uint32_t last = 0;
};

/// The time of day that begins at a token, as far as its hour, minutes and their word go: 10h30, 9.30 am, 七点半, las
/// ocho de la tarde. Plain hours are a length of time and none, unless a word before or behind says otherwise.
[[nodiscard]] std::optional<Clock> clock_at(const TokenView& view, std::uint32_t i);
/// The value of a token of plain figures, or of a Han numeral.
[[nodiscard]] std::optional<int> integer_at(const TokenView& view, std::uint32_t i);

}  // namespace stet::classify
