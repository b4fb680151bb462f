// SPDX-License-Identifier: Apache-2.0
//
// Plain text to blocks. Lines between blank lines are a paragraph; a paragraph is one block, or a list with an item to
// a block and perhaps a lead line (list_marker.cpp). What a block is depends on its paragraph alone and on whether it
// is the text's first, so a window that begins and ends at blank lines gives what the whole gives there.
//
//   Plan signed␤                       heading: the first, not ended
//   ␤
//   The parties agreed  to␤            paragraph, "The parties agreed to meet.", in the buffer
//   meet.␤
//   ␤
//   They meet in May.␤                 paragraph, a slice of the source
//
// Cost: each byte is looked at once for specials, eight at a time, and copied where lines were wrapped.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "read/block_text.hpp"
#include "read/list_marker.hpp"
#include "read/metadata_line.hpp"
#include "read/passages.hpp"
#include "read/plain_kind.hpp"
#include "read/plain_lines.hpp"
#include "read/reader.hpp"
#include "read/scan.hpp"

namespace stet::read {
namespace {

class PlainTextReader {
 public:
  PlainTextReader(Document& document, std::size_t most_blocks)
      : document_(document), bytes_(document.source.bytes()), text_(document), most_blocks_(most_blocks) {}

  /// Reads from `begin`, which is in line `first_line`, to `end`.
  void run(std::size_t begin, std::size_t end, std::size_t first_line) {
    make_room(document_, end - begin);
    // Most blocks have a blank line behind them.
    document_.blocks.reserve(count_of('\n', bytes_.substr(begin, end - begin)) / 2 + 1);
    next_is_first_ = begin == 0;
    std::size_t line_number = first_line;
    for (std::size_t position = begin; position < end && size_of(document_) <= most_blocks_; ++line_number) {
      const Line line = line_at(bytes_, position, end);
      if (line.blank) {
        finish_paragraph();
      } else {
        add_line(line, line_number);
      }
      position = line.next;
    }
    finish_paragraph();
  }

 private:
  void add_line(const Line& line, std::size_t line_number) {
    const std::string_view text = bytes_.substr(line.bytes.begin, line.bytes.size());
    if (list_.begins_item(text, line.bytes.begin - line.begin, after_colon_)) {
      finish_block();
      is_item_ = true;
    }
    after_colon_ = text.ends_with(':') || text.ends_with("：");
    ++lines_of_paragraph_;
    if (lines_of_block_++ == 0) {
      first_line_ = line;
      first_line_number_ = line_number;
      return;
    }
    if (lines_of_block_ == 2) join(first_line_, first_line_number_);
    join(line, line_number);
  }

  void join(const Line& line, std::size_t line_number) {
    text_.add(line.bytes.begin, line.bytes.end, line_number);
    text_.add_space(line.bytes.end, true, line_number);
  }

  void finish_paragraph() {
    if (lines_of_paragraph_ == 0) return;
    finish_block();
    list_ = {};
    lines_of_paragraph_ = 0;
    after_colon_ = false;
    next_is_first_ = false;
  }

  void finish_block() {
    if (lines_of_block_ == 0) return;
    std::optional<Block> block = lines_of_block_ == 1 && first_line_.slice ? slice_block() : joined_block();
    if (block) {
      set_kind(*block);
      document_.blocks.push_back(*std::move(block));
    }
    lines_of_block_ = 0;
    is_item_ = false;
  }

  [[nodiscard]] std::optional<Block> slice_block() const {
    if (is_invisible(bytes_.substr(first_line_.bytes.begin, first_line_.bytes.size()))) return std::nullopt;
    Block block;
    block.source = block.slice = first_line_.bytes;
    block.line = static_cast<std::uint32_t>(first_line_number_);
    return block;
  }

  std::optional<Block> joined_block() {
    if (lines_of_block_ == 1) join(first_line_, first_line_number_);
    return text_.finish();
  }

  void set_kind(Block& block) const {
    const std::string_view text = document_.text(block);
    const bool stands_alone = lines_of_paragraph_ == 1;
    if (is_item_) {
      block.kind = BlockKind::ListItem;
      block.level = 1;
    } else if (is_caption(text)) {
      block.kind = BlockKind::Caption;
    } else if (stands_alone && next_is_first_ && is_headline(text)) {
      block.kind = BlockKind::Heading;
      block.level = 1;
    } else if (stands_alone && is_heading(text)) {
      block.kind = BlockKind::Heading;
      block.level = 2;
    }
  }

  Document& document_;
  std::string_view bytes_;
  BlockText text_;
  std::size_t most_blocks_;
  bool next_is_first_ = true;  ///< Nothing stands before the paragraph.

  ListLines list_;  ///< Of the paragraph.
  std::size_t lines_of_paragraph_ = 0;
  bool after_colon_ = false;

  std::size_t lines_of_block_ = 0;
  bool is_item_ = false;
  Line first_line_;  ///< Of the block: kept back, since a block of one line is mostly a slice.
  std::size_t first_line_number_ = 1;
};

}  // namespace

void read_plain_text(Document& document, const Window& window) {
  std::size_t end = window.bytes.end;
  if (auto metadata = metadata_line(document.source.bytes())) {
    document.metadata = std::move(metadata->entries);
    if (metadata->bytes.begin >= window.bytes.begin) end = std::min(end, metadata->bytes.begin);
  }
  end = std::max(end, window.bytes.begin);
  if (window.in_passages)
    read_passages(document, {window.bytes.begin, end}, window.first_line);
  else
    PlainTextReader(document, window.most_blocks).run(window.bytes.begin, end, window.first_line);
}

}  // namespace stet::read
