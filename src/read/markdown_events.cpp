// SPDX-License-Identifier: Apache-2.0
//
// What md4c tells of blocks and spans: open containers say what a paragraph is, a leaf that closes becomes a block.
#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <utility>

#include "read/character_reference.hpp"
#include "read/markdown_reader.hpp"

namespace stet::read {
namespace {

/// What md4c's callbacks return to end the parse.
constexpr int kGoOn = 0;
constexpr int kStop = 1;

}  // namespace

/// Runs a step for md4c, which is C: exceptions go round it.
template <class Step>
int MarkdownReader::guarded(void* self, const Step& step) {
  auto& reader = *static_cast<MarkdownReader*>(self);
  if (reader.left_.events == 0) reader.over_budget_ = true;
  if (reader.over_budget_) return kStop;
  --reader.left_.events;
  try {
    step(reader);
  } catch (...) {
    reader.failure_ = std::current_exception();
    return kStop;
  }
  if (size_of(reader.document_) > reader.most_blocks_) reader.over_budget_ = true;
  return reader.over_budget_ ? kStop : kGoOn;
}

Result<bool> MarkdownReader::parse(std::size_t end, unsigned flags) {
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | flags;
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
  if (flags == 0 && has_directive_body(markdown)) parser.flags |= MD_FLAG_NOINDENTEDCODEBLOCKS;
  const int status = md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, this);
  if (failure_) std::rethrow_exception(failure_);
  if (over_budget_) return false;
  if (status != 0) return std::unexpected(Error{ErrorCode::Internal, "md4c failed", document_.source.label()});
  return true;
}

bool MarkdownReader::read(const SimpleBlock& block) {
  constexpr std::size_t kOfBlock = 2;
  if (kOfBlock + block.parts.size() > left_.events) return false;
  left_.events -= kOfBlock + block.parts.size();
  MD_BLOCK_H_DETAIL heading{.level = block.level};
  const MD_BLOCKTYPE type = block.level > 0 ? MD_BLOCK_H : MD_BLOCK_P;
  enter_block(type, &heading);
  for (const SimplePart& part : block.parts) {
    switch (part.kind) {
      case SimplePart::Kind::Text:
        text(MD_TEXT_NORMAL, part.bytes.data(), part.bytes.size());
        break;
      case SimplePart::Kind::LinkTarget: {
        const auto size = static_cast<MD_SIZE>(part.bytes.size());
        const MD_TEXTTYPE of_target = MD_TEXT_NORMAL;
        const std::array<MD_OFFSET, 2> ends{0, size};
        MD_SPAN_A_DETAIL link{};
        link.href = {
            .text = part.bytes.data(), .size = size, .substr_types = &of_target, .substr_offsets = ends.data()};
        enter_span(MD_SPAN_A, &link);
        if (over_budget_) return false;
        break;
      }
      case SimplePart::Kind::LinkEnd:
        leave_span(MD_SPAN_A);
        break;
      case SimplePart::Kind::LineEnd:
        text(MD_TEXT_SOFTBR, "\n", 1);
        break;
    }
  }
  leave_block(type);
  return !over_budget_ && size_of(document_) <= most_blocks_;
}

std::optional<std::size_t> MarkdownReader::place_of(const char* bytes) const {
  const std::less<> before;
  const char* const begin = bytes_.data();
  if (before(bytes, begin) || !before(bytes, begin + bytes_.size())) return std::nullopt;
  return static_cast<std::size_t>(bytes - begin);
}

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
      if (lists_ == 1) item_ = containers_.back();
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
  const std::uint32_t number = std::exchange(list_number_, std::nullopt).value_or(start);
  containers_.push_back({Container::Kind::List, ordered, number});
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
  looked_for_directive_ = false;
  kind_ = kind;
  level_ = level;
  images_ = 0;
  text_outside_images_ = false;
}

void MarkdownReader::close_leaf() {
  if (!leaf_open_) return;
  leaf_open_ = false;
  alert_line_ = false;
  directive_.reset();
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
  if (keeps_pieces_) left_after_.push_back(left_);
}

// Spans.

void MarkdownReader::enter_span(MD_SPANTYPE type, void* detail) {
  if (!leaf_open_) open_leaf(paragraph_kind(), 0);
  if (type == MD_SPAN_IMG) {
    const auto& image = *static_cast<MD_SPAN_IMG_DETAIL*>(detail);
    if (!spend(image.src, image.title) || is_markup_of_directive(cursor_)) return;
    ++images_;
    ++image_depth_;
  }
  if (type != MD_SPAN_A) return;
  const auto& link = *static_cast<MD_SPAN_A_DETAIL*>(detail);
  if (!spend(link.href, link.title) || is_markup_of_directive(cursor_)) return;
  if (link_depth_++ == 0 && !html_link_) text_.open_link(attribute_text(link.href));
}

void MarkdownReader::leave_span(MD_SPANTYPE type) {
  if (type == MD_SPAN_IMG && image_depth_ > 0) --image_depth_;
  if (type == MD_SPAN_A && link_depth_ > 0 && --link_depth_ == 0 && !html_link_) text_.close_link();
}

/// A definition is given again with each reference to it, and that may be without end.
bool MarkdownReader::spend(const MD_ATTRIBUTE& target, const MD_ATTRIBUTE& title) {
  const std::size_t size = std::size_t{target.size} + title.size;
  over_budget_ = size > left_.target_bytes;
  if (!over_budget_) left_.target_bytes -= size;
  return !over_budget_;
}

std::string MarkdownReader::attribute_text(const MD_ATTRIBUTE& attribute) {
  std::string text;
  text.reserve(attribute.size);
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

}  // namespace stet::read
