// SPDX-License-Identifier: Apache-2.0
//
// The text that md4c gives for a leaf, a piece at a time: plain, code, references and raw HTML.
#include <algorithm>
#include <utility>

#include "read/character_reference.hpp"
#include "read/markdown_cost.hpp"
#include "read/markdown_reader.hpp"
#include "read/scan.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

/// Whether a line of GitHub's alerts is all that stands from `begin` to the line's end: "[!NOTE]".
bool is_alert_line(std::string_view bytes, std::size_t begin) {
  std::string_view line = bytes.substr(begin, bytes.find('\n', begin) - begin);
  line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
  constexpr std::string_view kOpens = "[!";
  if (!line.starts_with(kOpens) || !line.ends_with(']') || line.size() <= kOpens.size() + 1) return false;
  const std::string_view word = line.substr(kOpens.size(), line.size() - kOpens.size() - 1);
  return std::ranges::all_of(word, [](char byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; });
}

/// Whether nothing but blanks stands before a place in its line.
bool begins_line(std::string_view bytes, std::size_t place) {
  while (place > 0 && (bytes[place - 1] == ' ' || bytes[place - 1] == '\t')) --place;
  return place == 0 || is_line_end(bytes[place - 1]) || bytes.substr(0, place).ends_with(unicode::kByteOrderMark);
}

}  // namespace

void MarkdownReader::text(MD_TEXTTYPE type, const char* bytes, std::size_t size) {
  if (!leaf_open_) open_leaf(paragraph_kind(), 0);
  if (in_code_) return add_code(bytes, size);
  const std::optional<std::size_t> place = place_of(bytes);
  switch (type) {
    case MD_TEXT_HTML:
      return add_html(bytes, size);
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
      if (alert_line_ || ends_directive(next_line(bytes_, cursor_)) || directive_follows())
        return open_leaf(paragraph_kind(), 0);
      html_.feed_line_end();
      return text_.add_space(cursor_, true, line_at(cursor_));
    case MD_TEXT_NULLCHAR: {
      const std::size_t nul = std::min(bytes_.find('\0', cursor_), bytes_.size() - 1);
      return add_text(nul, nul + 1);
    }
    case MD_TEXT_ENTITY:
      if (place) add_reference(*place, *place + size);
      return;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_LATEXMATH:
      if (place) {
        begin_quote(*place);
        if (type == MD_TEXT_NORMAL) begin_directive(*place);
        return add_text(*place, *place + size);
      }
      // A line end inside a code span.
      return text_.add_space(cursor_, true, line_at(cursor_));
  }
}

/// The first text of a block quotation says whether it is one: an alert is set apart as one is, and its first line,
/// which says of what kind it is, is a block of its own.
void MarkdownReader::begin_quote(std::size_t begin) {
  if (containers_.empty() || containers_.back().kind != Container::Kind::Quote || containers_.back().has_block) return;
  containers_.back().has_block = true;
  if (kind_ != BlockKind::Quotation || !is_alert_line(bytes_, begin)) return;
  containers_.back().aside = true;
  --quotes_;
  kind_ = paragraph_kind();
  alert_line_ = true;
}

/// The first text of a paragraph says whether it opens a directive, of which the title alone is text.
void MarkdownReader::begin_directive(std::size_t begin) {
  if (looked_for_directive_ || kind_ != BlockKind::Paragraph || !containers_.empty()) return;
  looked_for_directive_ = true;
  if (text_.empty() && begins_line(bytes_, begin)) directive_ = directive_at(bytes_, begin);
}

/// Whether a place is in the opening lines of a directive, behind the title.
bool MarkdownReader::is_markup_of_directive(std::size_t place) const {
  return directive_ && place >= directive_->title_end;
}

/// Whether the next line opens a directive: no blank line need stand before it.
bool MarkdownReader::directive_follows() const {
  if (kind_ != BlockKind::Paragraph || !containers_.empty() || is_hidden()) return false;
  std::size_t begin = next_line(bytes_, cursor_);
  while (begin < bytes_.size() && bytes_[begin] == ' ') ++begin;
  const auto directive = directive_at(bytes_, begin);
  return directive && directive->has_body;
}

/// Whether the opening lines of a directive end at this line, and a paragraph of its body goes on in the leaf.
bool MarkdownReader::ends_directive(std::size_t begin) const { return directive_ && begin >= directive_->end; }

void MarkdownReader::add_text(std::size_t begin, std::size_t end) {
  cursor_ = end;
  if (directive_) {
    begin = std::max(begin, directive_->title_begin);
    end = std::min(end, directive_->title_end);
    if (begin >= end) return;
  }
  if (is_hidden()) return;
  text_.add(begin, end, line_at(begin));
  if (image_depth_ == 0 && !text_outside_images_) {
    const std::string_view text = bytes_.substr(begin, end - begin);
    text_outside_images_ = !std::all_of(text.begin(), text.end(), is_blank);
  }
}

void MarkdownReader::add_reference(std::size_t begin, std::size_t end) {
  const auto decoded = character_reference(bytes_.substr(begin, end - begin));
  if (!decoded) return add_text(begin, end);
  html_reference(begin, end, *decoded);
}

void MarkdownReader::html_reference(std::size_t begin, std::size_t end, std::string_view utf8) {
  cursor_ = end;
  if (is_hidden() || is_markup_of_directive(begin)) return;
  if (std::all_of(utf8.begin(), utf8.end(), is_blank)) return text_.add_space(begin, false, line_at(begin));
  text_.add_whole(begin, end, utf8, line_at(begin));
  text_outside_images_ = text_outside_images_ || image_depth_ == 0;
}

// Code: its lines as they are. md4c gives the text of a line, its own line ends, and its own spaces for indentation
// that is not just cut off.

void MarkdownReader::add_code(const char* bytes, std::size_t size) {
  const std::string_view piece(bytes, size);
  const std::optional<std::size_t> place = place_of(bytes);
  if (!place && piece == "\n") {
    ++code_line_ends_;
    code_indent_ = 0;
    return;
  }
  if (!place && !piece.empty() && piece.front() == ' ') {
    code_indent_ += size;
    return;
  }
  add_code_line_ends();
  // A piece that is not in the source and no white space is a NUL.
  std::size_t begin = place ? *place : std::min(bytes_.find('\0', cursor_), bytes_.size() - 1);
  const std::size_t end = place ? begin + size : begin + 1;
  if (code_indent_ > 0) {
    if (const auto indent = code_indent_begin(begin)) {
      begin = *indent;
    } else {
      text_.add_whole(begin, begin, std::string(code_indent_, ' '), line_at(begin));
    }
  }
  code_indent_ = 0;
  text_.add_verbatim(begin, end, line_at(begin));
  cursor_ = end;
}

/// Where the white space begins that is as wide as md4c's spaces before a line of code, which has tabs expanded;
/// nothing where half of a tab was cut off.
std::optional<std::size_t> MarkdownReader::code_indent_begin(std::size_t code) const {
  std::size_t blanks = code;
  while (blanks > begin_ && (bytes_[blanks - 1] == ' ' || bytes_[blanks - 1] == '\t')) --blanks;
  std::size_t column = 0;
  std::vector<std::size_t> columns;  // Of the blanks and of the code.
  for (std::size_t position = after_last_line_end(bytes_, blanks); position < code; ++position) {
    if (position >= blanks) columns.push_back(column);
    column = bytes_[position] == '\t' ? (column / kTabStop + 1) * kTabStop : column + 1;
  }
  for (std::size_t i = columns.size(); i > 0; --i) {
    if (column - columns[i - 1] == code_indent_) return blanks + i - 1;
  }
  return std::nullopt;
}

/// The line ends before a line that has text. Those at either end of the block are dropped.
void MarkdownReader::add_code_line_ends() {
  for (; code_line_ends_ > 0; --code_line_ends_) {
    const std::size_t begin = next_line_end(bytes_, cursor_, bytes_.size());
    const std::size_t next = next_line(bytes_, begin);
    if (!text_.empty() && begin < next) text_.add_line_end(begin, next, line_at(begin));
    if (!text_.empty()) cursor_ = next;
  }
}

// Raw HTML.

void MarkdownReader::add_html(const char* bytes, std::size_t size) {
  const std::optional<std::size_t> place = place_of(bytes);
  if (!place) {
    html_.feed_line_end();
    return text_.add_space(cursor_, true, line_at(cursor_));
  }
  html_.feed(bytes_, *place, *place + size, *this);
  cursor_ = *place + size;
}

void MarkdownReader::html_tag(const HtmlTag& tag, std::size_t end) {
  cursor_ = end;
  if (is_markup_of_directive(end)) return;
  if (tag.name == "a" && link_depth_ == 0) {
    if (html_link_) text_.close_link();
    html_link_ = !tag.closing && !tag.href.empty();
    if (html_link_) text_.open_link(tag.href);
    return;
  }
  if (tag.name == "br") return text_.add_space(end, false, line_at(end));
  if (!is_block_tag(tag.name)) return;
  if (in_html_block_) return html_block_boundary(tag);
  text_.add_space(end, false, line_at(end));
}

/// A block begins or ends inside a block of raw HTML.
void MarkdownReader::html_block_boundary(const HtmlTag& tag) {
  if (auto block = text_.finish()) add_block(*std::move(block));
  html_link_ = false;
  if (tag.name == "blockquote") {
    if (!tag.closing) ++html_quotes_;
    if (tag.closing && html_quotes_ > 0) --html_quotes_;
  }
  level_ = 0;
  kind_ = html_quotes_ > 0 ? BlockKind::Quotation : paragraph_kind();
  if (tag.closing) return;
  const bool is_heading = tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' && tag.name[1] <= '6';
  if (is_heading) {
    kind_ = BlockKind::Heading;
    level_ = static_cast<std::uint8_t>(tag.name[1] - '0');
  } else if (tag.name == "li") {
    kind_ = BlockKind::ListItem;
  } else if (tag.name == "td" || tag.name == "th") {
    kind_ = BlockKind::TableCell;
  } else if (tag.name == "caption" || tag.name == "figcaption") {
    kind_ = BlockKind::Caption;
  }
}

}  // namespace stet::read
