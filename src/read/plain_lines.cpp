// SPDX-License-Identifier: Apache-2.0
#include "read/plain_lines.hpp"

#include <algorithm>

#include "read/scan.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

bool is_invisible(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    const unicode::CodePoint code = unicode::code_point_at(text, position);
    if (!unicode::is_space(code.code) && !unicode::is_ignorable(code.code)) return false;
    position += code.size;
  }
  return true;
}

}  // namespace

Line line_at(std::string_view bytes, std::size_t begin, std::size_t end) {
  Line line;
  line.begin = begin;
  std::size_t text = begin;
  while (text < end && is_blank(bytes[text]) && !is_line_end(bytes[text])) ++text;
  const std::size_t first_special = next_special(bytes, text, end);
  std::size_t stop = first_special;
  while (stop < end && !is_line_end(bytes[stop])) stop = next_line_end(bytes, stop, end);
  line.next = std::min(next_line(bytes, stop), end);
  while (stop > text && is_blank(bytes[stop - 1])) --stop;
  line.bytes = {text, stop};
  line.slice = first_special >= stop;
  const bool starts_outside_ascii = text < stop && static_cast<unsigned char>(bytes[text]) >= 0x80;
  line.blank = text == stop || (starts_outside_ascii && is_invisible(bytes.substr(text, stop - text)));
  return line;
}

}  // namespace stet::read
