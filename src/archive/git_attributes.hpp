// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stet/result.hpp"

// stet's lines in a file of git's attributes: a block between two marks, at the top, so that every line that somebody
// else wrote comes later and wins.
namespace stet::archive {

/// A file of attributes, taken apart.
struct AttributesFile {
  std::vector<std::string> lines;  ///< Of stet's block, without its marks.
  bool has_block = false;
  std::string rest;  ///< Everything else, byte for byte.
};

/// InvalidInput where something between the marks is not stet's, or one of them is missing.
[[nodiscard]] Result<AttributesFile> parse_attributes(std::string_view bytes, const std::string& place);
/// The file's bytes; no marks where there are no lines.
[[nodiscard]] std::string format_attributes(const AttributesFile& file);

/// "*.md diff=stet"; the pattern in quotes where it must be. InvalidInput for one that git would not take.
[[nodiscard]] Result<std::string> attribute_line(const std::string& pattern);
/// Whether one of somebody else's lines gives this very pattern another diff driver, which then wins.
[[nodiscard]] bool is_overridden(const AttributesFile& file, const std::string& line);

}  // namespace stet::archive
