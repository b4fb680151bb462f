// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "archive/process.hpp"
#include "stet/archive.hpp"

// git's own program on one repository, for the shapes that libgit2 does not read and for what only a network has.
// docs/decisions/0006-git-program-as-fallback.md
namespace stet::archive {

/// Whether git may reach for a remote repository.
enum class Network : std::uint8_t { Never, Allowed };

/// Where git finds what it works on.
struct GitPlace {
  std::string git_directory;           ///< Absolute.
  std::string common_directory;        ///< What all working trees share; absolute.
  std::string work_tree;               ///< Absolute; empty for a bare repository.
  std::string index_file;              ///< Where not empty, stands in for the index.
  std::string object_format = "sha1";  ///< Or "sha256".
};

class GitProgram {
 public:
  explicit GitProgram(GitPlace place) : place_(std::move(place)) {}

  /// The repository that git itself finds. NotFound with the place "git" where there is no such program, NotReadable
  /// for another user's repository, else Unsupported with git's reason.
  [[nodiscard]] static Result<GitProgram> open(const RepositoryPlace& place);
  [[nodiscard]] static bool is_installed();

  /// Runs git in the root of the working tree; paths among `words` are literal. With Network::Never an object that a
  /// partial clone left out is missing, and not fetched.
  [[nodiscard]] Result<Finished> run(std::vector<std::string> words, std::string_view input = {},
                                     Network network = Network::Never,
                                     const std::vector<std::string>& variables = {}) const;
  /// What it writes, where it ends with status 0; else an error of its reason.
  [[nodiscard]] Result<std::string> answer(std::vector<std::string> words, std::string_view input = {},
                                           Network network = Network::Never) const;

  [[nodiscard]] const GitPlace& place() const { return place_; }
  [[nodiscard]] bool is_bare() const { return place_.work_tree.empty(); }
  /// Of the tree without entries.
  [[nodiscard]] std::string empty_tree() const;
  [[nodiscard]] std::size_t id_length() const { return place_.object_format == "sha256" ? 64 : 40; }

 private:
  GitPlace place_;
};

/// The tree without entries in either format of objects: git knows it by its id, whether or not someone stored it.
inline constexpr std::string_view kEmptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
inline constexpr std::string_view kEmptyTreeSha256 = "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";

/// What a command that was given `-z` writes, piece by piece.
[[nodiscard]] std::vector<std::string_view> split_at_nul(std::string_view text);
/// Lines, without their ends.
[[nodiscard]] std::vector<std::string_view> split_lines(std::string_view text);

/// What is said of a repository that its user does not own; {0} is its folder.
inline constexpr std::string_view kForeignOwner =
    "this repository belongs to another user: `git config --global --add safe.directory {0}` says that you trust it";
/// What is said of formats that are newer than libgit2; {1} is its reason.
inline constexpr std::string_view kUnknownFormat = "a repository that stet cannot read: {1}";
/// What is said where a command needs more than git's program tells.
inline constexpr std::string_view kComparisonsOnly =
    "SHA-256 objects: diff, report, check and hook read them, all else needs a repository with SHA-1 objects, which is "
    "what `git init` makes";

}  // namespace stet::archive
