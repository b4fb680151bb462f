// SPDX-License-Identifier: Apache-2.0
#include "report/tally.hpp"

#include <fmt/format.h>

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

/// "a, b, c".
std::string listed(const std::vector<std::string>& parts) {
  std::string words;
  for (const std::string& part : parts) {
    if (!words.empty()) words += ", ";
    words += part;
  }
  return words;
}

}  // namespace

Tally::Tally(const Report& report, const Overview& overview) : report_(report), overview_(overview) {
  for (std::size_t i = 0; i < overview_.documents.size(); ++i) {
    const DocumentOverview& entry = overview_.documents[i];
    const std::size_t before = severities_[slot(Severity::Substantive)];
    const std::size_t all = total();
    count(report_.documents[i], entry);
    if (severities_[slot(Severity::Substantive)] > before) ++substantive_documents_;
    if (total() > all || entry.fate == Fate::Renamed) ++changed_documents_;
  }
}

std::size_t Tally::total() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < kSeverities; ++i) count += severities_[i] + hidden_[i];
  return count;
}

void Tally::count(const DocumentReport& document, const DocumentOverview& entry) {
  if (entry.fate == Fate::Renamed) ++renamed_documents_;
  if (is_whole(entry.fate)) {
    ++(entry.fate == Fate::Added ? new_documents_ : gone_documents_);
    ++severities_[slot(Severity::Substantive)];
    return;
  }
  for (std::size_t i = 0; i < kSeverities; ++i) hidden_[i] += entry.hidden[i];
  for (const Change& change : entry.shown.changes.each()) {
    if (change.kind == ChangeKind::Unchanged) continue;
    ++severities_[slot(change.severity)];
    if (change.kind == ChangeKind::Added) ++added_;
    if (change.kind == ChangeKind::Removed) ++removed_;
  }
  for (const MetadataChange& change : document.diff.metadata) {
    ++severities_[slot(change.severity)];
    if (change.severity == Severity::Substantive) ++metadata_;
  }
}

std::string Tally::headline() const {
  const std::size_t substantive = severities_[slot(Severity::Substantive)];
  if (substantive > 0)
    return fmt::format("{} in {}", counted(substantive, "substantive change", "substantive changes"),
                       counted(substantive_documents_, "document", "documents"));
  if (total() > 0)
    return fmt::format("No substantive change in {}", counted(changed_documents_, "document", "documents"));
  return renamed_documents_ > 0 ? "Documents renamed, no change in the wording" : "No change in any document";
}

/// "1 quotation, 2 numbers, 1 sentence added, 1 document removed".
std::vector<std::string> Tally::substance() const {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
    if (count > 0) parts.push_back(counted(count, one, many));
  };
  for (const auto& [category, one, many] : kCounted)
    add(overview_.fact_counts[static_cast<std::size_t>(category)], one, many);
  add(metadata_, "entry of the metadata", "entries of the metadata");
  add(added_, "sentence added", "sentences added");
  add(removed_, "sentence removed", "sentences removed");
  add(new_documents_, "new document", "new documents");
  add(gone_documents_, "document removed", "documents removed");
  return parts;
}

std::vector<std::string> Tally::notes(const ReportFilter& filter) const {
  std::vector<std::string> notes;
  if (const auto parts = substance(); !parts.empty()) notes.push_back(fmt::format("Changed (●): {}.", listed(parts)));
  std::vector<std::string> also;
  if (const std::size_t count = severities_[slot(Severity::Editorial)]; count > 0)
    also.push_back(fmt::format("{} editorial (○)", count));
  if (const std::size_t count = severities_[slot(Severity::Cosmetic)]; count > 0)
    also.push_back(fmt::format("{} cosmetic (◦)", count));
  if (!also.empty()) notes.push_back(fmt::format("Besides: {}.", enumeration(also)));
  if (!overview_.exchanges.empty())
    notes.push_back(fmt::format("{} moved from one document to another.",
                                counted(overview_.exchanges.size(), "sentence", "sentences")));
  add_hidden(notes, filter);
  if (!report_.not_read.empty())
    notes.push_back(fmt::format("{} could not be read.", counted(report_.not_read.size(), "document", "documents")));
  return notes;
}

void Tally::add_hidden(std::vector<std::string>& notes, const ReportFilter& filter) const {
  std::size_t by_choice = 0;
  for (const Severity severity : {Severity::Substantive, Severity::Editorial, Severity::Cosmetic}) {
    const std::size_t count = hidden_[slot(severity)];
    if (severity < filter.min_severity && count > 0)
      notes.push_back(fmt::format(
          "{} left out (--min-severity {} shows {}).",
          counted(count, fmt::format("{} change", name_of(severity)), fmt::format("{} changes", name_of(severity))),
          name_of(severity), count == 1 ? "it" : "them"));
    if (severity >= filter.min_severity) by_choice += count;
  }
  if (by_choice > 0)
    notes.push_back(fmt::format("{} left out by --only or --ignore.", counted(by_choice, "change", "changes")));
}

std::string facts_in_words(CategorySet categories) {
  std::vector<std::string> words;
  for (const auto& [category, one, many] : kCounted)
    if (categories.contains(category)) words.emplace_back(one);
  return words.empty() ? "wording" : listed(words);
}

}  // namespace stet::report
