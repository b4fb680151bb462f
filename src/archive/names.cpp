// SPDX-License-Identifier: Apache-2.0
#include "archive/names.hpp"

#include <algorithm>

#include "fmt/format.h"
#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::archive {
namespace {

/// No file system that stet meets keeps a longer file name, in bytes.
constexpr std::size_t kMaxPart = 255;
/// Linux's PATH_MAX, less room for the folder that the archive is in.
constexpr std::size_t kMaxPath = 3072;

Error bad_name(std::string_view name, std::string_view why) {
  return {ErrorCode::InvalidInput, fmt::format("'{}' cannot name a release: {}", one_line(name), why), ""};
}

bool is_control(char32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }

bool has_control(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, at);
    if (is_control(point.code)) return true;
    at += point.size;
  }
  return false;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// ".git" as any file system might read it: in any case, with characters that HFS+ ignores, with the dots and spaces
/// that Windows drops at the end, or as the short name that it gives.
bool means_git(std::string_view part) {
  std::string plain;
  for (std::size_t at = 0; at < part.size();) {
    const unicode::CodePoint point = unicode::code_point_at(part, at);
    if (!unicode::is_ignorable(point.code) && !unicode::is_joiner(point.code)) {
      plain.append(part.substr(at, point.size));
    }
    at += point.size;
  }
  while (plain.size() > 1 && (plain.back() == '.' || plain.back() == ' ')) plain.pop_back();
  const std::string lower = ascii_lower(plain);
  return lower == ".git" || lower == "git~1";
}

/// What is wrong with one part of a name, or nothing.
std::string_view fault_of(std::string_view part) {
  if (part.empty()) return "it has an empty part; parts are divided by single '/', with none at either end";
  if (part == "." || part == "..") return "'.' and '..' are no names";
  if (means_git(part)) return "'.git' is git's own";
  return {};
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

Result<std::string> checked_extension(std::string_view given) {
  std::string extension(given.empty() ? ".txt" : given);
  if (!extension.starts_with('.')) extension.insert(0, ".");
  const bool valid = unicode::valid_prefix(extension) == extension.size();
  if (!valid || extension.size() < 2 || extension.find('.', 1) != std::string::npos ||
      extension.find('/') != std::string::npos || has_control(extension)) {
    return std::unexpected(Error{
        ErrorCode::InvalidInput,
        fmt::format("'{}' is no ending for a file: it is one dot and what follows, such as .md", one_line(given)), ""});
  }
  return unicode::compose(extension);
}

std::string folded(std::string_view text) { return unicode::fold_case(unicode::compose(text)); }

bool equal_but_for_case(std::string_view before, std::string_view after) {
  return before != after && folded(before) == folded(after);
}

}  // namespace

bool is_safe_path(std::string_view path) {
  return std::ranges::all_of(parts_of(path), [](std::string_view part) { return fault_of(part).empty(); });
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
}

std::string_view leaf_of(std::string_view path) { return path.substr(folder_of(path).size()); }

std::string_view stem_of(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? file_name : file_name.substr(0, dot);
}

std::string_view release_of(std::string_view path) {
  return path.substr(0, folder_of(path).size() + stem_of(leaf_of(path)).size());
}

Result<ReleaseFile> release_file(std::string_view name, std::string_view extension) {
  const auto ending = checked_extension(extension);
  if (!ending) return std::unexpected(ending.error());
  if (unicode::valid_prefix(name) != name.size()) return std::unexpected(bad_name(name, "it is no valid UTF-8"));
  if (has_control(name)) return std::unexpected(bad_name(name, "it has control characters"));
  if (name.starts_with('/')) return std::unexpected(bad_name(name, "a name has no '/' at its start"));
  std::string composed = unicode::compose(name);
  if (ascii_lower(composed).ends_with(ascii_lower(*ending))) composed.resize(composed.size() - ending->size());
  for (const std::string_view part : parts_of(composed)) {
    if (const auto fault = fault_of(part); !fault.empty()) return std::unexpected(bad_name(name, fault));
    if (part.size() + ending->size() > kMaxPart) {
      return std::unexpected(bad_name(name, fmt::format("a part is longer than {} bytes", kMaxPart - ending->size())));
    }
  }
  if (composed.size() > kMaxPath) return std::unexpected(bad_name(name, fmt::format("longer than {} bytes", kMaxPath)));
  return ReleaseFile{composed, composed + *ending};
}

Result<void> check_clash(std::string_view path, std::string_view other) {
  const auto clash = [&](std::string_view how) {
    return std::unexpected(Error{
        ErrorCode::InvalidInput,
        fmt::format("'{}' clashes with '{}', which is there already: {}", one_line(path), one_line(other), how), ""});
  };
  const auto parts = parts_of(path);
  const auto others = parts_of(other);
  for (std::size_t i = 0; i < std::min(parts.size(), others.size()); ++i) {
    const bool is_file = i + 1 == parts.size();
    const bool other_is_file = i + 1 == others.size();
    if (equal_but_for_case(parts[i], others[i])) return clash("they differ in case alone");
    if (parts[i] == others[i]) {
      if (is_file != other_is_file) return clash("one is a file and the other a folder of that name");
      continue;
    }
    if (is_file && other_is_file && equal_but_for_case(stem_of(parts[i]), stem_of(others[i]))) {
      return clash("the names differ in case alone");
    }
    return {};
  }
  return {};
}

Result<std::optional<FoundFile>> find_release_file(const Objects& objects, const git_oid& tree, std::string_view name) {
  const std::string_view folder = folder_of(name);
  const auto at = objects.find(tree, folder.substr(0, folder.empty() ? 0 : folder.size() - 1));
  if (!at) return std::unexpected(at.error());
  if (!*at || !(*at)->is_tree()) return std::nullopt;
  const auto object = objects.read((*at)->id, GIT_OBJECT_TREE);
  if (!object) return std::unexpected(object.error());
  TreeCursor cursor(bytes_of(*object));
  const std::string_view leaf = leaf_of(name);
  while (const auto entry = cursor.next()) {
    const bool keeps = entry->is_file() && entry->name.starts_with(leaf) && entry->name.size() > leaf.size() &&
                       stem_of(entry->name) == leaf && !(folder.empty() && entry->name == kFormatFile);
    if (keeps) return FoundFile{std::string(folder) + std::string(entry->name), entry->id};
  }
  return std::nullopt;
}

Result<std::vector<std::string>> neighbours(const Objects& objects, const git_oid& tree, std::string_view path) {
  std::vector<std::string> paths;
  std::string folder;
  git_oid at = tree;
  for (const std::string_view part : parts_of(path)) {
    const auto object = objects.read(at, GIT_OBJECT_TREE);
    if (!object) return std::unexpected(object.error());
    TreeCursor cursor(bytes_of(*object));
    std::optional<git_oid> below;
    while (const auto entry = cursor.next()) {
      // A folder stands for the files in it: "un/" and one part more is what a path through it looks like.
      paths.push_back(folder + std::string(entry->name) + (entry->is_tree() ? "/" : ""));
      if (entry->is_tree() && entry->name == part) below = entry->id;
    }
    if (!below) return paths;
    at = *below;
    folder.append(part).push_back('/');
  }
  return paths;
}

}  // namespace stet::archive
