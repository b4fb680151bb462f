// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace stet::text {

/// A data file built into the program (cmake/EmbedData.cmake): its name without ending, and its bytes.
struct EmbeddedFile {
  std::string_view name;
  std::string_view bytes;
};

}  // namespace stet::text
