// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace stet::cli {

/// Asks the system for the memory of small objects at once.
void prepare_small_objects();

}  // namespace stet::cli
