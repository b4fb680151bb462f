// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "archive/delta.hpp"
#include "archive/files.hpp"
#include "archive/git.hpp"

namespace stet::archive {

/// Where an object stands in a pack, so that another can be written as a delta against it.
struct Packed {
  git_oid id{};
  std::uint64_t offset = 0;
  unsigned depth = 0;  ///< How many deltas lie between it and a whole object.
};

/// What a new object is most like.
struct DeltaBase {
  Packed packed;
  std::string_view bytes;  ///< Of that object.
};

/// Writes one pack and its index, in the form that git has read since 1.4.4 (pack version 2, index version 2).
///
/// Each object is there once. Nothing can read the pack before `finish`. Memory: about 50 bytes an object.
class PackWriter {
 public:
  /// Where either object is longer a delta is not tried: both would have to be in memory.
  static constexpr std::size_t kLargestDelta = std::size_t{64} * 1024 * 1024;

  /// @param folder  Where `pack-….pack` and `pack-….idx` are made; it is there.
  [[nodiscard]] static Result<std::unique_ptr<PackWriter>> create(const std::string& folder);
  PackWriter(const PackWriter&) = delete;
  PackWriter& operator=(const PackWriter&) = delete;
  ~PackWriter();

  /// Adds an object unless it is there already, as a delta where that is much shorter.
  [[nodiscard]] Result<Packed> add(git_object_t type, std::string_view bytes, const DeltaBase* base = nullptr);

  [[nodiscard]] std::size_t objects() const { return entries_.size(); }
  [[nodiscard]] std::uint64_t bytes() const { return written_ + buffer_.size(); }

  /// Completes the pack, writes its index, and gives both their names. Whether they are on the disk is for `sync_file`
  /// to see to.
  [[nodiscard]] Result<void> finish();

 private:
  struct Entry {
    git_oid id;
    std::uint32_t crc;
    std::uint64_t offset;
  };
  struct IdHash {
    std::size_t operator()(const git_oid& id) const;
  };
  struct IdEqual {
    bool operator()(const git_oid& left, const git_oid& right) const { return git_oid_equal(&left, &right) != 0; }
  };
  struct Compressor;

  PackWriter(std::string folder, Descriptor file);
  [[nodiscard]] Compressor& compressor(std::size_t size);
  [[nodiscard]] Result<void> append(std::string_view bytes);
  [[nodiscard]] Result<void> flush();
  [[nodiscard]] Result<std::string> checksum() const;
  [[nodiscard]] std::string index_bytes(std::string_view pack_checksum);

  std::string folder_;
  Descriptor file_;
  std::string buffer_;         ///< Not yet in the file.
  std::uint64_t written_ = 0;  ///< Bytes in the file.
  std::vector<Entry> entries_;
  std::unordered_map<git_oid, Packed, IdHash, IdEqual> known_;
  std::unique_ptr<Compressor> small_;
  std::unique_ptr<Compressor> large_;
  DeltaMaker deltas_;
};

}  // namespace stet::archive
