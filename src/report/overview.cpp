// SPDX-License-Identifier: Apache-2.0
#include "report/overview.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "report/width.hpp"
#include "report/word_marks.hpp"
#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::report {
namespace {

/// Unchanged words beside a fact, in columns: about five, enough to know what the number counts.
constexpr std::size_t kBesideFact = 32;
/// Facts with no more between them are told as one.
constexpr std::size_t kBetweenFacts = 16;
/// An edit of words says the same wherever it stands, so two documents make it one edit.
constexpr std::size_t kSeveral = 2;
/// Of a figure, a negation or words in a quotation the sentence says what it means: equal ones in a few documents may
/// have nothing in common, and who reads of them wants each sentence. In this many they are an edit all through.
constexpr std::size_t kManySentences = 5;

/// In the order in which a reader wants to know of them.
constexpr Category kChief[] = {Category::Quotation,   Category::Number,     Category::Amount,    Category::Date,
                               Category::Name,        Category::Negation,   Category::Modality,  Category::Link,
                               Category::Wording,     Category::Numbering,  Category::Spelling,  Category::Case,
                               Category::Punctuation, Category::Whitespace, Category::Typography};

std::size_t chief_rank(CategorySet categories) {
  return static_cast<std::size_t>(std::ranges::find(kChief, chief_category(categories)) - std::begin(kChief));
}

/// What makes two edits the same.
using EditKey = std::tuple<std::string_view, std::string_view, bool>;
EditKey key_of(const EditPair& pair) { return {pair.before(), pair.after(), pair.target()}; }

Severity severity_of(const EditPair& pair, const Change& change) {
  Severity most = Severity::None;
  for (const Edit* edit : {pair.deleted, pair.inserted})
    if (edit != nullptr) most = std::max(most, edit_severity(*edit, change.severity));
  return most;
}

/// The stretches of a change's edits in which facts changed: begin and end, runs that stand close together as one.
using Stretch = std::pair<std::size_t, std::size_t>;

bool changes_fact(const Change& change, const Edit& edit, const std::set<const Edit*>& grouped) {
  return edit.op != EditOp::Keep && edit_severity(edit, change.severity) == Severity::Substantive &&
         !grouped.contains(&edit);
}

std::vector<Stretch> fact_stretches(const Change& change, const std::set<const Edit*>& grouped) {
  const std::vector<Edit>& edits = change.edits;
  std::vector<Stretch> stretches;
  for (std::size_t begin = 0; begin < edits.size();) {
    if (edits[begin].op == EditOp::Keep) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    bool fact = false;
    for (; end < edits.size() && edits[end].op != EditOp::Keep; ++end)
      fact = fact || changes_fact(change, edits[end], grouped);
    const bool close = !stretches.empty() && stretches.back().second + 1 == begin &&
                       columns_of(std::string_view(edits[begin - 1].text)) <= kBetweenFacts;
    if (fact && close)
      stretches.back().second = end;
    else if (fact)
      stretches.emplace_back(begin, end);
    begin = end;
  }
  return stretches;
}

Flow fact_words(const std::vector<Edit>& edits, Stretch stretch) {
  std::vector<Edit> around;
  bool cut_before = stretch.first > 1;
  bool cut_after = stretch.second + 1 < edits.size();
  if (stretch.first > 0) {
    Edit kept = edits[stretch.first - 1];
    const std::size_t begin = tail_within(kept.text, kBesideFact);
    cut_before = cut_before || begin > 0;
    kept.text.erase(0, begin);
    around.push_back(std::move(kept));
  }
  around.insert(around.end(), edits.begin() + static_cast<std::ptrdiff_t>(stretch.first),
                edits.begin() + static_cast<std::ptrdiff_t>(stretch.second));
  if (stretch.second < edits.size()) {
    Edit kept = edits[stretch.second];
    std::size_t end = head_within(kept.text, kBesideFact);
    cut_after = cut_after || end < kept.text.size();
    while (cut_after && end > 0 && kept.text[end - 1] == ' ') --end;
    kept.text.resize(end);
    around.push_back(std::move(kept));
  }
  Flow flow;
  if (cut_before) flow.add(Role::Elision, "… ");
  // Signs are left to the format.
  const Flow marked = marked_edits(around, Palette(true));
  for (const Flow::Piece& piece : marked.pieces()) flow.add(piece.role, piece.text);
  if (cut_after) flow.add(Role::Elision, " …");
  return flow;
}

std::size_t least_documents(CategorySet categories) {
  for (const Category category : {Category::Number, Category::Amount, Category::Date, Category::Numbering,
                                  Category::Negation, Category::Modality, Category::Quotation})
    if (categories.contains(category)) return kManySentences;
  return kSeveral;
}

/// A word or figure at least: a comma or half a word that came or went in many places is no change of its own.
constexpr std::size_t kNoFragment = 8;

bool has_word(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, i);
    if (unicode::is_letter(point.code) || unicode::is_number(point.code)) return true;
    i += point.size;
  }
  return false;
}

/// Whether an edit says what it is without the sentence around it. In place of something else any word does; what only
/// came or went has to be longer.
bool stands_alone(const EditGroup& group) {
  if (!group.deleted.empty() && !group.inserted.empty()) return has_word(group.deleted) && has_word(group.inserted);
  const std::string_view text = group.deleted.empty() ? group.inserted : group.deleted;
  return has_word(text) && columns_of(text) >= kNoFragment;
}

class Surveyor {
 public:
  Surveyor(const Report& report, const ReportFilter& filter) : report_(report), filter_(filter) {}

  Overview survey() && {
    for (const DocumentReport& document : report_.documents) add(document);
    collect_groups();
    collect_exchanges();
    for (std::size_t i = 0; i < report_.documents.size(); ++i) tell(i);
    std::stable_sort(overview_.facts.begin(), overview_.facts.end(), [](const Fact& left, const Fact& right) {
      return chief_rank(left.categories) < chief_rank(right.categories);
    });
    return std::move(overview_);
  }

 private:
  void add(const DocumentReport& document) {
    DocumentOverview entry{shown_changes(document.diff, filter_), fate_of(document), {}, 0, {}, 0};
    for (const Change& change : document.diff.changes) {
      if (change.kind == ChangeKind::Unchanged) continue;
      entry.sentences += change.kind == ChangeKind::Added || change.kind == ChangeKind::Removed ? 1 : 0;
      if (!filter_.shows(change)) ++entry.hidden[static_cast<std::size_t>(change.severity)];
    }
    overview_.documents.push_back(std::move(entry));
  }

  void collect_groups() {
    EditGroups groups;
    for (std::size_t i = 0; i < overview_.documents.size(); ++i) {
      const Shown& shown = overview_.documents[i].shown;
      for (std::size_t j = 0; j < shown.changes.size(); ++j) {
        const Change& change = shown.changes[j];
        if (!change.edits.empty()) groups.add(change, {i, j, anchor(i, change)});
      }
    }
    for (EditGroup& group : groups.repeated()) {
      std::set<std::size_t> documents;
      for (const EditGroup::Place& place : group.places) documents.insert(place.document);
      if (documents.size() < least_documents(group.categories) || group.severity < Severity::Editorial) continue;
      if (!stands_alone(group)) continue;
      grouped_.insert({group.deleted, group.inserted, group.target});
      overview_.groups.push_back(std::move(group));
    }
    // As the facts are, so that links, of which there are most, come last.
    std::stable_sort(overview_.groups.begin(), overview_.groups.end(),
                     [](const EditGroup& one, const EditGroup& other) {
                       return chief_rank(one.categories) < chief_rank(other.categories);
                     });
    for (const EditGroup& group : overview_.groups) overview_.examples.push_back(example_of(group));
  }

  /// The words around the edit at its first place.
  [[nodiscard]] Flow example_of(const EditGroup& group) const {
    if (group.target) return {};  // An address needs none.
    const EditGroup::Place& first = group.places.front();
    const std::vector<Edit>& edits = overview_.documents[first.document].shown.changes[first.change].edits;
    for (std::size_t begin = 0; begin < edits.size(); ++begin) {
      const Edit& edit = edits[begin];
      const std::string_view wanted = edit.op == EditOp::Delete ? group.deleted : group.inserted;
      if (edit.op == EditOp::Keep || edit.text != wanted || edit.target != group.target) continue;
      std::size_t end = begin;
      while (end < edits.size() && edits[end].op != EditOp::Keep) ++end;
      return fact_words(edits, {begin, end});
    }
    return {};
  }

  /// Sentences by their folded text, the lost ones first, each taken once.
  void collect_exchanges() {
    ExchangeFinder finder(report_);
    for (std::size_t i = 0; i < overview_.documents.size(); ++i) finder.add(i, overview_.documents[i].shown);
    overview_.exchanges = finder.exchanges();
    for (const Exchange& exchange : overview_.exchanges)
      for (const Exchange::Place& place : {exchange.from, exchange.to}) exchanged_.insert(&change_at(overview_, place));
  }

  /// Whether everything that matters in a change stands under groups already.
  bool is_grouped(const Change& change, std::set<const Edit*>& grouped_edits) const {
    bool all = change.kind == ChangeKind::Reworded && !change.moved;
    for (const EditPair& pair : edit_pairs(change.edits)) {
      if (severity_of(pair, change) < Severity::Editorial) continue;
      if (!grouped_.contains(key_of(pair))) {
        all = false;
        continue;
      }
      grouped_edits.insert(pair.deleted);
      grouped_edits.insert(pair.inserted);
    }
    return all && !grouped_edits.empty();
  }

  void tell(std::size_t document) {
    DocumentOverview& entry = overview_.documents[document];
    for (const Change& change : entry.shown.changes.each()) {
      if (change.kind == ChangeKind::Unchanged || exchanged_.contains(&change)) continue;
      std::set<const Edit*> grouped_edits;
      const bool grouped = is_grouped(change, grouped_edits);
      count_facts(change);
      if (change.severity == Severity::Substantive) add_facts(document, change, grouped_edits);
      if (grouped)
        ++entry.grouped;
      else
        entry.told[static_cast<std::size_t>(change.severity)].push_back(&change);
    }
  }

  void count_facts(const Change& change) {
    CategorySet facts;
    for (const Edit& edit : change.edits)
      if (changes_fact(change, edit, {})) facts.insert(edit.categories);
    // An edit in a quotation is one, whatever else it is; a number in it is a number too.
    for (const Category category : facts.list()) ++overview_.fact_counts[static_cast<std::size_t>(category)];
  }

  void add_facts(std::size_t document, const Change& change, const std::set<const Edit*>& grouped_edits) {
    const std::vector<Edit>& edits = change.edits;
    for (const Stretch& stretch : fact_stretches(change, grouped_edits)) {
      CategorySet categories;
      for (std::size_t i = stretch.first; i < stretch.second; ++i)
        if (changes_fact(change, edits[i], grouped_edits)) categories.insert(edits[i].categories);
      overview_.facts.push_back({document, anchor(document, change), categories, fact_words(edits, stretch)});
    }
  }

  std::size_t anchor(std::size_t document, const Change& change) const {
    return overview_.documents[document].shown.after.of(change.after.front()).line;
  }

  const Report& report_;
  const ReportFilter& filter_;
  Overview overview_;
  std::set<EditKey> grouped_;
  std::set<const Change*> exchanged_;
};

}  // namespace

Category chief_category(CategorySet categories) {
  for (const Category category : kChief)
    if (categories.contains(category)) return category;
  return Category::Wording;
}

Fate fate_of(const DocumentReport& document) {
  const std::string& before = document.before.path;
  const std::string& after = document.after.path;
  if (before.empty() && !after.empty()) return Fate::Added;
  if (after.empty() && !before.empty()) return Fate::Removed;
  return before == after ? Fate::Kept : Fate::Renamed;
}

std::vector<std::size_t> anchor_lines(const DocumentDiff& diff, const Shown& shown) {
  // Changes are in the reading order of the after document: what is gone stood behind the sentence before it there.
  std::vector<std::optional<SentenceIndex>> anchors;
  std::optional<SentenceIndex> last;
  std::size_t next = 0;
  for (const Change& change : diff.changes) {
    if (!change.after.empty()) last = change.after.front();
    if (next < shown.changes.size() && &shown.changes[next] == &change) {
      anchors.push_back(last);
      ++next;
    }
    if (!change.after.empty()) last = change.after[change.after.first_row() - 1];
  }
  const Positions positions(diff.after);
  std::vector<std::size_t> lines;
  for (const auto& anchor : anchors) lines.push_back(anchor ? positions.of(*anchor).line : 1);
  return lines;
}

Overview overview_of(const Report& report, const ReportFilter& filter) { return Surveyor(report, filter).survey(); }

}  // namespace stet::report
