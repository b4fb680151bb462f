// SPDX-License-Identifier: Apache-2.0
#include "archive/trailers.hpp"

#include <charconv>

#include "fmt/format.h"
#include "text/iso_time.hpp"
#include "unicode/utf8.hpp"

namespace stet::archive {
namespace {

constexpr std::string_view kRelease = "Stet-Release: ";
constexpr std::string_view kVersion = "Stet-Version: ";
constexpr std::string_view kPublished = "Stet-Published: ";
constexpr std::string_view kSource = "Stet-Source: ";
constexpr std::string_view kSha256 = "Stet-Sha256: ";

std::string_view without_end_lines(std::string_view text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

/// Where the last paragraph of a message begins.
std::size_t last_paragraph(std::string_view message) {
  const std::size_t gap = message.rfind("\n\n");
  return gap == std::string_view::npos ? 0 : gap + 2;
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return line;
}

bool take_value(std::string_view line, std::string_view key, std::string_view& value) {
  if (!line.starts_with(key)) return false;
  value = line.substr(key.size());
  return true;
}

void read_trailer(std::string_view line, Record& record) {
  std::string_view value;
  if (take_value(line, kRelease, value)) record.release = value;
  if (take_value(line, kSource, value)) record.source = value;
  if (take_value(line, kSha256, value)) record.sha256 = value;
  if (take_value(line, kPublished, value)) record.published = text::parse_iso_time(value);
  if (take_value(line, kVersion, value)) {
    std::uint32_t number = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (fault == std::errc() && end == value.data() + value.size() && number > 0) record.number = number;
  }
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_written_time(std::string_view text) {
  const auto time = text::parse_iso_time(text);
  return time && text::format_iso_time(*time) == text;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 10 && text.front() != '0' &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Any value will do; a name is for others to judge.
bool is_any(std::string_view text) { return !text.empty(); }

struct TrailerRule {
  std::string_view key;
  bool (*is_right)(std::string_view);
  bool needed;  ///< In a version's commit.
  int count = 0;
};

}  // namespace

std::string_view release_in_subject(std::string_view message) {
  constexpr std::string_view kWords = ": version ";
  const std::string_view subject = message.substr(0, message.find('\n'));
  const std::size_t words = subject.find(kWords);
  if (words == std::string_view::npos) return {};
  const std::string_view number = subject.substr(words + kWords.size());
  return is_number(number.substr(0, number.find(':'))) ? subject.substr(0, words) : std::string_view();
}

std::vector<TrailerFault> trailer_faults(std::string_view message) {
  TrailerRule rules[] = {{kRelease, is_any, true},
                         {kVersion, is_number, true},
                         {kPublished, is_written_time, true},
                         {kSource, is_any, false},
                         {kSha256, is_sha256, true}};
  message = without_end_lines(message);
  std::string_view rest = message.substr(last_paragraph(message));
  std::vector<TrailerFault> faults;
  int found = 0;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    std::string_view value;
    for (TrailerRule& rule : rules) {
      if (!take_value(line, rule.key, value)) continue;
      ++found;
      const std::string_view key = rule.key.substr(0, rule.key.size() - 2);
      if (++rule.count == 2) faults.push_back({false, fmt::format("{} is there twice", key)});
      if (!rule.is_right(value)) faults.push_back({false, fmt::format("{} has no proper value", key)});
    }
  }
  const auto record = parse_record(message);
  const bool restores = found == 1 && record && is_subject_of(message, *record);
  if (restores || (found == 0 && release_in_subject(message).empty())) return faults;
  for (const TrailerRule& rule : rules) {
    if (!rule.needed || rule.count > 0) continue;
    faults.push_back({true, fmt::format("{} is missing", rule.key.substr(0, rule.key.size() - 2))});
  }
  return faults;
}

bool is_subject_of(std::string_view message, const Record& record) {
  const std::string_view subject = message.substr(0, message.find('\n'));
  if (!record.number) {
    const std::string back = fmt::format("{}: back to version ", record.release);
    return subject == fmt::format("{}: withdrawn again", record.release) ||
           (subject.starts_with(back) && is_number(subject.substr(back.size())));
  }
  const std::string expected = fmt::format("{}: version {}", record.release, *record.number);
  return subject == expected || subject.starts_with(expected + ": ");
}

std::string tidy_note(std::string_view note) {
  std::string text = unicode::replace_invalid(note);
  if (text.find('\r') != std::string::npos || text.find('\0') != std::string::npos) {
    const std::string valid = std::exchange(text, {});
    for (std::size_t i = 0; i < valid.size(); ++i) {
      const char c = valid[i];
      if (c == '\r') {
        if (i + 1 < valid.size() && valid[i + 1] == '\n') continue;
        text.push_back('\n');
      } else if (c == '\0') {
        text += "\uFFFD";  // git's messages end at a NUL.
      } else {
        text.push_back(c);
      }
    }
  }
  const std::size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string::npos) return {};
  const std::size_t line = text.rfind('\n', begin);
  const std::size_t start = line == std::string::npos ? 0 : line + 1;
  return text.substr(start, text.find_last_not_of(" \t\n") + 1 - start);
}

std::string format_version(const Record& record) {
  const std::string note = tidy_note(record.note);
  std::string message = fmt::format("{}: version {}", record.release, record.number.value_or(0));
  if (!note.empty()) message += fmt::format(": {}\n\n{}", note.substr(0, note.find('\n')), note);
  message += fmt::format("\n\n{}{}\n{}{}\n{}{}\n", kRelease, record.release, kVersion, record.number.value_or(0),
                         kPublished, text::format_iso_time(record.published.value_or(0)));
  if (!record.source.empty()) message += fmt::format("{}{}\n", kSource, record.source);
  message += fmt::format("{}{}\n", kSha256, record.sha256);
  return message;
}

std::string format_restoration(std::string_view release, std::optional<std::uint32_t> number) {
  const std::string what = number ? fmt::format("back to version {}", *number) : "withdrawn again";
  return fmt::format("{}: {}\n\n{}{}\n", release, what, kRelease, release);
}

std::string_view release_in(std::string_view message) {
  message = without_end_lines(message);
  std::string_view rest = message.substr(last_paragraph(message));
  std::string_view value;
  while (!rest.empty()) {
    if (take_value(take_line(rest), kRelease, value)) return value;
  }
  return {};
}

std::optional<Record> parse_record(std::string_view message) {
  if (release_in(message).empty()) return std::nullopt;
  message = without_end_lines(message);
  const std::size_t trailers = last_paragraph(message);
  Record record;
  std::string_view rest = message.substr(trailers);
  while (!rest.empty()) read_trailer(take_line(rest), record);
  const std::size_t subject_end = message.find("\n\n");
  if (subject_end != std::string_view::npos && subject_end + 2 < trailers) {
    record.note = tidy_note(message.substr(subject_end + 2, trailers - subject_end - 2));
  }
  return record;
}

}  // namespace stet::archive
