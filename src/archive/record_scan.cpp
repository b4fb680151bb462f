// SPDX-License-Identifier: Apache-2.0
#include "archive/record_scan.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "archive/names.hpp"
#include "archive/trailers.hpp"
#include "archive/walk.hpp"

namespace stet::archive {
namespace {

/// A trailer's digits as bytes; zeros where it holds something else.
Sha256 parse_sha256(std::string_view digits) {
  Sha256 digest{};
  if (digits.size() != 2 * digest.size()) return digest;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const char* const pair = digits.data() + 2 * i;
    if (std::from_chars(pair, pair + 2, digest[i], 16).ptr != pair + 2) return {};
  }
  return digest;
}

/// A withdrawal comes after the versions of its second.
std::uint32_t rank_of(std::optional<std::uint32_t> number) {
  return number.value_or(std::numeric_limits<std::uint32_t>::max());
}

}  // namespace

void ReleaseRecord::add(const VersionKey& key, std::optional<std::uint32_t> number) {
  const bool later = keys_.empty() || key.published > latest_published_ ||
                     (key.published == latest_published_ && rank_of(number) > rank_of(latest_number_));
  if (later) {
    latest_published_ = key.published;
    latest_number_ = number;
  }
  highest_ = std::max(highest_, number.value_or(0));
  is_sorted_ = is_sorted_ && (keys_.empty() || keys_.back() <= key);
  keys_.push_back(key);
}

std::size_t ReleaseRecord::count(const VersionKey& key) {
  if (!is_sorted_) std::sort(keys_.begin(), keys_.end());
  is_sorted_ = true;
  const auto [begin, end] = std::equal_range(keys_.begin(), keys_.end(), key);
  return static_cast<std::size_t>(end - begin);
}

Result<std::map<std::string, ReleaseRecord>> scan_records(const Objects& objects, const git_oid& tip) {
  std::map<std::string, ReleaseRecord> records;
  std::vector<std::pair<std::string, VersionKey>> withdrawals;
  const auto walked = walk_commits(objects, tip, {}, [&](const ReadCommit& commit, bool) -> Result<bool> {
    if (const auto record = parse_record(commit.fields.message)) {
      const Timestamp published = record->published.value_or(seconds_of(commit.fields.author));
      if (record->number) records[record->release].add({published, parse_sha256(record->sha256)}, record->number);
      return true;
    }
    const auto paths = withdrawn_paths(objects, commit);
    if (!paths) return std::unexpected(paths.error());
    for (const std::string& path : *paths)
      withdrawals.emplace_back(release_of(path), VersionKey{seconds_of(commit.fields.author), {}});
    return true;
  });
  if (!walked) return std::unexpected(walked.error());
  for (const auto& [name, key] : withdrawals) {
    const auto found = records.find(name);
    if (found != records.end()) found->second.add(key, std::nullopt);
  }
  return records;
}

}  // namespace stet::archive
