// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "report/exchanges.hpp"
#include "report/flow.hpp"
#include "report/groups.hpp"
#include "report/shown.hpp"
#include "stet/report.hpp"

// What a report over several documents comes to, for who reads it from the top: the facts that changed, edits that are
// the same in many documents, sentences that went from one document to another, and what is left to tell of each.
namespace stet::report {

/// What became of a document as a whole.
enum class Fate : std::uint8_t { Kept, Renamed, Added, Removed };

[[nodiscard]] Fate fate_of(const DocumentReport& document);

/// Whether a document came or went.
[[nodiscard]] constexpr bool is_whole(Fate fate) { return fate == Fate::Added || fate == Fate::Removed; }

/// The subscript of a severity.
[[nodiscard]] constexpr std::size_t slot(Severity severity) { return static_cast<std::size_t>(severity); }

/// A stretch of a changed sentence in which a fact changed, with a few words around it.
struct Fact {
  std::size_t document = 0;  ///< Position in the report's documents.
  std::size_t line = 1;      ///< In the after document.
  CategorySet categories;    ///< Of the edits that make it substantive.
  Flow words;                ///< Marked; without signs around the marks.
};

/// The changes of one document that nothing else has told, in reading order.
struct DocumentOverview {
  Shown shown;
  Fate fate = Fate::Kept;
  std::array<std::vector<const Change*>, kSeverities> told;  ///< Subscript: Severity.
  std::size_t grouped = 0;                                   ///< Changes that are all in `Overview::groups`.
  std::array<std::size_t, kSeverities> hidden{};             ///< Changes that the filter keeps back.
  std::size_t sentences = 0;                                 ///< Of a document that came or went.
};

struct Overview {
  std::vector<DocumentOverview> documents;  ///< As the report's.
  std::vector<Fact> facts;                  ///< By what changed, then in the report's order. None that `groups` has.
  /// Editorial and substantive edits that are in so many documents that they are told once; by what changed.
  std::vector<EditGroup> groups;
  std::vector<Flow> examples;       ///< For each group the words around it at its first place, or none.
  std::vector<Exchange> exchanges;  ///< In the report's order of the documents that gained.
  /// Of each category, in how many sentences of kept documents it changed a fact.
  std::array<std::size_t, kCategories> fact_counts{};
};

/// The change that a place of one of its exchanges stands for.
[[nodiscard]] inline const Change& change_at(const Overview& overview, const Exchange::Place& place) {
  return overview.documents[place.document].shown.changes[place.change];
}

/// Refers to the report, which must stay. Cost: n log n in the changes and their edits.
[[nodiscard]] Overview overview_of(const Report& report, const ReportFilter& filter);

/// Where the shown changes are, in their order: lines of the after document, for what is gone the line after which it
/// stood there.
[[nodiscard]] std::vector<std::size_t> anchor_lines(const DocumentDiff& diff, const Shown& shown);

/// The category by which people would name an edit of these: quotations and figures before mere wording.
[[nodiscard]] Category chief_category(CategorySet categories);

}  // namespace stet::report
