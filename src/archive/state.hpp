// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "archive/git.hpp"
#include "archive/git_program.hpp"
#include "archive/objects.hpp"
#include "stet/archive.hpp"

namespace stet {

namespace archive {

/// An opened repository, and what every call on it needs.
struct RepositoryState {
  Repository repository;              ///< Null where libgit2 cannot open it: then `program` is there.
  Odb odb;                            ///< Likewise.
  std::optional<GitProgram> program;  ///< Only for a repository that was opened to compare its states.
  std::string index_file;             ///< What was named in place of the repository's own index; or empty.
  std::string directory;  ///< The working tree or the bare repository, absolute, without a slash at its end.

  [[nodiscard]] Objects objects() const;
  [[nodiscard]] bool is_bare() const {
    return program ? program->is_bare() : git_repository_is_bare(repository.get()) == 1;
  }
};

/// What HEAD names: nothing while its branch has no commit.
struct Head {
  std::string branch;          ///< Full name, `refs/heads/main`; empty when detached.
  std::optional<git_oid> tip;  ///< The commit.
};
[[nodiscard]] Result<Head> read_head(git_repository* repository);

/// What the `stet.toml` of a tree says.
enum class Format : std::uint8_t {
  None,     ///< No archive: no such file, or nothing in it about an archive.
  Known,    ///< `[archive]` with `format = 1`.
  Unknown,  ///< Of another format.
  Damaged,  ///< It is no TOML.
};
[[nodiscard]] Result<Format> format_of(const Objects& objects, const git_oid& commit);
/// What `init` writes.
inline constexpr std::string_view kFormatText = "[archive]\nformat = 1\n";
[[nodiscard]] Format format_of_text(std::string_view toml);

/// HEAD of an archive that can be written to: there are both branch and tip. Else why not, and what mends it.
[[nodiscard]] Result<Head> archive_head(git_repository* repository, const Objects& objects,
                                        const std::string& directory);

/// The tree of a commit.
[[nodiscard]] Result<git_oid> tree_of(const Objects& objects, const git_oid& commit);

/// Who commits: git's configuration, else stet.
[[nodiscard]] Result<Signature> signature_at(git_repository* repository, std::string_view role, Timestamp seconds);

/// Opens the repository at or above `directory`. With `search` false only there.
[[nodiscard]] Result<Repository> open_repository(const std::string& directory, bool search);

/// Whether a remote is promised to have what the repository leaves out.
[[nodiscard]] bool is_partial_clone(git_repository* repository);

/// The repository's index as it is on the disk now. Unsupported, with the remedy, for one that libgit2 cannot read.
[[nodiscard]] Result<Index> open_index(git_repository* repository);
/// Why an index could not be opened, and what mends it.
[[nodiscard]] Error index_error(int status);

/// Without slashes at its end, save for the root.
[[nodiscard]] std::string without_slash(std::string_view path);

}  // namespace archive

struct Archive::State : archive::RepositoryState {};

/// The way from an Archive to its repository, for what compares any repository's states.
class Revisions {
 public:
  [[nodiscard]] static const archive::RepositoryState& state(const Archive& archive) { return *archive.state_; }
  /// The git directory that all working trees of the repository share, with a slash at its end.
  [[nodiscard]] static std::string common_directory(const Archive& archive);
  /// The commit that HEAD names; empty where there is none yet.
  [[nodiscard]] static Result<std::string> tip(const Archive& archive);
};

}  // namespace stet
