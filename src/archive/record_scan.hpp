// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "archive/objects.hpp"
#include "archive/sha256.hpp"
#include "stet/archive.hpp"

// What an archive holds already, in as little memory as tells a new version from a recorded one.
namespace stet::archive {

/// A version without what a reader would want of it. A withdrawal has a digest of zeros.
struct VersionKey {
  Timestamp published = 0;
  Sha256 sha256{};

  auto operator<=>(const VersionKey&) const = default;
};

/// The versions of one release, in the order of publication.
class ReleaseRecord {
 public:
  /// In whatever order they come; a withdrawal has no number.
  void add(const VersionKey& key, std::optional<std::uint32_t> number);

  /// How many versions have this time and these bytes: one, but for a history that holds A, B, A in one second.
  [[nodiscard]] std::size_t count(const VersionKey& key);
  [[nodiscard]] bool empty() const { return keys_.empty(); }
  [[nodiscard]] std::uint32_t highest() const { return highest_; }
  /// Of the one published last. There is one.
  [[nodiscard]] Timestamp latest_published() const { return latest_published_; }
  [[nodiscard]] std::optional<std::uint32_t> latest_number() const { return latest_number_; }

 private:
  std::vector<VersionKey> keys_;
  bool is_sorted_ = true;
  std::uint32_t highest_ = 0;
  Timestamp latest_published_ = 0;
  std::optional<std::uint32_t> latest_number_;
};

/// Every release that `tip` records, by name. Reads commits alone, not their trees.
[[nodiscard]] Result<std::map<std::string, ReleaseRecord>> scan_records(const Objects& objects, const git_oid& tip);

}  // namespace stet::archive
