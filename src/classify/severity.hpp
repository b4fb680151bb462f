// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stet/diff.hpp"

namespace stet::classify {

/// How much one edit matters. `heading`: it stands in a heading, where case is cosmetic.
[[nodiscard]] Severity severity_of(const Edit& edit, bool heading);

/// How much a change matters: the most of its edits, and what its kind and a move say besides.
[[nodiscard]] Severity severity_of(const Change& change, bool heading);

}  // namespace stet::classify
