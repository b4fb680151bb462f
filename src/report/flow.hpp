// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/palette.hpp"

namespace stet::report {

/// Running text of several roles that will be broken into lines together.
///
/// Everything is made inert as it comes in, so nothing that a flow holds can act on a terminal.
class Flow {
 public:
  /// How a piece holds on to its neighbours when lines are broken.
  enum class Glue : std::uint8_t { None, ToNext, ToPrevious };
  struct Piece {
    Role role = Role::Plain;
    Glue glue = Glue::None;
    std::string text;
  };

  /// @param text  Anyone's: any bytes.
  Flow& add(Role role, std::string_view text);
  /// Words of an edit between the palette's signs.
  Flow& add_marked(Role role, std::string_view text, const Palette& palette);

  [[nodiscard]] bool empty() const { return pieces_.empty(); }
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  std::vector<Piece> pieces_;
};

/// How a flow is laid out.
struct Layout {
  std::string first;  ///< Before the first line, "  + ": plain text.
  Role first_role = Role::Plain;
  std::size_t indent = 0;  ///< Columns before the others.
  std::size_t width = 0;   ///< Columns of the terminal; 0: one line, however long.
};

/// Appends the flow as lines. They break after spaces and between Han and Kana (but not before their closing marks);
/// what fits on no line breaks between clusters. Every line is ended, and so is the colour on it. Linear.
void append_lines(std::string& out, const Flow& flow, const Layout& layout, const Palette& palette);

}  // namespace stet::report
