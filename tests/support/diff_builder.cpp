// SPDX-License-Identifier: Apache-2.0
#include "support/diff_builder.hpp"

#include <algorithm>
#include <utility>

namespace stet::test {
namespace {

SentenceSet indexes(const std::vector<unsigned>& numbers) {
  SentenceSet result;
  for (const unsigned number : numbers) result.include(SentenceIndex{number});
  return result;
}

CategorySet categories_of(const std::vector<Edit>& edits) {
  CategorySet categories;
  for (const Edit& edit : edits) categories.insert(edit.categories);
  return categories;
}

Change word_change(ChangeKind kind, Severity severity, std::vector<Edit> edits) {
  Change change;
  change.kind = kind;
  change.severity = severity;
  change.categories = categories_of(edits);
  change.edits = std::move(edits);
  change.reason = {MatchStage::Similar, 0.8765F, {}};
  return change;
}

std::vector<bool> named(std::size_t count) { return std::vector<bool>(count, false); }

void mark(std::vector<bool>& marks, SentenceSet sentences) {
  for (const SentenceIndex index : sentences) marks[to_size(index)] = true;
}

}  // namespace

Document document_of(const Paragraphs& paragraphs) {
  std::string text;
  Document document;
  std::size_t line = 1;
  for (const std::vector<std::string>& sentences : paragraphs) {
    if (!text.empty()) {
      text += "\n\n";
      line += 2;
    }
    Block block;
    block.line = static_cast<std::uint32_t>(line);
    block.source.begin = static_cast<std::uint32_t>(text.size());
    const BlockIndex index{static_cast<std::uint32_t>(document.blocks.size())};
    std::uint32_t in_block = 0;
    for (const std::string& sentence : sentences) {
      if (in_block > 0) text += ' ';
      const std::size_t begin = text.size() - block.source.begin;
      text += sentence;
      document.sentences.push_back({index, in_block++, {begin, begin + sentence.size()}});
    }
    block.source.end = static_cast<std::uint32_t>(text.size());
    block.slice = block.source;
    document.blocks.push_back(block);
  }
  document.source = Source::of(std::move(text), "test");
  return document;
}

Edit keep(std::string text) { return {EditOp::Keep, std::move(text), {}, false, false}; }
Edit gone(std::string text, CategorySet categories) {
  return {EditOp::Delete, std::move(text), categories, false, false};
}
Edit came(std::string text, CategorySet categories) {
  return {EditOp::Insert, std::move(text), categories, false, false};
}

DiffBuilder::DiffBuilder(const Paragraphs& before, const Paragraphs& after)
    : before_(document_of(before)), after_(document_of(after)) {}

DiffBuilder& DiffBuilder::add(Change change, unsigned position) {
  changes_.push_back({std::move(change), position});
  return *this;
}

DiffBuilder& DiffBuilder::reworded(unsigned before, unsigned after, Severity severity, std::vector<Edit> edits) {
  Change change = word_change(ChangeKind::Reworded, severity, std::move(edits));
  change.before = indexes({before});
  change.after = indexes({after});
  return add(std::move(change), after);
}

DiffBuilder& DiffBuilder::split(unsigned before, std::vector<unsigned> after, Severity severity,
                                std::vector<Edit> edits) {
  Change change = word_change(ChangeKind::Split, severity, std::move(edits));
  change.before = indexes({before});
  change.after = indexes(after);
  return add(std::move(change), after.front());
}

DiffBuilder& DiffBuilder::merged(std::vector<unsigned> before, unsigned after, Severity severity,
                                 std::vector<Edit> edits) {
  Change change = word_change(ChangeKind::Merged, severity, std::move(edits));
  change.before = indexes(before);
  change.after = indexes({after});
  return add(std::move(change), after);
}

DiffBuilder& DiffBuilder::moved(unsigned before, unsigned after) {
  Change change;
  change.kind = ChangeKind::Moved;
  change.moved = true;
  change.severity = Severity::Editorial;
  change.before = indexes({before});
  change.after = indexes({after});
  change.reason = {MatchStage::Move, 1, {}};
  return add(std::move(change), after);
}

DiffBuilder& DiffBuilder::added(unsigned after) {
  Change change;
  change.kind = ChangeKind::Added;
  change.severity = Severity::Substantive;
  change.after = indexes({after});
  change.reason = {};
  return add(std::move(change), after);
}

DiffBuilder& DiffBuilder::removed(unsigned before, unsigned before_after) {
  Change change;
  change.kind = ChangeKind::Removed;
  change.severity = Severity::Substantive;
  change.before = indexes({before});
  change.reason = {};
  return add(std::move(change), before_after);
}

DiffBuilder& DiffBuilder::also_moved() {
  changes_.back().change.moved = true;
  return *this;
}

DiffBuilder& DiffBuilder::metadata(MetadataChange change) {
  metadata_.push_back(std::move(change));
  return *this;
}

DocumentDiff DiffBuilder::build() const {
  std::vector<Placed> placed = changes_;
  std::vector<bool> before = named(before_.sentences.size());
  std::vector<bool> after = named(after_.sentences.size());
  for (const Placed& one : changes_) {
    mark(before, one.change.before);
    mark(after, one.change.after);
  }
  unsigned partner = 0;
  for (unsigned i = 0; i < after.size(); ++i) {
    if (after[i]) continue;
    while (partner < before.size() && before[partner]) ++partner;
    Change change;
    change.before = indexes({partner++});
    change.after = indexes({i});
    change.reason = {MatchStage::Identical, 1, {}};
    placed.push_back({std::move(change), i});
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const Placed& left, const Placed& right) { return left.position < right.position; });
  DocumentDiff diff;
  diff.before = before_;
  diff.after = after_;
  diff.metadata = metadata_;
  diff.summary.metadata = metadata_.size();
  for (Placed& one : placed) {
    const Change& change = one.change;
    ++diff.summary.kinds[static_cast<std::size_t>(change.kind)];
    if (change.kind != ChangeKind::Unchanged) ++diff.summary.severities[static_cast<std::size_t>(change.severity)];
    if (change.moved && change.kind != ChangeKind::Moved) ++diff.summary.also_moved;
    diff.changes.push_back(std::move(one.change));
  }
  return diff;
}

}  // namespace stet::test
