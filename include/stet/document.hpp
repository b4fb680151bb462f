// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/boxed.hpp"
#include "stet/source.hpp"
#include "stet/text.hpp"

namespace stet {

enum class BlockKind : std::uint8_t { Heading, Paragraph, ListItem, Quotation, TableCell, Caption, Code };

/// One piece of a block's map from text to source: from byte `text` of the block's text on, until the
/// next run begins, byte `text + i` stands at byte `source + i` of the source. It is the same byte, but
/// for a space that may stand for another byte of white space.
///
/// Text that came as a whole from other bytes of source (a character reference, the white space round a
/// wrap) has a run of its own with `whole`, and another run after it. `wrap` marks the first run of a
/// source line inside the block: where the text continues after a line break of the source, which
/// `--segment line` cuts at. Two runs may begin at one byte of text; the later is the one for it.
struct SourceRun {
  std::uint32_t source = 0;
  std::uint32_t text = 0;
  bool wrap : 1 = false;
  bool whole : 1 = false;       ///< Its text came from all bytes up to the next run's source.
  std::uint32_t line : 30 = 0;  ///< Line breaks between `Block::source.begin` and `source`.
};

/// The target of a link, no part of the text. `text` is in bytes of the block's text.
struct Link {
  TextRange text;
  std::string target;
};

/// A stretch of a document that no sentence crosses.
///
/// The text is valid UTF-8, mark-up removed, white space as INTERFACE "Document text" has it. It lies
/// in the source itself where it is a slice of it, else in the document's own buffer; ask
/// `Document::text`.
struct Block {
  BlockKind kind = BlockKind::Paragraph;
  std::uint8_t level = 0;                ///< Heading: 1 to 6. List item: depth from 1. Else 0.
  bool quoted = false;                   ///< Stands inside a quotation block, whatever its own kind.
  bool owned = false;                    ///< Whether `slice` is in the document's buffer or in the source.
  std::optional<std::uint32_t> ordinal;  ///< Number of an ordered Markdown list's item; no part of the text.
  std::uint32_t first_run = 0;  ///< Its runs in `Document::runs`. None for a slice of the source, where text and
  std::uint32_t run_count = 0;  ///< source go in step, and for text of the buffer that is its source, each
                                ///< stretch of white space one space: of several paragraphs in a row.
  std::uint32_t line = 1;       ///< 1-based source line of `source.begin`.
  TextRange source;             ///< In the source's bytes; covers every byte that gave the text.
  TextRange slice;              ///< Where the text lies there.
  BoxedList<Link> links;        ///< In text order.
};

/// A sentence: the unit of comparison. `text` is in bytes of the block's text, without white space
/// around it; what follows up to the next sentence of the block is white space.
struct Sentence {
  BlockIndex block{};
  std::uint32_t in_block = 0;  ///< Counts from 0 within its block.
  TextRange text;
};

/// What a text says about itself. Keys are as the text has them; the well-known ones are `title`,
/// `published`, `language`, `topics` (values joined by "|") and `corrections`.
struct MetadataEntry {
  std::string key;
  std::string value;  ///< Plain text. Lists and maps are flattened to one line of YAML flow style.
};

/// Something worth a line on standard error that does not stop the reading.
struct Warning {
  std::string place;
  std::string message;
};

/// Where a part of a text stands in its source.
struct SourcePlace {
  ByteRange bytes;       ///< That gave the part.
  std::size_t line = 1;  ///< 1-based, of `bytes.begin`.
};

/// What a reader makes of a source, or of a window of it: metadata and blocks, and the sentences of
/// those blocks that were segmented.
///
/// Invariants: `blocks` are in reading order and their source ranges do not overlap, save that a
/// Markdown block may lie around the markup of another; `sentences` are ordered by block, then by
/// place; a block has either all of its sentences there or none.
struct Document {
  Source source;                        ///< Always valid UTF-8: the given one, or what it was decoded to.
  std::string encoding = "UTF-8";       ///< What the bytes were, "UTF-16LE" or "windows-1252".
  std::size_t replaced_bytes = 0;       ///< Invalid bytes, NULs not counted, that became U+FFFD.
  std::vector<MetadataEntry> metadata;  ///< In the text's order.
  std::vector<Block> blocks;
  std::vector<SourceRun> runs;
  std::string buffer;  ///< Text that is no slice of the source.
  std::vector<Sentence> sentences;
  std::size_t read_from = 0;  ///< Byte of the source where the window that was read begins; 0 for the whole.
  std::vector<Warning> warnings;

  [[nodiscard]] const Block& block(BlockIndex index) const { return blocks[to_size(index)]; }
  [[nodiscard]] const Sentence& sentence(SentenceIndex index) const { return sentences[to_size(index)]; }
  /// The block's text. Valid until the document is changed or moved.
  [[nodiscard]] std::string_view text(const Block& block) const;
  /// The sentence's text, likewise.
  [[nodiscard]] std::string_view text(const Sentence& sentence) const;
  /// Where a byte of the block's text stands in the source.
  [[nodiscard]] std::size_t source_offset(const Block& block, std::size_t text_offset) const;
  /// The bytes of the source that gave this part of the block's text.
  [[nodiscard]] ByteRange source_range(const Block& block, ByteRange text) const;
  /// 1-based line of a byte of the source at or after `block.source.begin`.
  [[nodiscard]] std::size_t line_of(const Block& block, std::size_t source_offset) const;
  /// Both of a part of the block's text.
  /// @param near  A run of the block, counted from its first, near which the part may stand; becomes that in which it
  ///              begins. A wrong guess costs a search.
  [[nodiscard]] SourcePlace place_of(const Block& block, ByteRange text, std::size_t& near) const;
  /// First value for a key, or nothing.
  [[nodiscard]] std::optional<std::string_view> meta(std::string_view key) const;
};

}  // namespace stet
