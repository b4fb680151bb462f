// SPDX-License-Identifier: Apache-2.0
#include "text/printable.hpp"

#include <fmt/format.h>

#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::text {
namespace {

constexpr char32_t kControlPictures = 0x2400;  // ␀, and so on up to ␠
constexpr char32_t kDeletePicture = 0x2421;

bool is_inert(char32_t code, bool keep_lines) {
  if (code == '\n' || code == '\t') return keep_lines;
  if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return false;
  return code < 0x80 || (!unicode::is_bidi_control(code) && code != 0x2028 && code != 0x2029);
}

void append_visible(std::string& out, char32_t code) {
  if (code < 0x20) return unicode::append(out, kControlPictures + code);
  if (code == 0x7F) return unicode::append(out, kDeletePicture);
  out += fmt::format("⟨U+{:04X}⟩", static_cast<std::uint32_t>(code));
}

}  // namespace

std::string printable(std::string_view text, bool keep_lines) {
  // Most texts need no more than a look, and of most others the larger part.
  const auto past_plain = [](std::string_view of, std::size_t from) {
    while (from < of.size() && of[from] >= ' ' && of[from] <= '~') ++from;
    return from;
  };
  if (past_plain(text, 0) == text.size()) return std::string(text);
  std::string out;
  out.reserve(text.size());
  // Strangers' names may come here before anything has checked them.
  const std::string repaired =
      unicode::valid_prefix(text) == text.size() ? std::string() : unicode::replace_invalid(text);
  const std::string_view valid = repaired.empty() ? text : std::string_view(repaired);
  for (std::size_t i = 0;;) {
    const std::size_t plain = past_plain(valid, i);
    out.append(valid, i, plain - i);
    i = plain;
    if (i == valid.size()) return out;
    const unicode::CodePoint point = unicode::code_point_at(valid, i);
    if (is_inert(point.code, keep_lines))
      out.append(valid, i, point.size);
    else
      append_visible(out, point.code);
    i += point.size;
  }
}

}  // namespace stet::text
