// SPDX-License-Identifier: Apache-2.0
//
// Idea: a document that came in a commit is a renamed one where another went there, and the diff of that commit pairs
// the two. Most commits in which a document comes take none away, and most renames leave its bytes: both show from the
// folders that differ, and no text is read. Most others are of a folder, whose documents were touched on the way: then
// the one that went with the same file name is read, and half of the prose in common is enough. What is left costs what
// the diff costs, in which every document that went or came is looked at.
#include "archive/renamed_from.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "archive/history.hpp"
#include "archive/prose_renames.hpp"
#include "archive/ranges.hpp"
#include "archive/walk.hpp"

namespace stet::archive {
namespace {

/// Share of the prose that a document has in common with the one of its name that went. As much as git takes for the
/// same text, whatever its name.
constexpr double kSureProse = 0.5;

struct File {
  std::string path;
  git_oid bytes{};
};

/// What came and went in a commit in which a file may have come.
struct Arrivals {
  std::vector<File> went;
  std::vector<File> came;
};

Result<Arrivals> arrivals(const Objects& objects, const git_oid& before, const git_oid& after) {
  Arrivals found;
  const auto visit = [&](const std::string& path, const TreeEntry* was, const TreeEntry* is) {
    const bool is_file = is != nullptr && is->is_file();
    // A link that leads to where the document went stands in its place at times.
    if (was != nullptr && was->is_file() && !is_file) found.went.push_back({path, was->id});
    if (was == nullptr && is_file) found.came.push_back({path, is->id});
  };
  if (const auto visited = visit_differences(objects, &before, &after, visit); !visited)
    return std::unexpected(visited.error());
  return found;
}

/// The one of the files for which that holds; null where there is none, or more than one.
template <class Holds>
const File* only(const std::vector<File>& files, const Holds& holds) {
  const auto found = std::ranges::find_if(files, holds);
  if (found == files.end() || std::any_of(std::next(found), files.end(), holds)) return nullptr;
  return &*found;
}

auto has_bytes_of(const File& file) {
  return [&file](const File& other) { return git_oid_equal(&other.bytes, &file.bytes) != 0; };
}

auto has_name_of(const File& file) {
  return [&file](const File& other) { return file_name(other.path) == file_name(file.path); };
}

/// The file that went with the same bytes, where no other came with them.
const File* with_same_bytes(const Arrivals& found, const File& file) {
  return only(found.came, has_bytes_of(file)) ? only(found.went, has_bytes_of(file)) : nullptr;
}

/// The file that went with the same name and much of the same prose, where no other came with either its name or bytes.
const File* with_same_name(const Objects& objects, const Arrivals& found, const File& file) {
  const File* const namesake = only(found.went, has_name_of(file));
  if (namesake == nullptr || only(found.came, has_name_of(file)) == nullptr) return nullptr;
  if (std::ranges::any_of(found.came, has_bytes_of(*namesake))) return nullptr;
  const auto before = objects.read(namesake->bytes, GIT_OBJECT_BLOB);
  const auto after = objects.read(file.bytes, GIT_OBJECT_BLOB);
  // What is not here is said where it decides.
  if (!before || !after) return nullptr;
  return shared_prose(bytes_of(*before), bytes_of(*after)) >= kSureProse ? namesake : nullptr;
}

}  // namespace

Result<std::optional<std::string>> renamed_from(const RepositoryState& repository, const git_oid& commit,
                                                const std::string& path) {
  const Objects objects = repository.objects();
  const auto read = read_commit(objects, commit);
  if (!read) return std::unexpected(read.error());
  if (read->fields.parents.empty()) return std::optional<std::string>();
  const git_oid parent = read->fields.parents.front();
  const auto before = tree_of(objects, parent);
  if (!before) return std::unexpected(before.error());
  const auto found = arrivals(objects, *before, read->fields.tree);
  if (!found) return std::unexpected(found.error());
  const auto file = std::ranges::find(found->came, path, &File::path);
  if (file == found->came.end() || found->went.empty()) return std::optional<std::string>();
  if (const File* const same = with_same_bytes(*found, *file)) return std::optional(same->path);
  if (const File* const same = with_same_name(objects, *found, *file)) return std::optional(same->path);

  const auto changes = changes_of_file(repository, hex(parent), hex(commit), path);
  if (!changes && changes.error().code == ErrorCode::Incomplete)
    return failure(ErrorCode::Incomplete,
                   "what it was renamed from shows from texts that this partial clone lacks: "
                   "`git fetch --refetch --no-filter` brings them",
                   path);
  if (!changes) return std::unexpected(changes.error());
  const auto renamed = std::ranges::find_if(
      *changes, [&](const ChangedPath& change) { return change.after_path == path && !change.before_path.empty(); });
  return renamed == changes->end() ? std::optional<std::string>() : std::optional(renamed->before_path);
}

}  // namespace stet::archive
