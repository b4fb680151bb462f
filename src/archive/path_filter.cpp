// SPDX-License-Identifier: Apache-2.0
#include "archive/path_filter.hpp"

#include "archive/history.hpp"
#include "archive/names.hpp"
#include "archive/state.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

/// The literal ending of a glob: ".rst" of "docs/*.rst"; nothing where it ends in a wildcard.
std::string_view ending_of(std::string_view glob) {
  const std::size_t dot = glob.rfind('.');
  if (dot == std::string_view::npos) return {};
  const std::string_view ending = glob.substr(dot);
  return ending.size() > 1 && ending.find_first_of("*?[\\/") == std::string_view::npos ? ending : std::string_view();
}

}  // namespace

Result<PathFilter> PathFilter::make(const std::vector<std::string>& paths,
                                    std::function<bool(std::string_view)> also_document) {
  PathFilter filter;
  filter.also_document_ = std::move(also_document);
  for (const std::string& path : paths) {
    if (path.starts_with(':')) {
      return std::unexpected(
          Error{ErrorCode::InvalidInput,
                fmt::format("'{}' uses git's path magic, which stet does not know: name files, folders or globs",
                            one_line(path)),
                ""});
    }
    Pattern pattern;
    std::string_view rest = path;
    while (rest.starts_with("./")) rest.remove_prefix(2);
    if (rest == ".") rest = {};
    pattern.text = rest.empty() || rest == "/" ? std::string() : without_slash(rest);
    pattern.glob = pattern.text.find_first_of("*?[") != std::string::npos;
    if (pattern.glob) {
      char* text = pattern.text.data();
      const git_strarray one{&text, 1};
      auto spec = acquire<Pathspec, git_pathspec_new>("cannot read the path pattern", &one);
      if (!spec) return std::unexpected(std::move(spec).error());
      pattern.spec = std::move(*spec);
    }
    filter.patterns_.push_back(std::move(pattern));
  }
  return filter;
}

PathFilter PathFilter::of_file(std::string path) {
  PathFilter filter;
  filter.patterns_.emplace_back().text = std::move(path);
  return filter;
}

bool PathFilter::names(std::string_view path) const {
  for (const Pattern& pattern : patterns_) {
    if (pattern.text == path) return true;
  }
  return false;
}

bool PathFilter::is_document(std::string_view path) const {
  return archive::is_document(path) || (also_document_ && also_document_(path));
}

bool PathFilter::selects(std::string_view path) const {
  if (patterns_.empty()) return is_document(path);
  if (names(path)) return true;
  const bool document = is_document(path);
  for (const Pattern& pattern : patterns_) {
    if (!pattern.glob) {
      const bool below = pattern.text.empty() || (path.size() > pattern.text.size() && path.starts_with(pattern.text) &&
                                                  path[pattern.text.size()] == '/');
      if (below && document) return true;
      continue;
    }
    const std::string_view ending = ending_of(pattern.text);
    const bool meant = document || (!ending.empty() && path.ends_with(ending));
    if (meant && git_pathspec_matches_path(pattern.spec.get(), 0, std::string(path).c_str()) == 1) return true;
  }
  return false;
}

std::vector<std::string> PathFilter::literals() const {
  std::vector<std::string> texts;
  for (const Pattern& pattern : patterns_) {
    if (!pattern.glob && !pattern.text.empty()) texts.push_back(pattern.text);
  }
  return texts;
}

}  // namespace stet::archive
