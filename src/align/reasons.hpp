// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/align.hpp"
#include "stet/document.hpp"

namespace stet::align {

/// Adds to every match what `--explain` says of it: the words that decided, and for a sentence without a match the
/// rival that came nearest. Changes nothing else.
///
/// @param alignment  As `align` gave it for these documents.
void add_reasons(const Document& before, const Document& after, Alignment& alignment);

}  // namespace stet::align
