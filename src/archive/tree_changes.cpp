// SPDX-License-Identifier: Apache-2.0
//
// The files that differ between two trees. Both lists of entries are sorted by the same rule, so one pass over the two
// finds the entries that differ; a folder with one id on both sides is equal, whatever is in it, and stays unread.
// Cost: the entries of the folders on the way to a change, not the size of the tree; those before the first that
// differs, and between two that do, are passed over by comparing memory. (git's data model: "Git Internals - Git
// Objects" in Pro Git.)
#include <algorithm>

#include "archive/history.hpp"

namespace stet::archive {
namespace {

class TreeComparison {
 public:
  TreeComparison(const Objects& objects, const EntryVisitor& visit) : objects_(objects), visit_(visit) {}

  Result<void> compare(const std::string& folder, const git_oid* before, const git_oid* after) {
    OdbObject objects[2];
    if (auto read = load(before, objects[0]); !read) return read;
    if (auto read = load(after, objects[1]); !read) return read;
    TreeCursor before_cursor(before ? bytes_of(objects[0]) : std::string_view());
    TreeCursor after_cursor(after ? bytes_of(objects[1]) : std::string_view());
    TreeCursor::skip_equal(before_cursor, after_cursor);
    auto left = before_cursor.next();
    auto right = after_cursor.next();
    while (left || right) {
      const bool take_left = left && (!right || !sorts_before(*right, *left));
      const bool take_right = right && (!left || !sorts_before(*left, *right));
      auto compared = entries(folder, take_left ? &*left : nullptr, take_right ? &*right : nullptr);
      if (!compared) return compared;
      if (take_left && take_right) TreeCursor::skip_equal(before_cursor, after_cursor);
      if (take_left) left = before_cursor.next();
      if (take_right) right = after_cursor.next();
    }
    return {};
  }

 private:
  Result<void> load(const git_oid* id, OdbObject& object) const {
    if (id == nullptr) return {};
    auto read = objects_.read(*id, GIT_OBJECT_TREE);
    if (!read) return std::unexpected(std::move(read).error());
    object = std::move(*read);
    return {};
  }

  Result<void> entries(const std::string& folder, const TreeEntry* before, const TreeEntry* after) {
    if (before && after && git_oid_equal(&before->id, &after->id) && before->is_file() == after->is_file()) return {};
    const TreeEntry& any = before ? *before : *after;
    if (any.is_tree()) {
      return compare(folder + std::string(any.name) + "/", before ? &before->id : nullptr,
                     after ? &after->id : nullptr);
    }
    visit_(folder + std::string(any.name), before, after);
    return {};
  }

  const Objects& objects_;
  const EntryVisitor& visit_;
};

}  // namespace

Result<void> visit_differences(const Objects& objects, const git_oid* before, const git_oid* after,
                               const EntryVisitor& visit) {
  if (before != nullptr && after != nullptr && git_oid_equal(before, after)) return {};
  return TreeComparison(objects, visit).compare("", before, after);
}

Result<std::vector<TreeChange>> tree_changes(const Objects& objects, const git_oid* before, const git_oid& after,
                                             bool links_too) {
  std::vector<TreeChange> changes;
  const auto add = [&](const std::string& path, const TreeEntry* before_entry, const TreeEntry* after_entry) {
    TreeChange change{path, std::nullopt, std::nullopt, 0};
    if (before_entry && before_entry->is_file()) change.before = before_entry->id;
    if (after_entry && after_entry->is_file()) change.after = after_entry->id;
    if (after_entry) change.after_mode = after_entry->mode;
    const bool is_link = links_too && after_entry != nullptr && !after_entry->is_file();
    if (change.before || change.after || is_link) changes.push_back(std::move(change));
  };
  if (auto visited = visit_differences(objects, before, &after, add); !visited)
    return std::unexpected(std::move(visited).error());
  return changes;
}

Result<std::vector<std::string>> file_paths(const Objects& objects, const git_oid& tree) {
  auto changes = tree_changes(objects, nullptr, tree);
  if (!changes) return std::unexpected(std::move(changes).error());
  std::vector<std::string> paths;
  for (TreeChange& change : *changes) paths.push_back(std::move(change.path));
  return paths;
}

}  // namespace stet::archive
