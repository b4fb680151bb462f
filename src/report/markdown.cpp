// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "report/digest.hpp"
#include "report/escape.hpp"
#include "report/html_parts.hpp"
#include "report/width.hpp"
#include "report/words.hpp"
#include "stet/report.hpp"
#include "unicode/utf8.hpp"

// The digest as Markdown for a comment. Marks are HTML's <ins> and <del>, which GitHub and GitLab both let through: the
// signs of Markdown itself do not work inside a word or beside punctuation.
//
// Budget: every entry is written by itself, and entries are taken rank by rank, in their order, until one has no room.
namespace stet {
namespace report {
namespace {

/// A line of an entry is no longer, in columns, so that no single sentence takes the room of all others.
constexpr std::size_t kLongestLine = 1500;
/// Places of an edit that are listed; the whole report has the others.
constexpr std::size_t kMostPlaces = 50;
/// Room for saying what was cut, beside the name of where the whole is.
constexpr std::size_t kCutNoteRoom = 400;

bool is_gone(Role role) { return role == Role::Deleted || role == Role::Removed; }
bool has_come(Role role) { return role == Role::Inserted || role == Role::Added; }

std::string inline_text(const Flow& flow) {
  std::string out;
  std::size_t room = kLongestLine;
  const Flow::Piece* previous = nullptr;
  for (const Flow::Piece& piece : flow.pieces()) {
    if (room == 0) break;
    std::string_view text = piece.text;
    const std::size_t end = head_within(text, room);
    const bool cut = end < text.size();
    text = text.substr(0, end);
    room -= std::min(room, columns_of(text));
    if (cut) room = 0;
    // Without colours two marks side by side would look like one word.
    if (previous != nullptr && is_gone(previous->role) && has_come(piece.role)) out += ' ';
    const std::string_view element = element_of(piece.role);
    const std::string words = markdown_text(text) + (cut ? " …" : "");
    out += element.empty() ? words : fmt::format("<{0}>{1}</{0}>", element, words);
    previous = &piece;
  }
  return out;
}

/// A heading is bold as it is.
std::string title_text(const Flow& flow) {
  std::string out;
  for (const Flow::Piece& piece : flow.pieces()) out += markdown_text(piece.text);
  return out;
}

std::string joined(std::initializer_list<std::string> parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

std::string places_text(const std::vector<Flow>& places) {
  std::string out;
  for (std::size_t i = 0; i < std::min(places.size(), kMostPlaces); ++i) {
    if (i > 0) out += "; ";
    out += inline_text(places[i]);
  }
  if (places.size() > kMostPlaces) out += fmt::format("; and {} more", places.size() - kMostPlaces);
  return out;
}

std::string row_text(const Entry& entry) {
  std::string words;
  for (const Flow& line : entry.words) words += (words.empty() ? "" : "<br>") + inline_text(line);
  return fmt::format("| {} | {} | {} |\n", entry.what, words, inline_text(entry.where));
}

std::string item_text(const Entry& entry) {
  const std::string where = inline_text(entry.where);
  std::string out = fmt::format("- {}{}", marker_of(entry), joined({where, entry.what}, " · "));
  for (const Flow& line : entry.words) out += "<br>" + inline_text(line);
  return out + '\n';
}

std::string details_text(const Entry& entry) {
  if (entry.details.empty()) return {};
  return fmt::format("  <details><summary>where</summary>\n\n  {}\n\n  </details>\n", places_text(entry.details));
}

/// How much a text takes of the budget.
std::size_t size_in(MarkdownBudget budget, std::string_view text) {
  if (budget != MarkdownBudget::Comment || unicode::is_ascii(text)) return text.size();
  std::size_t units = 0;
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, i);
    units += point.code > 0xFFFF ? 2 : 1;
    i += point.size;
  }
  return units;
}

std::size_t most_of(MarkdownBudget budget) {
  // GitHub takes 65,536; the rest is for who posts it: the line by which a comment is found again, a sentence around
  // it.
  constexpr std::size_t kComment = 65'000;
  constexpr std::size_t kSummary = (std::size_t{1} << 20) - 1;
  switch (budget) {
    case MarkdownBudget::Comment:
      return kComment;
    case MarkdownBudget::Summary:
      return kSummary;
    case MarkdownBudget::None:
      return std::numeric_limits<std::size_t>::max();
  }
  return kComment;
}

/// An entry as it will be written, and whether there is room for it.
struct Written {
  Rank rank;
  std::size_t changes;
  std::string text;
  std::string details;
  bool taken = false;
  bool with_details = false;
};

struct WrittenList {
  std::string open;
  std::string close;
  std::vector<Written> entries;
};

struct WrittenSection {
  std::string open;
  std::vector<WrittenList> lists;
};

WrittenList written(const EntryList& list) {
  WrittenList out;
  if (!list.fold.empty()) {
    out.open = fmt::format("<details><summary>{}</summary>\n\n", list.fold);
    out.close = "\n</details>\n";
  }
  if (list.table) out.open += "| what | words | where |\n|---|---|---|\n";
  for (const Entry& entry : list.entries)
    out.entries.push_back({entry.rank, entry.changes, list.table ? row_text(entry) : item_text(entry),
                           list.table ? std::string() : details_text(entry)});
  return out;
}

WrittenSection written(const Section& section) {
  WrittenSection out;
  out.open = fmt::format("\n### {}\n\n", title_text(section.title));
  if (!section.note.empty()) out.open += inline_text(section.note) + "\n\n";
  for (const EntryList& list : section.lists) out.lists.push_back(written(list));
  return out;
}

bool any_taken(const WrittenList& list) { return std::ranges::any_of(list.entries, &Written::taken); }
bool any_taken(const WrittenSection& section) {
  return std::ranges::any_of(section.lists, [](const WrittenList& list) { return any_taken(list); });
}

/// Gives room to sections' entries, the most important first.
class Room {
 public:
  Room(std::size_t room, MarkdownBudget budget) : room_(room), budget_(budget) {}

  void give(std::vector<WrittenSection>& sections) {
    for (std::size_t rank = 0; rank < kRanks; ++rank) {
      for (WrittenSection& section : sections)
        if (!give_entries(section, static_cast<Rank>(rank))) return;
      // Where an edit was made matters more than what is merely editorial.
      if (static_cast<Rank>(rank) == Rank::Substantive && !give_details(sections)) return;
    }
  }

 private:
  bool give_entries(WrittenSection& section, Rank rank) {
    bool section_open = any_taken(section);
    for (WrittenList& list : section.lists) {
      bool list_open = any_taken(list);
      for (Written& entry : list.entries) {
        if (entry.rank != rank) continue;
        std::size_t cost = size_of(entry.text);
        if (!section_open) cost += size_of(section.open);
        if (!list_open) cost += size_of(list.open) + size_of(list.close) + 1;
        if (!take(cost)) return false;
        entry.taken = section_open = list_open = true;
      }
    }
    return true;
  }

  bool give_details(std::vector<WrittenSection>& sections) {
    for (WrittenSection& section : sections)
      for (WrittenList& list : section.lists)
        for (Written& entry : list.entries) {
          if (!entry.taken || entry.details.empty()) continue;
          if (!take(size_of(entry.details))) return false;
          entry.with_details = true;
        }
    return true;
  }

  [[nodiscard]] std::size_t size_of(std::string_view text) const { return size_in(budget_, text); }

  bool take(std::size_t cost) {
    if (cost > room_) return false;
    room_ -= cost;
    return true;
  }

  std::size_t room_;
  MarkdownBudget budget_;
};

struct Cut {
  std::size_t facts = 0;
  std::size_t changes = 0;
  std::size_t places = 0;  ///< Lists of them.
};

Cut cut_from(const std::vector<WrittenSection>& sections) {
  Cut cut;
  for (const WrittenSection& section : sections)
    for (const WrittenList& list : section.lists)
      for (const Written& entry : list.entries) {
        if (entry.taken && !entry.with_details && !entry.details.empty()) ++cut.places;
        if (entry.taken) continue;
        if (entry.rank == Rank::Fact && entry.changes == 0)
          ++cut.facts;
        else
          cut.changes += std::max<std::size_t>(entry.changes, 1);
      }
  return cut;
}

std::string cut_note(const Cut& cut, const std::string& whole) {
  std::vector<std::string> parts;
  if (cut.facts > 0) parts.push_back(counted(cut.facts, "fact", "facts"));
  if (cut.changes > 0) parts.push_back("the words of " + counted(cut.changes, "change", "changes"));
  if (cut.places > 0) parts.push_back("the places of " + counted(cut.places, "repeated change", "repeated changes"));
  if (parts.empty()) return {};
  return fmt::format("\n<b>Too long for here: {} left out, the least important first.</b> The whole: {}\n",
                     enumeration(parts), code_span(whole));
}

std::string head_text(const Digest& digest) {
  std::string out = fmt::format("## {}\n", digest.headline);
  for (const std::string& note : digest.notes) out += fmt::format("\n{}\n", note);
  if (digest.documents > 0)
    out += fmt::format("\n{} → {} · {} compared\n", code_span(digest.before), code_span(digest.after),
                       counted(digest.documents, "document", "documents"));
  return out;
}

}  // namespace
}  // namespace report

std::string write_markdown(const Report& report, const ReportFilter& filter, const ChangeReportOptions& options) {
  const report::Digest digest = report::digest_of(report, filter);
  std::string out = report::head_text(digest);
  std::vector<report::WrittenSection> sections;
  for (const report::Section& section : digest.sections) sections.push_back(report::written(section));
  const std::size_t used = report::size_in(options.budget, out) + report::kCutNoteRoom +
                           report::size_in(options.budget, report::code_span(options.whole));
  const std::size_t most = report::most_of(options.budget);
  report::Room(most - std::min(most, used), options.budget).give(sections);
  out += report::cut_note(report::cut_from(sections), options.whole);
  for (const report::WrittenSection& section : sections) {
    if (!report::any_taken(section)) continue;
    out += section.open;
    for (const report::WrittenList& list : section.lists) {
      if (!report::any_taken(list)) continue;
      if (!out.ends_with("\n\n")) out += '\n';
      out += list.open;
      for (const report::Written& entry : list.entries) {
        if (entry.taken) out += entry.text;
        if (entry.with_details) out += entry.details;
      }
      out += list.close;
    }
  }
  return out;
}

}  // namespace stet
