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

}  // namespace

std::string tidy_note(std::string_view note) {
  std::string text;
  const std::string valid = unicode::replace_invalid(note);
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
