// SPDX-License-Identifier: Apache-2.0
#include "archive/objects.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "fmt/format.h"

namespace stet::archive {
namespace {

Error damaged(const git_oid& id, std::string_view what) {
  return {ErrorCode::NotReadable, fmt::format("damaged {}: `git fsck` says more", what), hex(id)};
}

/// Takes "KEY value\n" off the front of `rest`; nothing where it does not begin so.
std::optional<std::string_view> take_line(std::string_view& rest, std::string_view key) {
  if (!rest.starts_with(key)) return std::nullopt;
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view value = rest.substr(key.size(), end - key.size());
  rest.remove_prefix(end + 1);
  return value;
}

/// Everything after the empty line that ends a commit's header.
std::string_view message_of(std::string_view rest) {
  if (rest.starts_with('\n')) return rest.substr(1);
  const std::size_t end = rest.find("\n\n");
  return end == std::string_view::npos ? std::string_view() : rest.substr(end + 2);
}

std::string_view type_name(git_object_t type) { return git_object_type2string(type); }

}  // namespace

std::int64_t seconds_of(std::string_view signature) {
  const std::size_t bracket = signature.rfind('>');
  if (bracket == std::string_view::npos) return 0;
  std::string_view rest = signature.substr(bracket + 1);
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  std::int64_t seconds = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), seconds);
  return seconds;
}

bool sorts_before(const TreeEntry& left, const TreeEntry& right) {
  const std::size_t common = std::min(left.name.size(), right.name.size());
  if (const int order = left.name.substr(0, common).compare(right.name.substr(0, common)); order != 0) return order < 0;
  const auto at = [common](const TreeEntry& entry) {
    if (entry.name.size() > common) return static_cast<unsigned char>(entry.name[common]);
    return static_cast<unsigned char>(entry.is_tree() ? '/' : '\0');
  };
  return at(left) < at(right);
}

std::optional<TreeEntry> TreeCursor::next() {
  const std::size_t space = rest_.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::size_t end = rest_.find('\0', space + 1);
  if (end == std::string_view::npos || rest_.size() - end - 1 < GIT_OID_RAWSZ) return std::nullopt;
  TreeEntry entry;
  std::from_chars(rest_.data(), rest_.data() + space, entry.mode, 8);
  entry.name = rest_.substr(space + 1, end - space - 1);
  std::memcpy(entry.id.id, rest_.data() + end + 1, GIT_OID_RAWSZ);
  rest_.remove_prefix(end + 1 + GIT_OID_RAWSZ);
  return entry;
}

void TreeCursor::skip_equal(TreeCursor& left, TreeCursor& right) {
  const std::size_t most = std::min(left.rest_.size(), right.rest_.size());
  std::size_t skipped = 0;
  for (;;) {
    // An entry's end shows only from its beginning, as its id may have any byte.
    const std::size_t name_end = left.rest_.find('\0', skipped);
    if (name_end == std::string_view::npos) break;
    const std::size_t end = name_end + 1 + GIT_OID_RAWSZ;
    if (end > most || std::memcmp(left.rest_.data() + skipped, right.rest_.data() + skipped, end - skipped) != 0) break;
    skipped = end;
  }
  left.rest_.remove_prefix(skipped);
  right.rest_.remove_prefix(skipped);
}

std::string_view bytes_of(const OdbObject& object) {
  return {static_cast<const char*>(git_odb_object_data(object.get())), git_odb_object_size(object.get())};
}

Result<OdbObject> Objects::read(const git_oid& id, git_object_t type) const {
  git_odb_object* raw = nullptr;
  const int status = git_odb_read(&raw, odb_, &id);
  OdbObject object(raw);
  if (status == GIT_ENOTFOUND) {
    const std::string_view remedy = shallow_ ? "this clone is shallow: `git fetch --unshallow` brings the rest"
                                             : "in a partial clone `git fetch --refetch --no-filter` brings it, "
                                               "else `git fsck` says more";
    return std::unexpected(
        Error{ErrorCode::NotReadable, fmt::format("the {} is not here; {}", type_name(type), remedy), hex(id)});
  }
  if (status < 0) {
    Error error = last_error(status, fmt::format("cannot read the {}", type_name(type)));
    error.code = ErrorCode::NotReadable;
    error.message += ": `git fsck` says more";
    error.place = hex(id);
    return std::unexpected(std::move(error));
  }
  if (git_odb_object_type(raw) != type) return std::unexpected(damaged(id, type_name(type)));
  return object;
}

Result<CommitFields> Objects::parse_commit(const git_oid& id, std::string_view raw) const {
  CommitFields fields;
  const auto tree = take_line(raw, "tree ");
  if (!tree || git_oid_fromstrn(&fields.tree, tree->data(), tree->size()) < 0) {
    return std::unexpected(damaged(id, "commit"));
  }
  while (const auto parent = take_line(raw, "parent ")) {
    git_oid parent_id{};
    if (git_oid_fromstrn(&parent_id, parent->data(), parent->size()) < 0) {
      return std::unexpected(damaged(id, "commit"));
    }
    if (!shallow_ || has(parent_id)) fields.parents.push_back(parent_id);
  }
  const auto author = take_line(raw, "author ");
  const auto committer = take_line(raw, "committer ");
  if (!author || !committer) return std::unexpected(damaged(id, "commit"));
  fields.author = *author;
  fields.committer = *committer;
  fields.message = message_of(raw);
  return fields;
}

Result<std::optional<TreeEntry>> Objects::find(const git_oid& tree, std::string_view path) const {
  TreeEntry at{GIT_FILEMODE_TREE, {}, tree};
  while (!path.empty()) {
    if (!at.is_tree()) return std::nullopt;
    const std::size_t slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    const auto object = read(at.id, GIT_OBJECT_TREE);
    if (!object) return std::unexpected(object.error());
    TreeCursor cursor(bytes_of(*object));
    std::optional<TreeEntry> found;
    while (auto entry = cursor.next()) {
      if (entry->name != name) continue;
      found = entry;
      break;
    }
    if (!found) return std::nullopt;
    at = *found;
    at.name = {};  // Pointed into an object that is gone.
  }
  return at;
}

}  // namespace stet::archive
