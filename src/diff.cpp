// SPDX-License-Identifier: Apache-2.0
// The pipeline, from two sources to their changes. Cost follows the change: what is equal at either end is
// compared as memory and never read, equal blocks between are taken out by hash and never segmented.
#include "stet/diff.hpp"

#include <algorithm>

#include "align/align.hpp"
#include "align/reasons.hpp"
#include "assemble/assemble.hpp"
#include "classify/classify.hpp"
#include "compare.hpp"
#include "cut.hpp"
#include "read/pair.hpp"
#include "read/reader.hpp"
#include "read/window.hpp"
#include "segment/segmenter.hpp"
#include "text/memory.hpp"

namespace stet {
namespace {

/// What reading takes for each byte, in blocks, links and runs: 1 to 3 were measured.
constexpr std::size_t kMemoryPerByteRead = 2;
/// Of large texts some is asked for: how much they take differs too much.
constexpr std::size_t kMostToRead = std::size_t{320} * 1024;

/// What aligning and comparing sentences takes for each of their bytes: 2 to 8 were measured, and 1 where most are the
/// same.
constexpr std::size_t kMemoryPerByte = 5;

/// Adds to the documents and their changes what follows from them.
Comparison assembled(Document before, Document after, std::vector<Change> changes, const Bounded& bounded,
                     std::vector<align::BlockPair> equal_blocks, const Cut& cut) {
  DocumentDiff diff;
  diff.before = std::move(before);
  diff.after = std::move(after);
  diff.changes = std::move(changes);
  diff.bounded = bounded;
  diff.metadata = assemble::metadata_changes(diff.before, diff.after);
  diff.summary = assemble::summarize(diff);
  return {.diff = std::move(diff),
          .equal_blocks = std::move(equal_blocks),
          .language = cut.segmenter.language(),
          .joined = cut.joined,
          .in_passages = cut.in_passages};
}

}  // namespace

segment::Segmenter& Shared::segmenter(const Document& before, const Document& after) {
  return segmenter(segment::language_of(options_.language, before, after, many_ ? &memory_ : nullptr));
}

segment::Segmenter& Shared::segmenter(const std::string& language) {
  const auto known = segmenters_.find(language);
  if (known != segmenters_.end()) return known->second;
  return segmenters_.try_emplace(language, language, options_.unit, options_.words).first->second;
}

Comparison compare(read::DocumentPair pair, const DiffOptions& options, Shared& shared, classify::Detail detail) {
  Document& before = pair.before;
  Document& after = pair.after;
  Cut cut = cut_unpaired(pair, options, shared.segmenter(before, after));
  text::expect_memory(kMemoryPerByte * bytes_of_sentences(before, after));
  align::Alignment alignment = align::align(before, after, std::move(cut.equal), options.segment.unit, cut.joined);
  if (options.explain) align::add_reasons(before, after, alignment);
  assemble::expand_equal_blocks(before, after, alignment, cut.segmenter, options.all);

  classify::Classified classified =
      classify::classify(before, after, alignment, cut.segmenter.language(), &shared.lexicons(), detail);
  assemble::sort_in_reading_order(classified.changes, before, after, alignment.equal_blocks);
  const Bounded bounded{.sentences = alignment.bounded || cut.joined, .words = classified.bounded};
  return assembled(std::move(before), std::move(after), std::move(classified.changes), bounded,
                   std::move(alignment.equal_blocks), cut);
}

Result<Comparison> recall(read::DocumentPair& pair, const DiffOptions& options, Shared& shared,
                          const assemble::Decisions& decisions) {
  Document& before = pair.before;
  Document& after = pair.after;
  Cut cut = cut_unpaired(pair, options, shared.segmenter(decisions.language()));
  if (auto marked = decisions.mark_moved(cut.equal); !marked) return std::unexpected(std::move(marked).error());
  align::Alignment alignment{.equal_blocks = std::move(cut.equal), .matches = {}};
  assemble::expand_equal_blocks(before, after, alignment, cut.segmenter, options.all);
  auto changes = decisions.changes(before, after);
  if (!changes) return std::unexpected(std::move(changes).error());
  return assembled(std::move(before), std::move(after), std::move(*changes), decisions.bounded(),
                   std::move(alignment.equal_blocks), cut);
}

const VersionComparer::Remembered* VersionComparer::remembered(const read::Chain::Step& step) const {
  const auto same = [](const Source& one, const Source& other) {
    return one.type() == other.type() && one.bytes() == other.bytes();
  };
  const auto found = std::ranges::find_if(memory_, [&](const Remembered& known) {
    return same(known.before, step.before.source) && same(known.after, step.after.source);
  });
  return found == memory_.end() ? nullptr : &*found;
}

read::Windows VersionComparer::windows_of(const read::Chain::Step& step) const {
  return options_.all ? read::Windows{read::whole(step.before.source), read::whole(step.after.source)} : step.windows;
}

Result<Document> VersionComparer::read_before(const read::Chain::Step& step, const read::Window& window) {
  // A text that can only be read whole was, as the one that came last.
  const Document* const held = memory_.empty() ? nullptr : &memory_.front().comparison->diff.after;
  const bool holds = held != nullptr && window.whole && !window.in_passages && held->read_from == 0 &&
                     !held->blocks.empty() && held->source.bytes().data() == step.before.source.bytes().data() &&
                     memory_.front().whole;
  return holds ? Result<Document>(*held) : read::read_window(step.before, window, &parts_);
}

Comparison VersionComparer::compared(read::DocumentPair pair, const assemble::Decisions* known) {
  if (known != nullptr && !options_.explain)
    if (auto recalled = recall(pair, options_, shared_, *known)) return std::move(*recalled);
  return compare(std::move(pair), options_, shared_, detail_);
}

Result<std::shared_ptr<const Comparison>> VersionComparer::next(const Source& source,
                                                                const assemble::Decisions* known) {
  constexpr std::size_t kRemembered = 8;
  auto step = chain_.next(source);
  if (!step) return std::unexpected(std::move(step).error());
  step_ = std::move(*step);
  if (const Remembered* const same = remembered(step_)) return same->comparison;
  const read::Windows windows = windows_of(step_);
  auto pair =
      read::read_pair(windows, most_blocks(windows, options_),
                      {.before = [&](const read::Window& window) { return read_before(step_, window); },
                       .after = [&](const read::Window& window,
                                    const Document&) { return read::read_window(step_.after, window, &parts_); }});
  if (!pair) return std::unexpected(std::move(pair).error());
  const bool whole = (step_.windows.after.whole || options_.all) && !pair->in_passages;
  auto comparison = std::make_shared<const Comparison>(compared(std::move(*pair), known));
  memory_.push_front({step_.before.source, step_.after.source, comparison, whole});
  if (memory_.size() > kRemembered) memory_.pop_back();
  return comparison;
}

Result<BlockComparison> VersionComparer::next_blocks(const Source& source) {
  auto step = chain_.next(source);
  if (!step) return std::unexpected(std::move(step).error());
  step_ = std::move(*step);
  return last_blocks();
}

Result<BlockComparison> VersionComparer::last_blocks() {
  const read::Windows windows = windows_of(step_);
  auto before = read_before(step_, windows.before);
  if (!before) return std::unexpected(std::move(before).error());
  auto after = read::read_window(step_.after, windows.after, &parts_);
  if (!after) return std::unexpected(std::move(after).error());
  before->sentences.clear();
  segment::Segmenter& segmenter = shared_.segmenter(*before, *after);
  std::vector<align::BlockPair> equal = align::equal_blocks(*before, *after, options_.segment.unit);
  segment_unpaired(*after, equal, segmenter);
  return BlockComparison{std::move(*before), std::move(*after), std::move(equal), segmenter.language()};
}

Result<Document> VersionComparer::read_whole(const Source& source) {
  const auto decoded = read::decode(source);
  if (!decoded) return std::unexpected(decoded.error());
  return read::read_window(*decoded, read::whole(decoded->source), &parts_);
}

Result<Comparison> compare_sources(const Source& before_source, const Source& after_source, const DiffOptions& options,
                                   Shared& shared) {
  auto decoded = read::decode_pair(before_source, after_source);
  if (!decoded) return std::unexpected(std::move(decoded).error());
  const read::Windows differing =
      options.all ? read::Windows{read::whole(decoded->before.source), read::whole(decoded->after.source)}
                  : read::differing_windows(*decoded);
  text::expect_memory(
      std::min(kMostToRead, kMemoryPerByteRead * (differing.before.bytes.size() + differing.after.bytes.size())));
  read::FirstOfPair pieces;
  auto pair = read::read_pair(
      differing, most_blocks(differing, options),
      {.before = [&](const read::Window& window) { return read::read_window(decoded->before, window, &pieces); },
       .after =
           [&](const read::Window& window, const Document& before) {
             pieces.look_in(before);
             return read::read_window(decoded->after, window, &pieces);
           }});
  if (!pair) return std::unexpected(std::move(pair).error());
  return compare(std::move(*pair), options, shared);
}

Result<DocumentDiff> diff(const Source& before, const Source& after, const DiffOptions& options) {
  Shared shared(options.segment, false);
  auto comparison = compare_sources(before, after, options, shared);
  if (!comparison) return std::unexpected(std::move(comparison).error());
  return std::move(comparison->diff);
}

}  // namespace stet
