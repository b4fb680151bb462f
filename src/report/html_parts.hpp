// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "report/palette.hpp"

// What pages, and Markdown where it holds HTML, have in common.
namespace stet::report {

/// The element for text of a role, "del"; empty for what needs none.
[[nodiscard]] std::string_view element_of(Role role);

/// The beginning of a page, up to what stands in its body. The page holds all that it shows, and its own policy forbids
/// scripts and anything from elsewhere.
/// @param title  Anyone's text.
/// @param style  Ours: CSS.
[[nodiscard]] std::string page_head(std::string_view title, std::string_view style);

}  // namespace stet::report
