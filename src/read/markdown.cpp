// SPDX-License-Identifier: Apache-2.0
//
// Markdown to blocks: CommonMark with tables and strikethrough, as md4c parses it. md4c hands out the text in pieces
// that point into the source, which is how every byte of a block knows where it came from; a piece that points
// elsewhere stands for a line end or for indentation, and has its place between its neighbours.
//
//   > 1. See the *[Terms](t.html)*      ListItem, quoted, level 1, ordinal 1: "See the Terms today.",
//   >    today.                         link over "Terms", a wrap before "today."
//
// A task's "[x]" stays text, so that ticking one is a change. Front matter is metadata (front_matter.cpp), raw HTML
// gives its text (html_text.cpp). Cost: linear. md4c 0.4 has a few constructs that are not (a row of a table gives as
// many cells as the head has); what they give is counted, and a text that gives out of proportion is read as plain
// text, with a warning.
#include <md4c.h>

#include <algorithm>
#include <exception>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "read/block_text.hpp"
#include "read/character_reference.hpp"
#include "read/front_matter.hpp"
#include "read/html_text.hpp"
#include "read/line_counter.hpp"
#include "read/markdown_cost.hpp"
#include "read/markdown_window.hpp"
#include "read/part_memory.hpp"
#include "read/reader.hpp"
#include "read/scan.hpp"
#include "text/hash.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

/// Events, and bytes of link targets and titles, that md4c may give: ordinary texts give less than one of either for
/// each byte.
constexpr std::size_t kEventsPerByte = 8;
constexpr std::size_t kTargetBytesPerByte = 4;
constexpr std::size_t kSmallText = 64 * 1024;

/// What md4c's callbacks return to end the parse.
constexpr int kGoOn = 0;
constexpr int kStop = 1;

/// A block quotation, a list or an item that is open.
struct Container {
  enum class Kind : std::uint8_t { Quote, List, Item };
  Kind kind;
  bool ordered = false;
  std::uint32_t number = 0;  ///< List: of its next item. Item: its own.
  bool has_block = false;    ///< Item: its number was given to a block. Quote: it has text.
  bool aside = false;        ///< Quote: it begins with a line such as "[!NOTE]", and quotes nobody.
};

/// Whether a line of GitHub's alerts is all that stands from `begin` to the line's end: "[!NOTE]".
bool is_alert_line(std::string_view bytes, std::size_t begin) {
  std::string_view line = bytes.substr(begin, bytes.find('\n', begin) - begin);
  line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
  constexpr std::string_view kOpens = "[!";
  if (!line.starts_with(kOpens) || !line.ends_with(']') || line.size() <= kOpens.size() + 1) return false;
  const std::string_view word = line.substr(kOpens.size(), line.size() - kOpens.size() - 1);
  return std::ranges::all_of(word, [](char byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; });
}

class MarkdownReader : public HtmlText::Sink {
 public:
  MarkdownReader(Document& document, std::size_t begin, std::size_t end, std::size_t first_line)
      : document_(document),
        bytes_(document.source.bytes().substr(0, end)),
        begin_(begin),
        cursor_(begin),
        text_(document),
        lines_(bytes_, begin, first_line),
        events_left_(kEventsPerByte * (end - begin) + kSmallText),
        target_bytes_left_(kTargetBytesPerByte * (end - begin) + kSmallText) {
    make_room(document, end - begin);
  }

  /// Reads all in one go. False where the text gave more than its size allows.
  [[nodiscard]] Result<bool> run_whole() { return parse(bytes_.size()); }
  /// The same from one cut to the next.
  /// @param memory  Of parts that were read before; may be null.
  /// @param wanted  Says of a part whether it is to be read; may be empty.
  [[nodiscard]] Result<bool> run_in_parts(PartMemory* memory, const PartFilter& wanted);

 private:
  [[nodiscard]] Result<bool> parse(std::size_t end);
  [[nodiscard]] bool take(const MarkdownPart& part);

  // What md4c tells, one function an event.
  void enter_block(MD_BLOCKTYPE type, void* detail);
  void leave_block(MD_BLOCKTYPE type);
  void enter_span(MD_SPANTYPE type, void* detail);
  void leave_span(MD_SPANTYPE type);
  void text(MD_TEXTTYPE type, const char* bytes, std::size_t size);

  void enter_list(bool ordered, std::uint32_t start);
  void enter_item();
  void open_leaf(BlockKind kind, std::uint8_t level);
  void close_leaf();
  [[nodiscard]] BlockKind paragraph_kind() const;
  void add_block(Block block);

  void begin_quote(std::size_t begin);
  void add_text(std::size_t begin, std::size_t end);
  void add_reference(std::size_t begin, std::size_t end);
  void add_code(const char* bytes, std::size_t size);
  void add_code_line_ends();
  [[nodiscard]] std::optional<std::size_t> code_indent_begin(std::size_t code) const;
  void add_html(const char* bytes, std::size_t size);
  [[nodiscard]] bool spend(const MD_ATTRIBUTE& target, const MD_ATTRIBUTE& title);
  [[nodiscard]] static std::string attribute_text(const MD_ATTRIBUTE& attribute);
  [[nodiscard]] bool is_hidden() const { return html_.in_raw_element(); }

  void html_text(std::size_t begin, std::size_t end) override { add_text(begin, end); }
  void html_reference(std::size_t begin, std::size_t end, std::string_view utf8) override;
  void html_tag(const HtmlTag& tag, std::size_t end) override;
  void html_block_boundary(const HtmlTag& tag);

  /// Where a piece stands in the source; nothing for one of md4c's own.
  [[nodiscard]] std::optional<std::size_t> place_of(const char* bytes) const;
  template <class Step>
  static int guarded(void* self, const Step& step);
  [[nodiscard]] std::size_t line_at(std::size_t position) { return lines_.at(position); }

  Document& document_;
  std::string_view bytes_;  ///< Of the source, up to the end of what is read.
  std::size_t begin_;       ///< Where what is being read begins.
  std::size_t cursor_;      ///< Where the last piece from the source ended.
  BlockText text_;
  LineCounter lines_;
  HtmlText html_;
  std::size_t events_left_;
  std::size_t target_bytes_left_;
  bool over_budget_ = false;
  std::exception_ptr failure_;

  std::vector<Container> containers_;
  std::size_t quotes_ = 0;
  std::size_t lists_ = 0;

  bool leaf_open_ = false;
  bool alert_line_ = false;  ///< The leaf is a line such as "[!NOTE]".
  BlockKind kind_ = BlockKind::Paragraph;
  std::uint8_t level_ = 0;
  bool in_code_ = false;
  bool in_html_block_ = false;
  std::size_t html_quotes_ = 0;     ///< <blockquote> elements open in the HTML block.
  std::size_t code_line_ends_ = 0;  ///< Seen since the last text of the code block.
  std::size_t code_indent_ = 0;     ///< Spaces that md4c put at the beginning of a line of code.
  std::size_t image_depth_ = 0;
  std::size_t images_ = 0;            ///< In the leaf.
  bool text_outside_images_ = false;  ///< In the leaf.
  std::size_t link_depth_ = 0;
  bool html_link_ = false;  ///< The open link is one of raw HTML.
};

/// Parses from `begin_` up to `end`.
Result<bool> MarkdownReader::parse(std::size_t end) {
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
    return guarded(self, [&](MarkdownReader& reader) { reader.enter_block(type, detail); });
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
    return guarded(self, [&](MarkdownReader& reader) { reader.leave_block(type); });
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
    return guarded(self, [&](MarkdownReader& reader) { reader.enter_span(type, detail); });
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
    return guarded(self, [&](MarkdownReader& reader) { reader.leave_span(type); });
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* bytes, MD_SIZE size, void* self) {
    return guarded(self, [&](MarkdownReader& reader) { reader.text(type, bytes, size); });
  };
  const std::string_view markdown = bytes_.substr(begin_, end - begin_);
  const int status = md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, this);
  if (failure_) std::rethrow_exception(failure_);
  if (over_budget_) return false;
  if (status != 0) return std::unexpected(Error{ErrorCode::Internal, "md4c failed", document_.source.label()});
  return true;
}

Result<bool> MarkdownReader::run_in_parts(PartMemory* memory, const PartFilter& wanted) {
  for (std::size_t next = begin_; next < bytes_.size();) {
    begin_ = cursor_ = next;
    next = next_cut(bytes_, begin_);
    const std::string_view markdown = bytes_.substr(begin_, next - begin_);
    if (wanted && !wanted(markdown)) continue;
    const std::uint64_t hash = memory != nullptr ? text::hash(markdown) : 0;
    if (const MarkdownPart* const known = memory != nullptr ? memory->find(markdown, hash) : nullptr) {
      if (!take(*known)) return false;
      continue;
    }
    const DocumentMark mark(document_);
    const std::size_t events_left = events_left_;
    const std::size_t target_bytes_left = target_bytes_left_;
    const auto done = parse(next);
    if (!done || !*done) return done;
    if (memory == nullptr) continue;
    MarkdownPart part = part_since(mark, document_, begin_, line_at(begin_));
    part.bytes = markdown;
    part.events = events_left - events_left_;
    part.target_bytes = target_bytes_left - target_bytes_left_;
    memory->keep(std::move(part), hash);
  }
  return true;
}

/// A part that was read before, which begins at `begin_` now. False where it is more than the text's size allows.
bool MarkdownReader::take(const MarkdownPart& part) {
  if (part.events > events_left_ || part.target_bytes > target_bytes_left_) return false;
  events_left_ -= part.events;
  target_bytes_left_ -= part.target_bytes;
  append(document_, part, begin_, line_at(begin_));
  text_.start();
  return true;
}

/// Runs a step for md4c, which is C: exceptions go round it.
template <class Step>
int MarkdownReader::guarded(void* self, const Step& step) {
  auto& reader = *static_cast<MarkdownReader*>(self);
  if (reader.events_left_ == 0) reader.over_budget_ = true;
  if (reader.over_budget_) return kStop;
  --reader.events_left_;
  try {
    step(reader);
  } catch (...) {
    reader.failure_ = std::current_exception();
    return kStop;
  }
  return reader.over_budget_ ? kStop : kGoOn;
}

std::optional<std::size_t> MarkdownReader::place_of(const char* bytes) const {
  const std::less<> before;
  const char* const begin = bytes_.data();
  if (before(bytes, begin) || !before(bytes, begin + bytes_.size())) return std::nullopt;
  return static_cast<std::size_t>(bytes - begin);
}

// Blocks.

void MarkdownReader::enter_block(MD_BLOCKTYPE type, void* detail) {
  switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
      close_leaf();
      return;
    case MD_BLOCK_QUOTE:
      close_leaf();
      containers_.push_back({Container::Kind::Quote});
      ++quotes_;
      return;
    case MD_BLOCK_UL:
      return enter_list(false, 0);
    case MD_BLOCK_OL:
      return enter_list(true, static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
    case MD_BLOCK_LI:
      return enter_item();
    case MD_BLOCK_H:
      return open_leaf(BlockKind::Heading, static_cast<std::uint8_t>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
    case MD_BLOCK_CODE:
      open_leaf(BlockKind::Code, 0);
      in_code_ = true;
      return;
    case MD_BLOCK_HTML:
      open_leaf(paragraph_kind(), 0);
      in_html_block_ = true;
      return;
    case MD_BLOCK_P:
      return open_leaf(paragraph_kind(), 0);
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      return open_leaf(BlockKind::TableCell, 0);
  }
}

void MarkdownReader::leave_block(MD_BLOCKTYPE type) {
  close_leaf();
  switch (type) {
    case MD_BLOCK_QUOTE:
      if (!containers_.back().aside) --quotes_;
      containers_.pop_back();
      return;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      containers_.pop_back();
      --lists_;
      return;
    case MD_BLOCK_LI:
      containers_.pop_back();
      return;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
    case MD_BLOCK_P:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      return;
  }
}

void MarkdownReader::enter_list(bool ordered, std::uint32_t start) {
  close_leaf();
  containers_.push_back({Container::Kind::List, ordered, start});
  ++lists_;
}

void MarkdownReader::enter_item() {
  close_leaf();
  Container& list = containers_.back();
  containers_.push_back({Container::Kind::Item, list.ordered, list.number++});
}

BlockKind MarkdownReader::paragraph_kind() const {
  if (containers_.empty()) return BlockKind::Paragraph;
  if (containers_.back().kind != Container::Kind::Quote) return BlockKind::ListItem;
  return containers_.back().aside ? BlockKind::Paragraph : BlockKind::Quotation;
}

void MarkdownReader::open_leaf(BlockKind kind, std::uint8_t level) {
  close_leaf();
  leaf_open_ = true;
  kind_ = kind;
  level_ = level;
  images_ = 0;
  text_outside_images_ = false;
}

void MarkdownReader::close_leaf() {
  if (!leaf_open_) return;
  leaf_open_ = false;
  alert_line_ = false;
  in_code_ = false;
  in_html_block_ = false;
  html_quotes_ = 0;
  code_line_ends_ = 0;
  code_indent_ = 0;
  link_depth_ = 0;
  html_link_ = false;
  html_.reset();
  const bool is_paragraph = kind_ != BlockKind::Heading && kind_ != BlockKind::Code && kind_ != BlockKind::TableCell;
  if (is_paragraph && images_ == 1 && !text_outside_images_) kind_ = BlockKind::Caption;
  if (auto block = text_.finish()) add_block(*std::move(block));
}

void MarkdownReader::add_block(Block block) {
  block.kind = kind_;
  block.level = level_;
  block.quoted = quotes_ + html_quotes_ > 0;
  if (kind_ == BlockKind::ListItem) {
    block.level =
        static_cast<std::uint8_t>(std::clamp<std::size_t>(lists_, 1, std::numeric_limits<std::uint8_t>::max()));
  }
  if (!containers_.empty() && containers_.back().kind == Container::Kind::Item) {
    Container& item = containers_.back();
    if (item.ordered && !item.has_block) block.ordinal = item.number;
    item.has_block = true;
  }
  document_.blocks.push_back(std::move(block));
}

// Spans.

void MarkdownReader::enter_span(MD_SPANTYPE type, void* detail) {
  if (!leaf_open_) open_leaf(paragraph_kind(), 0);
  if (type == MD_SPAN_IMG) {
    const auto& image = *static_cast<MD_SPAN_IMG_DETAIL*>(detail);
    if (!spend(image.src, image.title)) return;
    ++images_;
    ++image_depth_;
  }
  if (type != MD_SPAN_A) return;
  const auto& link = *static_cast<MD_SPAN_A_DETAIL*>(detail);
  if (spend(link.href, link.title) && link_depth_++ == 0 && !html_link_) text_.open_link(attribute_text(link.href));
}

void MarkdownReader::leave_span(MD_SPANTYPE type) {
  if (type == MD_SPAN_IMG && image_depth_ > 0) --image_depth_;
  if (type == MD_SPAN_A && link_depth_ > 0 && --link_depth_ == 0 && !html_link_) text_.close_link();
}

/// A definition is given again with each reference to it, and that may be without end.
bool MarkdownReader::spend(const MD_ATTRIBUTE& target, const MD_ATTRIBUTE& title) {
  const std::size_t size = std::size_t{target.size} + title.size;
  over_budget_ = size > target_bytes_left_;
  if (!over_budget_) target_bytes_left_ -= size;
  return !over_budget_;
}

std::string MarkdownReader::attribute_text(const MD_ATTRIBUTE& attribute) {
  std::string text;
  for (std::size_t i = 0; attribute.size > 0 && attribute.substr_offsets[i] < attribute.size; ++i) {
    const std::size_t begin = attribute.substr_offsets[i];
    const std::string_view part(attribute.text + begin, attribute.substr_offsets[i + 1] - begin);
    switch (attribute.substr_types[i]) {
      case MD_TEXT_ENTITY:
        text += character_reference(part).value_or(std::string(part));
        break;
      case MD_TEXT_NULLCHAR:
        text += "\xEF\xBF\xBD";
        break;
      default:
        text += part;
    }
  }
  return text;
}

// Text.

void MarkdownReader::text(MD_TEXTTYPE type, const char* bytes, std::size_t size) {
  if (!leaf_open_) open_leaf(paragraph_kind(), 0);
  if (in_code_) return add_code(bytes, size);
  const std::optional<std::size_t> place = place_of(bytes);
  switch (type) {
    case MD_TEXT_HTML:
      return add_html(bytes, size);
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
      if (alert_line_) return open_leaf(paragraph_kind(), 0);
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

void MarkdownReader::add_text(std::size_t begin, std::size_t end) {
  cursor_ = end;
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
  if (is_hidden()) return;
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

void warn(Document& document, std::string message) {
  document.warnings.push_back({document.source.label(), std::move(message)});
}

}  // namespace

Result<void> read_markdown(Document& document, const Window& window, PartMemory* memory, const PartFilter& wanted) {
  const std::string_view bytes = document.source.bytes();
  std::size_t begin = bytes.starts_with(unicode::kByteOrderMark) ? unicode::kByteOrderMark.size() : 0;
  FrontMatter metadata = front_matter(bytes, begin);
  begin = std::max(begin, metadata.end);
  document.metadata = std::move(metadata.entries);
  if (metadata.broken) warn(document, "has front matter that cannot be read, so it is text: " + *metadata.broken);

  const std::size_t window_begin = std::max(begin, window.bytes.begin);
  if (window_begin >= window.bytes.end) return {};
  LineCounter lines(bytes, window.bytes.begin, window.first_line);
  const std::size_t first_line = lines.at(window_begin);
  Result<bool> done = false;
  const std::string_view text = bytes.substr(window_begin, window.bytes.end - window_begin);
  const bool in_parts = window.in_parts || can_be_cut(measure_markdown(text));
  if (in_parts || is_cheap_markdown(text)) {
    MarkdownReader reader(document, window_begin, window.bytes.end, first_line);
    done = in_parts ? reader.run_in_parts(memory, wanted) : reader.run_whole();
  }
  if (!done) return std::unexpected(done.error());
  if (!*done) {
    document.blocks.clear();
    document.runs.clear();
    document.buffer.clear();
    warn(document, "has Markdown out of all proportion to its size, so it was read as plain text");
    auto entries = std::move(document.metadata);
    read_plain_text(document, window);
    document.metadata = std::move(entries);
  }
  return {};
}

}  // namespace stet::read
