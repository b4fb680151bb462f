// SPDX-License-Identifier: Apache-2.0
// Matches to changes: kind, edits, categories, severity.
#include "classify/classify.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <span>

#include "classify/edits.hpp"
#include "classify/link_targets.hpp"
#include "classify/numbering.hpp"
#include "classify/quotations.hpp"
#include "classify/severity.hpp"
#include "classify/wording.hpp"
#include "unicode/fold.hpp"

namespace stet::classify {
namespace {

ChangeKind kind_of(const Change& change, bool equal) {
  if (change.before.empty()) return ChangeKind::Added;
  if (change.after.empty()) return ChangeKind::Removed;
  if (change.after.size() > 1) return ChangeKind::Split;
  if (change.before.size() > 1) return ChangeKind::Merged;
  if (!equal) return ChangeKind::Reworded;
  return change.moved ? ChangeKind::Moved : ChangeKind::Unchanged;
}

/// The direct quotations of a document's blocks, found when asked for.
class Quotations {
 public:
  Quotations(const Document& document, Vocabulary& vocabulary, unicode::Breaks& breaks)
      : document_(document), vocabulary_(vocabulary), breaks_(breaks) {}

  /// Whether a stretch of a wording stands inside a direct quotation; of an empty one, its place.
  bool hold(const Wording& wording, ByteRange range) {
    const std::optional<Wording::Place> place = wording.place_of(range);
    if (!place) return false;
    const Block& block = document_.block(place->block);
    if (block.kind == BlockKind::Quotation || block.quoted) return true;
    BlockQuotations& quotations = of(place->block);
    return quotations.hold(place->range, goes_on(place->block, quotations.first_mark()));
  }

 private:
  BlockQuotations& of(BlockIndex block) {
    const auto found = known_.find(block);
    if (found != known_.end()) return found->second;
    return known_.try_emplace(block, document_.text(document_.block(block)), vocabulary_, breaks_).first->second;
  }

  /// Whether a block that begins with this mark goes on with a quotation of the block before: several paragraphs each
  /// open it, and only the last closes it.
  bool goes_on(BlockIndex block, char32_t first_mark) {
    if (first_mark == 0 || to_size(block) == 0) return false;
    return of(BlockIndex(static_cast<std::uint32_t>(to_size(block) - 1))).open_mark() == first_mark;
  }

  const Document& document_;
  Vocabulary& vocabulary_;
  unicode::Breaks& breaks_;
  std::map<BlockIndex, BlockQuotations> known_;
};

class Classifier {
 public:
  Classifier(const Document& before, const Document& after, const align::Alignment& alignment,
             const std::string& language, Lexicons* lexicons, Detail detail)
      : before_(before),
        after_(after),
        alignment_(alignment),
        language_(language),
        lexicons_(lexicons),
        detail_(detail) {}

  /// Makes changes of matches.
  void classify(std::span<Change> changes) {
    while (!changes.empty()) {
      std::deque<Differing> differing;
      std::size_t count = 0;
      for (std::size_t bytes = 0; count < changes.size() && differing.size() < kBatch && bytes < kBatchBytes; ++count)
        if (look_at(changes[count], differing)) bytes += differing.back().bytes();
      edit(differing);
      for (const Differing& each : differing) finish(each.change, false);
      changes = changes.subspan(count);
    }
  }

  [[nodiscard]] bool bounded() const { return comparer_ && comparer_->bounded(); }

 private:
  /// How many changes have their words compared at once: enough that a stage's code is fetched once for many, few
  /// enough that what they hold stays in the processor's cache.
  static constexpr std::size_t kBatch = 16;
  static constexpr std::size_t kBatchBytes = std::size_t{1} << 16U;

  /// A change whose sides are not equal.
  struct Differing {
    Differing(Change& reworded, const Document& before_document, const Document& after_document, LinkTargets&& links)
        : change(reworded),
          targets(std::move(links)),
          before(before_document, reworded.before),
          after(after_document, reworded.after) {}
    [[nodiscard]] std::size_t bytes() const { return before.text().size() + after.text().size(); }

    Change& change;
    LinkTargets targets;
    Wording before;
    Wording after;
  };

  /// Makes a change of a match, or puts it among those whose words are to be compared.
  bool look_at(Change& change, std::deque<Differing>& differing) {
    change.apart = stand_apart(before_, change.before) || stand_apart(after_, change.after);
    if (change.before.empty() || change.after.empty()) {
      finish(change, false);
      return false;
    }
    LinkTargets targets(before_, after_, change.before, change.after);
    const bool one_to_one = change.before.size() == 1 && change.after.size() == 1;
    if (one_to_one && targets.equal() && text(before_, change.before.front()) == text(after_, change.after.front())) {
      finish(change, true);
      return false;
    }
    if (detail_ == Detail::Wordings && is_new_wording(change)) {
      change.kind = kind_of(change, false);
      change.severity = Severity::Editorial;
      return false;
    }
    differing.emplace_back(change, before_, after_, std::move(targets));
    return true;
  }

  /// Says what follows from the edits.
  void finish(Change& change, bool equal) const {
    change.kind = kind_of(change, equal);
    for (const Edit& each : change.edits) change.categories.insert(each.categories);
    change.severity = severity_of(change, stands_in_heading(change));
    if (change.kind == ChangeKind::Moved && went_to_another_row(change)) change.severity = Severity::Substantive;
  }

  /// Whether a cell of a table stands in a row of another name now, and so says something else: prices that were
  /// swapped.
  [[nodiscard]] bool went_to_another_row(const Change& change) const {
    constexpr std::size_t kMostColumns = 256;  // a row of more says nothing: it would be gone through for each cell
    const auto name_of_row = [](const Document& document, SentenceIndex index) -> std::optional<std::string_view> {
      const BlockIndex cell = document.sentence(index).block;
      std::size_t first = to_size(cell);
      const auto is_beside = [&](const Block& other) {
        return other.kind == BlockKind::TableCell && other.line == document.block(cell).line;
      };
      if (document.block(cell).kind != BlockKind::TableCell) return std::nullopt;
      while (first > 0 && to_size(cell) - first <= kMostColumns && is_beside(document.blocks[first - 1])) --first;
      if (first == to_size(cell) || to_size(cell) - first > kMostColumns) return std::nullopt;
      return document.text(document.blocks[first]);
    };
    const auto before = name_of_row(before_, change.before.front());
    const auto after = name_of_row(after_, change.after.front());
    return before && after && *before != *after;
  }

  /// Whether others stand between: sentences, or blocks that are equal and may not have been segmented.
  static bool stand_apart(const Document& document, const SentenceSet& sentences) {
    if (sentences.first_row() < sentences.size()) return true;
    for (std::size_t i = 1; i < sentences.size(); ++i) {
      const BlockIndex last = document.sentence(sentences[i - 1]).block;
      if (to_size(document.sentence(sentences[i]).block) > to_size(last) + 1) return true;
    }
    return false;
  }
  static std::string_view text(const Document& document, SentenceIndex index) {
    return document.text(document.sentence(index));
  }

  /// Whether the words differ for certain: nothing that is cosmetic does more than typography, space and a heading's
  /// case.
  [[nodiscard]] bool is_new_wording(const Change& change) const {
    const auto bare = [](const Document& document, SentenceSet sentences) {
      std::string letters;
      for (const SentenceIndex index : sentences) letters += text(document, index);
      letters = unicode::fold_case(unicode::fold_typography(letters));
      std::erase(letters, ' ');
      return letters;
    };
    return bare(before_, change.before) != bare(after_, change.after);
  }

  [[nodiscard]] bool stands_in_heading(const Change& change) const {
    const auto heading = [](const Document& document, SentenceSet sentences) {
      return std::ranges::all_of(sentences, [&](SentenceIndex index) {
        return document.block(document.sentence(index).block).kind == BlockKind::Heading;
      });
    };
    return heading(before_, change.before) && heading(after_, change.after);
  }

  [[nodiscard]] std::shared_ptr<const Lexicon> lexicon() const {
    if (lexicons_ == nullptr) return std::make_shared<const Lexicon>(language_);
    auto& known = (*lexicons_)[language_];
    if (known == nullptr) known = std::make_shared<const Lexicon>(language_);
    return known;
  }

  /// What knows the language is made when the first change needs it.
  void prepare() {
    if (comparer_) return;
    comparer_.emplace(language_, lexicon());
    breaks_.emplace(language_);
    renumbering_ = Renumbering::of(before_, after_, alignment_, comparer_->lexicon());
    before_quotations_.emplace(before_, comparer_->vocabulary(), *breaks_);
    after_quotations_.emplace(after_, comparer_->vocabulary(), *breaks_);
  }

  void edit(std::deque<Differing>& differing) {
    if (differing.empty()) return;
    prepare();
    std::vector<WordPair> pairs;
    pairs.reserve(differing.size());
    for (const Differing& each : differing) pairs.push_back({each.before.text(), each.after.text()});
    const std::vector<std::vector<Step>> steps = comparer_->compare(pairs, renumbering_);
    for (std::size_t i = 0; i < differing.size(); ++i) edit(differing[i], steps[i]);
  }

  void edit(Differing& differing, std::span<const Step> steps) {
    auto& [change, targets, before, after] = differing;
    std::vector<Edit> edits;
    edits.reserve(2 * steps.size());
    std::vector<Edit> insertions;
    const auto flush = [&] {
      std::ranges::move(insertions, std::back_inserter(edits));
      insertions.clear();
    };
    for (const Step& step : steps) {
      const std::string_view deleted = before.text().substr(step.before.begin, step.before.size());
      const std::string_view inserted = after.text().substr(step.after.begin, step.after.size());
      if (step.kept) {
        flush();
        targets.append_up_to(edits, step.before.begin, step.after.begin);
        edits.push_back({EditOp::Keep, std::string(deleted), {}, false, false});
        targets.append_up_to(edits, step.before.end, step.after.end);
        continue;
      }
      CategorySet categories{step.judgement.category};
      if (before_quotations_->hold(before, step.before) && after_quotations_->hold(after, step.after))
        categories.insert(Category::Quotation);
      // A run between two keeps has its deletions before its insertions.
      if (!deleted.empty())
        edits.push_back({EditOp::Delete, std::string(deleted), categories, step.judgement.equal_value, false});
      if (!inserted.empty())
        insertions.push_back({EditOp::Insert, std::string(inserted), categories, step.judgement.equal_value, false});
    }
    flush();
    targets.append_up_to(edits, before.text().size(), after.text().size());
    change.edits = std::move(edits);
  }

  const Document& before_;
  const Document& after_;
  const align::Alignment& alignment_;
  std::string language_;
  Lexicons* lexicons_;
  Detail detail_;
  std::optional<WordComparer> comparer_;
  std::optional<unicode::Breaks> breaks_;
  Renumbering renumbering_;
  std::optional<Quotations> before_quotations_;
  std::optional<Quotations> after_quotations_;
};

}  // namespace

Classified classify(const Document& before, const Document& after, align::Alignment& alignment,
                    const std::string& language, Lexicons* lexicons, Detail detail) {
  Classifier classifier(before, after, alignment, language, lexicons, detail);
  classifier.classify(alignment.matches);
  return {std::move(alignment.matches), classifier.bounded()};
}

}  // namespace stet::classify
