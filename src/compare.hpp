// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "align/align.hpp"
#include "assemble/decisions.hpp"
#include "classify/classify.hpp"
#include "read/chain.hpp"
#include "read/pair.hpp"
#include "read/part_memory.hpp"
#include "segment/segmenter.hpp"
#include "stet/diff.hpp"

// The pipeline with its joints showing, for what compares many versions one after the other.
namespace stet {

/// What `diff` gives, and what it knew on the way.
struct Comparison {
  DocumentDiff diff;
  /// Blocks of the two documents with equal text, ordered by `after`. Those that did not move were not segmented.
  std::vector<align::BlockPair> equal_blocks;
  std::string language;  ///< In which both were segmented.
  bool joined = false;   ///< Their sentences are too many, and stand for passages of several (segment/passages.hpp).
  bool in_passages = false;  ///< So are their blocks (read/passages.hpp), and `joined` is true.
};

/// What comparisons of many versions have in common, so that it is made once. One thread at a time.
class Shared {
 public:
  /// @param options  Of all these comparisons.
  /// @param many     Whether there will be several: remembering costs one comparison a little.
  explicit Shared(const SegmentOptions& options, bool many = true) : options_(options), many_(many) {}
  [[nodiscard]] segment::Segmenter& segmenter(const Document& before, const Document& after);
  [[nodiscard]] segment::Segmenter& segmenter(const std::string& language);
  [[nodiscard]] classify::Lexicons& lexicons() { return lexicons_; }

 private:
  SegmentOptions options_;
  bool many_;
  segment::LanguageMemory memory_;
  std::map<std::string, segment::Segmenter> segmenters_;  ///< By language.
  classify::Lexicons lexicons_;
};

/// Compares two documents that were read whole, or from windows that belong together (read/window.hpp). What either
/// holds of sentences is cut anew.
/// @param shared  Made for `options.segment`.
/// @param detail  How closely the words are looked at.
[[nodiscard]] Comparison compare(read::DocumentPair pair, const DiffOptions& options, Shared& shared,
                                 classify::Detail detail = classify::Detail::All);

/// The same of what such a comparison of these documents decided; `options.explain` is not to be had. The documents are
/// taken where that succeeds. InvalidInput where it was another comparison, or one with other options.
[[nodiscard]] Result<Comparison> recall(read::DocumentPair& pair, const DiffOptions& options, Shared& shared,
                                        const assemble::Decisions& decisions);

/// What `diff` does, with what comparisons before had in common.
[[nodiscard]] Result<Comparison> compare_sources(const Source& before, const Source& after, const DiffOptions& options,
                                                 Shared& shared);

/// Two documents of which nothing was compared but the blocks.
struct BlockComparison {
  Document before;                             ///< Without sentences.
  Document after;                              ///< Those of its blocks that `equal_blocks` does not name are segmented.
  std::vector<align::BlockPair> equal_blocks;  ///< `moved` is not known.
  std::string language;
};

/// Versions one after the other, each compared with the one before; the first with an empty text. What they have in
/// common is made once, each text is read once, and what was compared a moment ago is remembered: a source that flaps
/// between two texts does so many times.
class VersionComparer {
 public:
  explicit VersionComparer(const DiffOptions& options, classify::Detail detail = classify::Detail::All)
      : options_(options), detail_(detail), shared_(options.segment) {}

  /// Errors are those of `diff`; the version is then as if it had not been given.
  /// @param known  What this comparison decided, if that is known; what does not fit it is not used.
  [[nodiscard]] Result<std::shared_ptr<const Comparison>> next(const Source& source,
                                                               const assemble::Decisions* known = nullptr);
  /// The same without a look into the blocks that differ.
  [[nodiscard]] Result<BlockComparison> next_blocks(const Source& source);
  /// That of the pair which `next` compared last, where it did so in passages.
  [[nodiscard]] Result<BlockComparison> last_blocks();
  /// A text as `read_document` reads it. It does not become the one that the next is compared with.
  [[nodiscard]] Result<Document> read_whole(const Source& source);

 private:
  struct Remembered {
    Source before;  ///< Decoded.
    Source after;
    std::shared_ptr<const Comparison> comparison;
    bool whole = false;  ///< Its documents were read whole, and not in passages.
  };
  [[nodiscard]] read::Windows windows_of(const read::Chain::Step& step) const;
  [[nodiscard]] Result<Document> read_before(const read::Chain::Step& step, const read::Window& window);
  [[nodiscard]] const Remembered* remembered(const read::Chain::Step& step) const;
  [[nodiscard]] Comparison compared(read::DocumentPair pair, const assemble::Decisions* known);

  DiffOptions options_;
  classify::Detail detail_;
  Shared shared_;
  read::Chain chain_;
  read::Chain::Step step_;  ///< The last one.
  read::PartMemory parts_;
  std::deque<Remembered> memory_;  ///< The latest first.
};

}  // namespace stet
