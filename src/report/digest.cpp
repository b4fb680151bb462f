// SPDX-License-Identifier: Apache-2.0
#include "report/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "report/terminal_change.hpp"
#include "report/terminal_parts.hpp"
#include "report/width.hpp"
#include "report/word_marks.hpp"
#include "report/words.hpp"

namespace stet::report {
namespace {

/// How a category is counted: "1 number", "3 numbers".
struct CategoryWords {
  Category category;
  std::string_view one;
  std::string_view many;
};
constexpr CategoryWords kCounted[] = {{Category::Quotation, "quotation", "quotations"},
                                      {Category::Number, "number", "numbers"},
                                      {Category::Amount, "amount", "amounts"},
                                      {Category::Date, "date", "dates"},
                                      {Category::Name, "name", "names"},
                                      {Category::Negation, "negation", "negations"},
                                      {Category::Modality, "shall/must/may word", "shall/must/may words"},
                                      {Category::Link, "link", "links"}};

/// A sentence that came whole is known by so much of it where a list of many is told.
constexpr std::size_t kKnownBy = 120;

constexpr std::size_t slot(Severity severity) { return static_cast<std::size_t>(severity); }

/// "a, b, c".
std::string listed(const std::vector<std::string>& parts) {
  std::string words;
  for (const std::string& part : parts) {
    if (!words.empty()) words += ", ";
    words += part;
  }
  return words;
}

/// What a report comes to, counted for its head. A document that came or went is one thing.
struct Tally {
  std::array<std::size_t, kSeverities> severities{};
  std::array<std::size_t, kSeverities> hidden{};
  std::size_t added = 0;  ///< Sentences, in kept documents.
  std::size_t removed = 0;
  std::size_t new_documents = 0;
  std::size_t gone_documents = 0;
  std::size_t renamed_documents = 0;
  std::size_t metadata = 0;
  std::size_t substantive_documents = 0;
  std::size_t changed_documents = 0;
};

bool is_whole(Fate fate) { return fate == Fate::Added || fate == Fate::Removed; }

/// A site that moved changes hundreds of addresses, which are not to stand before the facts.
bool is_link(const EditGroup& group) { return chief_category(group.categories) == Category::Link; }

class DigestWriter {
 public:
  DigestWriter(const Report& report, const ReportFilter& filter)
      : report_(report), filter_(filter), overview_(overview_of(report, filter)) {}

  Digest digest() && {
    count();
    Digest digest;
    digest.headline = headline();
    digest.notes = notes();
    if (!report_.documents.empty()) {
      digest.before = shortened(report_.documents.front().before.label);
      digest.after = shortened(report_.documents.front().after.label);
    }
    digest.documents = report_.documents.size();
    append(digest, groups("The same change in several documents", [](const EditGroup& group) {
             return group.severity == Severity::Substantive && !is_link(group);
           }));
    append(digest, facts());
    append(digest, exchanges());
    append(digest, groups("The same link in several documents", [](const EditGroup& group) {
             return group.severity == Severity::Substantive && is_link(group);
           }));
    append(digest, groups("The same edit in several documents",
                          [](const EditGroup& group) { return group.severity == Severity::Editorial; }));
    append(digest, came_and_went());
    for (const std::size_t document : documents_in_order()) append(digest, document_section(document));
    append(digest, cosmetic_elsewhere());
    append(digest, not_read());
    return digest;
  }

 private:
  static void append(Digest& digest, Section section) {
    std::erase_if(section.lists, [](const EntryList& list) { return list.entries.empty(); });
    if (!section.lists.empty()) digest.sections.push_back(std::move(section));
  }

  [[nodiscard]] const std::string& name(std::size_t document) const { return report_.documents[document].name; }

  void count() {
    for (std::size_t i = 0; i < overview_.documents.size(); ++i) {
      const DocumentOverview& entry = overview_.documents[i];
      const std::size_t before = tally_.severities[slot(Severity::Substantive)];
      const std::size_t all = total();
      count(report_.documents[i], entry);
      if (tally_.severities[slot(Severity::Substantive)] > before) ++tally_.substantive_documents;
      if (total() > all || entry.fate == Fate::Renamed) ++tally_.changed_documents;
    }
  }

  [[nodiscard]] std::size_t total() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < kSeverities; ++i) count += tally_.severities[i] + tally_.hidden[i];
    return count;
  }

  void count(const DocumentReport& document, const DocumentOverview& entry) {
    if (entry.fate == Fate::Renamed) ++tally_.renamed_documents;
    if (is_whole(entry.fate)) {
      ++(entry.fate == Fate::Added ? tally_.new_documents : tally_.gone_documents);
      ++tally_.severities[slot(Severity::Substantive)];
      return;
    }
    for (std::size_t i = 0; i < kSeverities; ++i) tally_.hidden[i] += entry.hidden[i];
    for (const Change& change : entry.shown.changes.each()) {
      if (change.kind == ChangeKind::Unchanged) continue;
      ++tally_.severities[slot(change.severity)];
      if (change.kind == ChangeKind::Added) ++tally_.added;
      if (change.kind == ChangeKind::Removed) ++tally_.removed;
    }
    for (const MetadataChange& change : document.diff.metadata) {
      ++tally_.severities[slot(change.severity)];
      if (change.severity == Severity::Substantive) ++tally_.metadata;
    }
  }

  [[nodiscard]] std::string headline() const {
    const std::size_t substantive = tally_.severities[slot(Severity::Substantive)];
    if (substantive > 0)
      return fmt::format("{} in {}", counted(substantive, "substantive change", "substantive changes"),
                         counted(tally_.substantive_documents, "document", "documents"));
    if (total() > 0)
      return fmt::format("No substantive change in {}", counted(tally_.changed_documents, "document", "documents"));
    return tally_.renamed_documents > 0 ? "Documents renamed, no change in the wording" : "No change in any document";
  }

  /// "1 quotation, 2 numbers, 1 sentence added, 1 document removed".
  [[nodiscard]] std::vector<std::string> substance() const {
    std::vector<std::string> parts;
    const auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
      if (count > 0) parts.push_back(counted(count, one, many));
    };
    for (const auto& [category, one, many] : kCounted)
      add(overview_.fact_counts[static_cast<std::size_t>(category)], one, many);
    add(tally_.metadata, "entry of the metadata", "entries of the metadata");
    add(tally_.added, "sentence added", "sentences added");
    add(tally_.removed, "sentence removed", "sentences removed");
    add(tally_.new_documents, "new document", "new documents");
    add(tally_.gone_documents, "document removed", "documents removed");
    return parts;
  }

  [[nodiscard]] std::vector<std::string> notes() const {
    std::vector<std::string> notes;
    if (const auto parts = substance(); !parts.empty()) notes.push_back(fmt::format("Changed (●): {}.", listed(parts)));
    std::vector<std::string> also;
    if (const std::size_t count = tally_.severities[slot(Severity::Editorial)]; count > 0)
      also.push_back(fmt::format("{} editorial (○)", count));
    if (const std::size_t count = tally_.severities[slot(Severity::Cosmetic)]; count > 0)
      also.push_back(fmt::format("{} cosmetic (◦)", count));
    if (!also.empty()) notes.push_back(fmt::format("Besides: {}.", enumeration(also)));
    if (!overview_.exchanges.empty())
      notes.push_back(fmt::format("{} moved from one document to another.",
                                  counted(overview_.exchanges.size(), "sentence", "sentences")));
    add_hidden(notes);
    if (!report_.not_read.empty())
      notes.push_back(fmt::format("{} could not be read.", counted(report_.not_read.size(), "document", "documents")));
    return notes;
  }

  void add_hidden(std::vector<std::string>& notes) const {
    std::size_t by_choice = 0;
    for (const Severity severity : {Severity::Substantive, Severity::Editorial, Severity::Cosmetic}) {
      const std::size_t count = tally_.hidden[slot(severity)];
      if (severity < filter_.min_severity && count > 0)
        notes.push_back(fmt::format(
            "{} left out (--min-severity {} shows {}).",
            counted(count, fmt::format("{} change", name_of(severity)), fmt::format("{} changes", name_of(severity))),
            name_of(severity), count == 1 ? "it" : "them"));
      if (severity >= filter_.min_severity) by_choice += count;
    }
    if (by_choice > 0)
      notes.push_back(fmt::format("{} left out by --only or --ignore.", counted(by_choice, "change", "changes")));
  }

  /// A whole object id as people write it.
  static std::string shortened(const std::string& label) {
    constexpr std::size_t kWhole = 40;
    constexpr std::size_t kShort = 10;
    const bool is_id = label.size() == kWhole && label.find_first_not_of("0123456789abcdef") == std::string::npos;
    return is_id ? label.substr(0, kShort) : label;
  }

  [[nodiscard]] Flow place(std::size_t document, std::string_view line_words) const {
    Flow flow;
    flow.add(Role::Name, name(document));
    if (!line_words.empty()) flow.add(Role::Detail, fmt::format(", {}", line_words));
    return flow;
  }

  /// "quotation, number".
  static std::string facts_in_words(CategorySet categories) {
    std::vector<std::string> words;
    for (const auto& [category, one, many] : kCounted)
      if (categories.contains(category)) words.emplace_back(one);
    return words.empty() ? "wording" : listed(words);
  }

  [[nodiscard]] Section facts() const {
    Section section;
    section.title.add(Role::Kind, "Facts that changed");
    EntryList list;
    list.table = true;
    for (const Fact& fact : overview_.facts)
      list.entries.push_back({Rank::Fact,
                              Severity::None,
                              0,
                              facts_in_words(fact.categories),
                              place(fact.document, fmt::format("line {}", fact.line)),
                              {fact.words},
                              {}});
    for (std::size_t i = 0; i < report_.documents.size(); ++i) {
      if (is_whole(overview_.documents[i].fate)) continue;
      for (const MetadataChange& change : report_.documents[i].diff.metadata)
        if (change.severity == Severity::Substantive)
          list.entries.push_back(
              {Rank::Fact, Severity::None, 1, "metadata", place(i, ""), {metadata_words(change)}, {}});
    }
    section.lists.push_back(std::move(list));
    return section;
  }

  static Flow metadata_words(const MetadataChange& change) {
    Flow flow;
    flow.add(Role::Plain, change.key).add(Role::Plain, ": ");
    const auto value = [&](const std::string& text) { return change.key == "published" ? time_words(text) : text; };
    if (change.before) flow.add(Role::Deleted, value(*change.before));
    if (change.after) flow.add(Role::Inserted, value(*change.after));
    return flow;
  }

  /// “Da’esh” became “ISIL”.
  [[nodiscard]] static Flow group_words(const EditGroup& group) {
    Flow flow;
    const std::string deleted = visible(group.deleted, group.categories);
    const std::string inserted = visible(group.inserted, group.categories);
    if (group.target) flow.add(Role::Detail, "link to ");
    const auto quoted = [&](Role role, const std::string& text) {
      flow.add(Role::Detail, "“").add(role, text).add(Role::Detail, "”");
    };
    if (!deleted.empty()) quoted(Role::Removed, deleted);
    if (!deleted.empty()) flow.add(Role::Detail, inserted.empty() ? " was taken out" : " became ");
    if (!inserted.empty()) quoted(Role::Added, inserted);
    if (deleted.empty()) flow.add(Role::Detail, " was put in");
    return flow;
  }

  /// An edit that is the same in many places, told once.
  [[nodiscard]] Entry group_entry(const EditGroup& group, const Flow& example) const {
    const bool substantive = group.severity == Severity::Substantive;
    Entry entry{
        substantive ? Rank::Fact : Rank::Group, Severity::None, group.places.size(), {}, {}, {group_words(group)}, {}};
    entry.what =
        substantive ? facts_in_words(group.categories) : std::string(name_of(chief_category(group.categories)));
    std::size_t documents = 0;
    for (std::size_t i = 0; i < group.places.size(); ++i)
      if (i == 0 || group.places[i].document != group.places[i - 1].document) ++documents;
    entry.where.add(Role::Name, fmt::format("in {}", counted(documents, "document", "documents")));
    if (!example.empty()) {
      Flow such_as;
      such_as.add(Role::Detail, "such as: ");
      for (const Flow::Piece& piece : example.pieces()) such_as.add(piece.role, piece.text);
      entry.words.push_back(std::move(such_as));
    }
    for (const EditGroup::Place& where : group.places)
      entry.details.push_back(place(where.document, fmt::format("line {}", where.line)));
    return entry;
  }

  [[nodiscard]] Section groups(std::string_view title, bool (*is_meant)(const EditGroup&)) const {
    Section section;
    section.title.add(Role::Kind, title);
    EntryList list;
    for (std::size_t i = 0; i < overview_.groups.size(); ++i)
      if (is_meant(overview_.groups[i]))
        list.entries.push_back(group_entry(overview_.groups[i], overview_.examples[i]));
    section.lists.push_back(std::move(list));
    return section;
  }

  /// Sentences that went from one document to another, by the two documents.
  [[nodiscard]] Section exchanges() const {
    Section section;
    section.title.add(Role::Kind, "Moved from one document to another");
    std::map<std::pair<std::size_t, std::size_t>, std::vector<const Exchange*>> pairs;
    for (const Exchange& exchange : overview_.exchanges)
      pairs[{exchange.to.document, exchange.from.document}].push_back(&exchange);
    EntryList list;
    for (const auto& [documents, moved] : pairs) {
      Entry entry{Rank::Group, Severity::None, moved.size(), counted(moved.size(), "sentence", "sentences"), {}, {},
                  {}};
      entry.where.add(Role::Detail, "from ").add(Role::Name, name(documents.second));
      entry.where.add(Role::Detail, " to ").add(Role::Name, name(documents.first));
      for (const Exchange* exchange : moved) {
        const Document& after = report_.documents[exchange->to.document].diff.after;
        Flow flow = known_by(after, change_at(overview_, exchange->to).after, Role::Moved);
        flow.add(Role::Detail, fmt::format(" (line {}, was {})", exchange->to.line, exchange->from.line));
        (moved.size() == 1 ? entry.words : entry.details).push_back(std::move(flow));
      }
      list.entries.push_back(std::move(entry));
    }
    section.lists.push_back(std::move(list));
    return section;
  }

  static Flow known_by(const Document& document, SentenceSet sentences, Role role) {
    std::string text;
    for (const SentenceIndex index : sentences) {
      if (!text.empty()) text += ' ';
      text += document.text(document.sentence(index));
    }
    const std::size_t end = head_within(text, kKnownBy);
    Flow flow;
    flow.add(role, std::string_view(text).substr(0, end));
    if (end < text.size()) flow.add(Role::Elision, " …");
    return flow;
  }

  /// Whether a document has a section of its own; those with cosmetic changes alone share one.
  [[nodiscard]] bool stands_alone(std::size_t document) const {
    const DocumentOverview& entry = overview_.documents[document];
    if (is_whole(entry.fate)) return true;
    const auto told = [&](Severity severity) { return !entry.told[slot(severity)].empty(); };
    return told(Severity::Substantive) || told(Severity::Editorial) || !other_metadata(document).empty();
  }

  /// The metadata that no fact tells.
  [[nodiscard]] std::vector<const MetadataChange*> other_metadata(std::size_t document) const {
    std::vector<const MetadataChange*> changes;
    for (const MetadataChange& change : report_.documents[document].diff.metadata)
      if (change.severity >= filter_.min_severity && change.severity != Severity::Substantive)
        changes.push_back(&change);
    return changes;
  }

  /// Those with a substantive change come first, those that came or went as a whole last, else as in the report.
  [[nodiscard]] std::vector<std::size_t> documents_in_order() const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < report_.documents.size(); ++i)
      if (stands_alone(i)) order.push_back(i);
    const auto place = [&](std::size_t i) {
      const DocumentOverview& entry = overview_.documents[i];
      if (is_whole(entry.fate)) return 2;
      return entry.told[slot(Severity::Substantive)].empty() ? 1 : 0;
    };
    std::ranges::stable_sort(order, {}, place);
    return order;
  }

  [[nodiscard]] Section document_section(std::size_t document) const {
    const DocumentOverview& entry = overview_.documents[document];
    Section section;
    section.title.add(Role::Name, name(document));
    section.note = document_note(document);
    if (is_whole(entry.fate)) {
      section.lists.push_back(whole_document(document));
      return section;
    }
    EntryList open;
    for (const Severity severity : {Severity::Substantive, Severity::Editorial})
      for (const Change* change : entry.told[slot(severity)]) open.entries.push_back(change_entry(document, *change));
    for (const MetadataChange* change : other_metadata(document))
      open.entries.push_back({Rank::Editorial, change->severity, 1, "metadata", {}, {metadata_words(*change)}, {}});
    section.lists.push_back(std::move(open));
    EntryList cosmetic;
    for (const Change* change : entry.told[slot(Severity::Cosmetic)])
      cosmetic.entries.push_back(change_entry(document, *change));
    cosmetic.fold = counted(cosmetic.entries.size(), "cosmetic change", "cosmetic changes");
    section.lists.push_back(std::move(cosmetic));
    return section;
  }

  /// What is left of documents that have no section of their own.
  [[nodiscard]] Section cosmetic_elsewhere() const {
    Section section;
    section.title.add(Role::Kind, "Cosmetic changes");
    EntryList list;
    std::size_t documents = 0;
    for (std::size_t i = 0; i < report_.documents.size(); ++i) {
      const std::vector<const Change*>& changes = overview_.documents[i].told[slot(Severity::Cosmetic)];
      if (stands_alone(i) || changes.empty()) continue;
      ++documents;
      for (const Change* change : changes) {
        Entry entry = change_entry(i, *change);
        entry.where = place(i, change_place(i, *change));
        list.entries.push_back(std::move(entry));
      }
    }
    list.fold = fmt::format("{} in {}", counted(list.entries.size(), "cosmetic change", "cosmetic changes"),
                            counted(documents, "document", "documents"));
    section.lists.push_back(std::move(list));
    return section;
  }

  [[nodiscard]] Flow document_note(std::size_t document) const {
    const DocumentReport& compared = report_.documents[document];
    const DocumentOverview& entry = overview_.documents[document];
    Flow note;
    const auto add = [&](std::string_view words) {
      if (!note.empty()) note.add(Role::Detail, " · ");
      note.add(Role::Detail, words);
    };
    if (entry.fate == Fate::Renamed) note.add(Role::Detail, "renamed from ").add(Role::Name, compared.before.path);
    if (entry.fate == Fate::Added) add("new document");
    if (entry.fate == Fate::Removed) add("document removed");
    if (entry.grouped > 0) add(fmt::format("{} more told above", counted(entry.grouped, "change", "changes")));
    for (const std::string_view words : bounded_words(compared.diff.bounded)) add(words);
    return note;
  }

  /// A document that came or went: its sentences, folded.
  [[nodiscard]] EntryList whole_document(std::size_t document) const {
    EntryList list;
    const DocumentOverview& entry = overview_.documents[document];
    for (const Severity severity : {Severity::Substantive, Severity::Editorial, Severity::Cosmetic})
      for (const Change* change : entry.told[slot(severity)]) {
        list.entries.push_back(change_entry(document, *change));
        list.entries.back().rank = Rank::Cosmetic;
      }
    list.fold = counted(list.entries.size(), "sentence", "sentences");
    return list;
  }

  [[nodiscard]] Entry change_entry(std::size_t document, const Change& change) const {
    Entry entry;
    entry.rank = change.severity == Severity::Substantive ? Rank::Substantive
                 : change.severity == Severity::Editorial ? Rank::Editorial
                                                          : Rank::Cosmetic;
    entry.severity = change.severity;
    entry.what = kind_words(change);
    if (change.moved && change.kind != ChangeKind::Moved) entry.what += ", moved";
    if (const std::string categories = category_words(change); !categories.empty()) entry.what += " · " + categories;
    entry.where.add(Role::Name, change_place(document, change));
    const DocumentDiff& diff = report_.documents[document].diff;
    switch (change.kind) {
      case ChangeKind::Unchanged:
      case ChangeKind::Reworded:
        entry.words.push_back(marked_edits(change.edits, Palette(true)));
        break;
      case ChangeKind::Split:
      case ChangeKind::Merged:
        add_sides(entry, diff, change);
        break;
      case ChangeKind::Moved:
        entry.words.push_back(known_by(diff.after, change.after, Role::Moved));
        break;
      case ChangeKind::Added:
        entry.words.push_back(whole(diff.after, change.after, Role::Inserted));
        break;
      case ChangeKind::Removed:
        entry.words.push_back(whole(diff.before, change.before, Role::Deleted));
        break;
    }
    return entry;
  }

  static Flow whole(const Document& document, SentenceSet sentences, Role role) {
    Flow flow;
    for (const SentenceIndex index : sentences) flow.add(role, document.text(document.sentence(index)));
    return flow;
  }

  static void add_sides(Entry& entry, const DocumentDiff& diff, const Change& change) {
    for (const EditOp side : {EditOp::Delete, EditOp::Insert}) {
      const bool removed = side == EditOp::Delete;
      const Document& document = removed ? diff.before : diff.after;
      std::vector<std::size_t> lengths;
      for (const SentenceIndex index : removed ? change.before : change.after)
        lengths.push_back(document.sentence(index).text.size());
      for (const Flow& sentence : marked_sentences(change.edits, side, lengths, Palette(true))) {
        Flow flow;
        flow.add(Role::Detail, removed ? "− " : "+ ");
        for (const Flow::Piece& piece : sentence.pieces()) flow.add(piece.role, piece.text);
        entry.words.push_back(std::move(flow));
      }
    }
  }

  /// "line 24 (was 21)", "was line 20".
  [[nodiscard]] std::string change_place(std::size_t document, const Change& change) const {
    const Shown& shown = overview_.documents[document].shown;
    const DocumentDiff& diff = report_.documents[document].diff;
    const bool removed = change.after.empty();
    std::string words;
    if (removed) {
      words = fmt::format("was line {}", shown.before.of(change.before.front()).line);
    } else {
      const std::size_t line = shown.after.of(change.after.front()).line;
      words = fmt::format("line {}", line);
      if (!change.before.empty())
        if (const std::size_t was = shown.before.of(change.before.front()).line; was != line)
          words += fmt::format(" (was {})", was);
    }
    const Document& side = removed ? diff.before : diff.after;
    const SentenceIndex index = removed ? change.before.front() : change.after.front();
    if (const auto kind = block_words(side.block(side.sentence(index).block).kind); !kind.empty())
      words += fmt::format(", {}", kind);
    return words;
  }

  /// Documents that are new, gone or renamed, a line each.
  [[nodiscard]] Section came_and_went() const {
    Section section;
    section.title.add(Role::Kind, "Documents added, removed or renamed");
    EntryList list;
    for (std::size_t i = 0; i < overview_.documents.size(); ++i) {
      const DocumentOverview& entry = overview_.documents[i];
      if (entry.fate == Fate::Kept) continue;
      const std::string sentences = counted(entry.sentences, "sentence", "sentences");
      Entry line{Rank::Group, Severity::None, 0, {}, {}, {}, {}};
      if (entry.fate == Fate::Renamed)
        line.where.add(Role::Name, report_.documents[i].before.path).add(Role::Detail, " → ");
      line.where.add(Role::Name, name(i));
      line.what = entry.fate == Fate::Renamed ? "renamed"
                  : entry.fate == Fate::Added ? fmt::format("new, {}", sentences)
                                              : fmt::format("removed, {}", sentences);
      list.entries.push_back(std::move(line));
    }
    section.lists.push_back(std::move(list));
    return section;
  }

  [[nodiscard]] Section not_read() const {
    Section section;
    section.title.add(Role::Kind, "Not read");
    EntryList list;
    for (const NotRead& document : report_.not_read) {
      Entry entry{Rank::Substantive, Severity::None, 0, {}, {}, {}, {}};
      entry.where.add(Role::Name, document.path).add(Role::Detail, ": ").add(Role::Detail, document.reason);
      list.entries.push_back(std::move(entry));
    }
    section.lists.push_back(std::move(list));
    return section;
  }

  const Report& report_;
  const ReportFilter& filter_;
  Overview overview_;
  Tally tally_;
};

}  // namespace

std::string marker_of(const Entry& entry) {
  return entry.severity == Severity::None ? "" : fmt::format("{} ", severity_marker(entry.severity));
}

Digest digest_of(const Report& report, const ReportFilter& filter) { return DigestWriter(report, filter).digest(); }

}  // namespace stet::report
