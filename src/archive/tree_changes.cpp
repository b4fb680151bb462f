// SPDX-License-Identifier: Apache-2.0
//
// The files that differ between two trees. Both lists of entries are sorted by the same rule, so one pass over the two
// finds the entries that differ; a folder with one id on both sides is equal, whatever is in it, and stays unread.
// Cost: the entries of the folders on the way to a change, not the size of the tree. (git's data model: "Git Internals
// - Git Objects" in Pro Git.)
#include <algorithm>

#include "archive/history.hpp"

namespace stet::archive {
namespace {

class Comparison {
 public:
  Comparison(const Objects& objects, bool links_too) : objects_(objects), links_too_(links_too) {}

  Result<void> compare(const std::string& folder, const git_oid* before, const git_oid* after) {
    OdbObject objects[2];
    if (auto read = load(before, objects[0]); !read) return read;
    if (auto read = load(after, objects[1]); !read) return read;
    TreeCursor before_cursor(before ? bytes_of(objects[0]) : std::string_view());
    TreeCursor after_cursor(after ? bytes_of(objects[1]) : std::string_view());
    auto left = before_cursor.next();
    auto right = after_cursor.next();
    while (left || right) {
      const bool take_left = left && (!right || !sorts_before(*right, *left));
      const bool take_right = right && (!left || !sorts_before(*left, *right));
      auto compared = entries(folder, take_left ? &*left : nullptr, take_right ? &*right : nullptr);
      if (!compared) return compared;
      if (take_left) left = before_cursor.next();
      if (take_right) right = after_cursor.next();
    }
    return {};
  }

  std::vector<TreeChange> changes;

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
    TreeChange change{folder + std::string(any.name), std::nullopt, std::nullopt, 0};
    if (before && before->is_file()) change.before = before->id;
    if (after && after->is_file()) change.after = after->id;
    if (after) change.after_mode = after->mode;
    const bool is_link = links_too_ && after != nullptr && !after->is_file();
    if (change.before || change.after || is_link) changes.push_back(std::move(change));
    return {};
  }

  const Objects& objects_;
  bool links_too_;
};

}  // namespace

Result<std::vector<TreeChange>> tree_changes(const Objects& objects, const git_oid* before, const git_oid& after,
                                             bool links_too) {
  Comparison comparison(objects, links_too);
  if (before != nullptr && git_oid_equal(before, &after)) return std::vector<TreeChange>{};
  if (auto compared = comparison.compare("", before, &after); !compared) {
    return std::unexpected(std::move(compared).error());
  }
  return std::move(comparison.changes);
}

Result<std::vector<std::string>> file_paths(const Objects& objects, const git_oid& tree) {
  auto changes = tree_changes(objects, nullptr, tree);
  if (!changes) return std::unexpected(std::move(changes).error());
  std::vector<std::string> paths;
  for (TreeChange& change : *changes) paths.push_back(std::move(change.path));
  return paths;
}

}  // namespace stet::archive
