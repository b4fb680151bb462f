// SPDX-License-Identifier: Apache-2.0
#include "history/lineage.hpp"
#include "history/state.hpp"

namespace stet {
Result<std::vector<BlamedSentence>> History::blame(const Release& release, const Version& version) {
  State& state = *state_;
  return state.over_index([&]() -> Result<std::vector<BlamedSentence>> {
    const auto position = history::position_of(release, version);
    if (!position) return std::unexpected(position.error());
    const auto record = state.followed(release, history::Depth::Links);
    if (!record) return std::unexpected(record.error());
    if (auto readable = history::require_text(**record, *position); !readable) return std::unexpected(readable.error());
    const auto ancestries = history::ancestries(**record, *position, false);
    if (!ancestries) return std::unexpected(ancestries.error());

    const auto source = state.read(release, version);
    if (!source) return std::unexpected(source.error());
    auto document = read_document(*source);
    if (!document) return std::unexpected(std::move(document).error());
    SegmentOptions segment = state.options.segment;
    segment.language = (*record)->steps[*position].language;
    if (auto cut = segment_document(*document, segment); !cut) return std::unexpected(std::move(cut).error());
    const std::vector<history::Ancestry>& ancestry = (*ancestries)[*position];
    if (ancestry.size() != document->sentences.size())
      return std::unexpected(history::index_damaged("the index has another text of a version"));
    std::vector<BlamedSentence> sentences;
    for (std::size_t i = 0; i < ancestry.size(); ++i) {
      const Sentence& sentence = document->sentences[i];
      const Block& block = document->block(sentence.block);
      sentences.push_back({.index = i,
                           .line = document->line_of(block, document->source_offset(block, sentence.text.begin)),
                           .text = std::string(document->text(sentence)),
                           .since = ancestry[i].since,
                           .origin = ancestry[i].origin});
    }
    return sentences;
  });
}

}  // namespace stet
