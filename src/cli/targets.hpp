// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "stet/report.hpp"

namespace stet::cli {

/// One document to compare: where its sides came from, and their bytes or why there are none.
struct Pair {
  std::string name;
  DocumentSide before_side;
  DocumentSide after_side;
  Result<Source> before;
  Result<Source> after;
  bool named = true;              ///< It was asked for by itself, so that not reading it is trouble.
  std::string renamed_from = {};  ///< Its path before, where that is another.
};

/// Documents to compare, and what their project says of its texts.
struct Targets {
  std::vector<Pair> pairs;
  Settings settings;
};

/// What `diff`'s words and paths mean. INTERFACE section 2: two words are two files; one is NAME, NAME@V or
/// NAME@V1..V2, then a revision or range, then a document's path; none is the working tree with HEAD. Only what is not
/// two files opens a repository.
[[nodiscard]] Result<Targets> resolve_targets(const std::vector<std::string>& words, bool staged,
                                              const CommonOptions& options, const Context& context);

/// A file, or standard input for "-".
[[nodiscard]] Result<Source> open_source(const std::string& path, const CommonOptions& options, std::istream& in);

/// An empty word, before `--` or behind it, is refused: it is a variable that was not set.
[[nodiscard]] Result<void> refuse_empty_words(const std::vector<std::string>& words, const Context& context);

/// A path as it was typed, relative to the current folder (or to `--repo`), as the repository has it.
[[nodiscard]] Result<std::string> repository_path(const Archive& repository, const std::string& typed,
                                                  const CommonOptions& options);

/// What a word may name, in the order in which it is looked for: a name, which counts from the root, then a document
/// from the reader's folder. One that begins with a dot and a slash, or two, is the latter alone.
[[nodiscard]] Result<std::vector<std::string>> names_here(const Archive& repository, const std::string& word,
                                                          const CommonOptions& options);

/// Gives the release of a name, or NotFound.
using ReleaseLookup = std::function<Result<Release>(const std::string&)>;

/// "NAME" or "NAME@SELECTOR", from the root or the reader's folder. The last `@` wins for which NAME exists.
/// @param selector  What stands behind the `@`; empty where there is none.
[[nodiscard]] Result<Release> find_release(const Archive& repository, const ReleaseLookup& lookup,
                                           const std::string& word, std::string& selector,
                                           const CommonOptions& options);
/// In the repository's own history; with the versions under earlier names where the options say --follow.
[[nodiscard]] Result<Release> find_release(const Archive& repository, const std::string& word, std::string& selector,
                                           const CommonOptions& options);

/// What is said where --follow has nothing to follow: a release of an archive keeps its name.
void warn_of_follow(const Archive& archive, const CommonOptions& options, const Context& context);

}  // namespace stet::cli
