// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "archive/objects.hpp"
#include "archive/pack.hpp"

namespace stet::archive {

/// The folders of a commit in memory, to be changed file by file and written after each change. Only folders on the
/// way to a changed file are read, and only changed ones are written.
class TreeDraft {
 public:
  /// @param objects  Where folders that are not read yet come from.
  TreeDraft(Objects objects, const git_oid& root) : objects_(objects) { root_.id = root; }

  /// Sets a file, or (no blob) takes it away and with it the folders that are empty then.
  [[nodiscard]] Result<void> set(std::string_view path, const std::optional<git_oid>& blob);
  /// Writes what changed since the last time, as deltas against that where it was written into the same pack.
  [[nodiscard]] Result<git_oid> write(PackWriter& pack);
  /// What was written is in another pack from now on.
  void begin_pack() { ++pack_; }

 private:
  struct Folder {
    git_oid id{};
    bool is_loaded = false;
    bool is_changed = false;
    std::string entries;                                                  ///< As git has them.
    std::map<std::string, std::unique_ptr<Folder>, std::less<>> folders;  ///< Those that were looked into.
    Packed packed;                                                        ///< The last time that it was written,
    std::string packed_entries;                                           ///< and with these bytes,
    unsigned pack = 0;                                                    ///< into this pack; 0: never.
  };

  [[nodiscard]] Result<void> load(Folder& folder) const;
  [[nodiscard]] Result<void> set_in(Folder& folder, std::string_view path, const std::optional<git_oid>& blob);
  [[nodiscard]] Result<void> write_folder(Folder& folder, PackWriter& pack) const;

  Objects objects_;
  Folder root_;
  unsigned pack_ = 1;
};

}  // namespace stet::archive
