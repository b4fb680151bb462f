// SPDX-License-Identifier: Apache-2.0
// The pipeline, from two sources to their changes. Cost follows the change: what is equal at either end is
// compared as memory and never read, equal blocks between are taken out by hash and never segmented.
#include "stet/diff.hpp"

#include "align/align.hpp"
#include "align/reasons.hpp"
#include "assemble/assemble.hpp"
#include "classify/classify.hpp"
#include "read/reader.hpp"
#include "read/window.hpp"
#include "segment/segmenter.hpp"

namespace stet {
namespace {

/// Segments the blocks that no pair takes out, in order.
void segment_unpaired(Document& document, const std::vector<align::BlockPair>& equal,
                      BlockIndex align::BlockPair::*side, segment::Segmenter& segmenter) {
  std::size_t next = 0;
  for (std::uint32_t block = 0; block < document.blocks.size(); ++block) {
    if (next < equal.size() && equal[next].*side == BlockIndex{block})
      ++next;
    else
      segmenter.segment_block(document, BlockIndex{block});
  }
}

DocumentDiff compare(Document before, Document after, const DiffOptions& options) {
  segment::Segmenter segmenter(segment::language_of(options.segment.language, before, after), options.segment.unit,
                               options.segment.words);
  std::vector<align::BlockPair> equal = align::equal_blocks(before, after, options.segment.unit);
  segment_unpaired(before, equal, &align::BlockPair::before, segmenter);
  segment_unpaired(after, equal, &align::BlockPair::after, segmenter);
  align::Alignment alignment = align::align(before, after, std::move(equal), options.segment.unit);
  if (options.explain) align::add_reasons(before, after, alignment);
  assemble::expand_equal_blocks(before, after, alignment, segmenter, options.all);

  DocumentDiff diff;
  classify::Classified classified = classify::classify(before, after, alignment, segmenter.language());
  diff.changes = std::move(classified.changes);
  alignment.matches = {};
  diff.bounded = {.sentences = alignment.bounded, .words = classified.bounded};
  assemble::sort_in_reading_order(diff.changes, before, after, alignment.equal_blocks);
  diff.metadata = assemble::metadata_changes(before, after);
  diff.before = std::move(before);
  diff.after = std::move(after);
  diff.summary = assemble::summarize(diff);
  return diff;
}

}  // namespace

Result<DocumentDiff> diff(const Source& before_source, const Source& after_source, const DiffOptions& options) {
  auto decoded = read::decode_pair(before_source, after_source);
  if (!decoded) return std::unexpected(std::move(decoded).error());
  const read::Windows differing =
      options.all ? read::Windows{read::whole(decoded->before.source), read::whole(decoded->after.source)}
                  : read::differing_windows(decoded->before.source, decoded->after.source);
  auto before = read::read_window(decoded->before, differing.before);
  if (!before) return std::unexpected(std::move(before).error());
  auto after = read::read_window(decoded->after, differing.after);
  if (!after) return std::unexpected(std::move(after).error());
  return compare(std::move(*before), std::move(*after), options);
}

}  // namespace stet
