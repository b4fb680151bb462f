// SPDX-License-Identifier: Apache-2.0
//
// Idea: a phrase is looked for once in each page of distinct sentences, then in the blocks that hold a sentence which
// it was found in; a version holds it where one of its blocks does. Going from version to version, only the blocks that
// came and went are asked.
#include <algorithm>

#include "history/direct_search.hpp"
#include "history/phrase.hpp"
#include "history/state.hpp"

namespace stet {
namespace history {
namespace {

/// Which of the distinct blocks hold a phrase. Each page of sentences and each block is looked at once.
class BlockSearch {
 public:
  BlockSearch(const Phrase& phrase, Collections& collections)
      : phrase_(phrase),
        collections_(collections),
        known_(collections.blocks.size(), Known::No),
        sights_(collections.sentences.size(), Phrase::Sight::None),
        scanned_(collections.sentences.pages(), false) {}

  /// Whether the block holds it.
  Result<bool> holds(std::uint32_t block) {
    if (block < known_.size() && known_[block] != Known::No) return known_[block] == Known::Holds;
    const auto found = look(block);
    if (found) known_[block] = *found ? Known::Holds : Known::Lacks;
    return found;
  }
  /// Whether any of them does.
  Result<bool> any_holds(const std::vector<std::uint32_t>& blocks) {
    for (const std::uint32_t block : blocks) {
      if (block < known_.size() && known_[block] == Known::Lacks) continue;
      const auto held = holds(block);
      if (!held || *held) return held;
    }
    return false;
  }

  /// Positions in the block of the sentences that hits touch.
  Result<std::vector<std::uint32_t>> touched(const std::vector<PackedSentence>& sentences) {
    std::vector<FoldedSentence> folded;
    for (const PackedSentence& sentence : sentences)
      folded.push_back({unpack_sentence(collections_.sentences.get(sentence.number)).folded, sentence.joined});
    return phrase_.touched(folded);
  }

  /// A block's sentences, whose texts can then be had.
  Result<std::vector<PackedSentence>> sentences(std::uint32_t block) {
    if (auto needed = collections_.blocks.need({&block, 1}); !needed) return std::unexpected(needed.error());
    std::vector<PackedSentence> sentences = unpack_block(collections_.blocks.get(block));
    for (const PackedSentence& sentence : sentences)
      if (auto needed = collections_.sentences.need({&sentence.number, 1}); !needed)
        return std::unexpected(needed.error());
    return sentences;
  }

 private:
  enum class Known : std::uint8_t { No, Holds, Lacks };

  /// Finds out what each sentence of a page says by itself. A page that says nothing is not kept.
  Result<void> scan(std::uint32_t page) {
    Items& sentences = collections_.sentences;
    const std::uint32_t first = page * Items::kItemsPerPage;
    if (auto needed = sentences.need({&first, 1}); !needed) return needed;
    scanned_[page] = true;
    const Items::View view = sentences.view(page);
    const std::span<Phrase::Sight> sights = std::span(sights_).subspan(first, view.ends.size());
    if (phrase_.shows_in_bytes())
      scan_bytes(view, sights);
    else
      for (std::size_t i = 0; i < sights.size(); ++i) sights[i] = phrase_.sight(folded(view, i));
    if (std::ranges::all_of(sights, [](Phrase::Sight sight) { return sight == Phrase::Sight::None; }))
      sentences.let_go(page);
    return {};
  }

  static std::string_view folded(const Items::View& view, std::size_t item) {
    const std::uint32_t begin = item == 0 ? 0 : view.ends[item - 1];
    return unpack_sentence(view.bytes.substr(begin, view.ends[item] - begin)).folded;
  }

  /// A sentence's folded text stands last in its item. So most sentences are told by the page's bytes: the phrase is
  /// not in them, and their last byte ends no beginning of it.
  void scan_bytes(const Items::View& view, std::span<Phrase::Sight> sights) const {
    for (std::size_t i = 0; i < sights.size(); ++i) {
      if (view.ends[i] == 0 || !phrase_.may_begin_before(view.bytes[view.ends[i] - 1])) continue;
      if (phrase_.begins_at_end_of(folded(view, i))) sights[i] = Phrase::Sight::Begins;
    }
    for (std::size_t at = phrase_.find_in(view.bytes, 0); at != std::string_view::npos;) {
      const auto end = std::upper_bound(view.ends.begin(), view.ends.end(), at);
      const auto item = static_cast<std::size_t>(end - view.ends.begin());
      sights[item] = phrase_.sight(folded(view, item));
      at = phrase_.find_in(view.bytes, *end);
    }
  }

  Result<bool> look(std::uint32_t block) {
    if (auto needed = collections_.blocks.need({&block, 1}); !needed) return std::unexpected(needed.error());
    PackedBlock packed(collections_.blocks.get(block));
    bool ask = false;
    for (std::size_t left = packed.size(); left > 0; --left) {
      const std::uint32_t number = packed.next().number;
      const std::uint32_t page = number / Items::kItemsPerPage;
      if (number >= sights_.size()) return std::unexpected(index_damaged("the index names what it does not hold"));
      if (!scanned_[page])
        if (auto done = scan(page); !done) return std::unexpected(std::move(done).error());
      switch (sights_[number]) {
        case Phrase::Sight::None:
          break;
        case Phrase::Sight::Begins:
          ask = ask || left > 1;
          break;
        case Phrase::Sight::Holds:
          return true;
        case Phrase::Sight::Ask:
          ask = true;
          break;
      }
    }
    if (!ask) return false;
    const auto all = sentences(block);
    if (!all) return std::unexpected(all.error());
    const auto hits = touched(*all);
    if (!hits) return std::unexpected(hits.error());
    return !hits->empty();
  }

  const Phrase& phrase_;
  Collections& collections_;
  std::vector<Known> known_;
  std::vector<Phrase::Sight> sights_;  ///< Of sentences whose page was scanned.
  std::vector<bool> scanned_;
};

/// The sentences of a version that a phrase touches.
Result<std::vector<PhraseSpan::Place>> places(const std::vector<std::uint32_t>& blocks, BlockSearch& search,
                                              const Collections& collections) {
  std::vector<PhraseSpan::Place> places;
  std::size_t first = 0;
  for (const std::uint32_t block : blocks) {
    const auto holds = search.holds(block);
    if (!holds) return std::unexpected(holds.error());
    if (*holds) {
      const auto sentences = search.sentences(block);
      if (!sentences) return std::unexpected(sentences.error());
      const auto touched = search.touched(*sentences);
      if (!touched) return std::unexpected(touched.error());
      for (const std::uint32_t at : *touched) {
        const std::string_view bytes = collections.sentences.get((*sentences)[at].number);
        places.push_back({first + at, std::string(unpack_sentence(bytes).text)});
      }
    }
    first += PackedBlock(collections.blocks.get(block)).size();
  }
  return places;
}

Result<std::vector<PhraseSpan>> spans(const Record& record, BlockSearch& search, const Collections& collections) {
  std::vector<PhraseSpan> spans;
  std::vector<std::uint32_t> blocks;
  for (std::size_t version = 0; version < record.steps.size(); ++version) {
    const Step& step = record.steps[version];
    if (!step.unreadable.empty()) continue;
    auto next = blocks_after(step.blocks, blocks);
    if (!next) return std::unexpected(std::move(next).error());
    blocks = std::move(*next);
    const auto held = search.any_holds(blocks);
    if (!held) return std::unexpected(held.error());
    const bool open = !spans.empty() && !spans.back().until;
    if (open && !*held) spans.back().until = version;
    if (open || !*held) continue;
    auto sentences = places(blocks, search, collections);
    if (!sentences) return std::unexpected(std::move(sentences).error());
    spans.push_back({version, std::nullopt, std::move(*sentences)});
  }
  return spans;
}

}  // namespace
}  // namespace history

Result<std::vector<std::vector<PhraseSpan>>> History::State::search_directly(std::span<const Release> releases,
                                                                             const history::Phrase& phrase) const {
  std::vector<std::vector<PhraseSpan>> all;
  for (const Release& release : releases) {
    auto spans = history::search_directly(release, phrase, options.segment,
                                          [&](const Version& version) { return read(release, version); });
    if (!spans) return std::unexpected(std::move(spans).error());
    all.push_back(std::move(*spans));
    if (options.progress) options.progress(all.size(), releases.size());
  }
  return all;
}

Result<std::vector<std::vector<PhraseSpan>>> History::grep(std::span<const Release> releases,
                                                           const PhraseQuery& query) {
  const auto phrase = history::Phrase::of(query);
  if (!phrase) return std::unexpected(phrase.error());
  State& state = *state_;
  return state.over_index([&]() -> Result<std::vector<std::vector<PhraseSpan>>> {
    if (!state.database) return state.search_directly(releases, *phrase);
    std::vector<const history::Record*> records;
    for (const Release& release : releases) {
      const auto record = state.followed(release, history::Depth::Texts);
      if (!record) return std::unexpected(record.error());
      records.push_back(*record);
      if (state.options.progress) state.options.progress(records.size(), releases.size());
    }
    history::BlockSearch search(*phrase, *state.collections);
    std::vector<std::vector<PhraseSpan>> all;
    for (const history::Record* record : records) {
      auto spans = history::spans(*record, search, *state.collections);
      if (!spans) return std::unexpected(std::move(spans).error());
      all.push_back(std::move(*spans));
    }
    return all;
  });
}

}  // namespace stet
