// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/digest.hpp"
#include "report/escape.hpp"
#include "report/html_parts.hpp"
#include "report/words.hpp"
#include "stet/report.hpp"

// The digest as one page: styles inside, no script, nothing fetched; its own policy forbids both.
namespace stet {
namespace report {
namespace {

constexpr std::string_view kStyle =
    R"(:root { color-scheme: light dark; --line: #8884; --gone: #c0392b; --come: #1e7e34; --gone-back: #c0392b22; --come-back: #1e7e3422; }
@media (prefers-color-scheme: dark) { :root { --gone: #ff8a80; --come: #7ddf8f; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
p { margin: .3rem 0; }
del { color: var(--gone); background: var(--gone-back); }
ins { color: var(--come); background: var(--come-back); text-decoration-thickness: 1px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
ul { padding-inline-start: 1.2rem; }
li { margin: .6rem 0; }
.label, .note { opacity: .75; font-size: .9rem; }
)";

std::string html_of(const Flow& flow) {
  std::string out;
  std::string_view previous;
  for (const Flow::Piece& piece : flow.pieces()) {
    const std::string_view element = element_of(piece.role);
    // For readers without colours, screen readers among them.
    if (previous == "del" && element == "ins") out += ' ';
    out += element.empty() ? xml_text(piece.text) : fmt::format("<{0}>{1}</{0}>", element, xml_text(piece.text));
    previous = element;
  }
  return out;
}

/// A heading is bold as it is.
std::string heading_of(const Flow& flow) {
  std::string out;
  for (const Flow::Piece& piece : flow.pieces()) out += xml_text(piece.text);
  return out;
}

std::string paragraphs(const std::vector<Flow>& lines) {
  std::string out;
  for (const Flow& line : lines) out += fmt::format("<p dir=\"auto\">{}</p>", html_of(line));
  return out;
}

std::string row_of(const Entry& entry) {
  return fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", xml_text(entry.what), paragraphs(entry.words),
                     html_of(entry.where));
}

std::string item_of(const Entry& entry) {
  std::string label = marker_of(entry) + html_of(entry.where);
  if (!entry.what.empty()) label += (entry.where.empty() ? "" : " · ") + xml_text(entry.what);
  std::string out = fmt::format("<li><span class=\"label\">{}</span>{}", label, paragraphs(entry.words));
  if (!entry.details.empty())
    out += fmt::format("<details><summary>where</summary>{}</details>", paragraphs(entry.details));
  return out + "</li>\n";
}

std::string list_of(const EntryList& list) {
  std::string out;
  if (!list.fold.empty()) out += fmt::format("<details><summary>{}</summary>\n", xml_text(list.fold));
  out +=
      list.table ? "<table>\n<thead><tr><th>What</th><th>Words</th><th>Where</th></tr></thead>\n<tbody>\n" : "<ul>\n";
  for (const Entry& entry : list.entries) out += list.table ? row_of(entry) : item_of(entry);
  out += list.table ? "</tbody>\n</table>\n" : "</ul>\n";
  if (!list.fold.empty()) out += "</details>\n";
  return out;
}

}  // namespace
}  // namespace report

std::string write_html(const Report& report, const ReportFilter& filter) {
  const report::Digest digest = report::digest_of(report, filter);
  std::string out = report::page_head(digest.headline, report::kStyle);
  out += fmt::format("<main>\n<h1>{}</h1>\n", report::xml_text(digest.headline));
  for (const std::string& note : digest.notes) out += fmt::format("<p>{}</p>\n", report::xml_text(note));
  if (digest.documents > 0)
    out += fmt::format("<p class=\"note\"><code>{}</code> → <code>{}</code> · {} compared</p>\n",
                       report::xml_text(digest.before), report::xml_text(digest.after),
                       report::counted(digest.documents, "document", "documents"));
  for (const report::Section& section : digest.sections) {
    out += fmt::format("<section>\n<h2>{}</h2>\n", report::heading_of(section.title));
    if (!section.note.empty()) out += fmt::format("<p class=\"note\">{}</p>\n", report::html_of(section.note));
    for (const report::EntryList& list : section.lists) out += report::list_of(list);
    out += "</section>\n";
  }
  out += "</main>\n</body>\n</html>\n";
  return out;
}

}  // namespace stet
