// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "stet/document.hpp"
#include "stet/text.hpp"

namespace stet::read {

/// The last line of a plain text where it says when the text was published and under which topics.
struct MetadataLine {
  ByteRange bytes;  ///< From the beginning of the line to the end of its text.
  std::vector<MetadataEntry> entries;
};

/// Finds it: the last line that is not blank, a paragraph of its own after others, which begins with an ISO 8601 date
/// with time and goes on with nothing, with topics after "|", or with the same date as people write it.
[[nodiscard]] std::optional<MetadataLine> metadata_line(std::string_view source);

}  // namespace stet::read
