// SPDX-License-Identifier: Apache-2.0
// What the messages of a range's commits say in their trailers.
#include <strings.h>

#include "archive/history.hpp"
#include "archive/revision.hpp"
#include "fmt/format.h"

namespace stet {
namespace {

using archive::acquire;
using archive::Snapshot;

using RevisionWalk = std::unique_ptr<git_revwalk, archive::FreeWith<git_revwalk_free>>;

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

Result<std::vector<std::string>> paths_changed_by(const archive::Objects& objects,
                                                  const archive::CommitFields& fields) {
  std::optional<git_oid> parent;
  if (!fields.parents.empty()) {
    const auto tree = archive::tree_of(objects, fields.parents.front());
    if (!tree) return std::unexpected(tree.error());
    parent = *tree;
  }
  const auto changes = archive::tree_changes(objects, parent ? &*parent : nullptr, fields.tree);
  if (!changes) return std::unexpected(changes.error());
  std::vector<std::string> paths;
  for (const archive::TreeChange& change : *changes) paths.push_back(change.path);
  return paths;
}

Result<RevisionWalk> walk_of(const archive::RepositoryState& state, const std::string& range) {
  const archive::RangeText text = archive::parse_range(range);
  const auto before = archive::snapshot_of(state, text.before);
  if (!before) return std::unexpected(before.error());
  const auto after = archive::snapshot_of(state, text.after.value_or("HEAD"));
  if (!after) return std::unexpected(after.error());
  auto walk = acquire<RevisionWalk, git_revwalk_new>("cannot walk the history", state.repository.get());
  if (!walk || !after->commit) return walk;
  int status = git_revwalk_push(walk->get(), &*after->commit);
  // A tree has no history to leave out: then every commit counts.
  if (status == 0 && before->commit) status = git_revwalk_hide(walk->get(), &*before->commit);
  if (status < 0) return std::unexpected(archive::last_error(status, "cannot walk the history"));
  git_revwalk_sorting(walk->get(), GIT_SORT_TOPOLOGICAL);
  return walk;
}

}  // namespace

Result<std::vector<CommitTrailer>> trailers_in_range(const Archive& repository, const std::string& range,
                                                     std::string_view key) {
  const archive::RepositoryState& state = Revisions::state(repository);
  const auto walk = walk_of(state, range);
  if (!walk) return std::unexpected(walk.error());
  const archive::Objects objects = state.objects();
  std::vector<CommitTrailer> trailers;
  git_oid id{};
  int status = 0;
  while ((status = git_revwalk_next(&id, walk->get())) == 0) {
    const auto object = objects.read(id, GIT_OBJECT_COMMIT);
    if (!object) return std::unexpected(object.error());
    const auto fields = objects.parse_commit(id, archive::bytes_of(*object));
    if (!fields) return std::unexpected(fields.error());
    std::string value = trailer_value(std::string(fields->message), std::string(key));
    if (value.empty()) continue;
    auto paths = paths_changed_by(objects, *fields);
    if (!paths) return std::unexpected(std::move(paths).error());
    trailers.push_back({archive::hex(id), std::move(value), std::move(*paths)});
  }
  if (status != GIT_ITEROVER) return std::unexpected(archive::last_error(status, "cannot walk the history"));
  return trailers;
}

Result<std::string> commit_of(const Archive& repository, const std::string& revision) {
  const archive::RepositoryState& state = Revisions::state(repository);
  auto found = archive::snapshot_of(state, revision);
  if (!found && found.error().code == ErrorCode::NotFound) {
    // In a clone for a CI run a branch is there under its remote's name alone.
    if (auto remote = archive::snapshot_of(state, "origin/" + revision)) found = std::move(remote);
  }
  if (!found) return std::unexpected(std::move(found).error());
  if (found->commit) return archive::hex(*found->commit);
  return failure(ErrorCode::InvalidInput, fmt::format("'{}' is no commit", archive::one_line(revision)));
}

}  // namespace stet
