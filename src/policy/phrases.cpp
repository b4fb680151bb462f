// SPDX-License-Identifier: Apache-2.0
#include "policy/phrases.hpp"

#include <algorithm>

#include "history/phrase.hpp"
#include "report/positions.hpp"
#include "unicode/fold.hpp"

namespace stet::policy {
namespace {

using history::FoldedSentence;
using history::Phrase;

Result<Phrase> phrase_of(const std::string& text) {
  PhraseQuery query;
  query.text = text;
  return Phrase::of(query);
}

/// Sentences in a row in one block.
struct Row {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// The rows of a set, each with up to `around` of the neighbours in its block on either side.
std::vector<Row> rows_of(const Document& document, const SentenceSet& sentences, std::size_t around) {
  const auto block_at = [&](std::size_t at) { return document.sentences[at].block; };
  std::vector<Row> rows;
  for (const SentenceIndex index : sentences) {
    const std::size_t at = to_size(index);
    const bool goes_on = !rows.empty() && rows.back().end == at && block_at(at - 1) == block_at(at);
    if (goes_on)
      ++rows.back().end;
    else
      rows.push_back({at, at + 1});
  }
  for (Row& row : rows) {
    for (std::size_t i = 0; i < around; ++i) {
      if (row.first > 0 && block_at(row.first - 1) == block_at(row.first)) --row.first;
      if (row.end < document.sentences.size() && block_at(row.end) == block_at(row.end - 1)) ++row.end;
    }
  }
  return rows;
}

/// The sentences of a row that the phrase touches.
Result<std::vector<SentenceIndex>> touched(const Phrase& phrase, const Document& document, const Row& row) {
  std::vector<std::string> texts;
  std::vector<bool> joined;
  for (std::size_t at = row.first; at < row.end; ++at) {
    const Sentence& sentence = document.sentences[at];
    if (at > row.first) joined.push_back(document.sentences[at - 1].text.end == sentence.text.begin);
    texts.push_back(unicode::fold_typography(document.text(sentence)));
  }
  joined.push_back(false);
  std::vector<FoldedSentence> folded;
  for (std::size_t i = 0; i < texts.size(); ++i) folded.push_back({texts[i], joined[i]});
  const auto hits = phrase.touched(folded);
  if (!hits) return std::unexpected(hits.error());
  std::vector<SentenceIndex> found;
  for (const std::uint32_t hit : *hits) found.push_back(SentenceIndex(static_cast<std::uint32_t>(row.first + hit)));
  return found;
}

/// Whether the phrase stands in the sentences of a set, or in `around` of their neighbours too.
Result<bool> holds(const Phrase& phrase, const Document& document, const SentenceSet& sentences, std::size_t around) {
  for (const Row& row : rows_of(document, sentences, around)) {
    const auto found = touched(phrase, document, row);
    if (!found) return std::unexpected(found.error());
    if (!found->empty()) return true;
  }
  return false;
}

/// The first block of a whole text that holds the phrase: 1-based line where it begins.
Result<std::optional<std::size_t>> line_in(const Phrase& phrase, const Source& source) {
  if (source.bytes().empty() || !phrase.may_be_in(source.bytes(), source.type() == TextType::Markdown))
    return std::optional<std::size_t>();
  const auto document = read_document(source);
  if (!document) return std::unexpected(document.error());
  for (const Block& block : document->blocks) {
    const auto found = phrase.is_in(unicode::fold_typography(document->text(block)));
    if (!found) return std::unexpected(found.error());
    if (*found) return std::optional<std::size_t>(block.line);
  }
  return std::optional<std::size_t>();
}

std::size_t line_of(const Document& document, SentenceIndex sentence) {
  return report::Positions(document).of(sentence).line;
}

/// As it is now; for what is gone, as it was.
std::size_t line_of(const DocumentDiff& diff, const Change& change) {
  return change.after.empty() ? line_of(diff.before, change.before.front()) : line_of(diff.after, change.after.front());
}

/// Position of the first change in whose before sentences, or `around` of them, the phrase stood.
Result<std::optional<std::size_t>> change_that_held(const Phrase& phrase, const DocumentDiff& diff,
                                                    std::size_t around) {
  for (std::size_t i = 0; i < diff.changes.size(); ++i) {
    const Change& change = diff.changes[i];
    if (change.kind == ChangeKind::Unchanged || change.before.empty()) continue;
    const auto held = holds(phrase, diff.before, change.before, around);
    if (!held) return std::unexpected(held.error());
    if (*held) return std::optional<std::size_t>(i);
  }
  return std::optional<std::size_t>();
}

/// Whether a change has wording that was not there before.
bool has_new_wording(const Change& change) {
  switch (change.kind) {
    case ChangeKind::Reworded:
    case ChangeKind::Split:
    case ChangeKind::Merged:
    case ChangeKind::Added:
      return true;
    case ChangeKind::Unchanged:
    case ChangeKind::Moved:
    case ChangeKind::Removed:
      return false;
  }
  return false;
}

/// The sentence of a change at which the phrase begins to stand in it, where that is new.
Result<std::optional<SentenceIndex>> arrival(const Phrase& phrase, const DocumentDiff& diff, const Change& change) {
  // Inside the change's own sentences first, so that a neighbour that had the phrase all along hides nothing; then
  // across their edges.
  for (const std::size_t around : {std::size_t{0}, std::size_t{1}}) {
    for (const Row& row : rows_of(diff.after, change.after, around)) {
      const auto now = touched(phrase, diff.after, row);
      if (!now) return std::unexpected(now.error());
      const auto own = std::ranges::find_if(*now, [&](SentenceIndex at) { return change.after.contains(at); });
      if (own == now->end()) continue;
      const auto before = holds(phrase, diff.before, change.before, around);
      if (!before) return std::unexpected(before.error());
      return *before ? std::optional<SentenceIndex>() : *own;
    }
  }
  return std::optional<SentenceIndex>();
}

}  // namespace

Result<std::optional<PhraseHit>> lost_phrase(const std::string& text, const DocumentDiff& diff) {
  const auto phrase = phrase_of(text);
  if (!phrase) return std::unexpected(phrase.error());
  const auto before = line_in(*phrase, diff.before.source);
  if (!before) return std::unexpected(before.error());
  if (!*before) return std::optional<PhraseHit>();
  const auto after = line_in(*phrase, diff.after.source);
  if (!after) return std::unexpected(after.error());
  if (*after) return std::optional<PhraseHit>();
  // The change whose own sentences held it, else the one at whose edge it stood.
  for (const std::size_t around : {std::size_t{0}, std::size_t{1}}) {
    const auto change = change_that_held(*phrase, diff, around);
    if (!change) return std::unexpected(change.error());
    if (*change) return PhraseHit{**change, line_of(diff, diff.changes[**change])};
  }
  return PhraseHit{std::nullopt, **before};
}

Result<std::vector<PhraseHit>> new_phrases(const std::string& text, const DocumentDiff& diff) {
  const auto phrase = phrase_of(text);
  if (!phrase) return std::unexpected(phrase.error());
  std::vector<PhraseHit> hits;
  for (std::size_t i = 0; i < diff.changes.size(); ++i) {
    if (!has_new_wording(diff.changes[i])) continue;
    const auto sentence = arrival(*phrase, diff, diff.changes[i]);
    if (!sentence) return std::unexpected(sentence.error());
    if (*sentence) hits.push_back({i, line_of(diff.after, **sentence)});
  }
  return hits;
}

}  // namespace stet::policy
