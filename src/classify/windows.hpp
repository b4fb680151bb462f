// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "stet/text.hpp"

namespace stet::classify {

/// A part of two wordings that differs, with equal text around it so that dates, names and numbers at its edge are
/// whole.
struct Window {
  ByteRange before;
  ByteRange after;
};

/// The parts of two texts that have to be taken apart into words, in order; what lies between them and at either end is
/// equal. A short text is one window. Mirrors when the texts are swapped.
[[nodiscard]] std::vector<Window> differing_windows(std::string_view before, std::string_view after);

}  // namespace stet::classify
