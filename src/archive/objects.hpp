// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/git.hpp"

// Commits and trees read from their raw bytes. A walk over a history looks at a few fields of very many objects, and
// libgit2's own parsed objects cost a multiple of that in allocations.
namespace stet::archive {

/// A raw commit, taken apart. The views point into the object that it was parsed from.
struct CommitFields {
  git_oid tree{};
  std::vector<git_oid> parents;
  std::string_view author;  ///< "Name <email> seconds +hhmm"
  std::string_view committer;
  std::string_view message;
};

/// Seconds since 1970 of an author or committer line; 0 where there are none to be read.
[[nodiscard]] std::int64_t seconds_of(std::string_view signature);

struct TreeEntry {
  std::uint32_t mode = 0;
  std::string_view name;
  git_oid id{};

  [[nodiscard]] bool is_tree() const { return mode == GIT_FILEMODE_TREE; }
  [[nodiscard]] bool is_file() const { return (mode & 0170000) == 0100000; }
};

/// The order of a tree's entries: git sorts a folder as if its name ended in '/'.
[[nodiscard]] bool sorts_before(const TreeEntry& left, const TreeEntry& right);

/// A tree's entries one after the other, in git's order. Damaged bytes end it.
class TreeCursor {
 public:
  explicit TreeCursor(std::string_view raw) : rest_(raw) {}
  /// The next entry; nothing at the end.
  [[nodiscard]] std::optional<TreeEntry> next();
  /// Passes over the entries that both have next, byte for byte the same.
  static void skip_equal(TreeCursor& left, TreeCursor& right);

 private:
  std::string_view rest_;
};

/// The object database of one repository.
class Objects {
 public:
  Objects(git_odb* odb, bool shallow) : odb_(odb), shallow_(shallow) {}

  /// An object of that type, raw. Errors name it and, where a clone left it out, the remedy.
  [[nodiscard]] Result<OdbObject> read(const git_oid& id, git_object_t type) const;
  [[nodiscard]] bool has(const git_oid& id) const { return git_odb_exists(odb_, &id) == 1; }
  /// Takes apart a commit. Parents that a shallow clone left out are none.
  [[nodiscard]] Result<CommitFields> parse_commit(const git_oid& id, std::string_view raw) const;
  /// The entry that `path` names below `tree`; nothing where there is none.
  [[nodiscard]] Result<std::optional<TreeEntry>> find(const git_oid& tree, std::string_view path) const;
  [[nodiscard]] git_odb* odb() const { return odb_; }
  [[nodiscard]] bool is_shallow() const { return shallow_; }

 private:
  git_odb* odb_;
  bool shallow_;
};

/// The bytes of an object.
[[nodiscard]] std::string_view bytes_of(const OdbObject& object);

}  // namespace stet::archive
