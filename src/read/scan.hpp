// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

// Looking at bytes at memory speed: what the readers and the comparison of two sources are made of.
namespace stet::read {

/// What a stretch of bytes holds.
struct Scanned {
  std::size_t line_breaks = 0;  ///< LF, CRLF or a lone CR each count once.
  bool utf8 = true;             ///< Every byte may stand after the bytes before it, as far as there are any.
};

/// Looks at bytes `begin` up to `end` of `bytes`, which may both be within a character: whether a byte is right is
/// judged by the three before it. Whether a CR at the very end is alone is decided by the byte after it.
[[nodiscard]] Scanned scan(std::string_view bytes, std::size_t begin, std::size_t end);

/// Whether the last character has all its bytes, if the others have.
[[nodiscard]] bool ends_with_whole_character(std::string_view bytes);

/// How many line breaks end in `begin` up to `end` of `bytes`, as above.
[[nodiscard]] std::size_t line_breaks(std::string_view bytes, std::size_t begin, std::size_t end);

/// The first place from `from` on at which the bytes have others, of which there is at least one; npos where none is.
[[nodiscard]] std::size_t find_bytes(std::string_view bytes, std::string_view wanted, std::size_t from);

/// How often a byte occurs.
[[nodiscard]] std::size_t count_of(char wanted, std::string_view bytes);

/// How often a text has each of a few bytes, two or four, in one pass.
template <std::size_t kCount>
[[nodiscard]] std::array<std::size_t, kCount> count_of_each(std::array<char, kCount> wanted, std::string_view bytes);

struct CountedMarks {
  std::size_t count = 0;
  bool ascii = true;  ///< Whether all of the bytes are.
};
/// Counts the bytes that are one of three, in one pass.
[[nodiscard]] CountedMarks count_of_marks(std::array<char, 3> wanted, std::string_view bytes);

/// Whether all of the text is valid UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// How many bytes two texts have in common at their beginnings, up to `limit`, which is at most the size of either.
[[nodiscard]] std::size_t common_prefix(const char* one, const char* other, std::size_t limit);
/// The same at their ends; both pointers are past the last byte.
[[nodiscard]] std::size_t common_suffix(const char* one_end, const char* other_end, std::size_t limit);

/// Position from `begin` on of the first byte that keeps a line from being a slice of its source: a control character
/// (tab, NUL, line break, …) or the first of two spaces. `end` where there is none.
[[nodiscard]] std::size_t next_special(std::string_view bytes, std::size_t begin, std::size_t end);

/// Space, tab, line feed, vertical tab, form feed, carriage return.
[[nodiscard]] constexpr bool is_blank(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }
[[nodiscard]] constexpr bool is_line_end(char byte) { return byte == '\n' || byte == '\r'; }

/// Position from `begin` on of the first LF or CR; `end` where there is none.
[[nodiscard]] std::size_t next_line_end(std::string_view bytes, std::size_t begin, std::size_t end);
/// Whether a byte may have a meaning in Markdown, or be of a character beyond ASCII: `!"#$%&'()*`, `<=>`, `[\]^_` and
/// the backtick, `~` and all above.
[[nodiscard]] bool may_be_mark(char byte);
/// The first such byte from `begin` on, or `bytes.size()`.
[[nodiscard]] std::size_t next_mark(std::string_view bytes, std::size_t begin);
/// Position after the last LF or CR before `end`; 0 where there is none.
[[nodiscard]] std::size_t after_last_line_end(std::string_view bytes, std::size_t end);
/// Where the line after the one that holds `position` begins, or `bytes.size()`.
[[nodiscard]] std::size_t next_line(std::string_view bytes, std::size_t position);

}  // namespace stet::read
