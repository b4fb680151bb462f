// SPDX-License-Identifier: Apache-2.0
//
// Idea: a line of prose that begins at the margin, after a blank line, begins a block of its own: it ends every list,
// quotation, table and indented code before it. So does a heading. Between two such places Markdown can be read alone,
// if nothing reaches over them. It then is always read so, part for part, also where all of it is read: md4c 0.4 takes
// an empty line in a list for the second one after its marker where the low byte of a position happens to be that of
// its code for a list item, so a letter more on the first page could change a list on the last. Three things reach
// over such a place, and a text that has one of them is read in one go:
//
//   * a fenced code block, and raw HTML up to `-->`, `</script>` and their like, which blank lines do not end, where
//     one comes before what does;
//   * a definition, `[Terms]: terms.html`, which gives links to all of the text;
//   * a text so out of proportion that it is read as plain text (markdown_cost.hpp), which a part of it might not be.
//
//   before  # Terms␤␤We ask.␤␤* one␤␤Then we act.␤     head up to "We ", tail from ".␤␤* one" on
//   after   # Terms␤␤We order.␤␤* one␤␤Then we act.␤   windows "We ask.␤␤* one␤␤", "We order.␤␤* one␤␤"
//
// Cost: a look at the line beginnings and brackets of both texts, a small part of that of parsing.
#include "read/markdown_window.hpp"

#include <algorithm>
#include <array>

#include "read/line_beginning.hpp"
#include "read/markdown_cost.hpp"
#include "read/scan.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

/// Far below what markdown_cost.cpp and the reader's own bounds allow for any text that is read as a whole.
constexpr std::size_t kPrefix = 12;                 // Bytes of list and quotation markers before a line's text,
constexpr std::size_t kBrackets = 8 * 1024 * 1024;  // lines times brackets,
constexpr std::size_t kPipes = 16 * 1024;           // lines times the most pipes in one.
constexpr std::size_t kPipesPerByte = 2;

bool is_margin(char byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }

/// Whether two letters are one but for the case. Signs are what they are: none has another one as its other case here.
bool is_same_letter(char one, char other) {
  return one == other || ((one ^ other) == 0x20 && other >= 'a' && other <= 'z');
}

/// A kind of raw HTML that blank lines do not end, and what does.
struct LastingHtml {
  std::string_view beginning;
  std::string_view end;
};
constexpr std::array<LastingHtml, 8> kLastingHtml{{{"<!--", "-->"},
                                                   {"<![", "]]>"},
                                                   {"<!", ">"},  // that begins none of those before it
                                                   {"<?", "?>"},
                                                   {"<script", "</script>"},
                                                   {"<pre", "</pre>"},
                                                   {"<style", "</style>"},
                                                   {"<textarea", "</textarea>"}}};

/// Where the next blank line begins; the end of the text where there is none.
std::size_t next_blank_line(std::string_view text, std::size_t position) {
  for (std::size_t at = text.find('\n', position); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    std::size_t next = at + 1;
    while (next < text.size() && is_margin(text[next])) ++next;
    if (next < text.size() && text[next] == '\n') return at + 1;
  }
  return text.size();
}

/// Where what stands behind the last blank line before a place begins.
std::size_t after_blank_line(std::string_view text, std::size_t position) {
  for (std::size_t at = text.rfind('\n', position); at != std::string_view::npos && at > 0;
       at = text.rfind('\n', at - 1)) {
    std::size_t end = at;
    while (end > 0 && is_margin(text[end - 1])) --end;
    if (end > 0 && text[end - 1] == '\n') return at + 1;
  }
  return 0;
}

/// Whether raw HTML in it may go on over a blank line. Linear: an end that was found serves all that it ends.
bool has_lasting_html(std::string_view text) {
  std::array<std::size_t, kLastingHtml.size()> ends{};  // found last of each kind
  std::size_t blank = 0;                                // the next blank line
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const auto* const kind = std::ranges::find_if(kLastingHtml, [&](const LastingHtml& html) {
      return std::ranges::equal(text.substr(at, html.beginning.size()), html.beginning, is_same_letter);
    });
    if (kind == kLastingHtml.end()) continue;
    if (blank <= at) blank = next_blank_line(text, at);
    const std::size_t behind = at + kind->beginning.size();
    std::size_t& end = ends[static_cast<std::size_t>(kind - kLastingHtml.begin())];
    if (end >= behind) continue;
    const std::string_view rest = text.substr(0, blank).substr(std::min(behind, blank));
    const auto found = std::ranges::search(rest, kind->end, is_same_letter);
    if (found.empty()) return true;
    end = static_cast<std::size_t>(found.begin() - text.begin());
  }
  return false;
}

/// The lines in which two texts differ, as bytes that they leave out at either end.
MarkdownCut differing_lines(std::string_view before, const EqualEnds& equal) {
  const std::size_t tail_begin = before.size() - equal.tail;
  return {after_last_line_end(before, equal.head), before.size() - next_line(before, tail_begin), false};
}

bool has_fence(std::string_view text) {
  return text.find("```") != std::string_view::npos || text.find("~~~") != std::string_view::npos;
}

/// Whether each fence in a paragraph certainly is one, or ends one: they stand at the margin, where no raw HTML can be
/// around them, and nothing else in it looks like one.
bool fences_end(std::string_view paragraph) {
  char open = 0;
  std::size_t length = 0;
  bool may_be_html = false;
  for (std::size_t begin = 0; begin < paragraph.size();) {
    const std::size_t end = std::min(paragraph.find('\n', begin), paragraph.size());
    const std::string_view line = paragraph.substr(begin, end - begin);
    begin = end + 1;
    if (!has_fence(line)) {
      may_be_html = may_be_html || (open == 0 && line.contains('<'));
      continue;
    }
    const char mark = line.front();
    const std::string_view rest = line.substr(std::min(line.find_first_not_of(mark), line.size()));
    const std::size_t marks = line.size() - rest.size();
    if (!has_fence(line.substr(0, marks))) return false;
    if (open == 0) {
      if (may_be_html || rest.contains('`') || rest.contains("~~~")) return false;
      open = mark;
      length = marks;
    } else {
      if (mark != open || marks < length || !std::ranges::all_of(rest, is_margin)) return false;
      open = 0;
    }
  }
  return open == 0;
}

/// Whether a fenced code block may go on over a blank line.
bool has_lasting_fence(std::string_view text) {
  for (const std::string_view fence : {"```", "~~~"})
    for (std::size_t at = text.find(fence); at != std::string_view::npos;) {
      const std::size_t begin = after_blank_line(text, at);
      const std::size_t end = next_blank_line(text, at);
      if (!fences_end(text.substr(begin, end - begin))) return true;
      at = text.find(fence, end);
    }
  return false;
}

/// Some lines of a text with all that stands between the blank lines around them.
std::string_view with_paragraphs(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t first = begin == 0 ? 0 : after_blank_line(text, begin - 1);
  return text.substr(first, next_blank_line(text, end == 0 ? 0 : end - 1) - first);
}

bool reaches_over(std::string_view markdown) {
  return markdown.find("]:") != std::string_view::npos || has_lasting_fence(markdown) || has_lasting_html(markdown);
}

/// What can be taken off a measure: the counts of whole lines.
MarkdownMeasure counts_of(std::string_view lines) {
  MarkdownMeasure counts;
  counts.bytes = lines.size();
  const auto [opening, closing, feeds, returns] = count_of_each(std::array{'[', ']', '\n', '\r'}, lines);
  counts.opening = opening;
  counts.closing = closing;
  counts.lines = feeds + returns + static_cast<std::size_t>(!lines.empty() && !is_line_end(lines.back()));
  return counts;
}

/// What there is in lines, but for what reaches over.
MarkdownMeasure measure_lines(std::string_view markdown) {
  MarkdownMeasure measure = counts_of(markdown);
  const bool has_pipes = markdown.find('|') != std::string_view::npos;
  const bool has_returns = markdown.find('\r') != std::string_view::npos;
  for (std::size_t begin = 0; begin < markdown.size();) {
    const std::size_t end = has_returns ? next_line_end(markdown, begin, markdown.size())
                                        : std::min(markdown.find('\n', begin), markdown.size());
    const std::string_view line = markdown.substr(begin, end - begin);
    if (!line.empty() && !is_ascii_letter(line.front())) measure.depth = std::max(measure.depth, possible_depth(line));
    if (has_pipes) measure.pipes = std::max(measure.pipes, count_of('|', line));
    begin = end + 1;
  }
  return measure;
}

/// The measure of a text that has whole lines of a measured one at either end, and others between.
/// @param come  The measure of those.
MarkdownMeasure remeasured(const MarkdownMeasure& measure, std::string_view text, const MarkdownCut& same,
                           const MarkdownMeasure& come) {
  MarkdownMeasure all = come;
  const auto add = [&](const MarkdownMeasure& counts) {
    all.bytes += counts.bytes;
    all.lines += counts.lines;
    all.opening += counts.opening;
    all.closing += counts.closing;
  };
  const auto take_off = [&](const MarkdownMeasure& counts) {
    all.bytes -= counts.bytes;
    all.lines -= counts.lines;
    all.opening -= counts.opening;
    all.closing -= counts.closing;
  };
  if (same.head + same.tail < text.size() / 2) {
    add(counts_of(text.substr(0, same.head)));
    add(counts_of(text.substr(text.size() - same.tail)));
  } else {
    add(measure);
    take_off(counts_of(text.substr(same.head, text.size() - same.head - same.tail)));
  }
  all.reaches_over = measure.reaches_over || come.reaches_over;
  all.depth = std::max(measure.depth, come.depth);
  all.pipes = std::max(measure.pipes, come.pipes);
  return all;
}

/// Where front matter may end at the latest, and the text begins.
std::size_t after_front_matter(std::string_view text) {
  const std::size_t begin = text.starts_with(unicode::kByteOrderMark) ? unicode::kByteOrderMark.size() : 0;
  if (!text.substr(begin).starts_with("---")) return begin;
  for (std::size_t line = next_line(text, begin); line < text.size(); line = next_line(text, line))
    if (text.substr(line).starts_with("---") || text.substr(line).starts_with("...")) return next_line(text, line);
  return begin;
}

/// Whether a line begins at `position`, after a blank one, that begins a block.
bool is_cut(std::string_view text, std::size_t position) {
  if (position == 0 || position >= text.size() || text[position - 1] != '\n' || !begins_block(text[position]))
    return false;
  std::size_t end = position - 1;
  while (end > 0 && is_margin(text[end - 1])) --end;
  return end > 0 && text[end - 1] == '\n';
}

}  // namespace

MarkdownMeasure measure_markdown(std::string_view markdown) {
  MarkdownMeasure measure = measure_lines(markdown);
  measure.reaches_over = reaches_over(markdown);
  return measure;
}

bool can_be_cut(const MarkdownMeasure& measure) {
  return !measure.reaches_over && measure.lines * (measure.depth - 1) <= kSmallNesting &&
         measure.lines * measure.pipes <= kPipes + kPipesPerByte * measure.bytes &&
         measure.lines * std::max(measure.opening, measure.closing) <= kBrackets;
}

std::size_t next_cut(std::string_view markdown, std::size_t position) {
  for (std::size_t at = markdown.find('\n', position); at != std::string_view::npos; at = markdown.find('\n', at + 1))
    if (is_cut(markdown, at + 1)) return at + 1;
  return markdown.size();
}

MarkdownCut cut_markdown(std::string_view before, std::string_view after, const EqualEnds& equal,
                         std::optional<MarkdownMeasure>& measure) {
  if (!measure) measure = measure_markdown(before);
  const bool before_can = can_be_cut(*measure) && !is_dense_markdown(before);
  if (before_can) {
    const MarkdownCut same = differing_lines(before, equal);
    MarkdownMeasure come = measure_lines(after.substr(same.head, after.size() - same.head - same.tail));
    // What the lines that differ end, or do not end any more, may have begun in others.
    come.reaches_over = reaches_over(with_paragraphs(after, same.head, after.size() - same.tail));
    measure = remeasured(*measure, before, same, come);
  } else {
    measure = measure_markdown(after);
  }
  if (!before_can || !can_be_cut(*measure) || is_dense_markdown(after)) return {};

  const std::size_t first = std::max(after_front_matter(before), after_front_matter(after));
  MarkdownCut cut{.in_parts = true};
  // The line that begins a block must be there in both: its first byte is equal, and so is the blank line before it.
  for (std::size_t at = after_last_line_end(before, equal.head); at > first; at = after_last_line_end(before, at - 1)) {
    if (at == equal.head || !is_cut(before, at)) continue;
    cut.head = at;
    break;
  }
  const std::size_t tail_begin = before.size() - equal.tail;
  for (std::size_t at = next_line(before, tail_begin); at < before.size(); at = next_line(before, at)) {
    const std::size_t from_end = before.size() - at;
    // The blank line before it, and the end of the line before that, lie in the equal tail.
    std::size_t blank = at - 1;
    while (blank > tail_begin && is_margin(before[blank - 1])) --blank;
    if (blank <= tail_begin || !is_cut(before, at)) continue;
    if (at < first || after.size() - from_end < first) continue;
    cut.tail = from_end;
    break;
  }
  return cut;
}

}  // namespace stet::read
