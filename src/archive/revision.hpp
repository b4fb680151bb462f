// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "archive/state.hpp"

// What a revision or a range of two means in a repository.
namespace stet::archive {

/// "A..B" and its like, taken apart where git takes them apart.
struct RangeText {
  std::string before;
  std::optional<std::string> after;  ///< None for a single revision.
  bool merge_base = false;           ///< "A...B".
};
[[nodiscard]] RangeText parse_range(std::string_view range);

/// A tree, and the commit that it is of where it is of one.
struct Snapshot {
  std::string label;
  std::optional<git_oid> commit;
  std::optional<git_oid> tree;  ///< None: empty.
};

/// The snapshot of a revision; NotFound quotes it and says what may be meant.
[[nodiscard]] Result<Snapshot> snapshot_of(const RepositoryState& state, const std::string& revision);
/// HEAD's, which is empty before the first commit.
[[nodiscard]] Result<Snapshot> snapshot_of_head(const RepositoryState& state);
/// Where the histories of two commits part.
[[nodiscard]] Result<Snapshot> merge_base_of(const RepositoryState& state, const Snapshot& before,
                                             const Snapshot& after);

}  // namespace stet::archive
