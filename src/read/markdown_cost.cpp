// SPDX-License-Identifier: Apache-2.0
//
// md4c 0.4 takes linear time but for two things, which are estimated here before it is asked, from above:
//
//   * It goes through all open lists at every line. Depth times lines counts: `- - - - a` and many blank lines.
//   * It looks for the line of a bracket by going through the lines of the paragraph. Lines times brackets of a
//   paragraph
//     count: `[a` and `](b)` on the lines of one long paragraph. A table is no paragraph, and may be long.
//
// Linear is too much where every few bytes of a large text are a mark, as in 10 MB of `[`: that took 770 MiB.
//
// Cost: one look at each line's beginning and one at each bracket.
#include "read/markdown_cost.hpp"

#include <algorithm>
#include <array>

#include "read/scan.hpp"

namespace stet::read {
namespace {

/// Lines times depth, for each byte of text, and for any: with 40 bytes a line a text could nest 640 deep. 25 MB of the
/// worst take a second.
constexpr std::size_t kNestingPerByte = 16;
/// Each list that is open takes a hundred bytes.
constexpr std::size_t kMostDepth = std::size_t{256} * 1024;
/// Lines times brackets likewise: a paragraph of 1 MB, of 80 bytes a line, could have 6,000 links.
constexpr std::size_t kBracketsPerByte = 64;
constexpr std::size_t kSmallBrackets = 16 * 1024 * 1024;

/// Each mark takes md4c 24 bytes, and what it gives a place in the text as much again.
constexpr std::size_t kLargeText = std::size_t{2} * 1024 * 1024;
constexpr std::size_t kBytesPerMark = 4;
/// A link takes some 200 bytes until it is compared. No text has a quarter of a million of them.
constexpr std::size_t kManyBrackets = std::size_t{512} * 1024;
constexpr std::size_t kBytesPerBracket = 24;

/// GitHub's tables allow one dash, md4c 0.4 does not.
constexpr std::size_t kDelimiterBytes = 3;

bool is_tab_or_space(char byte) { return byte == ' ' || byte == '\t'; }

/// ":--", "---" or ":-:".
bool is_delimiter_cell(std::string_view cell) {
  while (!cell.empty() && is_tab_or_space(cell.front())) cell.remove_prefix(1);
  while (!cell.empty() && is_tab_or_space(cell.back())) cell.remove_suffix(1);
  if (cell.size() < kDelimiterBytes) return false;
  if (cell.starts_with(':')) cell.remove_prefix(1);
  if (cell.ends_with(':')) cell.remove_suffix(1);
  return cell.find_first_not_of('-') == std::string_view::npos;
}

/// "|---|:-:|", what makes the line before it the head of a table, as md4c has it.
bool is_delimiter_row(std::string_view line) {
  if (line.find('|') == std::string_view::npos) return false;
  if (line.starts_with('|')) line.remove_prefix(1);
  while (!line.empty()) {
    const std::size_t bar = std::min(line.find('|'), line.size());
    const std::string_view cell = line.substr(0, bar);
    line.remove_prefix(std::min(bar + 1, line.size()));
    const bool after_last = line.empty() && cell.find_first_not_of(" \t") == std::string_view::npos;
    if (!after_last && !is_delimiter_cell(cell)) return false;
  }
  return true;
}

/// "[label]: target": md4c takes these out of a paragraph's front one by one.
bool is_definition(std::string_view line) { return line.starts_with('[') && line.find("]:") != std::string_view::npos; }

/// The lines between two blank ones.
struct Paragraph {
  std::size_t lines = 0;
  std::size_t brackets = 0;
  bool table = false;

  [[nodiscard]] std::size_t cost() const { return table ? 0 : lines * brackets; }
};

std::size_t brackets_of(std::string_view text) { return std::ranges::max(count_of_each(std::array{'[', ']'}, text)); }

struct Nesting {
  std::size_t depth = 1;
  std::size_t lines = 0;
};

Nesting nesting_of(std::string_view text) {
  std::size_t lines = 0;
  std::size_t depth = 1;
  for (std::size_t position = 0; position < text.size(); ++lines) {
    const std::size_t line_end = next_line_end(text, position, text.size());
    depth = std::max(depth, possible_depth(text.substr(position, line_end - position)));
    position = line_end + 1;
  }
  return {depth, lines};
}

std::size_t bracket_cost(std::string_view text) {
  std::size_t cost = 0;
  Paragraph paragraph;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t line_end = next_line_end(text, position, text.size());
    const std::string_view line = text.substr(position, line_end - position);
    if (std::all_of(line.begin(), line.end(), is_blank)) {
      cost += paragraph.cost();
      paragraph = {};
    } else {
      ++paragraph.lines;
      paragraph.brackets += brackets_of(line) - is_definition(line);
      paragraph.table = paragraph.table || (paragraph.lines == 2 && is_delimiter_row(line));
    }
    position = line_end + 1;
  }
  return cost + paragraph.cost();
}

}  // namespace

std::size_t possible_depth(std::string_view line) {
  std::size_t markers = 0;
  std::size_t columns = 0;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char byte = line[i];
    if (is_tab_or_space(byte)) {
      columns += byte == ' ' ? 1 : kTabStop;
      continue;
    }
    const bool before_blank = i + 1 == line.size() || is_tab_or_space(line[i + 1]);
    const bool can_mark = byte == '-' || byte == '+' || byte == '*' || byte == '.' || byte == ')';
    if (byte == '>' || (can_mark && before_blank)) {
      depth = ++markers + columns / 2;
    } else if (byte < '0' || byte > '9') {
      break;
    }
  }
  return depth;
}

bool is_dense_markdown(std::string_view text) {
  if (text.size() <= kLargeText) return false;
  const auto [opening, closing, less, ampersands] = count_of_each(std::array{'[', ']', '<', '&'}, text);
  const auto [stars, lines, backticks, backslashes] = count_of_each(std::array{'*', '_', '`', '\\'}, text);
  const std::size_t brackets = opening + closing;
  if (brackets > std::max(kManyBrackets, text.size() / kBytesPerBracket)) return true;
  // What stands for a character takes two places in the text.
  const std::size_t marks = brackets + less + 2 * ampersands + stars + lines + backticks + backslashes;
  return marks + count_of('~', text) > text.size() / kBytesPerMark;
}

bool is_cheap_markdown(std::string_view text) {
  if (is_dense_markdown(text)) return false;
  const Nesting nesting = nesting_of(text);
  if (nesting.depth > kMostDepth || nesting.depth * nesting.lines > kNestingPerByte * text.size() + kSmallNesting)
    return false;
  const std::size_t allowed = kBracketsPerByte * text.size() + kSmallBrackets;
  // Nearly all texts are cheap even if they were one paragraph.
  return line_breaks(text, 0, text.size()) * brackets_of(text) <= allowed || bracket_cost(text) <= allowed;
}

}  // namespace stet::read
