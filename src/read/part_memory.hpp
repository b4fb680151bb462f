// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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

/// Parts of texts that were read one after the other. Versions share most of theirs, and each is parsed once. What was
/// not met for a while is forgotten, so that the memory stays bounded. One thread at a time.
class PartMemory {
 public:
  /// Null for a part that is not known.
  /// @param hash  `text::hash` of the bytes.
  [[nodiscard]] const MarkdownPart* find(std::string_view bytes, std::uint64_t hash);
  void keep(MarkdownPart part, std::uint64_t hash);

 private:
  using Parts = std::unordered_map<std::uint64_t, std::unique_ptr<const MarkdownPart>>;
  const MarkdownPart* keep(std::unique_ptr<const MarkdownPart> part, std::uint64_t hash);

  Parts young_;  ///< Met lately. Of two parts with one hash only the later is here.
  Parts old_;    ///< Met before that.
  std::size_t young_bytes_ = 0;
};

}  // namespace stet::read
