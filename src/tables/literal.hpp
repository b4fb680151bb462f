// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>

namespace stet::tables {

/// A string_view as C++ source, in bytes that no source encoding changes.
[[nodiscard]] inline std::string literal(std::string_view text) {
  std::string source = "{\"";
  for (const char byte : text) {
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == ' ';
    if (plain)
      source += byte;
    else  // always three digits: what follows may be one
      fmt::format_to(std::back_inserter(source), "\\{:03o}", static_cast<unsigned char>(byte));
  }
  return source + fmt::format("\", {}}}", text.size());
}

}  // namespace stet::tables
