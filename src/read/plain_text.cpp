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
#include <string_view>
#include <vector>

#include "read/block_text.hpp"
#include "read/list_marker.hpp"
#include "read/metadata_line.hpp"
#include "read/plain_kind.hpp"
#include "read/plain_lines.hpp"
#include "read/reader.hpp"

namespace stet::read {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class PlainTextReader {
 public:
  explicit PlainTextReader(Document& document)
      : document_(document), bytes_(document.source.bytes()), text_(document) {}

  /// Reads from `begin`, which is in line `first_line`, to `end`.
  void run(std::size_t begin, std::size_t end, std::size_t first_line) {
    make_room(document_, end - begin);
    next_is_first_ = begin == 0;
    if (begin == 0 && bytes_.starts_with(kByteOrderMark)) begin = kByteOrderMark.size();
    std::size_t line_number = first_line;
    for (std::size_t position = begin; position < end; ++line_number) {
      const Line line = line_at(bytes_, position, end);
      if (line.blank) {
        finish_paragraph();
      } else {
        if (paragraph_.empty()) first_line_ = line_number;
        paragraph_.push_back(line);
      }
      position = line.next;
    }
    finish_paragraph();
  }

 private:
  [[nodiscard]] std::string_view text_of(const Line& line) const {
    return bytes_.substr(line.bytes.begin, line.bytes.size());
  }

  void finish_paragraph() {
    if (paragraph_.empty()) return;
    ListLines list;
    std::size_t begin = 0;
    bool is_item = false;
    bool after_colon = false;
    for (std::size_t i = 0; i < paragraph_.size(); ++i) {
      const std::string_view line = text_of(paragraph_[i]);
      if (list.begins_item(line, paragraph_[i].bytes.begin - paragraph_[i].begin, after_colon)) {
        if (i > begin) add_block(begin, i, is_item);
        begin = i;
        is_item = true;
      }
      after_colon = line.ends_with(':') || line.ends_with("：");
    }
    add_block(begin, paragraph_.size(), is_item);
    paragraph_.clear();
    next_is_first_ = false;
  }

  /// The lines `begin` up to `end` of the paragraph.
  void add_block(std::size_t begin, std::size_t end, bool is_item) {
    Block block = end - begin == 1 && paragraph_[begin].slice ? slice_block(begin) : joined_block(begin, end);
    if (is_item) {
      block.kind = BlockKind::ListItem;
      block.level = 1;
    } else {
      set_kind(block);
    }
    document_.blocks.push_back(std::move(block));
  }

  [[nodiscard]] Block slice_block(std::size_t index) const {
    Block block;
    block.source = block.slice = paragraph_[index].bytes;
    block.line = first_line_ + index;
    return block;
  }

  Block joined_block(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      text_.add(paragraph_[i].bytes.begin, paragraph_[i].bytes.end, first_line_ + i);
      text_.add_space(paragraph_[i].bytes.end, true, first_line_ + i);
    }
    // No line of a paragraph is blank, so there is text.
    return text_.finish().value_or(Block{});
  }

  void set_kind(Block& block) const {
    const std::string_view text = document_.text(block);
    const bool stands_alone = paragraph_.size() == 1;
    if (is_caption(text)) {
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
  std::vector<Line> paragraph_;  ///< Lines since the last blank one.
  std::size_t first_line_ = 1;   ///< Number of the first of them.
  bool next_is_first_ = true;    ///< Nothing stands before the paragraph.
};

}  // namespace

void read_plain_text(Document& document, const Window& window) {
  std::size_t end = window.bytes.end;
  if (auto metadata = metadata_line(document.source.bytes())) {
    document.metadata = std::move(metadata->entries);
    if (metadata->bytes.begin >= window.bytes.begin) end = std::min(end, metadata->bytes.begin);
  }
  PlainTextReader(document).run(window.bytes.begin, std::max(end, window.bytes.begin), window.first_line);
}

}  // namespace stet::read
