// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "align/align.hpp"
#include "compare.hpp"
#include "history/items.hpp"
#include "history/record.hpp"
#include "stet/diff.hpp"
#include "text/packed.hpp"

namespace stet::history {

/// Follows a release from version to version and says of each how it came out of the one before.
///
/// Each text is read once, and of it what differs from the text before; a block that stays is known by its number.
/// Cost: that of comparing consecutive versions.
class Follower {
 public:
  /// @param sentences  Distinct texts of sentences.
  /// @param blocks     Distinct blocks: `pack_block`. Both get what is new, and must outlive this.
  /// @param depth      How much the steps are to have.
  Follower(Items& sentences, Items& blocks, const SegmentOptions& options, Depth depth,
           std::size_t most_sentences = DiffOptions().most_sentences);

  /// Goes on behind versions that were followed before.
  /// @param blocks  Numbers of the last one's blocks. InvalidInput where they are not those of `source`.
  [[nodiscard]] Result<void> resume(const Source& source, std::vector<std::uint32_t> blocks,
                                    const std::string& language);
  /// The step to a version with this text; a withdrawal is an empty text.
  [[nodiscard]] Result<Step> next(const Source& source);

 private:
  /// Cuts the document before in another language; gives `Step::recut`.
  [[nodiscard]] Result<std::vector<std::uint32_t>> cut_anew(const std::string& language);
  [[nodiscard]] Result<std::vector<BlockRun>> runs(const Document& before, const Document& after, std::size_t skipped,
                                                   const std::vector<align::BlockPair>& equal);
  /// Brings the step to blocks, and this to the version.
  [[nodiscard]] Result<Step> step_to(const Source& source, const Document& before, const Document& after,
                                     const std::vector<align::BlockPair>& equal, const std::string& language);
  [[nodiscard]] Result<std::uint32_t> intern(const Document& document, std::span<const Sentence> sentences);
  /// Of a comparison whose sentences were joined to passages, each block and sentence for itself.
  [[nodiscard]] Result<BlockComparison> blocks_of(const Comparison& comparison);
  /// The step to a text whose sentences were joined to passages: blocks that differ are new in all their sentences.
  [[nodiscard]] Result<Step> step_of_blocks(const Source& source, const Comparison& comparison);
  /// Position in the document of the first sentence of each block, and the number of all.
  [[nodiscard]] std::vector<std::uint32_t> starts(const std::vector<std::uint32_t>& blocks);

  Items& sentences_;
  Items& blocks_store_;
  SegmentOptions options_;
  Depth depth_;
  VersionComparer comparer_;
  Source source_;
  std::string language_;
  std::vector<std::uint32_t> blocks_;  ///< Numbers of the blocks of `source_`.
  std::vector<std::size_t> begins_;    ///< Where each begins in the decoded source; none for what is read whole.
  std::vector<std::uint32_t> sizes_;   ///< Sentences of a block, by its number.
  // Of the step that was made last:
  std::size_t skipped_ = 0;                   ///< Blocks before the window.
  std::vector<std::uint32_t> before_starts_;  ///< `starts` of either document.
  std::vector<std::uint32_t> after_starts_;
};

/// The step back: what `step`, from a version whose blocks are `before` and that has so many sentences, says of the way
/// from its own version to that one. Counts are mirrored too. Not for a step that had a document cut anew.
[[nodiscard]] Step mirrored(const Step& step, const std::vector<std::uint32_t>& before, std::uint32_t sentences);

/// A sentence as it is stored: its text, and the folded text where that differs.
[[nodiscard]] std::string pack_sentence(std::string_view text);
/// The same without the folded text, for what is not searched.
[[nodiscard]] std::string pack_text(std::string_view text);
struct StoredSentence {
  std::string_view text;
  std::string_view folded;
};
[[nodiscard]] StoredSentence unpack_sentence(std::string_view bytes);

/// A block as its sentences: for each its number, and whether the next follows it without white space.
struct PackedSentence {
  std::uint32_t number = 0;
  bool joined = false;
};
[[nodiscard]] std::string pack_block(const std::vector<PackedSentence>& sentences);
[[nodiscard]] std::vector<PackedSentence> unpack_block(std::string_view bytes);

/// A stored block's sentences, one after the other.
class PackedBlock {
 public:
  explicit PackedBlock(std::string_view bytes) : reader_(bytes), size_(reader_.count()) {}
  [[nodiscard]] std::size_t size() const { return size_; }
  PackedSentence next() {
    const std::int64_t value = reader_.difference();
    last_ += (value - (value & 1)) / 2;
    return {static_cast<std::uint32_t>(last_), (value & 1) != 0};
  }

 private:
  text::PackedReader reader_;
  std::size_t size_;
  std::int64_t last_ = 0;
};

}  // namespace stet::history
