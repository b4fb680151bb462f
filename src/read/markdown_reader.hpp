// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <md4c.h>

#include <exception>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/block_text.hpp"
#include "read/directive.hpp"
#include "read/html_text.hpp"
#include "read/line_counter.hpp"
#include "read/list_pieces.hpp"
#include "read/part_memory.hpp"
#include "read/reader.hpp"
#include "read/simple_markdown.hpp"

namespace stet::read {

/// A block quotation, a list or an item that is open.
struct Container {
  enum class Kind : std::uint8_t { Quote, List, Item };
  Kind kind = Kind::Item;
  bool ordered = false;
  std::uint32_t number = 0;  ///< List: of its next item. Item: its own.
  bool has_block = false;    ///< Item: its number was given to a block. Quote: it has text.
  bool aside = false;        ///< Quote: it begins with a line such as "[!NOTE]", and quotes nobody.
};

/// Takes what md4c tells of a text, and makes blocks of it. What it does with blocks and spans is in
/// markdown_events.cpp, with the text in them in markdown_text.cpp.
class MarkdownReader : public HtmlText::Sink {
 public:
  /// @param most_blocks  As in `Window`.
  MarkdownReader(Document& document, std::size_t begin, std::size_t end, std::size_t first_line,
                 std::size_t most_blocks = Window::kAnyNumber)
      : document_(document),
        bytes_(document.source.bytes().substr(0, end)),
        begin_(begin),
        cursor_(begin),
        text_(document),
        lines_(bytes_, begin, first_line),
        most_blocks_(most_blocks),
        left_{.events = kEventsPerByte * (end - begin) + kSmallText,
              .target_bytes = kTargetBytesPerByte * (end - begin) + kSmallText} {
    make_room(document, end - begin);
  }

  /// Reads all in one go. False where the text gave more than its size allows, or more blocks than are wanted.
  [[nodiscard]] Result<bool> run_whole() { return parse(bytes_.size()); }
  /// The same from one cut to the next.
  /// @param memory  Of parts that were read before; may be null.
  /// @param wanted  Says of a part whether it is to be read; may be empty.
  [[nodiscard]] Result<bool> run_in_parts(PieceMemory* memory, const PartFilter& wanted);

 private:
  /// Events, and bytes of link targets and titles, that md4c may give: ordinary texts give less than one of either for
  /// each byte.
  static constexpr std::size_t kEventsPerByte = 8;
  static constexpr std::size_t kTargetBytesPerByte = 4;
  static constexpr std::size_t kSmallText = std::size_t{64} * 1024;

  /// What md4c may still give.
  struct Budget {
    std::size_t events = 0;
    std::size_t target_bytes = 0;
  };

  /// Parses from `begin_` up to `end`.
  /// @param flags  Of md4c.
  [[nodiscard]] Result<bool> parse(std::size_t end, unsigned flags = 0);
  /// Takes a block that needed no parser. False where it is more than the text's size allows.
  [[nodiscard]] bool read(const SimpleBlock& block);
  /// Reads a part from `begin_` to `end`, of which these are the pieces.
  [[nodiscard]] Result<bool> read_pieces(std::span<const ListPiece> pieces, std::size_t end, PieceMemory* memory);
  /// Parses pieces that stand side by side, from `begin_` to `end`, as what the first one is.
  /// @param simple  Which is what the first one is, so that no parser is needed; null where one is.
  [[nodiscard]] Result<bool> parse_pieces(const ListPiece& first, std::size_t end, const SimpleBlock* simple);
  /// A piece that was read before, which begins at `begin_` now. False where it is more than the text's size allows.
  [[nodiscard]] bool take(const KnownPiece& piece, std::size_t line);
  /// How far things are, where what is read next begins at that byte and line.
  [[nodiscard]] PieceBegin here(std::size_t byte, std::size_t line) const;
  /// The same for a piece behind another, both of which were parsed already.
  /// @param block  Of the document, the first that was parsed with them.
  [[nodiscard]] PieceBegin begin_behind(PieceBegin last, std::size_t byte, std::size_t line, std::size_t block) const;

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
  void begin_directive(std::size_t begin);
  [[nodiscard]] bool is_markup_of_directive(std::size_t place) const;
  [[nodiscard]] bool ends_directive(std::size_t begin) const;
  [[nodiscard]] bool directive_follows() const;
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
  std::size_t most_blocks_;
  Budget left_;
  bool keeps_pieces_ = false;
  std::vector<Budget> left_after_;     ///< Each block of the pieces that are being parsed, where they are kept.
  std::vector<std::uint64_t> hashes_;  ///< Of the pieces of the part that is being read.
  SimpleBlock simple_;                 ///< What one of them is made of.
  std::vector<PieceBegin> begins_;     ///< Of those that are being kept.
  bool over_budget_ = false;
  std::exception_ptr failure_;

  std::vector<Container> containers_;
  Container item_;                            ///< The last one at the margin, which pieces may continue.
  std::optional<std::uint32_t> list_number_;  ///< Of the first item of the next list, whatever it says of itself.
  std::size_t quotes_ = 0;
  std::size_t lists_ = 0;

  bool leaf_open_ = false;
  bool alert_line_ = false;             ///< The leaf is a line such as "[!NOTE]".
  std::optional<Directive> directive_;  ///< Whose opening lines the leaf is.
  bool looked_for_directive_ = false;   ///< The first text of the leaf has come.
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

}  // namespace stet::read
