// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/git.hpp"

namespace stet::archive {

/// Which changed files are meant: documents by their endings, below the given paths where there are any, and whatever
/// a path names itself.
class PathFilter {
 public:
  /// Patterns as git's: files, folders, globs in which `*` crosses folders. InvalidInput for git's magic, `:(…)`.
  /// @param also_document  Where given, says of more files that they are documents.
  [[nodiscard]] static Result<PathFilter> make(const std::vector<std::string>& paths,
                                               std::function<bool(std::string_view)> also_document = {});
  /// One file, whatever characters its path has.
  [[nodiscard]] static PathFilter of_file(std::string path);

  [[nodiscard]] bool selects(std::string_view path) const;
  [[nodiscard]] bool is_document(std::string_view path) const;
  /// Whether a pattern that is no glob names this path itself.
  [[nodiscard]] bool names(std::string_view path) const;
  /// The patterns that are no globs.
  [[nodiscard]] std::vector<std::string> literals() const;

 private:
  struct Pattern {
    std::string text;  ///< Without slashes at its end; empty: everything.
    bool glob = false;
    Pathspec spec;
  };
  std::vector<Pattern> patterns_;
  std::function<bool(std::string_view)> also_document_;
};

}  // namespace stet::archive
