// SPDX-License-Identifier: Apache-2.0
// What `check` found, for a comment or a browser.
#include <fmt/format.h>

#include "cli/check_output.hpp"
#include "report/escape.hpp"
#include "report/html_parts.hpp"

namespace stet::cli {
namespace {

using report::markdown_text;
using report::xml_text;

std::string heading_of(const Checked& checked) {
  if (!checked.policy.is_set) return "stet check: no policy is set";
  const std::string counts = counts_in_words(checked);
  return fmt::format("stet check: {}", counts.empty() ? "nothing against the policy" : counts);
}

/// " (waived: the reason, until 2026-12-31)"; empty where it is not.
std::string waived_in_words(const Finding& finding) {
  if (!finding.waived) return {};
  const std::string until = finding.waived->expires.empty() ? "" : ", until " + finding.waived->expires;
  return fmt::format(" (waived: {}{})", finding.waived->reason, until);
}

std::string_view verdict_of(const Finding& finding) {
  return finding.counts() ? name_of(finding.level) : std::string_view("waived");
}

std::string markdown_ways(const Checked& checked) {
  std::string out;
  int number = 0;
  for (const WayOn& way : ways_on(checked)) {
    // The words are ours, but for the name of the policy's file.
    out += fmt::format("\n{}. {}\n", ++number, way.code.empty() ? way.words : markdown_text(way.words));
    if (way.code.empty()) continue;
    out += "\n   ```\n";
    for (const std::string& line : way.code) out += line.empty() ? "\n" : fmt::format("   {}\n", line);
    out += "   ```\n";
  }
  return out.empty() ? out : "\n**Three ways on**\n" + out;
}

constexpr std::string_view kStyle = R"(:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #8884; }
li { margin: .6rem 0; }
li.waived { opacity: .75; }
pre { white-space: pre-wrap; }
)";

}  // namespace

std::string check_markdown(const Checked& checked) {
  constexpr std::size_t kMostCharacters = 65'536;
  const std::string ways = markdown_ways(checked);
  constexpr std::size_t kLastLine = 300;
  const std::size_t room = kMostCharacters > ways.size() + kLastLine ? kMostCharacters - ways.size() - kLastLine : 0;
  std::string out = fmt::format("## {}\n", heading_of(checked));
  std::string path;
  for (std::size_t i = 0; i < checked.findings.size(); ++i) {
    const Finding& finding = checked.findings[i];
    std::string entry;
    if (i == 0 || finding.path != path) entry = fmt::format("\n**{}**\n\n", markdown_text(finding.path));
    const std::string_view verdict = verdict_of(finding);
    entry += fmt::format("- {0}{1}{0} `{2}`, line {3}: {4}{5}\n", verdict == "error" ? "**" : "", verdict,
                         name_of(finding.rule), finding.line, markdown_text(finding.message),
                         markdown_text(waived_in_words(finding)));
    if (out.size() + entry.size() > room) {
      out += fmt::format("\nAnd {} more, which `stet check` shows.\n", checked.findings.size() - i);
      break;
    }
    path = finding.path;
    out += entry;
  }
  return out + (ways.size() < kMostCharacters / 2 ? ways : std::string());
}

std::string check_html(const Checked& checked) {
  std::string out = report::page_head("stet check", kStyle);
  out += fmt::format("<h1>{}</h1>\n", xml_text(heading_of(checked)));
  std::string path;
  for (const Finding& finding : checked.findings) {
    if (&finding == &checked.findings.front() || finding.path != path) {
      if (&finding != &checked.findings.front()) out += "</ul>\n";
      out += fmt::format("<h2>{}</h2>\n<ul>\n", xml_text(finding.path));
    }
    path = finding.path;
    out +=
        fmt::format("<li class=\"{0}\"><b>{0}</b> <code>{1}</code>, line {2}: {3}{4}</li>\n", verdict_of(finding),
                    name_of(finding.rule), finding.line, xml_text(finding.message), xml_text(waived_in_words(finding)));
  }
  if (!checked.findings.empty()) out += "</ul>\n";
  const std::vector<WayOn> ways = ways_on(checked);
  if (!ways.empty()) out += "<h2>Three ways on</h2>\n<ol>\n";
  for (const WayOn& way : ways) {
    out += fmt::format("<li>{}", xml_text(way.words));
    if (!way.code.empty()) out += "\n<pre>";
    for (const std::string& line : way.code) out += xml_text(line) + "\n";
    out += way.code.empty() ? "</li>\n" : "</pre></li>\n";
  }
  if (!ways.empty()) out += "</ol>\n";
  return out + "</body>\n</html>\n";
}

}  // namespace stet::cli
