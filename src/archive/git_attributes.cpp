// SPDX-License-Identifier: Apache-2.0
#include "archive/git_attributes.hpp"

#include <algorithm>

#include "fmt/format.h"

namespace stet::archive {
namespace {

constexpr std::string_view kBegin =
    "# stet: this block is written by `stet git setup` and taken away by `stet git remove`";
constexpr std::string_view kEnd = "# stet: end";
constexpr std::string_view kAttribute = " diff=stet";
/// git passes over lines of more than 2048 bytes.
constexpr std::size_t kMostPatternBytes = 1024;

Error edited_block(const std::string& place) {
  return {ErrorCode::InvalidInput,
          "stet's block was edited since it was written: take its lines out by hand, so that nothing of yours is lost",
          place};
}

/// The file's lines with their ends.
std::vector<std::string_view> lines_of(std::string_view bytes) {
  std::vector<std::string_view> lines;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    lines.push_back(bytes.substr(0, end));
    bytes.remove_prefix(end);
  }
  return lines;
}

std::string_view without_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

bool must_be_quoted(const std::string& pattern) {
  return pattern.front() == '"' || pattern.front() == '#' ||
         std::ranges::any_of(pattern, [](char byte) { return byte == ' ' || byte == '\t'; });
}

}  // namespace

Result<AttributesFile> parse_attributes(std::string_view bytes, const std::string& place) {
  AttributesFile file;
  bool inside = false;
  for (const std::string_view line : lines_of(bytes)) {
    const std::string_view words = without_end(line);
    if (words == kBegin) {
      if (file.has_block) return std::unexpected(edited_block(place));
      file.has_block = inside = true;
    } else if (!inside) {
      file.rest += line;
    } else if (words == kEnd) {
      inside = false;
    } else if (words.ends_with(kAttribute)) {
      file.lines.emplace_back(words);
    } else {
      return std::unexpected(edited_block(place));
    }
  }
  if (inside) return std::unexpected(edited_block(place));
  return file;
}

std::string format_attributes(const AttributesFile& file) {
  if (file.lines.empty()) return file.rest;
  std::string bytes = fmt::format("{}\n", kBegin);
  for (const std::string& line : file.lines) bytes += line + '\n';
  return bytes + fmt::format("{}\n", kEnd) + file.rest;
}

Result<std::string> attribute_line(const std::string& pattern) {
  const auto refused = [&](std::string message) {
    return failure(ErrorCode::InvalidInput, std::move(message), pattern);
  };
  if (pattern.empty()) return refused("--pattern names no files: '*.md' is a pattern");
  if (pattern.size() > kMostPatternBytes) return refused("is too long for a pattern: git passes over such a line");
  if (pattern.front() == '!')
    return refused("git takes no attributes for what a pattern does not name: leave out the !");
  if (pattern.starts_with("[attr]")) return refused("defines an attribute of git's: write \\[attr] for such a name");
  if (pattern.ends_with('/')) return refused("names a folder, and attributes are for files: add ** to it");
  if (std::ranges::any_of(pattern, [](unsigned char byte) { return (byte < 0x20 && byte != '\t') || byte == 0x7F; }))
    return refused("has a control character in it: write ? for it");
  if (!must_be_quoted(pattern)) return pattern + std::string(kAttribute);
  std::string quoted = "\"";
  for (const char byte : pattern)
    quoted += byte == '"' || byte == '\\' ? std::string{'\\', byte} : std::string(1, byte);
  return quoted + '"' + std::string(kAttribute);
}

bool is_overridden(const AttributesFile& file, const std::string& line) {
  const std::string_view pattern = std::string_view(line).substr(0, line.size() - kAttribute.size());
  for (std::string_view other : lines_of(file.rest)) {
    other = without_end(other);
    while (!other.empty() && (other.front() == ' ' || other.front() == '\t')) other.remove_prefix(1);
    if (!other.starts_with(pattern)) continue;
    std::string_view attributes = other.substr(pattern.size());
    if (attributes.empty() || (attributes.front() != ' ' && attributes.front() != '\t')) continue;
    while (!attributes.empty()) {
      const std::size_t begin = std::min(attributes.find_first_not_of(" \t"), attributes.size());
      const std::size_t end = std::min(attributes.find_first_of(" \t", begin), attributes.size());
      const std::string_view word = attributes.substr(begin, end - begin);
      if (word != "diff=stet" &&
          (word == "diff" || word == "-diff" || word == "!diff" || word == "binary" || word.starts_with("diff=")))
        return true;
      attributes.remove_prefix(end);
    }
  }
  return false;
}

}  // namespace stet::archive
