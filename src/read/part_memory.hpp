// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/front_matter.hpp"
#include "stet/document.hpp"

namespace stet::read {

/// What one part of a Markdown text gave, from one cut to the next (markdown_window.hpp): nothing of it depends on what
/// stands around the part. Its places count from the part's own beginning, so that they can be moved.
struct MarkdownPart {
  std::string bytes;
  std::vector<Block> blocks;
  std::vector<SourceRun> runs;
  std::string buffer;
  std::size_t events = 0;        ///< That md4c gave,
  std::size_t target_bytes = 0;  ///< and bytes of links' targets and titles.
};

/// How far a document is, before a part is read.
struct DocumentMark {
  explicit DocumentMark(const Document& document)
      : blocks(document.blocks.size()), runs(document.runs.size()), buffer(document.buffer.size()) {}
  std::size_t blocks;
  std::size_t runs;
  std::size_t buffer;
};

/// What was read since then, of which `bytes` and what it cost are left to the caller.
/// @param begin  Where the part begins in the source,
/// @param line   and the line that begins there.
[[nodiscard]] MarkdownPart part_since(const DocumentMark& mark, const Document& document, std::size_t begin,
                                      std::size_t line);
/// Appends a part to a document in whose source it begins there.
void append(Document& document, const MarkdownPart& part, std::size_t begin, std::size_t line);

/// Parts of texts that were read one after the other. Versions share most of theirs, and each is parsed once. What was
/// not met for a while is forgotten, so that the memory stays bounded. One thread at a time.
class PartMemory {
 public:
  /// Null for a part that is not known.
  /// @param hash  `text::hash` of the bytes.
  [[nodiscard]] const MarkdownPart* find(std::string_view bytes, std::uint64_t hash);
  void keep(MarkdownPart part, std::uint64_t hash);
  /// What stands before all parts.
  [[nodiscard]] FrontMatterMemory& front_matter() { return front_matter_; }

 private:
  using Parts = std::unordered_map<std::uint64_t, std::unique_ptr<const MarkdownPart>>;
  const MarkdownPart* keep(std::unique_ptr<const MarkdownPart> part, std::uint64_t hash);

  Parts young_;  ///< Met lately. Of two parts with one hash only the later is here.
  Parts old_;    ///< Met before that.
  std::size_t young_bytes_ = 0;
  FrontMatterMemory front_matter_;
};

}  // namespace stet::read
