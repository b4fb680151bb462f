// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/archive.hpp"
#include "stet/diff.hpp"
#include "stet/result.hpp"
#include "text/packed.hpp"

// What is remembered of a release: its versions, and how each came out of the one before.
namespace stet::history {

/// Sentences of the version before became sentences of this one. Positions count from 0 in the document.
struct Link {
  std::vector<std::uint32_t> before;
  std::vector<std::uint32_t> after;
  ChangeKind kind = ChangeKind::Unchanged;
  bool same_wording = false;  ///< Nothing but typography, white space or place differs: no new wording.
};

/// A run of blocks of a document: as many of the document before as `count` says, from `from` on, or new ones. One that
/// stayed and is cut in another language now, into other sentences, is a new one.
struct BlockRun {
  std::uint32_t from = 0;
  std::uint32_t count = 0;
  std::vector<std::uint32_t> fresh;  ///< Numbers in the collection of blocks; then `count` is 0.
};

/// How much is known of steps, each with what comes before it.
enum class Depth : std::uint8_t {
  Texts,   ///< Blocks and sentences.
  Links,   ///< What became of the sentences.
  Counts,  ///< The counts of changes.
};

/// How a version's text came out of the one before: what the comparison of both says, short enough to keep.
struct Step {
  std::string blob;        ///< Of the version, hexadecimal; empty for a withdrawal.
  bool markdown = false;   ///< As what it was read.
  std::string unreadable;  ///< Why there is no text; the next version is then compared with the last that has one.
  std::string language;    ///< In which it was cut into sentences.
  std::uint32_t sentences = 0;
  std::vector<BlockRun> blocks;
  /// Where the document before had to be cut anew in another language: for each of its sentences the one, in the cut
  /// that its own step knows, that most of it comes from. Else empty.
  std::vector<std::uint32_t> recut;
  /// All but sentences that stayed as and where they were: what no link names is that, in order.
  std::vector<Link> links;
  Summary summary;
  Bounded bounded;
};

/// A release as far as it was followed: `steps` belong to the first `steps.size()` versions.
struct Record {
  std::string name;
  std::vector<Version> versions;
  std::vector<Step> steps;
  Depth depth = Depth::Texts;  ///< How much the steps have.
};

/// Whether they are the same commits' versions of the same texts.
[[nodiscard]] bool same_versions(const std::vector<Version>& left, const std::vector<Version>& right);

/// The numbers of a version's blocks, made out of those of the version before. Nothing where the runs do not fit them.
[[nodiscard]] Result<std::vector<std::uint32_t>> blocks_after(const std::vector<BlockRun>& runs,
                                                              const std::vector<std::uint32_t>& before);

/// A record as bytes, and back. Reading gives InvalidInput for what was not written by `pack`. Names are no part of it.
[[nodiscard]] std::string pack(const Record& record);
[[nodiscard]] Result<Record> unpack_record(std::string_view bytes);
/// What a step says of how much changed.
struct StepCounts {
  bool readable = true;  ///< Else there is no text, and nothing was counted.
  Summary summary;
  Bounded bounded;
};
[[nodiscard]] StepCounts counts_of(const Step& step);
/// The counts alone of a packed record's steps; none of a record that has not these versions, or no counts.
[[nodiscard]] Result<std::vector<StepCounts>> unpack_counts(std::string_view bytes,
                                                            const std::vector<Version>& versions);
/// The versions alone, which stand first.
[[nodiscard]] Result<std::vector<Version>> unpack_versions(std::string_view bytes);

/// The steps of a packed record, one after the other, without what became of the sentences and their counts: for who
/// asks for texts.
class PackedSteps {
 public:
  /// Nothing for a record that has not these versions, or does not reach the last.
  [[nodiscard]] static Result<std::optional<PackedSteps>> of(std::string_view bytes,
                                                             const std::vector<Version>& versions);
  /// The same of whatever versions it has.
  [[nodiscard]] static Result<std::optional<PackedSteps>> of(std::string_view bytes);
  /// The next, which stands until another is asked for; null behind the last. InvalidInput where the bytes are none
  /// that `pack` gave.
  [[nodiscard]] Result<const Step*> next();
  /// Of the next only the numbers of the blocks that are new in it, run after run; false behind the last.
  [[nodiscard]] Result<bool> next_fresh(std::vector<std::uint32_t>& fresh);

 private:
  PackedSteps(text::PackedReader reader, std::size_t count) : reader_(reader), left_(count) {}
  [[nodiscard]] static Result<std::optional<PackedSteps>> behind_versions(text::PackedReader reader,
                                                                          std::size_t versions);
  text::PackedReader reader_;
  std::size_t left_;
  Step step_;
};

}  // namespace stet::history
