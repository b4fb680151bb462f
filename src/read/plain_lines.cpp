// SPDX-License-Identifier: Apache-2.0
#include "read/plain_lines.hpp"

#include <algorithm>

#include "read/scan.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {

Line line_at(std::string_view bytes, std::size_t begin, std::size_t end) {
  Line line;
  line.begin = begin;
  // A byte order mark is white space where it stands first, and text elsewhere.
  std::size_t text =
      begin == 0 && bytes.substr(0, end).starts_with(unicode::kByteOrderMark) ? unicode::kByteOrderMark.size() : begin;
  while (text < end && is_blank(bytes[text]) && !is_line_end(bytes[text])) ++text;
  const std::size_t first_special = next_special(bytes, text, end);
  std::size_t stop = first_special;
  while (stop < end && !is_line_end(bytes[stop])) stop = next_line_end(bytes, stop, end);
  line.next = stop == end ? end : std::min(stop + (bytes.substr(stop, 2) == "\r\n" ? 2 : 1), end);
  while (stop > text && is_blank(bytes[stop - 1])) --stop;
  line.bytes = {text, stop};
  line.slice = first_special >= stop;
  line.blank = text == stop;
  return line;
}

}  // namespace stet::read
