// SPDX-License-Identifier: Apache-2.0
#include "report/exchanges.hpp"

#include <deque>

#include "report/width.hpp"
#include "text/hash.hpp"
#include "unicode/fold.hpp"

namespace stet::report {
namespace {

/// Columns of a sentence that is the same in two documents by no chance: about seven words, or twenty Han characters.
constexpr std::size_t kNoChance = 40;

std::string folded_text(const DocumentDiff& diff, const Change& change) {
  const bool removed = change.after.empty();
  const Document& document = removed ? diff.before : diff.after;
  std::string text;
  for (const SentenceIndex index : removed ? change.before : change.after)
    text += document.text(document.sentence(index));
  return unicode::fold_typography(text);
}

}  // namespace

void ExchangeFinder::add(std::size_t document, const Shown& shown) {
  for (std::size_t i = 0; i < shown.changes.size(); ++i) {
    if (shown.changes[i].kind == ChangeKind::Removed) add(lost_, document, i, shown);
    if (shown.changes[i].kind == ChangeKind::Added) add(gained_, document, i, shown);
  }
}

void ExchangeFinder::add(std::vector<Sentence>& to, std::size_t document, std::size_t position,
                         const Shown& shown) const {
  const Change& change = shown.changes[position];
  const std::string text = folded_text(report_.documents[document].diff, change);
  if (columns_of(std::string_view(text)) < kNoChance) return;
  const std::size_t line =
      change.after.empty() ? shown.before.of(change.before.front()).line : shown.after.of(change.after.front()).line;
  to.push_back({{document, position, line}, &change, text::hash(text)});
}

std::string ExchangeFinder::text_of(const Sentence& sentence) const {
  return folded_text(report_.documents[sentence.place.document].diff, *sentence.change);
}

std::vector<Exchange> ExchangeFinder::exchanges() const {
  std::unordered_map<std::uint64_t, std::deque<const Sentence*>> lost;
  for (const Sentence& sentence : lost_) lost[sentence.hash].push_back(&sentence);
  std::vector<Exchange> found;
  for (const Sentence& gained : gained_) {
    const auto entry = lost.find(gained.hash);
    if (entry == lost.end() || entry->second.empty()) continue;
    // In the report's order, so only one end may be the document itself where not all are.
    const bool first = entry->second.front()->place.document != gained.place.document;
    const Sentence& from = first ? *entry->second.front() : *entry->second.back();
    if (from.place.document == gained.place.document || text_of(from) != text_of(gained)) continue;
    first ? entry->second.pop_front() : entry->second.pop_back();
    found.push_back({from.place, gained.place});
  }
  return found;
}

}  // namespace stet::report
