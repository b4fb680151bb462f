// SPDX-License-Identifier: Apache-2.0
//
// Idea: a phrase is looked for once in each page of distinct sentences, then in the blocks that hold a sentence which
// it was found in; a version holds it where one of its blocks does. Going from version to version, only the blocks that
// came and went are asked.
#include <algorithm>
#include <unordered_map>

#include "history/direct_search.hpp"
#include "history/phrase.hpp"
#include "history/state.hpp"

namespace stet {
namespace history {
namespace {

/// Which of the distinct blocks hold a phrase, and where. Each page of sentences and each block is looked at once.
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

  /// The sentences of a block that hits touch; `index` counts within the block.
  Result<std::vector<PhraseSpan::Place>> places(std::uint32_t block) {
    if (auto needed = collections_.blocks.need({&block, 1}); !needed) return std::unexpected(needed.error());
    PackedBlock packed(collections_.blocks.get(block));
    std::vector<PhraseSpan::Place> places;
    for (std::size_t at = 0; at < packed.size(); ++at) {
      const PackedSentence sentence = packed.next();
      const auto sight = sight_of(sentence.number);
      if (!sight) return std::unexpected(sight.error());
      const bool is_last = at + 1 == packed.size();
      if (*sight == Phrase::Sight::Holds) {
        const Held& held = held_.at(sentence.number);
        if (!is_last && (held.goes_on || sentence.joined)) return places_in_all(block);
        places.push_back({at, held.text});
      } else if (*sight == Phrase::Sight::Ask || (*sight == Phrase::Sight::Begins && !is_last)) {
        return places_in_all(block);
      }
    }
    return places;
  }

 private:
  enum class Known : std::uint8_t { No, Holds, Lacks };

  /// A sentence that holds the phrase by itself.
  struct Held {
    std::string text;
    bool goes_on = false;  ///< Another hit may begin at its end.
  };

  /// What a sentence says by itself.
  Result<Phrase::Sight> sight_of(std::uint32_t number) {
    if (number >= sights_.size()) return std::unexpected(index_damaged("the index names what it does not hold"));
    const std::uint32_t page = number / Items::kItemsPerPage;
    if (!scanned_[page])
      if (auto done = scan(page); !done) return std::unexpected(std::move(done).error());
    return sights_[number];
  }

  /// Finds out what each sentence of a page says by itself. Of the page only those that hold the phrase are kept.
  Result<void> scan(std::uint32_t page) {
    scanned_[page] = true;
    const std::uint32_t first = page * Items::kItemsPerPage;
    const std::span<Phrase::Sight> all = std::span(sights_).subspan(first);
    if (!phrase_.is_literal()) {
      std::ranges::fill(all.first(std::min<std::size_t>(all.size(), Items::kItemsPerPage)), Phrase::Sight::Ask);
      return {};
    }
    return collections_.sentences.read(page, [&](const Items::View& view) {
      const std::span<Phrase::Sight> sights = all.first(view.ends.size());
      if (phrase_.shows_in_bytes())
        scan_bytes(view, sights);
      else
        for (std::size_t i = 0; i < sights.size(); ++i) sights[i] = phrase_.sight(unpack_sentence(view.item(i)).folded);
      for (std::uint32_t i = 0; i < sights.size(); ++i) {
        if (sights[i] != Phrase::Sight::Holds) continue;
        const StoredSentence sentence = unpack_sentence(view.item(i));
        held_[first + i] = {std::string(sentence.text), phrase_.may_go_on_behind(sentence.folded)};
      }
    });
  }

  /// A sentence's folded text stands last in its item. So most sentences are told by the page's bytes: the phrase is
  /// not in them, and their last byte ends no beginning of it.
  void scan_bytes(const Items::View& view, std::span<Phrase::Sight> sights) const {
    for (std::size_t i = 0; i < sights.size(); ++i) {
      if (view.ends[i] == 0 || !phrase_.may_begin_before(view.bytes[view.ends[i] - 1])) continue;
      if (phrase_.begins_at_end_of(unpack_sentence(view.item(i)).folded)) sights[i] = Phrase::Sight::Begins;
    }
    for (std::size_t at = phrase_.find_in(view.bytes, 0); at != std::string_view::npos;) {
      const auto end = std::upper_bound(view.ends.begin(), view.ends.end(), at);
      const auto item = static_cast<std::size_t>(end - view.ends.begin());
      sights[item] = phrase_.sight(unpack_sentence(view.item(item)).folded);
      at = phrase_.find_in(view.bytes, *end);
    }
  }

  Result<bool> look(std::uint32_t block) {
    if (auto needed = collections_.blocks.need({&block, 1}); !needed) return std::unexpected(needed.error());
    PackedBlock packed(collections_.blocks.get(block));
    bool ask = false;
    for (std::size_t left = packed.size(); left > 0; --left) {
      const auto sight = sight_of(packed.next().number);
      if (!sight) return std::unexpected(sight.error());
      if (*sight == Phrase::Sight::Holds) return true;
      ask = ask || *sight == Phrase::Sight::Ask || (*sight == Phrase::Sight::Begins && left > 1);
    }
    if (!ask) return false;
    const auto places = places_in_all(block);
    if (!places) return std::unexpected(places.error());
    return !places->empty();
  }

  /// The same as `places`, from the block's whole text.
  Result<std::vector<PhraseSpan::Place>> places_in_all(std::uint32_t block) {
    Items& items = collections_.sentences;
    const std::vector<PackedSentence> packed = unpack_block(collections_.blocks.get(block));
    for (const PackedSentence& sentence : packed)
      if (auto needed = items.need({&sentence.number, 1}); !needed) return std::unexpected(needed.error());
    std::vector<FoldedSentence> folded;
    for (const PackedSentence& sentence : packed)
      folded.push_back({unpack_sentence(items.get(sentence.number)).folded, sentence.joined});
    const auto touched = phrase_.touched(folded);
    if (!touched) return std::unexpected(touched.error());
    std::vector<PhraseSpan::Place> places;
    for (const std::uint32_t at : *touched)
      places.push_back({at, std::string(unpack_sentence(items.get(packed[at].number)).text)});
    return places;
  }

  const Phrase& phrase_;
  Collections& collections_;
  std::vector<Known> known_;
  std::vector<Phrase::Sight> sights_;  ///< Of sentences whose page was scanned.
  std::vector<bool> scanned_;
  std::unordered_map<std::uint32_t, Held> held_;  ///< By number.
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
      auto touched = search.places(block);
      if (!touched) return std::unexpected(std::move(touched).error());
      for (PhraseSpan::Place& place : *touched) places.push_back({first + place.index, std::move(place.text)});
    }
    first += PackedBlock(collections.blocks.get(block)).size();
  }
  return places;
}

/// Goes from version to version of a release, and gives when the phrase was there.
class SpanFinder {
 public:
  SpanFinder(BlockSearch& search, const Collections& collections) : search_(search), collections_(collections) {}

  /// The step to the next version.
  Result<void> go_on(const Step& step) {
    const std::size_t version = next_++;
    if (!step.unreadable.empty()) return {};
    auto blocks = blocks_after(step.blocks, blocks_);
    if (!blocks) return std::unexpected(std::move(blocks).error());
    blocks_ = std::move(*blocks);
    const auto held = search_.any_holds(blocks_);
    if (!held) return std::unexpected(held.error());
    const bool open = !spans_.empty() && !spans_.back().until;
    if (open && !*held) spans_.back().until = version;
    if (open || !*held) return {};
    auto sentences = places(blocks_, search_, collections_);
    if (!sentences) return std::unexpected(std::move(sentences).error());
    spans_.push_back({version, std::nullopt, std::move(*sentences)});
    return {};
  }
  std::vector<PhraseSpan> take() { return std::move(spans_); }

 private:
  BlockSearch& search_;
  const Collections& collections_;
  std::size_t next_ = 0;
  std::vector<std::uint32_t> blocks_;
  std::vector<PhraseSpan> spans_;
};

Result<std::vector<PhraseSpan>> spans(const Record& record, BlockSearch& search, const Collections& collections) {
  SpanFinder finder(search, collections);
  for (const Step& step : record.steps)
    if (auto done = finder.go_on(step); !done) return std::unexpected(std::move(done).error());
  return finder.take();
}

/// Of a release as the index has it, of which nothing else is kept.
Result<std::vector<PhraseSpan>> spans(Database& database, const Release& release, BlockSearch& search,
                                      const Collections& collections) {
  SpanFinder finder(search, collections);
  const auto [name, is_followed] = key_of(release);
  const auto found = database.read_release(name, is_followed, [&](std::string_view bytes) -> Result<void> {
    auto steps = PackedSteps::of(bytes, release.versions);
    if (!steps) return std::unexpected(std::move(steps).error());
    if (!*steps) return std::unexpected(index_incomplete());
    for (std::size_t left = release.versions.size(); left > 0; --left) {
      const auto step = (*steps)->next();
      if (!step) return std::unexpected(step.error());
      if (auto done = finder.go_on(*step); !done) return done;
    }
    return {};
  });
  if (!found) return std::unexpected(found.error());
  if (!*found) return std::unexpected(index_incomplete());
  return finder.take();
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
    if (!state.writing && state.head.tip != state.tip) return std::unexpected(history::index_incomplete());
    // Who may write brings the index up to date first.
    std::vector<const history::Record*> records;
    for (std::size_t i = 0; state.writing && i < releases.size(); ++i) {
      const auto record = state.followed(releases[i], history::Depth::Texts);
      if (!record) return std::unexpected(record.error());
      records.push_back(*record);
      if (state.options.progress) state.options.progress(records.size(), releases.size());
    }
    history::BlockSearch search(*phrase, *state.collections);
    std::vector<std::vector<PhraseSpan>> all;
    for (std::size_t i = 0; i < releases.size(); ++i) {
      auto spans = state.writing ? history::spans(*records[i], search, *state.collections)
                                 : history::spans(*state.database, releases[i], search, *state.collections);
      if (!spans) return std::unexpected(std::move(spans).error());
      all.push_back(std::move(*spans));
    }
    return all;
  });
}

}  // namespace stet
