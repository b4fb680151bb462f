// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/result.hpp"

// The words of revisions and ranges, and what is said where one means nothing.
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
  std::string commit;  ///< Empty where it is of none.
  std::string tree;    ///< Empty: without files.
};

/// How much of an id stands in a label.
inline constexpr std::size_t kShortId = 10;

/// What is known of a repository in which a revision was not found.
struct RevisionContext {
  std::vector<std::string> references;  ///< Full names, "refs/heads/main".
  bool is_shallow = false;
  bool is_unborn = false;  ///< HEAD's branch has no commit.
};
/// NotFound, with what may be meant or what mends it.
[[nodiscard]] Error unknown_revision(const std::string& revision, const RevisionContext& context);
[[nodiscard]] Error ambiguous_revision(const std::string& revision);
[[nodiscard]] Error no_commit(const std::string& revision);
[[nodiscard]] Error needs_two_commits(const Snapshot& before, const Snapshot& after);
[[nodiscard]] Error no_merge_base(const Snapshot& before, const Snapshot& after, bool is_shallow);

}  // namespace stet::archive
