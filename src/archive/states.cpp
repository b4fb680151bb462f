// SPDX-License-Identifier: Apache-2.0
#include "archive/states.hpp"

#include "archive/files.hpp"

namespace stet::archive {
namespace {

using ReferenceIterator = std::unique_ptr<git_reference_iterator, FreeWith<git_reference_iterator_free>>;

/// Whether git sees other commits than the object database has: `git replace`, or the older grafts.
bool has_replaced_commits(git_repository* repository) {
  if (const auto grafts = status_of(git_repository_commondir(repository) + std::string("info/grafts")))
    if (grafts->st_size > 0) return true;
  git_reference_iterator* raw = nullptr;
  if (git_reference_iterator_glob_new(&raw, repository, "refs/replace/*") < 0) return false;
  const ReferenceIterator iterator(raw);
  const char* name = nullptr;
  return git_reference_next_name(&name, raw) == 0;
}

/// Whether files of the index are not meant to be in the working tree; to libgit2 they look deleted.
bool leaves_files_out(git_index* index) {
  for (std::size_t i = 0; i < git_index_entrycount(index); ++i)
    if ((git_index_get_byindex(index, i)->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0) return true;
  return false;
}

}  // namespace

bool is_shallow(const RepositoryState& state) {
  if (state.program) {
    const auto shallow = status_of(state.program->place().common_directory + "/shallow");
    return shallow && shallow->st_size > 0;
  }
  return git_repository_is_shallow(state.repository.get()) == 1;
}

GitProgram program_of(const RepositoryState& state) {
  if (state.program) return *state.program;
  git_repository* const raw = state.repository.get();
  GitPlace place{.git_directory = without_slash(git_repository_path(raw)),
                 .common_directory = without_slash(git_repository_commondir(raw)),
                 .work_tree = state.is_bare() ? std::string() : without_slash(git_repository_workdir(raw)),
                 .index_file = state.index_file};
  return GitProgram(std::move(place));
}

Result<std::unique_ptr<States>> states_of(const RepositoryState& state, const StatesRequest& request) {
  if (state.program) return program_states(*state.program);
  git_repository* const raw = state.repository.get();
  const bool is_seen_otherwise = has_replaced_commits(raw) || (request.history && is_shallow(state));
  if (is_seen_otherwise && GitProgram::is_installed()) return program_states(program_of(state));
  if (request.target == StateKind::Committed || state.is_bare()) return libgit2_states(state);
  const auto index = open_index(raw);
  if (!index && index.error().code != ErrorCode::Unsupported) return std::unexpected(index.error());
  const bool is_sparse = index && request.target == StateKind::Working && leaves_files_out(index->get());
  if (index && !is_sparse) return libgit2_states(state);
  if (GitProgram::is_installed()) return program_states(program_of(state));
  if (!index) return std::unexpected(index.error());
  return failure(ErrorCode::Unsupported,
                 "stet compares a sparse checkout by git's own program, and git is not on the PATH: install git",
                 state.directory);
}

Error conflicts_in_index(const std::string& path) {
  return {ErrorCode::InvalidInput, "the index has conflicts: resolve them and `git add` the result", path};
}

bool passes(const PathFilter& filter, const FileDifference& change) {
  if (!change.after.is_there()) return true;
  if (!change.before.is_there()) return filter.is_document(change.after.path) || filter.selects(change.after.path);
  return filter.selects(change.after.path);
}

}  // namespace stet::archive
