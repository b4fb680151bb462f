// SPDX-License-Identifier: Apache-2.0
//
// Idea: a block costs some 150 bytes and a microsecond or two whatever is in it, which a text of millions of paragraphs
// of a letter has not got. So short lines are gathered, over blank lines too, until a passage is long enough and its
// last line ends it. A long line is prose: it is a paragraph as ever, up to its last line, wrapped wherever it may be.
//
//   Yes.␤␤No.␤␤Yes.␤␤…                          one block, "Yes. No. Yes. …", from 64 to 256 bytes
//   The parties agreed, after three days and␤
//   two nights, to meet again.␤                 one block, as in any other text
//
// Case it gets wrong: prose that is wrapped in lines of less than 64 bytes is cut where its lines end.
//
// Cost: a look at each byte; of a joined block no more is kept than its text.
#include "read/passages.hpp"

#include <optional>
#include <utility>

#include "read/block_text.hpp"
#include "read/plain_lines.hpp"
#include "read/scan.hpp"
#include "text/passage_end.hpp"

namespace stet::read {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
/// A block's text is gone through for each place in it, and so is the white space between.
constexpr std::size_t kFarthest = 4096;

class PassageReader {
 public:
  explicit PassageReader(Document& document) : document_(document), bytes_(document.source.bytes()), prose_(document) {}

  void run(std::size_t begin, std::size_t end, std::size_t line_number) {
    for (std::size_t position = begin; position < end; ++line_number) {
      const Line line = line_at(bytes_, position, end);
      if (line.blank)
        finish_prose();
      else if (in_prose_ || line.bytes.size() >= text::kShortestPassage)
        add_to_prose(line, line_number);
      else
        add_to_passage(line, line_number);
      position = line.next;
    }
    finish_prose();
    finish_passage();
  }

 private:
  void add_to_prose(const Line& line, std::size_t line_number) {
    if (!in_prose_) {
      finish_passage();
      prose_.start();
      in_prose_ = true;
    }
    prose_.add(line.bytes.begin, line.bytes.end, line_number);
    prose_.add_space(line.bytes.end, true, line_number);
    if (line.bytes.size() < text::kShortestPassage) finish_prose();
  }

  void finish_prose() {
    if (!std::exchange(in_prose_, false)) return;
    if (auto block = prose_.finish()) {
      drop_map(*block);
      document_.blocks.push_back(*std::move(block));
    }
  }

  /// A paragraph of tabs, or of many short wraps, needs no map either, if it is not long.
  void drop_map(Block& block) {
    if (block.run_count == 0 || block.source.size() > kFarthest || !is_joined(block)) return;
    document_.runs.resize(block.first_run);
    block.first_run = block.run_count = 0;
  }

  /// Whether its text is the source's, each stretch of white space one space: no wrap between two characters of scripts
  /// without spaces.
  [[nodiscard]] bool is_joined(const Block& block) const {
    const std::string_view text = document_.text(block);
    std::size_t at = 0;
    for (std::size_t i = block.source.begin; i < block.source.end; ++at) {
      if (at >= text.size()) return false;
      if (bytes_[i] == '\0') return false;
      if (!is_blank(bytes_[i])) {
        if (text[at] != bytes_[i++]) return false;
        continue;
      }
      if (text[at] != ' ') return false;
      while (i < block.source.end && is_blank(bytes_[i])) ++i;
    }
    return at == text.size();
  }

  void add_to_passage(const Line& line, std::size_t line_number) {
    std::string& buffer = document_.buffer;
    if (passage_ && line.bytes.begin - passage_->source.begin > kFarthest) finish_passage();
    if (!passage_) {
      passage_.emplace();
      passage_->owned = true;
      passage_->line = static_cast<std::uint32_t>(line_number);
      passage_->source = line.bytes;
      passage_->slice = {buffer.size(), buffer.size()};
    } else {
      buffer += ' ';
      passage_->source = {passage_->source.begin, line.bytes.end};
    }
    append_joined(line);
    const std::string_view text = bytes_.substr(line.bytes.begin, line.bytes.size());
    if (text::ends_passage(buffer.size() - passage_->slice.begin, text)) finish_passage();
  }

  void append_joined(const Line& line) {
    std::string& buffer = document_.buffer;
    const std::string_view text = bytes_.substr(line.bytes.begin, line.bytes.size());
    if (line.slice) {
      buffer += text;
      return;
    }
    for (const char byte : text) {
      if (byte == '\0')
        buffer += kReplacement;
      else if (!is_blank(byte))
        buffer += byte;
      else if (buffer.back() != ' ')  // a line begins with no white space
        buffer += ' ';
    }
  }

  void finish_passage() {
    if (!passage_) return;
    Block block = *std::exchange(passage_, std::nullopt);
    block.slice = {block.slice.begin, document_.buffer.size()};
    if (is_invisible(document_.text(block)))
      document_.buffer.resize(block.slice.begin);
    else
      document_.blocks.push_back(std::move(block));
  }

  Document& document_;
  std::string_view bytes_;
  BlockText prose_;
  bool in_prose_ = false;
  std::optional<Block> passage_;  ///< That is being gathered.
};

}  // namespace

void read_passages(Document& document, ByteRange bytes, std::size_t first_line) {
  make_room(document, bytes.size());
  PassageReader(document).run(bytes.begin, bytes.end, first_line);
}

ByteRange source_of_joined(std::string_view source, std::size_t begin, std::size_t text_offset) {
  std::size_t at = begin;
  for (std::size_t text = 0;;) {
    std::size_t next = at + 1;
    if (is_blank(source[at]))
      while (next < source.size() && is_blank(source[next])) ++next;
    text += source[at] == '\0' ? kReplacement.size() : 1;
    if (text > text_offset) return {at, next};
    at = next;
  }
}

}  // namespace stet::read
