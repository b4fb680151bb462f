// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/front_matter.hpp"
#include "stet/document.hpp"

namespace stet::read {

/// How far a Markdown text was read where a piece of it begins that can be read alone: from one cut to the next
/// (markdown_window.hpp), or a piece of a list (list_pieces.hpp).
struct PieceBegin {
  std::uint32_t byte = 0;  ///< Of the source,
  std::uint32_t line = 0;
  std::uint32_t block = 0;  ///< of the document,
  std::uint32_t run = 0;
  std::uint32_t buffer = 0;
  std::uint32_t events = 0;        ///< that md4c gave,
  std::uint32_t target_bytes = 0;  ///< of links' targets and titles.

  /// Counted from another place instead.
  [[nodiscard]] PieceBegin since(const PieceBegin& other) const {
    return {byte - other.byte,
            line - other.line,
            block - other.block,
            run - other.run,
            buffer - other.buffer,
            events - other.events,
            target_bytes - other.target_bytes};
  }
};

/// What a piece gave when it was read. Nothing of it depends on what stands around the piece, so it can be moved.
struct KnownPiece {
  std::string_view bytes;
  std::span<const Block> blocks;
  std::span<const SourceRun> runs;
  std::string_view buffer;
  PieceBegin begin;  ///< In what it was read in: the places in blocks and runs are places there.
  PieceBegin size;   ///< From there to its end.
};

/// Appends a piece to a document in whose source it begins there.
void append(Document& document, const KnownPiece& piece, std::size_t begin, std::size_t line);

/// Pieces that were read before and need not be parsed again.
class PieceMemory {
 public:
  PieceMemory() = default;
  PieceMemory(const PieceMemory&) = delete;
  PieceMemory& operator=(const PieceMemory&) = delete;
  virtual ~PieceMemory() = default;

  /// Nothing for a piece that is not known; valid until the next call.
  /// @param hash  Of the bytes, and of all else that decides what they give.
  [[nodiscard]] virtual std::optional<KnownPiece> find(std::string_view bytes, std::uint64_t hash) = 0;
  /// Whether what is read now is kept.
  [[nodiscard]] virtual bool keeps() const = 0;
  /// What was just read of a document.
  /// @param begins  Of the pieces, which stand side by side, and the end.
  /// @param hashes  Of each piece.
  virtual void keep(const Document& document, std::span<const PieceBegin> begins,
                    std::span<const std::uint64_t> hashes) = 0;
  /// What was kept of the text that is read now is not in its document after all.
  virtual void give_up_text() {}
  /// What stands before all pieces.
  [[nodiscard]] FrontMatterMemory& front_matter() { return front_matter_; }

 private:
  FrontMatterMemory front_matter_;
};

/// Pieces of texts that are read one after the other. Versions share most of theirs, and each is parsed once. What was
/// not met for a while is forgotten, so that the memory stays bounded. One thread at a time.
class PartMemory : public PieceMemory {
 public:
  [[nodiscard]] std::optional<KnownPiece> find(std::string_view bytes, std::uint64_t hash) override;
  [[nodiscard]] bool keeps() const override { return true; }
  void keep(const Document& document, std::span<const PieceBegin> begins,
            std::span<const std::uint64_t> hashes) override;

 private:
  /// Pieces that were read at once, copied: places count from the first one's beginning.
  struct Part {
    std::string bytes;
    std::vector<Block> blocks;
    std::vector<SourceRun> runs;
    std::string buffer;
    std::vector<PieceBegin> begins;  ///< And the end.
  };
  struct Held {
    std::shared_ptr<const Part> part;
    std::size_t index = 0;
  };
  using Pieces = std::unordered_map<std::uint64_t, Held>;

  [[nodiscard]] static std::optional<KnownPiece> find_in(const Pieces& pieces, std::string_view bytes,
                                                         std::uint64_t hash);
  /// The caller says where the pieces begin.
  Part& keep_copy(const KnownPiece& pieces, std::span<const std::uint64_t> hashes);

  Pieces young_;  ///< Met lately. Of two pieces with one hash only the later is here.
  Pieces old_;    ///< Met before that.
  std::size_t young_bytes_ = 0;
};

/// Pieces of the first text of a pair, for the second one. Nothing is copied before it is needed.
class FirstOfPair : public PieceMemory {
 public:
  /// From here on the second text is read.
  /// @param first  As it was read with this; must outlive the reading.
  void look_in(const Document& first);

  [[nodiscard]] std::optional<KnownPiece> find(std::string_view bytes, std::uint64_t hash) override;
  [[nodiscard]] bool keeps() const override { return first_ == nullptr; }
  void keep(const Document& document, std::span<const PieceBegin> begins,
            std::span<const std::uint64_t> hashes) override;
  void give_up_text() override;

 private:
  struct Piece {
    std::uint64_t hash = 0;
    std::uint32_t begin = 0;  ///< Its place in `begins_`; the next one is its end.
  };

  const Document* first_ = nullptr;
  std::vector<PieceBegin> begins_;
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> slots_;  ///< A hash table with open addressing: places in `pieces_` plus 1, or 0. Of two
                                      ///< pieces with one hash only the first is here.
};

}  // namespace stet::read
