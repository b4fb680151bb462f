// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "align/align.hpp"
#include "stet/diff.hpp"
#include "stet/result.hpp"

// What a comparison came to, short enough to keep: with it the two texts need to be read and cut again, not compared.
namespace stet::assemble {

/// A comparison's decisions as bytes: in which language it was made, which equal blocks moved, and each change without
/// its texts, which are ranges of the sentences. Of reasons (`Change::reason`) the score of matches alone is kept.
[[nodiscard]] std::string pack_decisions(const DocumentDiff& diff, const std::vector<align::BlockPair>& equal_blocks,
                                         std::string_view language);

/// Decisions that were kept.
class Decisions {
 public:
  /// InvalidInput for bytes that `pack_decisions` did not give. The bytes must outlive this.
  [[nodiscard]] static Result<Decisions> read(std::string_view bytes);

  /// Of both texts, as segment::language_of gave it.
  [[nodiscard]] const std::string& language() const { return language_; }
  /// Marks the pairs that moved. InvalidInput where they are not those of the comparison.
  [[nodiscard]] Result<void> mark_moved(std::vector<align::BlockPair>& equal_blocks) const;
  /// The changes between the documents, in reading order. InvalidInput where their sentences are not those of the
  /// comparison.
  [[nodiscard]] Result<std::vector<Change>> changes(const Document& before, const Document& after) const;
  [[nodiscard]] const Bounded& bounded() const { return bounded_; }

 private:
  std::string language_;
  std::size_t equal_count_ = 0;
  std::vector<std::size_t> moved_;  ///< Positions in the list of equal blocks.
  std::size_t before_count_ = 0;    ///< Sentences.
  std::size_t after_count_ = 0;
  Bounded bounded_;
  std::size_t change_count_ = 0;
  std::string_view packed_changes_;
};

}  // namespace stet::assemble
