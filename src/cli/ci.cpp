// SPDX-License-Identifier: Apache-2.0
#include "cli/ci.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "stet/source.hpp"

// Variables and payloads: https://docs.github.com/en/actions/reference/workflows-and-actions/variables,
// https://docs.github.com/en/webhooks/webhook-events-and-payloads,
// https://docs.gitlab.com/ci/variables/predefined_variables/
namespace stet::cli {
namespace {

/// The tree without entries, which every repository knows.
constexpr std::string_view kNothing = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
constexpr std::string_view kGithubRemedy = "`fetch-depth: 0` for actions/checkout brings the whole history";
constexpr std::string_view kGitlabRemedy =
    "`GIT_DEPTH: 0` in the job's variables brings the whole history (as `fetch-depth: 0` does in GitHub Actions)";

/// A commit's id as events have it, SHA-1 or SHA-256. What is none must not become a word of a range.
bool is_commit(std::string_view id) {
  return id.size() >= 40 && id.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// What an event has for a side that does not exist.
bool is_zero(std::string_view id) { return is_commit(id) && id.find_first_not_of('0') == std::string_view::npos; }

std::string value_of(const Environment& environment, const char* name) {
  return environment.variable(name).value_or("");
}

/// The string at a path of keys; empty where there is none.
std::string text_at(const nlohmann::json& event, std::initializer_list<const char*> keys) {
  const nlohmann::json* value = &event;
  for (const char* key : keys) {
    if (!value->is_object() || !value->contains(key)) return {};
    value = &(*value)[key];
  }
  return value->is_string() ? value->get<std::string>() : std::string();
}

Result<nlohmann::json> event_of(const Environment& environment) {
  const std::string path = value_of(environment, "GITHUB_EVENT_PATH");
  if (path.empty()) return nlohmann::json::object();
  const Result<Source> file = Source::open(path, TextType::Plain);
  if (!file) {
    Error error = file.error();
    error.message += ": GITHUB_EVENT_PATH names it, give the range yourself (BASE..HEAD)";
    return std::unexpected(std::move(error));
  }
  nlohmann::json event = nlohmann::json::parse(file->bytes(), nullptr, false);
  if (event.is_discarded())
    return failure(ErrorCode::InvalidInput,
                   "is no JSON: GITHUB_EVENT_PATH names it, give the range yourself (BASE..HEAD)", path);
  return event;
}

/// What a first push is compared with.
std::string since_default(const std::string& default_branch, const std::string& branch, const std::string& head) {
  if (default_branch.empty() || default_branch == branch) return fmt::format("{}..{}", kNothing, head);
  return fmt::format("origin/{}...{}", default_branch, head);
}

Result<std::optional<CiRange>> github_range(const Environment& environment) {
  const Result<nlohmann::json> event = event_of(environment);
  if (!event) return std::unexpected(event.error());
  const auto found = [](std::string range) { return CiRange{std::move(range), std::string(kGithubRemedy)}; };
  for (const auto& [base, head] :
       {std::pair(text_at(*event, {"pull_request", "base", "sha"}), text_at(*event, {"pull_request", "head", "sha"})),
        std::pair(text_at(*event, {"merge_group", "base_sha"}), text_at(*event, {"merge_group", "head_sha"}))})
    if (is_commit(base) && is_commit(head)) return found(fmt::format("{}...{}", base, head));
  if (const std::string base = value_of(environment, "GITHUB_BASE_REF"); !base.empty())
    return found(fmt::format("origin/{}...HEAD", base));
  const std::string before = text_at(*event, {"before"});
  const std::string after = text_at(*event, {"after"});
  if (!is_commit(before) || !is_commit(after) || is_zero(after)) return std::nullopt;
  if (!is_zero(before)) return found(fmt::format("{}..{}", before, after));
  return found(since_default(text_at(*event, {"repository", "default_branch"}),
                             value_of(environment, "GITHUB_REF_NAME"), after));
}

std::optional<CiRange> gitlab_range(const Environment& environment) {
  const auto found = [](std::string range) { return CiRange{std::move(range), std::string(kGitlabRemedy)}; };
  const std::string head = value_of(environment, "CI_COMMIT_SHA");
  if (!is_commit(head)) return std::nullopt;
  if (const std::string base = value_of(environment, "CI_MERGE_REQUEST_DIFF_BASE_SHA"); is_commit(base)) {
    // In a pipeline for merged results HEAD is the merge; the request's own commits end here.
    const std::string source = value_of(environment, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA");
    return found(fmt::format("{}..{}", base, is_commit(source) ? source : head));
  }
  const std::string before = value_of(environment, "CI_COMMIT_BEFORE_SHA");
  if (!is_commit(before)) return std::nullopt;
  if (!is_zero(before)) return found(fmt::format("{}..{}", before, head));
  // GitLab has zeros for tags, schedules and manual runs too, which no change started.
  if (value_of(environment, "CI_PIPELINE_SOURCE") != "push" || value_of(environment, "CI_COMMIT_BRANCH").empty())
    return std::nullopt;
  return found(
      since_default(value_of(environment, "CI_DEFAULT_BRANCH"), value_of(environment, "CI_COMMIT_BRANCH"), head));
}

}  // namespace

Result<std::optional<CiRange>> ci_range(const Environment& environment) {
  if (value_of(environment, "GITHUB_ACTIONS") == "true") return github_range(environment);
  if (value_of(environment, "GITLAB_CI") == "true") return gitlab_range(environment);
  return std::nullopt;
}

Error missing_in_clone(Error error, const std::string& remedy) {
  if (error.code != ErrorCode::NotFound || remedy.empty()) return error;
  // The words before the colon say what is missing; the hint behind it is for a person's own clone.
  error.message = fmt::format("{}: the job's clone lacks it: --fetch lets git bring it, or {}",
                              error.message.substr(0, error.message.find(": ")), remedy);
  return error;
}

}  // namespace stet::cli
