// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <git2.h>

#include <cstring>
#include <vector>

namespace stet::archive {

/// A set of object ids in one open table: 20 bytes each and as much again of room, where a node of std::set takes 64.
class IdSet {
 public:
  /// Whether it was not there yet. The null id, which no object has, never is.
  bool insert(const git_oid& id) {
    if (git_oid_is_zero(&id) != 0) return false;
    if (2 * (size_ + 1) > table_.size()) grow();
    git_oid& place = table_[find(id)];
    if (git_oid_is_zero(&place) == 0) return false;
    place = id;
    ++size_;
    return true;
  }
  [[nodiscard]] bool contains(const git_oid& id) const {
    return !table_.empty() && git_oid_is_zero(&id) == 0 && git_oid_is_zero(&table_[find(id)]) == 0;
  }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  /// Where the id is, or the free place for it. An id's own bytes are its hash.
  [[nodiscard]] std::size_t find(const git_oid& id) const {
    std::uint64_t hash = 0;
    std::memcpy(&hash, id.id, sizeof hash);
    std::size_t at = hash & (table_.size() - 1);
    while (git_oid_is_zero(&table_[at]) == 0 && git_oid_equal(&table_[at], &id) == 0)
      at = (at + 1) & (table_.size() - 1);
    return at;
  }
  void grow() {
    std::vector<git_oid> former(table_.empty() ? 64 : 2 * table_.size());
    former.swap(table_);
    for (const git_oid& id : former) {
      if (git_oid_is_zero(&id) == 0) table_[find(id)] = id;
    }
  }

  std::vector<git_oid> table_;  ///< Its size is a power of two.
  std::size_t size_ = 0;
};

}  // namespace stet::archive
