// SPDX-License-Identifier: Apache-2.0
//
// Idea: back from the sentence asked for, along the parent that gives its origin, to where it was new; forth, along the
// longest piece of a split, to where it was removed, or to the last version. Each step that gave a new wording is one
// wording. Only the versions in which that happened are read, and their comparison says which words changed.
#include <algorithm>
#include <limits>

#include "fmt/format.h"
#include "history/lineage.hpp"
#include "history/state.hpp"

namespace stet {
namespace history {

namespace {

class Tracer {
 public:
  Tracer(const Record& record, Collections& collections) : record_(record), collections_(collections) {}

  Result<std::vector<Arrival>> run(std::size_t version, std::uint32_t sentence) {
    if (auto known = prepare(); !known) return std::unexpected(known.error());
    if (sentence >= record_.steps[version].sentences)
      return failure(ErrorCode::NotFound, fmt::format("there is no sentence {}: the version has {}, counted from 0",
                                                      sentence, record_.steps[version].sentences));
    back(version, sentence);
    std::reverse(arrivals_.begin(), arrivals_.end());
    if (auto done = forth(version, sentence); !done) return std::unexpected(done.error());
    return std::move(arrivals_);
  }

 private:
  [[nodiscard]] bool has_text(std::size_t version) const { return record_.steps[version].unreadable.empty(); }

  Result<void> prepare() {
    auto all = ancestries(record_, record_.steps.size() - 1, true);
    if (!all) return std::unexpected(std::move(all).error());
    ancestries_ = std::move(*all);
    parents_.resize(record_.steps.size());
    std::uint32_t before = 0;
    for (std::size_t version = 0; version < record_.steps.size(); ++version) {
      if (!has_text(version)) continue;
      auto from = parents(record_.steps[version], before);
      if (!from) return std::unexpected(std::move(from).error());
      parents_[version] = std::move(*from);
      before = record_.steps[version].sentences;
    }
    return {};
  }

  void back(std::size_t version, std::uint32_t sentence) {
    for (;;) {
      const Parents& from = parents_[version][sentence];
      const std::vector<std::uint32_t> candidates = parent_sentences(record_.steps[version], from);
      if (!from.same_wording()) arrivals_.push_back({version, sentence, from.link->kind});
      const auto before = compared_with(record_, version);
      if (candidates.empty() || !before) return;
      const std::vector<Ancestry>& ancestry = ancestries_[*before];
      sentence = *std::ranges::min_element(candidates, {}, [&](std::uint32_t at) { return ancestry[at].origin; });
      version = *before;
    }
  }

  Result<void> forth(std::size_t version, std::uint32_t sentence) {
    for (std::size_t next = version + 1; next < record_.steps.size(); ++next) {
      if (!has_text(next)) continue;
      std::vector<std::uint32_t> children;
      const std::vector<Parents>& all = parents_[next];
      for (std::uint32_t child = 0; child < all.size(); ++child) {
        const bool is_child = all[child].link == nullptr
                                  ? all[child].stayed == sentence
                                  : std::ranges::count(parent_sentences(record_.steps[next], all[child]), sentence) > 0;
        if (is_child) children.push_back(child);
      }
      if (children.empty()) {
        arrivals_.push_back({next, sentence, ChangeKind::Removed});
        return {};
      }
      auto longest = children.front();
      if (children.size() > 1) {
        const auto sizes = lengths(next);
        if (!sizes) return std::unexpected(sizes.error());
        longest = *std::ranges::max_element(children, {}, [&](std::uint32_t child) { return (*sizes)[child]; });
      }
      if (!all[longest].same_wording()) arrivals_.push_back({next, longest, all[longest].link->kind});
      sentence = longest;
    }
    return {};
  }

  /// Bytes of each sentence of a version.
  Result<std::vector<std::size_t>> lengths(std::size_t version) {
    std::vector<std::uint32_t> blocks;
    for (std::size_t i = 0; i <= version; ++i) {
      if (!has_text(i)) continue;
      auto next = blocks_after(record_.steps[i].blocks, blocks);
      if (!next) return std::unexpected(std::move(next).error());
      blocks = std::move(*next);
    }
    Items& block_items = collections_.blocks;
    Items& sentence_items = collections_.sentences;
    if (auto needed = block_items.need(blocks); !needed) return std::unexpected(needed.error());
    std::vector<std::size_t> sizes;
    for (const std::uint32_t block : blocks) {
      for (const PackedSentence& sentence : unpack_block(block_items.get(block))) {
        const std::uint32_t number = sentence.number;
        if (auto needed = sentence_items.need({&number, 1}); !needed) return std::unexpected(needed.error());
        sizes.push_back(unpack_sentence(sentence_items.get(number)).text.size());
      }
    }
    return sizes;
  }

  const Record& record_;
  Collections& collections_;
  std::vector<std::vector<Ancestry>> ancestries_;
  std::vector<std::vector<Parents>> parents_;
  std::vector<Arrival> arrivals_;
};

bool names(SentenceSet sentences, std::uint32_t sentence) {
  return std::ranges::find(sentences, SentenceIndex{sentence}) != sentences.end();
}

/// What the comparison that an arrival comes from says of it.
Result<Wording> wording(const Arrival& arrival, const DocumentDiff& diff) {
  for (const Change& change : diff.changes) {
    if (!names(change.after, arrival.sentence)) continue;
    return Wording{.version = arrival.version,
                   .kind = arrival.kind,
                   .text = std::string(diff.after.text(diff.after.sentence(SentenceIndex{arrival.sentence}))),
                   .edits = {change.edits.begin(), change.edits.end()}};
  }
  return std::unexpected(index_damaged("the index has another text of a version"));
}

/// One that came out of nothing, or went: its text alone is asked for.
Result<Wording> whole_sentence(const Arrival& arrival, const Source& source, SegmentOptions options,
                               const std::string& language) {
  auto document = read_document(source);
  if (!document) return std::unexpected(std::move(document).error());
  options.language = language;
  if (auto cut = segment_document(*document, options); !cut) return std::unexpected(std::move(cut).error());
  if (arrival.sentence >= document->sentences.size())
    return std::unexpected(index_damaged("the index has another text of a version"));
  return Wording{.version = arrival.version,
                 .kind = arrival.kind,
                 .text = std::string(document->text(document->sentences[arrival.sentence])),
                 .edits = {}};
}

}  // namespace
}  // namespace history

Result<Wording> History::State::worded(const Release& release, const history::Record& record,
                                       const history::Arrival& arrival) const {
  const auto before = history::compared_with(record, arrival.version);
  const history::Step& step = record.steps[arrival.version];
  const auto text_at = [&](std::size_t version) { return read(release, release.versions[version]); };
  if (arrival.kind == ChangeKind::Added || arrival.kind == ChangeKind::Removed) {
    const std::size_t where = arrival.kind == ChangeKind::Removed ? before.value_or(0) : arrival.version;
    const auto text = text_at(where);
    if (!text) return std::unexpected(text.error());
    return history::whole_sentence(arrival, *text, options.segment, record.steps[where].language);
  }
  const auto old_text = before ? text_at(*before) : Result<Source>(Source());
  if (!old_text) return std::unexpected(old_text.error());
  const auto new_text = text_at(arrival.version);
  if (!new_text) return std::unexpected(new_text.error());
  DiffOptions comparison{.segment = options.segment, .all = true};
  comparison.segment.language = step.language;
  const auto compared = diff(*old_text, *new_text, comparison);
  if (!compared) return std::unexpected(compared.error());
  return history::wording(arrival, *compared);
}

Result<std::vector<Wording>> History::trace(const Release& release, const Version& version, std::size_t sentence) {
  State& state = *state_;
  return state.over_index([&]() -> Result<std::vector<Wording>> {
    const auto position = history::position_of(release, version);
    if (!position) return std::unexpected(position.error());
    const auto found = state.followed(release, history::Depth::Links);
    if (!found) return std::unexpected(found.error());
    const history::Record& record = **found;
    if (auto readable = history::require_text(record, *position); !readable) return std::unexpected(readable.error());
    if (sentence > std::numeric_limits<std::uint32_t>::max()) sentence = std::numeric_limits<std::uint32_t>::max();
    const auto arrivals =
        history::Tracer(record, *state.collections).run(*position, static_cast<std::uint32_t>(sentence));
    if (!arrivals) return std::unexpected(arrivals.error());
    std::vector<Wording> wordings;
    for (const history::Arrival& arrival : *arrivals) {
      auto one = state.worded(release, record, arrival);
      if (!one) return std::unexpected(std::move(one).error());
      wordings.push_back(std::move(*one));
    }
    return wordings;
  });
}

}  // namespace stet
