// SPDX-License-Identifier: Apache-2.0
#include "report/change_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/overview.hpp"
#include "report/width.hpp"
#include "report/word_marks.hpp"
#include "report/words.hpp"

namespace stet::report {
namespace {

/// Columns of a sentence in a message: some three lines, which tell what happened without being the text itself.
constexpr std::size_t kLongestMessage = 300;

constexpr std::string_view kDocumentAdded = "document-added";
constexpr std::string_view kDocumentRemoved = "document-removed";
constexpr std::string_view kDocumentRenamed = "document-renamed";
constexpr std::string_view kMetadata = "metadata";
constexpr std::string_view kSentenceAdded = "added";
constexpr std::string_view kSentenceRemoved = "removed";
constexpr std::string_view kMoved = "moved";
constexpr std::string_view kStructure = "structure";

/// In a fixed order; those that no finding names are left out.
const std::vector<Rule>& all_rules() {
  static const std::vector<Rule> rules = {
      {"quotation", "Words inside a direct quotation changed.", Level::Warning},
      {"number", "A number changed.", Level::Warning},
      {"amount", "An amount of money or a measure changed.", Level::Warning},
      {"date", "A date or time changed.", Level::Warning},
      {"name", "A name changed.", Level::Warning},
      {"negation", "A negating word came or went.", Level::Warning},
      {"modality", "Shall, must, may or their like changed.", Level::Warning},
      {"link", "A link or an address changed.", Level::Warning},
      {std::string(kSentenceAdded), "A sentence was added.", Level::Warning},
      {std::string(kSentenceRemoved), "A sentence was removed.", Level::Warning},
      {std::string(kDocumentAdded), "A document is new.", Level::Warning},
      {std::string(kDocumentRemoved), "A document is gone.", Level::Warning},
      {std::string(kDocumentRenamed), "A document was renamed.", Level::Note},
      {std::string(kMoved), "A sentence stands elsewhere.", Level::Note},
      {"wording", "Words changed, but no fact.", Level::Note},
      {"numbering", "A list number or a reference to one changed.", Level::Note},
      {"spelling", "A spelling changed.", Level::Note},
      {"case", "Upper or lower case changed.", Level::Note},
      {"punctuation", "Punctuation changed.", Level::Note},
      {"whitespace", "White space changed.", Level::Note},
      {"typography", "Typography changed.", Level::Note},
      {std::string(kStructure), "A sentence was split or merged.", Level::Note},
      {std::string(kMetadata), "What a text says about itself changed.", Level::Warning},
  };
  return rules;
}

/// One line, without the signs' colour.
std::string plain_text(const Flow& flow) {
  std::string text;
  for (const Flow::Piece& piece : flow.pieces()) text += piece.text;
  return text;
}

std::string shortened(const std::string& text) {
  const std::size_t end = head_within(text, kLongestMessage);
  return end == text.size() ? text : text.substr(0, end) + " …";
}

std::string text_of(const Document& document, SentenceSet sentences) {
  std::string text;
  for (const SentenceIndex index : sentences) {
    if (!text.empty()) text += ' ';
    text += document.text(document.sentence(index));
  }
  return text;
}

/// What the finding of a change is called: its fact, else what happened to the sentence, else its chief category.
std::string rule_of(const Change& change) {
  switch (change.kind) {
    case ChangeKind::Added:
      return std::string(kSentenceAdded);
    case ChangeKind::Removed:
      return std::string(kSentenceRemoved);
    case ChangeKind::Moved:
      return std::string(kMoved);
    case ChangeKind::Unchanged:
    case ChangeKind::Reworded:
    case ChangeKind::Split:
    case ChangeKind::Merged:
      break;
  }
  CategorySet categories;
  for (const Edit& edit : change.edits)
    if (edit.op != EditOp::Keep && edit_severity(edit, change.severity) == change.severity)
      categories.insert(edit.categories);
  if (!categories.empty()) return std::string(name_of(chief_category(categories)));
  return std::string(change.kind == ChangeKind::Reworded ? kMoved : kStructure);
}

Level level_of(Severity severity) { return severity == Severity::Substantive ? Level::Warning : Level::Note; }

class FindingCollector {
 public:
  FindingCollector(const Report& report, const ReportFilter& filter, Repeats repeats)
      : report_(report), filter_(filter), repeats_(repeats), overview_(overview_of(report, filter)) {
    for (const Exchange& exchange : overview_.exchanges) {
      moved_from_[&change_at(overview_, exchange.to)] = &exchange;
      moved_to_.insert(&change_at(overview_, exchange.from));
    }
    for (const DocumentOverview& entry : overview_.documents)
      for (const auto& told : entry.told) told_.insert(told.begin(), told.end());
  }

  FindingList collect() && {
    list_.failing = Level::Warning;
    list_.not_read = report_.not_read;
    if (repeats_ == Repeats::Once) add_groups();
    for (std::size_t i = 0; i < report_.documents.size(); ++i) add_document(i);
    for (const Rule& rule : all_rules())
      if (std::ranges::any_of(list_.findings, [&](const Finding& finding) { return finding.rule == rule.id; }))
        list_.rules.push_back(rule);
    return std::move(list_);
  }

 private:
  void add(Finding finding, std::string_view kind, std::string_view before, std::string_view after) {
    finding.fingerprint = fingerprints_.of(finding.path, finding.rule, kind, before, after);
    list_.findings.push_back(std::move(finding));
  }

  [[nodiscard]] std::string path_of(std::size_t document) const {
    const DocumentReport& compared = report_.documents[document];
    if (!compared.after.path.empty()) return compared.after.path;
    return compared.before.path.empty() ? compared.name : compared.before.path;
  }

  void add_document(std::size_t document) {
    const DocumentReport& compared = report_.documents[document];
    const DocumentOverview& entry = overview_.documents[document];
    const std::string path = path_of(document);
    list_.paths.push_back(path);
    const std::string sentences = counted(entry.sentences, "sentence", "sentences");
    switch (entry.fate) {
      case Fate::Added:
        return add({std::string(kDocumentAdded), Level::Warning, path, 1, "new document: " + sentences, "", {}},
                   "document", "", path);
      case Fate::Removed:
        return add({std::string(kDocumentRemoved), Level::Warning, path, 1, "document removed: " + sentences, "", {}},
                   "document", path, "");
      case Fate::Renamed:
        add({std::string(kDocumentRenamed), Level::Note, path, 1, "renamed from " + compared.before.path, "", {}},
            "document", compared.before.path, path);
        break;
      case Fate::Kept:
        break;
    }
    for (const MetadataChange& change : compared.diff.metadata) add_metadata(path, change);
    const std::vector<std::size_t> lines = anchor_lines(compared.diff, entry.shown);
    for (std::size_t i = 0; i < entry.shown.changes.size(); ++i) {
      const Change& change = entry.shown.changes[i];
      if (change.severity < Severity::Editorial || moved_to_.contains(&change)) continue;
      if (repeats_ == Repeats::Once && !told_.contains(&change) && !moved_from_.contains(&change)) continue;
      add_change(document, path, change, lines[i]);
    }
  }

  void add_metadata(const std::string& path, const MetadataChange& change) {
    if (change.severity < std::max(filter_.min_severity, Severity::Editorial)) return;
    const std::string before = change.before.value_or("");
    const std::string after = change.after.value_or("");
    add({std::string(kMetadata),
         level_of(change.severity),
         path,
         1,
         shortened(
             fmt::format("{}: {} → {}", change.key, change.before ? before : "none", change.after ? after : "none")),
         "",
         {}},
        change.key, before, after);
  }

  void add_change(std::size_t document, const std::string& path, const Change& change, std::size_t line) {
    const DocumentDiff& diff = report_.documents[document].diff;
    const std::string before = text_of(diff.before, change.before);
    const std::string after = text_of(diff.after, change.after);
    if (const auto moved = moved_from_.find(&change); moved != moved_from_.end()) {
      const std::string from = path_of(moved->second->from.document);
      return add({std::string(kMoved),
                  Level::Note,
                  path,
                  line,
                  shortened(fmt::format("sentence moved here from {}: {}", from, after)),
                  "",
                  {}},
                 "exchange", from, after);
    }
    add({rule_of(change), level_of(change.severity), path, line, message_of(diff, change), "", {}},
        name_of(change.kind), before, after);
  }

  static std::string message_of(const DocumentDiff& diff, const Change& change) {
    std::string label = kind_words(change);
    if (change.moved && change.kind != ChangeKind::Moved) label += ", moved";
    if (const std::string categories = category_words(change); !categories.empty())
      label += fmt::format(" ({})", categories);
    std::string words;
    if (!change.edits.empty())
      words = plain_text(marked_edits(change.edits, Palette(false)));
    else
      words = change.after.empty() ? text_of(diff.before, change.before) : text_of(diff.after, change.after);
    return fmt::format("{}: {}", label, shortened(words));
  }

  /// An edit that is the same in several documents, at its first place.
  void add_groups() {
    for (const EditGroup& group : overview_.groups) {
      std::set<std::size_t> documents;
      for (const EditGroup::Place& place : group.places) documents.insert(place.document);
      const std::string before(group.deleted);
      const std::string after(group.inserted);
      const std::string what = before.empty()  ? fmt::format("“{}” was put in", after)
                               : after.empty() ? fmt::format("“{}” was taken out", before)
                                               : fmt::format("“{}” became “{}”", before, after);
      const EditGroup::Place& first = group.places.front();
      add({std::string(name_of(chief_category(group.categories))),
           level_of(group.severity),
           path_of(first.document),
           first.line,
           fmt::format("{} in {} documents", shortened(what), documents.size()),
           "",
           {}},
          "group", before, after);
    }
  }

  const Report& report_;
  const ReportFilter& filter_;
  Repeats repeats_;
  Overview overview_;
  std::map<const Change*, const Exchange*> moved_from_;
  std::set<const Change*> moved_to_;
  std::set<const Change*> told_;
  Fingerprints fingerprints_;
  FindingList list_;
};

}  // namespace

FindingList findings_of(const Report& report, const ReportFilter& filter, Repeats repeats) {
  return FindingCollector(report, filter, repeats).collect();
}

}  // namespace stet::report
