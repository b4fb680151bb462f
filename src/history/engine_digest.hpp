// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace stet::history {

/// SHA-256 of the sources that decide what a text's sentences and changes are, written when the program is built.
extern const char* const kEngineSources;

}  // namespace stet::history
