// SPDX-License-Identifier: Apache-2.0
#include "report/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "report/change_entry.hpp"
#include "report/tally.hpp"
#include "report/terminal_change.hpp"
#include "report/terminal_parts.hpp"
#include "report/word_marks.hpp"
#include "report/words.hpp"

namespace stet::report {
namespace {

/// A site that moved changes hundreds of addresses, which are not to stand before the facts.
bool is_link(const EditGroup& group) { return chief_category(group.categories) == Category::Link; }

class DigestWriter {
 public:
  DigestWriter(const Report& report, const ReportFilter& filter)
      : report_(report), filter_(filter), overview_(overview_of(report, filter)) {}

  Digest digest() && {
    const Tally tally(report_, overview_);
    Digest digest;
    digest.headline = tally.headline();
    digest.notes = tally.notes(filter_);
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
      for (const Change* change : entry.told[slot(severity)]) open.entries.push_back(entry_of(document, *change));
    for (const MetadataChange* change : other_metadata(document))
      open.entries.push_back({Rank::Editorial, change->severity, 1, "metadata", {}, {metadata_words(*change)}, {}});
    section.lists.push_back(std::move(open));
    EntryList cosmetic;
    for (const Change* change : entry.told[slot(Severity::Cosmetic)])
      cosmetic.entries.push_back(entry_of(document, *change));
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
        Entry entry = entry_of(i, *change);
        entry.where = place(i, change_place(report_.documents[i].diff, overview_.documents[i].shown, *change));
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
        list.entries.push_back(entry_of(document, *change));
        list.entries.back().rank = Rank::Cosmetic;
      }
    list.fold = counted(list.entries.size(), "sentence", "sentences");
    return list;
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

  [[nodiscard]] Entry entry_of(std::size_t document, const Change& change) const {
    return change_entry(report_.documents[document].diff, overview_.documents[document].shown, change);
  }

  const Report& report_;
  const ReportFilter& filter_;
  Overview overview_;
};

}  // namespace

std::string marker_of(const Entry& entry) {
  return entry.severity == Severity::None ? "" : fmt::format("{} ", severity_marker(entry.severity));
}

Digest digest_of(const Report& report, const ReportFilter& filter) { return DigestWriter(report, filter).digest(); }

}  // namespace stet::report
