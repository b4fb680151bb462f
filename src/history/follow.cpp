// SPDX-License-Identifier: Apache-2.0
//
// Idea: consecutive versions share most blocks, and the comparison says which. So a document is kept as the numbers of
// its blocks, a version as what it took over from the one before and what is new, and only what is new is cut into
// sentences. Positions in the whole document come from the numbers of sentences of the blocks before.
//
//   version 1   blocks 0 1 2 3        version 2, block 2 reworded:  copy 0..2, fresh 4, copy 3..4
//
// The language is the comparison's: it looks at both texts. Where it differs from the one before, the document before
// is cut anew, and each of its sentences inherits from the one it overlaps most. A block that is cut otherwise then is
// new.
#include "history/follow.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "cut.hpp"
#include "history/fault.hpp"
#include "text/packed.hpp"
#include "unicode/fold.hpp"

namespace stet::history {
namespace {

constexpr std::uint32_t kUnknown = std::numeric_limits<std::uint32_t>::max();

bool is_same_wording(const Change& change) {
  if (change.kind == ChangeKind::Moved) return true;
  if (change.kind != ChangeKind::Reworded) return false;
  if (change.severity == Severity::Cosmetic) return true;
  if (change.categories.empty()) return false;
  // One that moved besides is editorial for that alone.
  CategorySet form{Category::Typography, Category::Whitespace};
  form.insert(change.categories);
  return form == CategorySet{Category::Typography, Category::Whitespace};
}

/// The sentences of each block: `sentences[firsts[i]..firsts[i + 1])`.
std::vector<std::size_t> sentences_by_block(const Document& document) {
  std::vector<std::size_t> firsts(document.blocks.size() + 1, 0);
  for (const Sentence& sentence : document.sentences) ++firsts[to_size(sentence.block) + 1];
  for (std::size_t i = 1; i < firsts.size(); ++i) firsts[i] += firsts[i - 1];
  return firsts;
}

std::vector<std::uint32_t> positions(const Document& document, SentenceSet sentences, std::size_t skipped,
                                     const std::vector<std::uint32_t>& starts) {
  std::vector<std::uint32_t> places;
  for (const SentenceIndex index : sentences) {
    const Sentence& sentence = document.sentence(index);
    places.push_back(starts[skipped + to_size(sentence.block)] + sentence.in_block);
  }
  return places;
}

std::vector<Link> links_of(const DocumentDiff& diff, std::size_t skipped, const std::vector<std::uint32_t>& before,
                           const std::vector<std::uint32_t>& after) {
  std::vector<Link> links;
  for (const Change& change : diff.changes) {
    if (change.kind == ChangeKind::Unchanged) continue;
    links.push_back({.before = positions(diff.before, change.before, skipped, before),
                     .after = positions(diff.after, change.after, skipped, after),
                     .kind = change.kind,
                     .same_wording = is_same_wording(change)});
  }
  return links;
}

/// Appends a run of old blocks, lengthening the last run where it goes on.
void append_copy(std::vector<BlockRun>& runs, std::size_t from, std::size_t count) {
  if (count == 0) return;
  if (!runs.empty() && runs.back().count > 0 && runs.back().from + runs.back().count == from) {
    runs.back().count += static_cast<std::uint32_t>(count);
    return;
  }
  runs.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(count), {}});
}

void append_fresh(std::vector<BlockRun>& runs, std::uint32_t number) {
  if (runs.empty() || runs.back().count > 0) runs.emplace_back();
  runs.back().fresh.push_back(number);
}

/// The same runs for who knows the blocks before as they were cut then: one that is cut otherwise now is new.
std::vector<BlockRun> without_recut(const std::vector<BlockRun>& runs, const std::vector<std::uint32_t>& then,
                                    const std::vector<std::uint32_t>& now) {
  std::vector<BlockRun> changed;
  for (const BlockRun& run : runs) {
    for (const std::uint32_t number : run.fresh) append_fresh(changed, number);
    for (std::size_t block = run.from; block < std::size_t{run.from} + run.count; ++block)
      if (then[block] == now[block])
        append_copy(changed, block, 1);
      else
        append_fresh(changed, now[block]);
  }
  return changed;
}

/// For each sentence of the new cut the one of the old that most of it lies in. Both tile the same blocks.
std::vector<std::uint32_t> overlaps(const std::vector<Sentence>& old_cut, const std::vector<Sentence>& new_cut) {
  std::vector<std::uint32_t> from;
  std::size_t first = 0;
  for (const Sentence& sentence : new_cut) {
    const auto ends_before = [&](const Sentence& old) {
      return old.block < sentence.block || (old.block == sentence.block && old.text.end <= sentence.text.begin);
    };
    while (first + 1 < old_cut.size() && ends_before(old_cut[first])) ++first;
    std::size_t best = first;
    std::size_t most = 0;
    for (std::size_t i = first; i < old_cut.size() && old_cut[i].block == sentence.block; ++i) {
      if (old_cut[i].text.begin >= sentence.text.end) break;
      const std::size_t begin = std::max(old_cut[i].text.begin, sentence.text.begin);
      const std::size_t shared = std::min(old_cut[i].text.end, sentence.text.end) - begin;
      if (shared <= most) continue;
      most = shared;
      best = i;
    }
    from.push_back(static_cast<std::uint32_t>(best));
  }
  return from;
}

}  // namespace

Step mirrored(const Step& step, const std::vector<std::uint32_t>& before, std::uint32_t sentences) {
  constexpr std::array kMirror = {ChangeKind::Unchanged, ChangeKind::Reworded, ChangeKind::Merged, ChangeKind::Split,
                                  ChangeKind::Moved,     ChangeKind::Removed,  ChangeKind::Added};
  const auto mirror = [&](ChangeKind kind) { return kMirror[static_cast<std::size_t>(kind)]; };
  Step back;
  back.language = step.language;
  back.sentences = sentences;
  back.bounded = step.bounded;
  // Where each block of the version before went to.
  std::vector<std::uint32_t> taken(before.size(), kUnknown);
  std::uint32_t position = 0;
  for (const BlockRun& run : step.blocks) {
    for (std::uint32_t i = 0; i < run.count; ++i) taken[run.from + i] = position++;
    position += static_cast<std::uint32_t>(run.fresh.size());
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (taken[i] == kUnknown)
      append_fresh(back.blocks, before[i]);
    else
      append_copy(back.blocks, taken[i], 1);
  }
  for (const Link& link : step.links)
    back.links.push_back({link.after, link.before, mirror(link.kind), link.same_wording});
  back.summary = step.summary;
  for (std::size_t i = 0; i < kChangeKinds; ++i)
    back.summary.kinds[static_cast<std::size_t>(kMirror[i])] = step.summary.kinds[i];
  return back;
}

std::string pack_text(std::string_view text) {
  text::PackedWriter writer;
  writer.text(text);
  return writer.take();
}

std::string pack_sentence(std::string_view text) {
  std::string packed = pack_text(text);
  const std::string folded = unicode::fold_typography(text);
  if (folded != text) packed += folded;
  return packed;
}

StoredSentence unpack_sentence(std::string_view bytes) {
  text::PackedReader reader(bytes);
  const std::string_view text = reader.text();
  return {text, reader.at_end() ? text : reader.rest()};
}

std::string pack_block(const std::vector<PackedSentence>& sentences) {
  text::PackedWriter writer;
  writer.number(sentences.size());
  std::int64_t last = 0;
  for (const PackedSentence& sentence : sentences) {
    writer.difference((static_cast<std::int64_t>(sentence.number) - last) * 2 + (sentence.joined ? 1 : 0));
    last = sentence.number;
  }
  return writer.take();
}

std::vector<PackedSentence> unpack_block(std::string_view bytes) {
  PackedBlock packed(bytes);
  std::vector<PackedSentence> sentences(packed.size());
  for (PackedSentence& sentence : sentences) sentence = packed.next();
  return sentences;
}

Follower::Follower(Items& sentences, Items& blocks, const SegmentOptions& options, Depth depth,
                   std::size_t most_sentences)
    : sentences_(sentences),
      blocks_store_(blocks),
      options_(options),
      depth_(depth),
      comparer_({.segment = options, .most_sentences = most_sentences},
                depth == Depth::Counts ? classify::Detail::All : classify::Detail::Wordings) {}

Result<void> Follower::resume(const Source& source, std::vector<std::uint32_t> blocks, const std::string& language) {
  if (auto needed = blocks_store_.need(blocks); !needed) return needed;
  auto document = comparer_.read_whole(source);
  if (!document) return std::unexpected(std::move(document).error());
  if (document->blocks.size() != blocks.size())
    return std::unexpected(index_damaged("the index has another text of a version"));
  source_ = source;
  language_ = language;
  blocks_ = std::move(blocks);
  begins_.clear();
  for (const Block& block : document->blocks) begins_.push_back(block.source.begin);
  // What the next one is compared with; by itself this comparison says nothing.
  if (const auto first = comparer_.next_blocks(source); !first) return std::unexpected(first.error());
  return {};
}

std::vector<std::uint32_t> Follower::starts(const std::vector<std::uint32_t>& blocks) {
  std::vector<std::uint32_t> starts{0};
  starts.reserve(blocks.size() + 1);
  sizes_.resize(blocks_store_.size(), kUnknown);
  for (const std::uint32_t block : blocks) {
    std::uint32_t& size = sizes_[block];
    if (size == kUnknown) size = static_cast<std::uint32_t>(text::PackedReader(blocks_store_.get(block)).number());
    starts.push_back(starts.back() + size);
  }
  return starts;
}

Result<std::uint32_t> Follower::intern(const Document& document, std::span<const Sentence> sentences) {
  std::vector<PackedSentence> packed;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::string_view text = document.text(sentences[i]);
    // Only what is stored is searched.
    const auto number = sentences_.intern(sentences_.is_stored() ? pack_sentence(text) : pack_text(text));
    if (!number) return number;
    packed.push_back({*number, i + 1 < sentences.size() && sentences[i + 1].text.begin == sentences[i].text.end});
  }
  return blocks_store_.intern(pack_block(packed));
}

Result<std::vector<std::uint32_t>> Follower::cut_anew(const std::string& language) {
  auto document = read_document(source_);
  if (!document) return std::unexpected(std::move(document).error());
  SegmentOptions options = options_;
  options.language = language_;
  if (auto cut = segment_document(*document, options); !cut) return std::unexpected(std::move(cut).error());
  const std::vector<Sentence> old_cut = std::move(document->sentences);
  options.language = language;
  if (auto cut = segment_document(*document, options); !cut) return std::unexpected(std::move(cut).error());
  const std::vector<std::size_t> firsts = sentences_by_block(*document);
  blocks_.clear();
  for (std::size_t block = 0; block < document->blocks.size(); ++block) {
    const std::span<const Sentence> all = document->sentences;
    const auto number = intern(*document, all.subspan(firsts[block], firsts[block + 1] - firsts[block]));
    if (!number) return std::unexpected(number.error());
    blocks_.push_back(*number);
  }
  return overlaps(old_cut, document->sentences);
}

Result<std::vector<BlockRun>> Follower::runs(const Document& before, const Document& after, std::size_t skipped,
                                             const std::vector<align::BlockPair>& equal) {
  std::vector<BlockRun> runs;
  append_copy(runs, 0, skipped);
  const std::vector<std::size_t> firsts = sentences_by_block(after);
  const std::span<const Sentence> sentences = after.sentences;
  auto pair = equal.begin();
  for (std::size_t block = 0; block < after.blocks.size(); ++block) {
    if (pair != equal.end() && to_size(pair->after) == block) {
      append_copy(runs, skipped + to_size(pair->before), 1);
      ++pair;
      continue;
    }
    const auto number = intern(after, sentences.subspan(firsts[block], firsts[block + 1] - firsts[block]));
    if (!number) return std::unexpected(number.error());
    append_fresh(runs, *number);
  }
  const std::size_t tail = skipped + before.blocks.size();
  if (tail > blocks_.size()) return std::unexpected(index_damaged("the index has another text of a version"));
  append_copy(runs, tail, blocks_.size() - tail);
  return runs;
}

Result<Step> Follower::step_to(const Source& source, const Document& before, const Document& after,
                               const std::vector<align::BlockPair>& equal, const std::string& language) {
  Step step;
  step.language = language;
  std::vector<std::uint32_t> cut_then;
  if (!blocks_.empty() && language != language_) {
    cut_then = blocks_;
    auto recut = cut_anew(language);
    if (!recut) return std::unexpected(std::move(recut).error());
    if (blocks_.size() != cut_then.size())
      return std::unexpected(index_damaged("the index has another text of a version"));
    step.recut = std::move(*recut);
  }
  const std::size_t from = before.read_from;
  skipped_ = static_cast<std::size_t>(
      std::count_if(begins_.begin(), begins_.end(), [&](std::size_t begin) { return begin < from; }));
  auto block_runs = runs(before, after, skipped_, equal);
  if (!block_runs) return std::unexpected(std::move(block_runs).error());
  auto after_blocks = blocks_after(*block_runs, blocks_);
  if (!after_blocks) return std::unexpected(std::move(after_blocks).error());
  before_starts_ = starts(blocks_);
  after_starts_ = starts(*after_blocks);
  step.blocks = cut_then.empty() ? std::move(*block_runs) : without_recut(*block_runs, cut_then, blocks_);
  step.sentences = after_starts_.back();

  const std::size_t tail = skipped_ + before.blocks.size();
  std::vector<std::size_t> begins(begins_.begin(), begins_.begin() + static_cast<std::ptrdiff_t>(skipped_));
  for (const Block& block : after.blocks) begins.push_back(block.source.begin);
  for (std::size_t i = tail; i < begins_.size(); ++i)
    begins.push_back(begins_[i] - before.source.bytes().size() + after.source.bytes().size());
  begins_ = std::move(begins);
  blocks_ = std::move(*after_blocks);
  language_ = language;
  source_ = source;
  return step;
}

Result<BlockComparison> Follower::blocks_of(const Comparison& comparison) {
  if (comparison.in_passages) return comparer_.last_blocks();
  Document after = comparison.diff.after;
  after.sentences.clear();
  segment::Segmenter segmenter(comparison.language, options_.unit, options_.words);
  segment_unpaired(after, comparison.equal_blocks, segmenter);
  return BlockComparison{comparison.diff.before, std::move(after), comparison.equal_blocks, comparison.language};
}

Result<Step> Follower::step_of_blocks(const Source& source, const Comparison& comparison) {
  const auto blocks = blocks_of(comparison);
  if (!blocks) return std::unexpected(blocks.error());
  auto step = step_to(source, blocks->before, blocks->after, blocks->equal_blocks, blocks->language);
  if (!step) return step;
  const auto each = [&](const std::vector<std::uint32_t>& starts, std::size_t block, const auto& add) {
    for (std::uint32_t at = starts[skipped_ + block]; at < starts[skipped_ + block + 1]; ++at) add(at);
  };
  std::vector<bool> stays_before(blocks->before.blocks.size(), false);
  std::vector<bool> stays_after(blocks->after.blocks.size(), false);
  for (const align::BlockPair& pair : blocks->equal_blocks)
    stays_before[to_size(pair.before)] = stays_after[to_size(pair.after)] = true;
  for (std::size_t block = 0; block < stays_before.size(); ++block)
    if (!stays_before[block])
      each(before_starts_, block, [&](std::uint32_t at) {
        step->links.push_back({{at}, {}, ChangeKind::Removed, false});
      });
  for (std::size_t block = 0; block < stays_after.size(); ++block)
    if (!stays_after[block])
      each(after_starts_, block, [&](std::uint32_t at) {
        step->links.push_back({{}, {at}, ChangeKind::Added, false});
      });
  for (const align::BlockPair& pair : blocks->equal_blocks) {
    if (!pair.moved) continue;
    std::uint32_t from = before_starts_[skipped_ + to_size(pair.before)];
    each(after_starts_, to_size(pair.after), [&](std::uint32_t at) {
      step->links.push_back({{from++}, {at}, ChangeKind::Moved, true});
    });
  }
  step->bounded = comparison.diff.bounded;
  if (depth_ == Depth::Counts) step->summary = comparison.diff.summary;
  return step;
}

Result<Step> Follower::next(const Source& source) {
  if (depth_ == Depth::Texts) {
    const auto blocks = comparer_.next_blocks(source);
    if (!blocks) return std::unexpected(blocks.error());
    return step_to(source, blocks->before, blocks->after, blocks->equal_blocks, blocks->language);
  }
  const auto comparison = comparer_.next(source);
  if (!comparison) return std::unexpected(comparison.error());
  const DocumentDiff& diff = (*comparison)->diff;
  if ((*comparison)->joined) return step_of_blocks(source, **comparison);
  auto step = step_to(source, diff.before, diff.after, (*comparison)->equal_blocks, (*comparison)->language);
  if (!step) return step;
  step->links = links_of(diff, skipped_, before_starts_, after_starts_);
  step->bounded = diff.bounded;
  if (depth_ == Depth::Counts) step->summary = diff.summary;
  return step;
}

}  // namespace stet::history
