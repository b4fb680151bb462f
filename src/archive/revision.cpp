// SPDX-License-Identifier: Apache-2.0
#include "archive/revision.hpp"

#include "archive/git.hpp"
#include "archive/names.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

constexpr std::string_view kShallowRemedy =
    "this clone is shallow: --fetch lets git bring the rest, as `git fetch --unshallow` or `fetch-depth: 0` in a "
    "workflow does";

std::vector<std::string> short_names(const std::vector<std::string>& references) {
  std::vector<std::string> names;
  for (const std::string& name : references)
    for (const std::string_view prefix : {"refs/heads/", "refs/tags/", "refs/remotes/"})
      if (name.starts_with(prefix)) names.push_back(name.substr(prefix.size()));
  return names;
}

/// The reference that a revision begins with: "HEAD" of "HEAD~2".
std::string root_of(const std::string& revision) { return revision.substr(0, revision.find_first_of("~^@:")); }

}  // namespace

RangeText parse_range(std::string_view range) {
  const std::size_t dots = range.find("..");
  if (dots == std::string_view::npos) return {std::string(range), std::nullopt, false};
  const bool three = range.substr(dots).starts_with("...");
  const auto or_head = [](std::string_view side) { return side.empty() ? std::string("HEAD") : std::string(side); };
  return {or_head(range.substr(0, dots)), or_head(range.substr(dots + (three ? 3 : 2))), three};
}

Error unknown_revision(const std::string& revision, const RevisionContext& context) {
  std::string hint;
  if (context.is_shallow) {
    hint = kShallowRemedy;
  } else if (context.is_unborn && (root_of(revision) == "HEAD" || root_of(revision).empty())) {
    hint = "the branch has no commit yet: `git commit` makes the first, --staged compares what it will have";
  } else {
    hint = did_you_mean(nearest(revision, short_names(context.references)));
  }
  if (hint.empty()) hint = "`git log --oneline --all` lists those that there are";
  return {ErrorCode::NotFound, fmt::format("no revision '{}': {}", one_line(revision), hint), ""};
}

Error ambiguous_revision(const std::string& revision) {
  return {ErrorCode::InvalidInput,
          fmt::format("'{}' begins more than one object's id: give more of it", one_line(revision)), ""};
}

Error no_commit(const std::string& revision) {
  return {ErrorCode::InvalidInput,
          fmt::format("'{}' is no commit: name a commit, a branch or a tag of one", one_line(revision)), ""};
}

Error needs_two_commits(const Snapshot& before, const Snapshot& after) {
  return {ErrorCode::InvalidInput,
          fmt::format("'{0}...{1}' needs two commits: '{0}..{1}' compares them as they are", one_line(before.label),
                      one_line(after.label)),
          ""};
}

Error no_merge_base(const Snapshot& before, const Snapshot& after, bool is_shallow) {
  return {ErrorCode::NotFound,
          fmt::format("'{}' and '{}' have no commit in common: {}", one_line(before.label), one_line(after.label),
                      is_shallow ? kShallowRemedy : "'..' compares them as they are"),
          ""};
}

}  // namespace stet::archive
