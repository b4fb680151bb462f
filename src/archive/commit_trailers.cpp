// SPDX-License-Identifier: Apache-2.0
// What the messages of a range's commits say in their trailers.
#include <strings.h>

#include "archive/fetch.hpp"
#include "archive/states.hpp"
#include "fmt/format.h"

namespace stet {
namespace {

using archive::States;

/// The trailers of a message, freed at the end.
struct MessageTrailers {
  git_message_trailer_array raw{};
  MessageTrailers() = default;
  MessageTrailers(const MessageTrailers&) = delete;
  MessageTrailers& operator=(const MessageTrailers&) = delete;
  ~MessageTrailers() { git_message_trailer_array_free(&raw); }
};

/// Value of the first trailer of that key that says something; empty where there is none.
std::string trailer_value(const std::string& message, const std::string& key) {
  MessageTrailers trailers;
  if (git_message_trailers(&trailers.raw, message.c_str()) < 0) return {};
  for (std::size_t i = 0; i < trailers.raw.count; ++i) {
    const git_message_trailer& trailer = trailers.raw.trailers[i];
    if (::strcasecmp(trailer.key, key.c_str()) != 0) continue;
    if (std::string value = archive::one_line(trailer.value); !value.empty()) return value;
  }
  return {};
}

Result<archive::CommitRange> commits_of(const States& states, const archive::RangeText& text) {
  const auto before = states.snapshot(text.before);
  if (!before) return std::unexpected(before.error());
  const auto after = states.snapshot(text.after.value_or("HEAD"));
  if (!after) return std::unexpected(after.error());
  return states.commits(*before, *after);
}

}  // namespace

Result<RangeTrailers> trailers_in_range(const Archive& repository, const std::string& range, std::string_view key,
                                        bool fetch) {
  const archive::RepositoryState& state = Revisions::state(repository);
  const auto states = archive::states_of(state, {.history = true});
  if (!states) return std::unexpected(states.error());
  const archive::RangeText text = archive::parse_range(range);
  auto commits = commits_of(**states, text);
  if (fetch && commits && commits->is_cut) {
    const auto is_enough = [&] {
      commits = commits_of(**states, text);
      return !commits || !commits->is_cut;
    };
    auto fetched =
        archive::fetch_history(archive::program_of(state), {text.before, text.after.value_or("HEAD")}, is_enough);
    if (!fetched) return std::unexpected(std::move(fetched).error());
  }
  if (!commits) return std::unexpected(std::move(commits).error());
  RangeTrailers found{{}, commits->is_cut};
  for (archive::CommitMessage& commit : commits->commits) {
    std::string value = trailer_value(commit.message, std::string(key));
    if (value.empty()) continue;
    auto paths = (*states)->paths_changed_by(commit.commit);
    if (!paths) return std::unexpected(std::move(paths).error());
    found.trailers.push_back({std::move(commit.commit), std::move(value), std::move(*paths)});
  }
  return found;
}

Result<std::string> commit_of(const Archive& repository, const std::string& revision) {
  const auto states = archive::states_of(Revisions::state(repository), {});
  if (!states) return std::unexpected(states.error());
  auto found = (*states)->snapshot(revision);
  if (!found && found.error().code == ErrorCode::NotFound) {
    // In a clone for a CI run a branch is there under its remote's name alone.
    if (auto remote = (*states)->snapshot("origin/" + revision)) found = std::move(remote);
  }
  if (!found) return std::unexpected(std::move(found).error());
  if (!found->commit.empty()) return found->commit;
  return std::unexpected(archive::no_commit(revision));
}

}  // namespace stet
