// SPDX-License-Identifier: Apache-2.0
//
// A text as its own source with other line breaks: one behind each sentence, none inside. Everything else stays,
// mark-up, empty lines and metadata, so that a line diff of two such texts hides no change of the source but re-wrapped
// lines:
//
//     # Fares            # Fares
//
//     A ticket costs     A ticket costs 12 crowns.
//     12 crowns. It is   It is valid for a day.
//     valid for a day.
//
// It is found as a list of replacements in the source: the white space between two sentences becomes a line break, and
// a wrap inside one becomes a space (nothing where the script has none), with the indentation and the quotation marks
// `>` of the line that goes on. Code keeps its lines. Wrong: a hard line break of Markdown (`\` or two spaces) inside a
// sentence is taken for a wrap, as it is everywhere in stet. Cost: that of cutting the text into sentences.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "stet/read.hpp"
#include "stet/report.hpp"
#include "text/printable.hpp"

namespace stet {
namespace {

struct Replacement {
  ByteRange source;
  std::string text;
};

bool is_line_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }
bool is_any_space(char byte) { return is_line_space(byte) || byte == '\n'; }
bool is_in_quotation(const Block& block) { return block.quoted || block.kind == BlockKind::Quotation; }

/// Where a line that goes on begins behind its indentation and quotation marks.
std::size_t after_prefix(std::string_view source, std::size_t at, std::size_t end, bool quoted) {
  while (at < end && (is_line_space(source[at]) || (quoted && source[at] == '>'))) ++at;
  return at;
}

/// What stands between two sentences of a block, each wrap in it one line break.
std::string without_prefixes(std::string_view gap, bool quoted) {
  std::string text;
  for (std::size_t at = 0; at < gap.size();) {
    text += gap[at];
    at = gap[at] == '\n' ? after_prefix(gap, at + 1, gap.size(), quoted) : at + 1;
  }
  return text;
}

/// The gap with a line break for its white space: the one at an end of it, which is no part of closing or opening
/// mark-up (`](url "title") `), else the last.
std::string broken_gap(std::string_view gap, bool quoted) {
  std::string text = without_prefixes(gap, quoted);
  const auto from_begin = std::ranges::find_if_not(text, is_any_space);
  if (from_begin != text.begin()) return '\n' + std::string(from_begin, text.end());
  const auto end = std::find_if(text.rbegin(), text.rend(), is_any_space);
  if (end == text.rend()) return text + '\n';
  const auto begin = std::find_if_not(end, text.rend(), is_any_space);
  return std::string(text.begin(), begin.base()) + '\n' + std::string(end.base(), text.end());
}

void add_gaps(std::vector<Replacement>& replacements, const Document& document) {
  for (std::size_t i = 1; i < document.sentences.size(); ++i) {
    const Sentence& before = document.sentences[i - 1];
    const Sentence& after = document.sentences[i];
    const Block& block = document.block(after.block);
    if (before.block != after.block || block.kind == BlockKind::Code) continue;
    const std::size_t begin = document.source_range(block, before.text).end;
    const std::size_t end = document.source_range(block, after.text).begin;
    if (begin > end) continue;
    const std::string_view gap = document.source.bytes().substr(begin, end - begin);
    replacements.push_back({{begin, end}, broken_gap(gap, is_in_quotation(block))});
  }
}

/// Wraps between sentences too: those stand inside a gap, which comes first.
void add_wraps(std::vector<Replacement>& replacements, const Document& document, const Block& block) {
  const std::string_view source = document.source.bytes();
  const std::string_view text = document.text(block);
  for (std::uint32_t i = 0; i < block.run_count; ++i) {
    const SourceRun& run = document.runs[block.first_run + i];
    if (!run.wrap || run.source == 0) continue;
    const std::size_t line_break = source.rfind('\n', run.source - 1);
    if (line_break == std::string_view::npos || line_break < block.source.begin) continue;
    std::size_t begin = line_break;
    while (begin > block.source.begin && is_line_space(source[begin - 1])) --begin;
    const std::size_t end = after_prefix(source, line_break + 1, run.source, is_in_quotation(block));
    const bool spaced =
        (run.text > 0 && text[run.text - 1] == ' ') || (run.text < text.size() && text[run.text] == ' ');
    replacements.push_back({{begin, end}, spaced ? " " : ""});
  }
}

std::vector<Replacement> replacements_in(const Document& document) {
  std::vector<Replacement> replacements;
  add_gaps(replacements, document);
  for (const Block& block : document.blocks)
    if (block.kind != BlockKind::Code) add_wraps(replacements, document, block);
  std::ranges::stable_sort(replacements, {}, [](const Replacement& one) { return one.source.begin; });
  // Of two that meet the gap stands: a wrap before it in the order begins with the same white space.
  std::vector<Replacement> apart;
  for (Replacement& next : replacements)
    if (apart.empty() || apart.back().source.end <= next.source.begin) apart.push_back(std::move(next));
  return apart;
}

/// The byte order mark, carriage returns and white space at the ends of lines are gone, and the last line ends.
std::string with_plain_ends(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  std::string plain;
  plain.reserve(text.size() + 1);
  const auto end_line = [&] {
    while (!plain.empty() && is_line_space(plain.back())) plain.pop_back();
    plain += '\n';
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_end = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    if (is_end)
      end_line();
    else
      plain += text[i];
  }
  if (!plain.empty() && plain.back() != '\n') end_line();
  return plain;
}

std::string laid_out(const Document& document) {
  const std::string_view source = document.source.bytes();
  std::string text;
  std::size_t at = 0;
  for (const Replacement& replacement : replacements_in(document)) {
    text.append(source, at, replacement.source.begin - at).append(replacement.text);
    at = replacement.source.end;
  }
  text.append(source.substr(at));
  return text::printable(with_plain_ends(text), true);
}

Result<std::string> laid_out(const Source& source) {
  auto document = read_document(source);
  if (!document) return std::unexpected(std::move(document).error());
  if (auto cut = segment_document(*document); !cut) return std::unexpected(std::move(cut).error());
  return laid_out(*document);
}

/// The lines that git puts round the sides of a conflict: they stand for themselves, and so does what lies between.
bool is_conflict_marker(std::string_view line, bool inside) {
  constexpr std::array<std::string_view, 3> kMarkers = {"<<<<<<< ", "||||||| ", ">>>>>>> "};
  while (!line.empty() && is_any_space(line.back())) line.remove_suffix(1);
  if (inside && line == "=======") return true;
  return std::ranges::any_of(kMarkers, [&](std::string_view marker) { return line.starts_with(marker); });
}

/// The text in pieces, each conflict marker a piece.
std::vector<std::string_view> conflict_pieces(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, end - at);
    if (is_conflict_marker(line, inside)) {
      inside = !line.starts_with(">>>>>>> ");
      if (begin < at) pieces.push_back(text.substr(begin, at - begin));
      pieces.push_back(line);
      begin = end;
    }
    at = end;
  }
  if (begin < text.size()) pieces.push_back(text.substr(begin));
  return pieces;
}

bool has_conflict(std::string_view text) {
  return text.starts_with("<<<<<<< ") || text.find("\n<<<<<<< ") != std::string_view::npos;
}

}  // namespace

Result<std::string> sentence_lines(const Source& source) {
  if (!has_conflict(source.bytes())) return laid_out(source);
  std::string text;
  for (const std::string_view piece : conflict_pieces(source.bytes())) {
    if (is_conflict_marker(piece, true)) {
      text += text::printable(with_plain_ends(piece), true);
      continue;
    }
    auto lines = laid_out(Source::of(std::string(piece), source.label(), source.type()));
    if (!lines) return lines;
    text += *lines;
  }
  return text;
}

}  // namespace stet
