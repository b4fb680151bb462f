// SPDX-License-Identifier: Apache-2.0
//
// Idea: a phrase is looked for once in each page of distinct sentences, then in the blocks that hold a sentence which
// it was found in; a version holds it where one of its blocks does. Going from version to version, only the blocks that
// came and went are asked.
#include <algorithm>
#include <unordered_map>

#include "archive/history.hpp"
#include "history/direct_search.hpp"
#include "history/phrase.hpp"
#include "history/state.hpp"

namespace stet {
namespace history {
namespace {

/// Which of the distinct blocks hold a phrase, and where. Each page of sentences and each block is looked at once.
class BlockSearch {
 public:
  /// @param all  Most blocks will be asked for: those of a page are looked at together.
  BlockSearch(const Phrase& phrase, Collections& collections, bool all)
      : phrase_(phrase),
        collections_(collections),
        looks_at_pages_(all && phrase.is_literal()),
        known_(collections.blocks.size(), Known::No),
        looked_(collections.blocks.pages(), false),
        sights_(collections.sentences.size(), Phrase::Sight::None),
        scanned_(collections.sentences.pages(), false) {}

  /// Whether the block holds it.
  Result<bool> holds(std::uint32_t block) {
    if (block >= known_.size()) return std::unexpected(misnamed());
    if (known_[block] == Known::No && looks_at_pages_ && !looked_[block / Items::kItemsPerPage])
      if (auto done = look_at_page(block / Items::kItemsPerPage); !done)
        return std::unexpected(std::move(done).error());
    if (known_[block] != Known::No) return known_[block] == Known::Holds;
    const auto found = look(block);
    if (found) known_[block] = *found ? Known::Holds : Known::Lacks;
    return found;
  }
  /// The position of the first that does.
  Result<std::optional<std::size_t>> first_that_holds(std::span<const std::uint32_t> blocks) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i] < known_.size() && known_[blocks[i]] == Known::Lacks) continue;
      const auto held = holds(blocks[i]);
      if (!held) return std::unexpected(held.error());
      if (*held) return i;
    }
    return std::nullopt;
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

  static Error misnamed() { return index_damaged("the index names what it does not hold"); }

  /// Finds out what a sentence says by itself, and all others of its page.
  Result<void> need_sight_of(std::uint32_t number) {
    if (number >= sights_.size()) return std::unexpected(misnamed());
    const std::uint32_t page = number / Items::kItemsPerPage;
    return scanned_[page] ? Result<void>() : scan(page);
  }
  Result<Phrase::Sight> sight_of(std::uint32_t number) {
    if (auto needed = need_sight_of(number); !needed) return std::unexpected(std::move(needed).error());
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

  /// Looks at all blocks of a page; those of which their sentences alone do not tell stay unknown.
  Result<void> look_at_page(std::uint32_t page) {
    looked_[page] = true;
    numbers_.clear();
    ends_.clear();
    const auto read = collections_.blocks.read(page, [&](const Items::View& view) {
      for (std::size_t i = 0; i < view.ends.size(); ++i) {
        PackedBlock packed(view.item(i));
        for (std::size_t left = packed.size(); left > 0; --left) numbers_.push_back(packed.next().number);
        ends_.push_back(numbers_.size());
      }
    });
    if (!read) return read;
    for (const std::uint32_t number : numbers_)
      if (number >= sights_.size() || !scanned_[number / Items::kItemsPerPage])
        if (auto needed = need_sight_of(number); !needed) return needed;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      known_[page * Items::kItemsPerPage + i] = told(std::span(numbers_).subspan(begin, ends_[i] - begin));
      begin = ends_[i];
    }
    return {};
  }
  /// What a block's sentences, all of which were looked at, tell of it.
  Known told(std::span<const std::uint32_t> numbers) const {
    bool ask = false;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const Phrase::Sight sight = sights_[numbers[i]];
      if (sight == Phrase::Sight::Holds) return Known::Holds;
      ask = ask || sight == Phrase::Sight::Ask || (sight == Phrase::Sight::Begins && i + 1 < numbers.size());
    }
    return ask ? Known::No : Known::Lacks;
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
  bool looks_at_pages_;
  std::vector<Known> known_;
  std::vector<bool> looked_;            ///< Pages of blocks.
  std::vector<std::uint32_t> numbers_;  ///< Of the sentences of the page of blocks that was looked at last,
  std::vector<std::size_t> ends_;       ///< and where each block's end.
  std::vector<Phrase::Sight> sights_;   ///< Of sentences whose page was scanned.
  std::vector<bool> scanned_;
  std::unordered_map<std::uint32_t, Held> held_;  ///< By number.
};

/// The sentences of a version that a phrase touches.
Result<std::vector<PhraseSpan::Place>> places(const std::vector<std::uint32_t>& blocks, BlockSearch& search,
                                              Collections& collections) {
  if (auto needed = collections.blocks.need(blocks); !needed) return std::unexpected(std::move(needed).error());
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
  SpanFinder(BlockSearch& search, Collections& collections) : search_(search), collections_(collections) {}

  /// The step to the next version.
  Result<void> go_on(const Step& step) {
    const std::size_t version = next_++;
    if (!step.unreadable.empty()) return {};
    if (auto moved = move_on(step.blocks); !moved) return moved;
    const bool open = !spans_.empty() && !spans_.back().until;
    if (open && !holder_) spans_.back().until = version;
    if (open || !holder_) return {};
    auto sentences = places(blocks_, search_, collections_);
    if (!sentences) return std::unexpected(std::move(sentences).error());
    spans_.push_back({version, std::nullopt, std::move(*sentences)});
    return {};
  }
  std::vector<PhraseSpan> take() { return std::move(spans_); }

 private:
  /// Takes on the next version's blocks, and finds one that holds the phrase.
  Result<void> move_on(const std::vector<BlockRun>& runs) {
    auto blocks = blocks_after(runs, blocks_);
    if (!blocks) return std::unexpected(std::move(blocks).error());
    blocks_ = std::move(*blocks);
    auto holder = holder_ ? taken_over(runs, *holder_) : first_fresh(runs);
    if (holder && holder_ && !*holder) holder = search_.first_that_holds(blocks_);
    if (!holder) return std::unexpected(std::move(holder).error());
    holder_ = *holder;
    return {};
  }
  /// Where a block of the version before stands now; nothing where it went.
  static Result<std::optional<std::size_t>> taken_over(const std::vector<BlockRun>& runs, std::size_t block) {
    std::size_t begin = 0;
    for (const BlockRun& run : runs) {
      if (block >= run.from && block - run.from < run.count) return begin + block - run.from;
      begin += run.count + run.fresh.size();
    }
    return std::nullopt;
  }
  /// The first of the new blocks that holds the phrase, where none of the others does.
  Result<std::optional<std::size_t>> first_fresh(const std::vector<BlockRun>& runs) {
    std::size_t begin = 0;
    for (const BlockRun& run : runs) {
      const auto found = search_.first_that_holds(run.fresh);
      if (!found) return found;
      if (*found) return begin + **found;
      begin += run.count + run.fresh.size();
    }
    return std::nullopt;
  }

  BlockSearch& search_;
  Collections& collections_;
  std::size_t next_ = 0;
  std::vector<std::uint32_t> blocks_;
  std::optional<std::size_t> holder_;  ///< One of them that holds the phrase; nothing where none does.
  std::vector<PhraseSpan> spans_;
};

Result<std::vector<PhraseSpan>> spans(const Record& record, BlockSearch& search, Collections& collections) {
  SpanFinder finder(search, collections);
  for (const Step& step : record.steps)
    if (auto done = finder.go_on(step); !done) return std::unexpected(std::move(done).error());
  return finder.take();
}

/// Whether some version holds the phrase: then a block does that was new in one. Most releases are told so, without
/// going from version to version.
Result<bool> ever_holds(PackedSteps steps, BlockSearch& search) {
  std::vector<std::uint32_t> fresh;
  for (;;) {
    const auto more = steps.next_fresh(fresh);
    if (!more) return std::unexpected(more.error());
    if (!*more) return false;
    const auto found = search.first_that_holds(fresh);
    if (!found) return std::unexpected(found.error());
    if (*found) return true;
  }
}

/// Of steps as the index has them.
Result<std::vector<PhraseSpan>> spans(PackedSteps& steps, BlockSearch& search, Collections& collections) {
  const auto held = ever_holds(steps, search);
  if (!held) return std::unexpected(held.error());
  if (!*held) return std::vector<PhraseSpan>();
  SpanFinder finder(search, collections);
  for (;;) {
    const auto step = steps.next();
    if (!step) return std::unexpected(step.error());
    if (*step == nullptr) return finder.take();
    if (auto done = finder.go_on(**step); !done) return std::unexpected(std::move(done).error());
  }
}

/// Of a release as the index has it, of which nothing else is kept.
Result<std::vector<PhraseSpan>> spans(Database& database, const Release& release, BlockSearch& search,
                                      Collections& collections) {
  std::vector<PhraseSpan> all;
  const auto [name, is_followed] = key_of(release);
  const auto found = database.read_release(name, is_followed, [&](std::string_view bytes) -> Result<void> {
    auto steps = PackedSteps::of(bytes, release.versions);
    if (!steps) return std::unexpected(std::move(steps).error());
    if (!*steps) return std::unexpected(index_incomplete());
    auto here = spans(**steps, search, collections);
    if (!here) return std::unexpected(std::move(here).error());
    all = std::move(*here);
    return {};
  });
  if (!found) return std::unexpected(found.error());
  if (!*found) return std::unexpected(index_incomplete());
  return all;
}

/// The same of a release under its own name, with its versions where there are any spans.
Result<std::optional<PhraseHistory>> history_of(std::string_view name, std::string_view packed, BlockSearch& search,
                                                Collections& collections) {
  auto steps = PackedSteps::of(packed);
  if (!steps) return std::unexpected(std::move(steps).error());
  if (!*steps) return std::unexpected(index_incomplete());
  auto here = spans(**steps, search, collections);
  if (!here) return std::unexpected(std::move(here).error());
  if (here->empty()) return std::nullopt;
  auto versions = unpack_versions(packed);
  if (!versions) return std::unexpected(std::move(versions).error());
  archive::mark_returns(*versions);
  return PhraseHistory{{std::string(name), std::move(*versions), false}, std::move(*here)};
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
    history::BlockSearch search(*phrase, *state.collections, false);
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

Result<std::vector<PhraseHistory>> History::grep(const PhraseQuery& query) {
  const auto phrase = history::Phrase::of(query);
  if (!phrase) return std::unexpected(phrase.error());
  State& state = *state_;
  // What the index has is read without a list of all versions.
  auto known = state.over_index([&]() -> Result<std::optional<std::vector<PhraseHistory>>> {
    if (!state.database || state.writing || state.tip.empty()) return std::nullopt;
    if (state.head.tip != state.tip) return std::unexpected(history::index_incomplete());
    history::BlockSearch search(*phrase, *state.collections, true);
    std::vector<PhraseHistory> all;
    const auto count =
        state.database->each_release([&](std::string_view name, std::string_view packed) -> Result<void> {
          auto history = history::history_of(name, packed, search, *state.collections);
          if (!history) return std::unexpected(std::move(history).error());
          if (*history) all.push_back(std::move(**history));
          return {};
        });
    if (!count) return std::unexpected(count.error());
    if (*count != state.head.releases) return std::unexpected(history::index_damaged("releases are missing"));
    std::ranges::sort(all, {}, [](const PhraseHistory& each) -> const std::string& { return each.release.name; });
    return all;
  });
  if (!known) return std::unexpected(std::move(known).error());
  if (*known) return std::move(**known);
  auto releases = this->releases();
  if (!releases) return std::unexpected(std::move(releases).error());
  auto found = grep(*releases, query);
  if (!found) return std::unexpected(std::move(found).error());
  std::vector<PhraseHistory> all;
  for (std::size_t i = 0; i < releases->size(); ++i)
    if (!(*found)[i].empty()) all.push_back({std::move((*releases)[i]), std::move((*found)[i])});
  return all;
}

}  // namespace stet
