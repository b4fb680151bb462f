// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "stet/document.hpp"
#include "stet/result.hpp"
#include "stet/source.hpp"
#include "stet/text.hpp"

namespace stet::read {

/// A part of a source that begins and ends where its format can be cut: reading it gives the blocks that
/// reading the whole gives there.
struct Window {
  ByteRange bytes;             ///< Of the decoded source.
  std::size_t first_line = 1;  ///< 1-based line of `bytes.begin`.
  bool whole = true;           ///< It is all of the source.
  bool in_parts = false;       ///< It is of a Markdown text that is known to be read part by part.
  bool in_passages = false;    ///< Its small paragraphs are read several as one (read/passages.hpp).
  /// Blocks, as `size_of` counts them: reading stops once there are more. The document is then no whole one.
  std::size_t most_blocks = kAnyNumber;

  static constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();
};

/// How many blocks a document has; three runs count as another, since they take as much.
[[nodiscard]] inline std::size_t size_of(const Document& document) {
  constexpr std::size_t kRuns = 3;
  return document.blocks.size() + document.runs.size() / kRuns;
}

struct Windows {
  Window before;
  Window after;
};

/// How far two texts are the same bytes. Head and tail overlap in neither.
struct EqualEnds {
  std::size_t head = 0;
  std::size_t tail = 0;
  std::size_t head_line_breaks = 0;  ///< Counted in `before`.
};

/// Compares two texts from both ends and checks that they are UTF-8, reading each equal part once: a block is compared,
/// checked and its lines counted while it is in the cache. Nothing where either is not valid.
[[nodiscard]] std::optional<EqualEnds> compare_utf8(std::string_view before, std::string_view after);

/// A place in a text, and how many line breaks stand before it.
struct CountedPlace {
  std::size_t position = 0;
  std::size_t line_breaks = 0;
};
/// The same for a `before` that is known to be UTF-8. Only `after` is checked, where it differs, and only the lines
/// between a place in `before` and the end of the equal head are counted.
/// @param counted  The place in `before`; becomes one in `after`.
[[nodiscard]] std::optional<EqualEnds> compare_utf8(std::string_view before, std::string_view after,
                                                    CountedPlace& counted);

struct MarkdownMeasure;

/// The parts in which two decoded sources differ, widened to safe cuts. Both are empty for equal texts of one type.
/// Cost: that of looking at the text round the cuts.
[[nodiscard]] Windows differing_windows(const Source& before, const Source& after, const EqualEnds& equal);
/// @param measure  What is known of `before` where that is Markdown; becomes that of `after`.
[[nodiscard]] Windows differing_windows(const Source& before, const Source& after, const EqualEnds& equal,
                                        std::optional<MarkdownMeasure>& measure);

/// The same for two sources that were not compared before.
[[nodiscard]] Windows differing_windows(const Source& before, const Source& after);

}  // namespace stet::read
