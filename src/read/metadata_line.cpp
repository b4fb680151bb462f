// SPDX-License-Identifier: Apache-2.0
//
//   2018-02-28T15:58:07+00:00 Wednesday, 28 February 2018|Law enforcement|
//
// gives `published` 2018-02-28T15:58:07Z and `topics` Law enforcement. The displayed date is left out where it names
// the same day; one that names another is `displayed`, so that no byte that a reader sees can change unnoticed. Prose
// never begins with a time of that form and goes on so; a log entry ("2018-02-28T15:58:07Z started") does not.
#include "read/metadata_line.hpp"

#include <algorithm>
#include <string>

#include "read/plain_kind.hpp"
#include "read/plain_lines.hpp"
#include "read/scan.hpp"
#include "text/iso_time.hpp"

namespace stet::read {
namespace {

/// "2018-02-28T15:58" is the shortest.
constexpr std::size_t kShortestTime = 16;
/// A date as people write it: "Wednesday, 28 February 2018", "mercredi 28 février 2018 à 15 h 58".
constexpr std::size_t kDisplayedBytes = 80;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Whether a number stands in the text, "28" in "28 February" but not in "2018"; "02" is "2" as well.
bool has_number(std::string_view text, std::string_view number) {
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  for (std::size_t position = 0; position < text.size();) {
    if (!is_digit(text[position])) {
      ++position;
      continue;
    }
    std::size_t end = position;
    while (end < text.size() && is_digit(text[end])) ++end;
    while (position + 1 < end && text[position] == '0') ++position;
    if (text.substr(position, end - position) == number) return true;
    position = end;
  }
  return false;
}

/// Whether the text names the day on which the ISO time falls where it was written.
bool names_day(std::string_view displayed, std::string_view iso_time) {
  return has_number(displayed, iso_time.substr(0, 4)) && has_number(displayed, iso_time.substr(8, 2));
}

std::string joined_topics(std::string_view fields) {
  std::string topics;
  while (!fields.empty()) {
    const std::size_t bar = std::min(fields.find('|'), fields.size());
    const std::string_view topic = trimmed(fields.substr(0, bar));
    if (!topic.empty()) topics.append(topics.empty() ? "" : "|").append(topic);
    fields.remove_prefix(std::min(bar + 1, fields.size()));
  }
  return topics;
}

std::vector<MetadataEntry> entries_of(std::string_view line) {
  const std::size_t time_end = std::min(line.find_first_of(" \t|"), line.size());
  const std::string_view iso_time = line.substr(0, time_end);
  if (iso_time.size() < kShortestTime || iso_time[10] != 'T') return {};
  const auto published = text::parse_iso_time(iso_time);
  if (!published) return {};

  const std::string_view rest = line.substr(time_end);
  const std::size_t bar = std::min(rest.find('|'), rest.size());
  const std::string_view displayed = trimmed(rest.substr(0, bar));
  const bool same_day = displayed.empty() || names_day(displayed, iso_time);
  if (displayed.size() > kDisplayedBytes || ends_in_punctuation(displayed)) return {};
  if (bar == rest.size() && !same_day) return {};

  std::vector<MetadataEntry> entries{{"published", text::format_iso_time(*published)}};
  if (!same_day) entries.push_back({"displayed", std::string(displayed)});
  std::string topics = joined_topics(rest.substr(bar));
  if (!topics.empty()) entries.push_back({"topics", std::move(topics)});
  return entries;
}

/// The last line before `end` that is not blank.
std::optional<Line> last_line(std::string_view source, std::size_t end) {
  while (end > 0) {
    const std::size_t line_end = end - (source[end - 1] == '\n' && end > 1 && source[end - 2] == '\r' ? 2U : 1U);
    const std::size_t content_end = is_line_end(source[end - 1]) ? line_end : end;
    const Line line = line_at(source, after_last_line_end(source, content_end), end);
    if (!line.blank) return line;
    end = line.begin;
  }
  return std::nullopt;
}

bool follows_blank_line(std::string_view source, std::size_t line_begin) {
  const std::optional<Line> before = last_line(source, line_begin);
  return before && before->next < line_begin;
}

}  // namespace

std::optional<MetadataLine> metadata_line(std::string_view source) {
  const std::optional<Line> last = last_line(source, source.size());
  if (!last || !is_digit(source[last->bytes.begin])) return std::nullopt;
  std::vector<MetadataEntry> entries = entries_of(source.substr(last->bytes.begin, last->bytes.size()));
  if (entries.empty() || !follows_blank_line(source, last->begin)) return std::nullopt;
  return MetadataLine{{last->begin, last->bytes.end}, std::move(entries)};
}

}  // namespace stet::read
