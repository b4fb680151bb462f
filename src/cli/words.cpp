// SPDX-License-Identifier: Apache-2.0
#include "cli/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/printable.hpp"

namespace stet::cli {
namespace {

bool is_plain(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         (byte & 0x80) != 0 || std::string_view("_-./:@%+=,~").find(byte) != std::string_view::npos;
}

}  // namespace

std::string in_shell(std::string_view word) {
  const bool inert = text::printable(word) == word;
  const bool home = word.starts_with('~');  // Elsewhere than at the beginning the sign means nothing.
  if (!word.empty() && inert && !home && std::ranges::all_of(word, is_plain)) return std::string(word);
  std::string quoted = inert ? "'" : "$'";
  for (const char byte : word) {
    if (inert && byte == '\'')
      quoted += "'\\''";
    else if (!inert && (byte == '\'' || byte == '\\'))
      quoted += fmt::format("\\{}", byte);
    else if (!inert && (static_cast<unsigned char>(byte) < 0x20 || static_cast<unsigned char>(byte) >= 0x7F))
      quoted += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
    else
      quoted += byte;
  }
  return quoted + "'";
}

std::string in_toml(std::string_view text) {
  std::string quoted = "\"";
  for (const char byte : text) {
    if (byte == '"' || byte == '\\')
      quoted += fmt::format("\\{}", byte);
    else if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F)
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(byte));
    else
      quoted += byte;
  }
  return text::printable(quoted + '"');
}

}  // namespace stet::cli
