// SPDX-License-Identifier: Apache-2.0
//
// Idea: a document that came in a commit is a renamed one where another went there, and the diff of that commit pairs
// the two. Most commits in which a document comes take none away, and most renames leave its bytes: both show from the
// folders that differ, and no text is read. Most others are of a folder, whose documents were touched on the way: then
// the one that went with the same file name is read, and half of the prose in common is enough, unless a document whose
// name did not go has more of it: those are read as well, and in a folder that moved they are few. What is left costs
// what the diff costs, in which every document that went or came is looked at.
//
// Example: "old/de.md" went, "new/de.md" came with 60 % of it and "x.md" with 95 %. The diff pairs it with "x.md", and
// so do both histories. Where "old/x.md" went as well, names say what moved: "old/de.md" goes on as "new/de.md" alone.
#include "archive/renamed_from.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "archive/history.hpp"
#include "archive/id_set.hpp"
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

/// The documents that came of which neither the name nor the bytes went: what they were, if anything, had another name.
std::vector<const File*> newly_named(const Arrivals& found) {
  std::unordered_set<std::string_view> names;
  IdSet bytes;
  for (const File& file : found.went) {
    names.insert(file_name(file.path));
    bytes.insert(file.bytes);
  }
  std::vector<const File*> files;
  for (const File& file : found.came)
    if (is_document(file.path) && !names.contains(file_name(file.path)) && !bytes.contains(file.bytes))
      files.push_back(&file);
  return files;
}

/// Whether a file of its name has much of the prose of the one that went, and nothing newly named has more.
bool goes_on_in(const Objects& objects, const Arrivals& found, const File& gone, const File& namesake) {
  const auto before = objects.read(gone.bytes, GIT_OBJECT_BLOB);
  if (!before) return false;
  const auto share = [&](const File& file) -> std::optional<double> {
    const auto after = objects.read(file.bytes, GIT_OBJECT_BLOB);
    return after ? std::optional(shared_prose(bytes_of(*before), bytes_of(*after))) : std::nullopt;
  };
  const auto own = share(namesake);
  if (!own || *own < kSureProse) return false;
  // What is not here is said where it decides.
  return std::ranges::none_of(newly_named(found), [&](const File* file) {
    const auto other = share(*file);
    return !other || *other > *own;
  });
}

/// What the file that went became, as far as it shows without the diff: the only one that came with its bytes; else the
/// only one of its name with much of its prose, where the bytes of neither are on both sides.
const File* sure_successor(const Objects& objects, const Arrivals& found, const File& gone) {
  if (const File* const same = only(found.came, has_bytes_of(gone)))
    return only(found.went, has_bytes_of(gone)) ? same : nullptr;
  const File* const namesake = only(found.came, has_name_of(gone));
  if (namesake == nullptr || only(found.went, has_name_of(gone)) == nullptr) return nullptr;
  if (std::ranges::any_of(found.came, has_bytes_of(gone))) return nullptr;
  if (std::ranges::any_of(found.went, has_bytes_of(*namesake))) return nullptr;
  return goes_on_in(objects, found, gone, *namesake) ? namesake : nullptr;
}

/// The file that went of which this one is the sure successor.
const File* sure_predecessor(const Objects& objects, const Arrivals& found, const File& file) {
  for (const File* const gone : {only(found.went, has_bytes_of(file)), only(found.went, has_name_of(file))})
    if (gone != nullptr && sure_successor(objects, found, *gone) == &file) return gone;
  return nullptr;
}

/// Whether another file is the sure successor of what the diff says that this one was.
bool is_taken(const Objects& objects, const Arrivals& found, const std::string& former, const File& file) {
  const auto gone = std::ranges::find(found.went, former, &File::path);
  if (gone == found.went.end()) return false;
  const File* const successor = sure_successor(objects, found, *gone);
  return successor != nullptr && successor != &file;
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
  if (const File* const gone = sure_predecessor(objects, *found, *file)) return std::optional(gone->path);

  const auto changes = changes_of_file(repository, hex(parent), hex(commit), path);
  if (!changes && changes.error().code == ErrorCode::Incomplete)
    return failure(ErrorCode::Incomplete,
                   "what it was renamed from shows from texts that this partial clone lacks: "
                   "`git fetch --refetch --no-filter` brings them",
                   path);
  if (!changes) return std::unexpected(changes.error());
  const auto renamed = std::ranges::find_if(
      *changes, [&](const ChangedPath& change) { return change.after_path == path && !change.before_path.empty(); });
  if (renamed == changes->end() || is_taken(objects, *found, renamed->before_path, *file))
    return std::optional<std::string>();
  return std::optional(renamed->before_path);
}

}  // namespace stet::archive
