// SPDX-License-Identifier: Apache-2.0
//
// Globs as git's own ignore files have them: a path is matched part by part, `**` standing for any number of parts.
// Both loops remember the last star alone, which is enough (a later star can take whatever an earlier one could), so
// the cost is the product of the lengths and no glob is slow.
#include <algorithm>
#include <vector>

#include "stet/policy.hpp"
#include "unicode/fold.hpp"
#include "unicode/utf8.hpp"

namespace stet {
namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0 && path.substr(0, end) != ".") parts.push_back(path.substr(0, end));
    path.remove_prefix(std::min(path.size(), end + 1));
  }
  return parts;
}

/// Bytes of a set "[a-z]" or "[!a]" at the beginning of `glob`, 0 where it is none; and whether the byte is in it.
std::size_t set_at(std::string_view glob, char byte, bool& is_in) {
  if (!glob.starts_with('[')) return 0;
  std::size_t at = 1;
  const bool inverted = at < glob.size() && (glob[at] == '!' || glob[at] == '^');
  if (inverted) ++at;
  const std::size_t end = glob.find(']', at + 1);
  if (end == std::string_view::npos) return 0;
  bool found = false;
  for (; at < end; ++at) {
    const bool range = at + 2 < end && glob[at + 1] == '-';
    found = found || (range ? glob[at] <= byte && byte <= glob[at + 2] : glob[at] == byte);
    if (range) at += 2;
  }
  is_in = found != inverted;
  return end + 1;
}

/// Bytes of the one sign at the beginning of `glob` where it takes the character that `text` begins with, else 0.
std::size_t sign_for(std::string_view glob, std::string_view text) {
  if (glob.empty()) return 0;
  if (glob.front() == '?') return 1;
  bool is_in = false;
  if (const std::size_t size = set_at(glob, text.front(), is_in); size > 0) return is_in ? size : 0;
  return glob.front() == text.front() ? 1 : 0;
}

/// `?` takes a character whole.
std::size_t taken(std::string_view glob, std::string_view text) {
  std::size_t size = 1;
  while (glob.front() == '?' && size < text.size() && (text[size] & 0xC0) == 0x80) ++size;
  return size;
}

bool part_matches(std::string_view glob, std::string_view text) {
  std::size_t g = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      star_text = t;
    } else if (const std::size_t size = sign_for(glob.substr(g), text.substr(t)); size > 0) {
      t += taken(glob.substr(g), text.substr(t));
      g += size;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', g) == std::string_view::npos;
}

bool is_glob(std::string_view pattern) { return pattern.find_first_of("*?[") != std::string_view::npos; }

bool parts_match(const std::vector<std::string_view>& glob, const std::vector<std::string_view>& path) {
  std::size_t g = 0;
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_path = 0;
  while (p < path.size()) {
    if (g < glob.size() && glob[g] == "**") {
      star = g++;
      star_path = p;
    } else if (g < glob.size() && part_matches(glob[g], path[p])) {
      ++g;
      ++p;
    } else if (g == glob.size() && g > 0 && !is_glob(glob.back())) {
      return true;  // What names a folder means all below it.
    } else if (star != std::string_view::npos) {
      g = star + 1;
      p = ++star_path;
    } else {
      return false;
    }
  }
  while (g < glob.size() && glob[g] == "**") ++g;
  return g == glob.size();
}

/// Folders and names in the form in which most write them: some systems store letters and accents apart.
std::string composed(std::string_view text) {
  return unicode::valid_prefix(text) == text.size() ? unicode::compose(text) : std::string(text);
}

bool any_matches(const std::vector<std::string>& globs, std::string_view path) {
  return std::ranges::any_of(globs, [&](const std::string& glob) { return glob_matches(glob, path); });
}

}  // namespace

bool glob_matches(std::string_view glob, std::string_view path) {
  const std::string pattern = composed(glob);
  const std::string text = composed(path);
  if (pattern == text) return true;  // A name may hold a glob's signs.
  return parts_match(parts_of(pattern), parts_of(text));
}

bool concerns(const Policy& policy, std::string_view path) {
  if (path.empty()) return false;
  if (policy.paths.empty() || any_matches(policy.paths, path)) return true;
  for (const auto* const phrases : {&policy.keep, &policy.avoid})
    for (const PhraseRule& rule : *phrases)
      if (any_matches(rule.paths, path)) return true;
  return false;
}

bool names_itself(const Policy& policy, std::string_view path) {
  return std::ranges::any_of(policy.paths, [&](const std::string& pattern) {
    return !is_glob(pattern) && parts_of(composed(pattern)) == parts_of(composed(path));
  });
}

bool names_as_document(const Policy& policy, std::string_view path) {
  if (names_itself(policy, path)) return true;
  return std::ranges::any_of(policy.paths, [&](const std::string& pattern) {
    const std::size_t dot = pattern.rfind('.');
    if (dot == std::string::npos || pattern.find_first_of("*?[/", dot) != std::string::npos) return false;
    return path.ends_with(std::string_view(pattern).substr(dot)) && glob_matches(pattern, path);
  });
}

}  // namespace stet
