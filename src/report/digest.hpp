// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/flow.hpp"
#include "report/overview.hpp"
#include "stet/report.hpp"

// The report for a reader, as text with roles in the order in which it is read: what it comes to, the facts, what is
// the same everywhere, then document by document. Markdown and HTML are two ways to write it down.
namespace stet::report {

/// How much it is missed when there is no room. The first goes last.
enum class Rank : std::uint8_t { Fact, Group, Substantive, Editorial, Cosmetic };
inline constexpr std::size_t kRanks = 5;

/// One thing told: a change, a fact, an edit and its places.
struct Entry {
  Rank rank = Rank::Substantive;
  Severity severity = Severity::None;  ///< Of the change that it tells; None for others.
  std::size_t changes = 1;             ///< How many changes it tells, for saying what was cut.
  std::string what;                    ///< "number", "reworded, in a quotation": our words alone.
  Flow where;                          ///< Document and line.
  std::vector<Flow> words;             ///< A line each.
  std::vector<Flow> details;           ///< What may be folded below it: places.
};

/// "● ", "○ ", "◦ " before an entry that tells a change; empty before others.
[[nodiscard]] std::string marker_of(const Entry& entry);

/// Entries that are written alike.
struct EntryList {
  bool table = false;  ///< One row each, `where` and `words` beside each other.
  std::string fold;    ///< Not empty: folded below these words.
  std::vector<Entry> entries;
};

struct Section {
  Flow title;
  Flow note;  ///< A line below the title; may be empty.
  std::vector<EntryList> lists;
};

struct Digest {
  std::string headline;            ///< "3 substantive changes in 2 documents".
  std::vector<std::string> notes;  ///< Lines below it, our words alone.
  std::string before;              ///< What was compared: "main", "HEAD~1". Anyone's text; empty for no document.
  std::string after;
  std::size_t documents = 0;  ///< How many.
  std::vector<Section> sections;
};

[[nodiscard]] Digest digest_of(const Report& report, const ReportFilter& filter);

}  // namespace stet::report
