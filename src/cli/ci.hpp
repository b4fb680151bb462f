// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "cli/environment.hpp"
#include "stet/result.hpp"

namespace stet::cli {

/// The range that a CI job is about, as `stet diff` takes it.
struct CiRange {
  std::string range;   ///< "BASE...HEAD", "BEFORE..AFTER".
  std::string remedy;  ///< What to write in the job's definition where the clone lacks a side.
};

/// What GitHub Actions or GitLab CI say of the job that this runs in.
///
/// GitHub: the event's file (GITHUB_EVENT_PATH) names base and head of a pull request or merge group, and what a push
/// replaced; without it GITHUB_BASE_REF. GitLab: CI_MERGE_REQUEST_DIFF_BASE_SHA, else CI_COMMIT_BEFORE_SHA. A branch's
/// first push replaced nothing: it is compared with the default branch where that is another one, else everything is
/// new. Nothing outside of these, and for jobs that no change started (a schedule).
/// NotReadable or InvalidInput for an event's file that cannot be made sense of.
[[nodiscard]] Result<std::optional<CiRange>> ci_range(const Environment& environment);

/// What is missing, and that the job's clone lacks it: the error of a range that such a job named. Others stay as they
/// are, and all do without a remedy.
[[nodiscard]] Error missing_in_clone(Error error, const std::string& remedy);

}  // namespace stet::cli
