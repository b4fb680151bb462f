// SPDX-License-Identifier: Apache-2.0
#include "archive/tree_draft.hpp"

#include "fmt/format.h"

namespace stet::archive {
namespace {

/// Where an entry stands in a folder's bytes; of size 0 where it would stand if it were there.
struct Place {
  std::size_t begin = 0;
  std::size_t size = 0;
  git_oid id{};
};

std::string entry_bytes(const TreeEntry& entry) {
  std::string bytes = fmt::format("{:o} {}", entry.mode, entry.name);
  bytes.push_back('\0');
  return bytes.append(reinterpret_cast<const char*>(entry.id.id), GIT_OID_RAWSZ);
}

std::size_t size_of(const TreeEntry& entry) {
  constexpr std::size_t kSpaceAndNul = 2;
  return fmt::formatted_size("{:o}", entry.mode) + entry.name.size() + kSpaceAndNul + GIT_OID_RAWSZ;
}

Place place_of(std::string_view entries, const TreeEntry& wanted) {
  TreeCursor cursor(entries);
  std::size_t begin = 0;
  while (const auto entry = cursor.next()) {
    const bool same = entry->name == wanted.name && entry->is_tree() == wanted.is_tree();
    if (same) return {begin, size_of(*entry), entry->id};
    if (sorts_before(wanted, *entry)) break;
    begin += size_of(*entry);
  }
  return {begin, 0, {}};
}

void put(std::string& entries, const TreeEntry& entry) {
  const Place place = place_of(entries, entry);
  entries.replace(place.begin, place.size, entry_bytes(entry));
}

void take_out(std::string& entries, const TreeEntry& entry) {
  const Place place = place_of(entries, entry);
  entries.erase(place.begin, place.size);
}

}  // namespace

Result<void> TreeDraft::load(Folder& folder) const {
  if (folder.is_loaded) return {};
  const auto object = objects_.read(folder.id, GIT_OBJECT_TREE);
  if (!object) return std::unexpected(object.error());
  folder.entries = bytes_of(*object);
  folder.is_loaded = true;
  return {};
}

Result<void> TreeDraft::set_in(Folder& folder, std::string_view path, const std::optional<git_oid>& blob) {
  if (auto loaded = load(folder); !loaded) return loaded;
  folder.is_changed = true;
  const std::size_t slash = path.find('/');
  const std::string_view name = path.substr(0, slash);
  if (slash == std::string_view::npos) {
    if (blob) {
      put(folder.entries, {GIT_FILEMODE_BLOB, name, *blob});
    } else {
      take_out(folder.entries, {GIT_FILEMODE_BLOB, name, {}});
    }
    return {};
  }
  auto below = folder.folders.find(name);
  if (below == folder.folders.end()) {
    auto made = std::make_unique<Folder>();
    const Place place = place_of(folder.entries, {GIT_FILEMODE_TREE, name, {}});
    made->id = place.id;
    made->is_loaded = place.size == 0;
    below = folder.folders.emplace(std::string(name), std::move(made)).first;
  }
  return set_in(*below->second, path.substr(slash + 1), blob);
}

Result<void> TreeDraft::set(std::string_view path, const std::optional<git_oid>& blob) {
  return set_in(root_, path, blob);
}

Result<void> TreeDraft::write_folder(Folder& folder, PackWriter& pack) const {
  for (auto& [name, below] : folder.folders) {
    if (!below->is_changed) continue;
    if (auto written = write_folder(*below, pack); !written) return written;
    const TreeEntry entry{GIT_FILEMODE_TREE, name, below->id};
    if (below->entries.empty()) {
      take_out(folder.entries, entry);
    } else {
      put(folder.entries, entry);
    }
  }
  folder.is_changed = false;
  if (folder.entries.empty() && &folder != &root_) return {};
  const DeltaBase base{folder.packed, folder.packed_entries};
  const auto packed = pack.add(GIT_OBJECT_TREE, folder.entries, folder.pack == pack_ ? &base : nullptr);
  if (!packed) return std::unexpected(packed.error());
  folder.id = packed->id;
  folder.packed = *packed;
  folder.packed_entries = folder.entries;
  folder.pack = pack_;
  return {};
}

Result<git_oid> TreeDraft::write(PackWriter& pack) {
  if (root_.is_changed) {
    if (auto written = write_folder(root_, pack); !written) return std::unexpected(std::move(written).error());
  }
  return root_.id;
}

}  // namespace stet::archive
