// SPDX-License-Identifier: Apache-2.0
//
// Idea: a phrase is looked for once in each distinct sentence, then in the blocks that hold such a sentence; a version
// holds it where one of its blocks does. Going from version to version, only the blocks that came and went are asked.
#include <algorithm>

#include "history/direct_search.hpp"
#include "history/phrase.hpp"
#include "history/state.hpp"

namespace stet {
namespace history {
namespace {

/// Which of the distinct blocks hold a phrase. Each sentence and each block is looked at once.
class BlockSearch {
 public:
  BlockSearch(const Phrase& phrase, Collections& collections) : phrase_(phrase), collections_(collections) {}

  /// Whether the block holds it.
  Result<bool> holds(std::uint32_t block) {
    if (known_.size() <= block) known_.resize(collections_.blocks.size(), Known::No);
    if (known_[block] != Known::No) return known_[block] == Known::Holds;
    const auto found = look(block);
    if (found) known_[block] = *found ? Known::Holds : Known::Lacks;
    return found;
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

  Phrase::Sight sight(std::uint32_t sentence) {
    if (sights_.size() <= sentence) {
      sights_.resize(collections_.sentences.size(), Phrase::Sight::None);
      seen_.resize(collections_.sentences.size(), false);
    }
    if (!seen_[sentence]) {
      seen_[sentence] = true;
      sights_[sentence] = phrase_.sight(unpack_sentence(collections_.sentences.get(sentence)).folded);
    }
    return sights_[sentence];
  }

  Result<bool> look(std::uint32_t block) {
    const auto all = sentences(block);
    if (!all) return std::unexpected(all.error());
    bool ask = false;
    for (std::size_t i = 0; i < all->size(); ++i) {
      switch (sight((*all)[i].number)) {
        case Phrase::Sight::None:
          break;
        case Phrase::Sight::Begins:
          ask = ask || i + 1 < all->size();
          break;
        case Phrase::Sight::Holds:
          return true;
        case Phrase::Sight::Ask:
          ask = true;
          break;
      }
    }
    if (!ask) return false;
    const auto hits = touched(*all);
    if (!hits) return std::unexpected(hits.error());
    return !hits->empty();
  }

  const Phrase& phrase_;
  Collections& collections_;
  std::vector<Known> known_;
  std::vector<Phrase::Sight> sights_;
  std::vector<bool> seen_;
};

/// The sentences of a version that a phrase touches.
Result<std::vector<PhraseSpan::Place>> places(const std::vector<std::uint32_t>& blocks, BlockSearch& search,
                                              const Items& sentence_items) {
  std::vector<PhraseSpan::Place> places;
  std::size_t first = 0;
  for (const std::uint32_t block : blocks) {
    const auto sentences = search.sentences(block);
    if (!sentences) return std::unexpected(sentences.error());
    const auto holds = search.holds(block);
    if (!holds) return std::unexpected(holds.error());
    if (*holds) {
      const auto touched = search.touched(*sentences);
      if (!touched) return std::unexpected(touched.error());
      for (const std::uint32_t at : *touched)
        places.push_back({first + at, std::string(unpack_sentence(sentence_items.get((*sentences)[at].number)).text)});
    }
    first += sentences->size();
  }
  return places;
}

Result<std::vector<PhraseSpan>> spans(const Record& record, BlockSearch& search, const Items& sentence_items) {
  std::vector<PhraseSpan> spans;
  std::vector<std::uint32_t> blocks;
  for (std::size_t version = 0; version < record.steps.size(); ++version) {
    const Step& step = record.steps[version];
    if (!step.unreadable.empty()) continue;
    auto next = blocks_after(step.blocks, blocks);
    if (!next) return std::unexpected(std::move(next).error());
    blocks = std::move(*next);
    bool held = false;
    for (const std::uint32_t block : blocks) {
      const auto holds = search.holds(block);
      if (!holds) return std::unexpected(holds.error());
      if (!*holds) continue;
      held = true;
      break;
    }
    const bool open = !spans.empty() && !spans.back().until;
    if (open && !held) spans.back().until = version;
    if (open || !held) continue;
    auto sentences = places(blocks, search, sentence_items);
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
      auto spans = history::spans(*record, search, state.collections->sentences);
      if (!spans) return std::unexpected(std::move(spans).error());
      all.push_back(std::move(*spans));
    }
    return all;
  });
}

}  // namespace stet
