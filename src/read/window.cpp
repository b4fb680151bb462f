// SPDX-License-Identifier: Apache-2.0
//
// Idea: blank lines separate the paragraphs of plain text, so what stands between two of them can be read alone. The
// window begins after the last blank line of the equal head and ends after the first blank line of the equal tail.
//
//   before  Title␤␤One.␤␤Two.␤␤Three.␤      head "Title␤␤One.␤␤T", tail ".␤␤Three.␤"
//   after   Title␤␤One.␤␤Ten.␤␤Three.␤      windows "Two.␤␤" and "Ten.␤␤"
//
// A blank line counts only where all of it, the line end before it included, is equal in both: at the edge a line that
// looks blank may be the end of a longer one. Two things reach further than a paragraph: only the first one of a text
// is its headline, so a window begins at 0 unless a paragraph stands before it; and only the last line can be the
// metadata, so where one text has it elsewhere than the other, the windows take in both. Cost: the paragraphs round the
// cuts. Markdown is cut elsewhere (markdown_window.cpp).
#include "read/window.hpp"

#include <algorithm>
#include <utility>

#include "read/markdown_window.hpp"
#include "read/metadata_line.hpp"
#include "read/plain_lines.hpp"
#include "read/reader.hpp"
#include "read/scan.hpp"

namespace stet::read {
namespace {

/// Where lines begin for certain in the first `head` bytes of a text of which more may follow: not between a CR and
/// what might be its LF.
std::size_t line_begin_before(std::string_view bytes, std::size_t head) {
  std::size_t begin = after_last_line_end(bytes, head);
  while (begin > 0 && bytes[begin - 1] == '\r' && (begin == head || bytes[begin] == '\n')) {
    begin = after_last_line_end(bytes, begin - 1);
  }
  return begin;
}

/// The last place in the equal head where a paragraph can begin and before which one stands, else 0.
std::size_t begin_cut(std::string_view bytes, std::size_t head) {
  std::size_t cut = 0;
  for (std::size_t begin = line_begin_before(bytes, head); begin > 0;) {
    const std::size_t before = line_begin_before(bytes, begin - 1);
    const bool blank = line_at(bytes, before, begin).blank;
    if (blank && cut == 0) cut = begin;
    if (!blank && cut != 0) return cut;
    begin = before;
  }
  return 0;
}

/// How many bytes of the equal tail stand after the first place where a paragraph can begin in it.
std::size_t end_cut(std::string_view bytes, std::size_t tail) {
  const std::size_t end = bytes.size();
  std::size_t begin = next_line(bytes, end - tail);
  while (begin < end) {
    const Line line = line_at(bytes, begin, end);
    if (line.blank) return end - line.next;
    begin = line.next;
  }
  return 0;
}

Window window(const Source& source, std::size_t begin, std::size_t end, std::size_t first_line) {
  return {.bytes = {begin, end}, .first_line = first_line, .whole = begin == 0 && end == source.bytes().size()};
}

/// The windows that leave out as many bytes at either end.
Windows windows_between(const Source& before, const Source& after, std::size_t head, std::size_t tail,
                        const EqualEnds& equal) {
  const std::size_t first_line = 1 + equal.head_line_breaks - line_breaks(before.bytes(), head, equal.head);
  return {window(before, head, before.bytes().size() - tail, first_line),
          window(after, head, after.bytes().size() - tail, first_line)};
}

Windows plain_text_windows(const Source& before, const Source& after, const EqualEnds& equal) {
  std::size_t begin = begin_cut(before.bytes(), equal.head);
  std::size_t kept = end_cut(before.bytes(), equal.tail);

  const auto before_metadata = metadata_line(before.bytes());
  const auto after_metadata = metadata_line(after.bytes());
  const auto from_end = [](const Source& source, const MetadataLine& line) {
    return source.bytes().size() - line.bytes.begin;
  };
  const bool same_in_head = before_metadata && after_metadata && before_metadata->bytes == after_metadata->bytes &&
                            before_metadata->bytes.end <= equal.head;
  const bool same_in_tail = before_metadata && after_metadata && from_end(before, *before_metadata) <= equal.tail &&
                            from_end(before, *before_metadata) == from_end(after, *after_metadata);
  if ((before_metadata || after_metadata) && !same_in_head && !same_in_tail) {
    kept = 0;
    for (const auto& line : {before_metadata, after_metadata}) {
      if (line && line->bytes.begin < begin) begin = begin_cut(before.bytes(), line->bytes.begin);
    }
  }

  return windows_between(before, after, begin, kept, equal);
}

}  // namespace

Window whole(const Source& source) { return window(source, 0, source.bytes().size(), 1); }

Windows differing_windows(const Source& before, const Source& after, const EqualEnds& equal,
                          std::optional<MarkdownMeasure>& measure) {
  const auto known = std::exchange(measure, std::nullopt);
  if (before.type() != after.type()) return {whole(before), whole(after)};
  if (before.bytes().size() == after.bytes().size() && equal.head == before.bytes().size()) {
    measure = known;
    const std::size_t end = before.bytes().size();
    const Window nothing = window(before, end, end, 1 + equal.head_line_breaks);
    return {nothing, nothing};
  }
  if (before.type() != TextType::Markdown) return plain_text_windows(before, after, equal);
  measure = known;
  const MarkdownCut cut = cut_markdown(before.bytes(), after.bytes(), equal, measure);
  Windows windows = windows_between(before, after, cut.head, cut.tail, equal);
  windows.before.in_parts = windows.after.in_parts = cut.in_parts;
  return windows;
}

Windows differing_windows(const Source& before, const Source& after, const EqualEnds& equal) {
  std::optional<MarkdownMeasure> measure;
  return differing_windows(before, after, equal, measure);
}

Windows differing_windows(const Source& before, const Source& after) {
  return differing_windows(before, after, compare_utf8(before.bytes(), after.bytes()).value_or(EqualEnds{}));
}

}  // namespace stet::read
