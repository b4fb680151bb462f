// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace stet::read {

/// The line that opens a directive of a site generator, and the lines of options right below it. All are markup but for
/// the title. Positions are in bytes of the text.
struct Directive {
  std::size_t title_begin = 0;
  std::size_t title_end = 0;
  std::size_t end = 0;    ///< Where the line behind the options begins.
  bool has_body = false;  ///< Whether indented lines follow, which then are text.
};

/// The directive whose line begins at `begin`, white space before it left out; nothing where that is an ordinary line,
/// or where what follows is code.
[[nodiscard]] std::optional<Directive> directive_at(std::string_view markdown, std::size_t begin);

/// Whether a directive with a body stands at the margin of a text.
[[nodiscard]] bool has_directive_body(std::string_view markdown);

}  // namespace stet::read
