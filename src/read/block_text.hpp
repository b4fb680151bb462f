// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/document.hpp"

namespace stet::read {

/// Makes room for the blocks of so many bytes of source. Growing instead costs more than reading them: the memory is
/// touched again and again, while room that is not used costs nothing.
void make_room(Document& document, std::size_t bytes);

/// Whether a text has only white space of any kind and characters that never show: no block is made of such.
[[nodiscard]] bool is_invisible(std::string_view text);

/// Puts together the text of one block after another, with its map to the source.
///
/// White space is kept back until something follows: a run of it becomes one space, or nothing at the ends of a block
/// and where a line break stands between two characters of scripts without spaces. Pieces come in the order of the
/// source. Text that turns out to be a slice of the source takes no room in the document's buffer.
class BlockText {
 public:
  explicit BlockText(Document& document) : document_(document) { start(); }

  /// Bytes of the source; tabs, spaces and form feeds are white space, a NUL becomes U+FFFD.
  /// @param line  1-based line of `begin`.
  void add(std::size_t begin, std::size_t end, std::size_t line);
  /// Bytes of the source as they are, white space too, from one line: code.
  void add_verbatim(std::size_t begin, std::size_t end, std::size_t line);
  /// A line break of the source that the text keeps: code.
  void add_line_end(std::size_t begin, std::size_t end, std::size_t line);
  /// Text that came as a whole from these bytes of the source, no white space.
  void add_whole(std::size_t begin, std::size_t end, std::string_view utf8, std::size_t line);
  /// White space at this byte of the source; `wrap` says that a line of the source ends in it.
  void add_space(std::size_t source, bool wrap, std::size_t line);

  /// A link begins or ends here. Links do not nest. One whose target is its text, as an autolink's is, is none.
  void open_link(std::string target);
  void close_link();

  [[nodiscard]] bool empty() const { return size() == 0; }
  /// The text so far, without white space that is kept back.
  [[nodiscard]] std::string_view text() const { return std::string_view(document_.buffer).substr(begin_); }

  /// Ends the block and gives it, its text and its place filled in; nothing where no text was to be seen. What is added
  /// then belongs to the next block.
  [[nodiscard]] std::optional<Block> finish();
  /// Begins behind what the document holds now: blocks may have come from elsewhere since the last.
  void start();

 private:
  struct Space {
    std::size_t source = 0;
    std::size_t line = 1;
    bool wrap = false;
  };

  [[nodiscard]] std::size_t size() const { return document_.buffer.size() - begin_; }
  void append(std::size_t begin, std::size_t end, std::size_t line);
  void append_in_step(std::size_t begin, std::size_t end, std::size_t line);
  void append_whole(std::size_t begin, std::size_t begin_line, std::size_t end, std::size_t end_line,
                    std::string_view utf8);
  void flush_space(char32_t next, std::size_t source);
  void begin_run(std::size_t source, std::size_t line, bool wrap, bool whole);
  void mark_link_begin();
  void drop_buffer_of_slice(Block& block);

  Document& document_;
  std::size_t begin_ = 0;  ///< Of the block's text in the buffer.
  std::size_t first_run_ = 0;
  std::size_t first_line_ = 1;
  std::size_t continues_at_ = 0;  ///< The byte of source that goes on in step with the last run.
  bool wrap_next_ = false;        ///< The next run is the first of a source line.
  std::optional<Space> space_;
  std::vector<Link> links_;
  bool link_open_ = false;
  bool link_begun_ = false;
};

}  // namespace stet::read
