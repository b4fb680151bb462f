// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stet::text {

/// Seconds since 1970-01-01T00:00:00Z of an ISO 8601 date or time: `2018-02-28`, `2018-02-28T15:58`,
/// `2018-02-28T15:58:07Z`, `…+01:00`, `…+0100`, a space for the T, fractions cut off. Without offset it is
/// UTC, without time 00:00. Nothing for anything else, impossible dates (2018-02-30) among them.
[[nodiscard]] std::optional<std::int64_t> parse_iso_time(std::string_view text);

/// `2018-02-28T15:58:07Z`.
[[nodiscard]] std::string format_iso_time(std::int64_t seconds);

/// `2018-02-28`, in UTC.
[[nodiscard]] std::string format_iso_date(std::int64_t seconds);

}  // namespace stet::text
