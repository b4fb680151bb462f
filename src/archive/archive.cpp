// SPDX-License-Identifier: Apache-2.0
#include "stet/archive.hpp"

#include <algorithm>
#include <filesystem>

#include "archive/history.hpp"
#include "archive/names.hpp"
#include "archive/renamed_from.hpp"
#include "archive/states.hpp"
#include "fmt/format.h"
#include "unicode/fold.hpp"
#include "unicode/utf8.hpp"

namespace stet {

using archive::acquire;
using archive::one_line;

Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

namespace {

Result<void> use_index(git_repository* repository, const std::string& path) {
  git_index* raw = nullptr;
  const int opened = git_index_open(&raw, path.c_str());
  const archive::Index index(raw);
  if (opened < 0) return std::unexpected(archive::index_error(opened));
  if (const int status = git_repository_set_index(repository, raw); status < 0) {
    return std::unexpected(archive::last_error(status, "cannot use the index"));
  }
  return {};
}

Release without_digests(std::string name, std::vector<archive::Recorded> recorded) {
  Release release{std::move(name), {}};
  for (archive::Recorded& entry : recorded) release.versions.push_back(std::move(entry.version));
  archive::mark_returns(release.versions);
  return release;
}

std::string joined(std::string_view message, const std::string& hint) {
  return hint.empty() ? std::string(message) : fmt::format("{}; {}", message, hint);
}

Error no_release(std::string_view name, const std::vector<std::string>& names) {
  const std::string near = archive::did_you_mean(archive::nearest(name, names));
  return {ErrorCode::NotFound,
          fmt::format("no release named '{}': {}", one_line(name),
                      near.empty() ? "`stet list` shows those that there are" : near),
          ""};
}

Result<Release> archive_release(const archive::Objects& objects, const git_oid& tip, std::string_view name) {
  const std::string composed = unicode::valid_prefix(name) == name.size() ? unicode::compose(name) : std::string(name);
  auto history = archive::archive_history(objects, tip, composed);
  if (!history) return std::unexpected(std::move(history).error());
  const auto found = history->releases.find(composed);
  if (found != history->releases.end()) return without_digests(composed, std::move(found->second));
  std::vector<std::string> names;
  for (const auto& [other, path] : history->paths) names.push_back(other);
  return std::unexpected(no_release(name, names));
}

Result<Release> path_release(const archive::RepositoryState& repository, const git_oid& tip, std::string_view path,
                             bool follow) {
  const archive::Objects objects = repository.objects();
  while (path.starts_with("./")) path.remove_prefix(2);
  archive::FormerPath former_path;
  if (follow)
    former_path = [&](const git_oid& commit, const std::string& there) {
      return archive::renamed_from(repository, commit, there);
    };
  auto versions = archive::path_history(objects, tip, path, former_path);
  if (!versions) return std::unexpected(std::move(versions).error());
  archive::mark_returns(*versions);
  if (!versions->empty()) return Release{std::string(path), std::move(*versions), follow};
  const auto tree = archive::tree_of(objects, tip);
  if (!tree) return std::unexpected(tree.error());
  const auto entry = objects.find(*tree, path);
  if (!entry) return std::unexpected(entry.error());
  if (*entry && (*entry)->is_tree()) {
    return std::unexpected(
        Error{ErrorCode::NotFound, fmt::format("'{}' is a folder: name a document in it", one_line(path)), ""});
  }
  const auto paths = archive::file_paths(objects, *tree);
  if (!paths) return std::unexpected(paths.error());
  return std::unexpected(
      Error{ErrorCode::NotFound,
            joined(fmt::format("no file '{}' in the history of this repository, which is no archive", one_line(path)),
                   archive::did_you_mean(archive::nearest(path, *paths))),
            ""});
}

/// What libgit2 refused, opened by git's program.
Result<archive::GitProgram> open_by_program(const RepositoryPlace& place, const Error& refusal) {
  auto program = archive::GitProgram::open(place);
  if (program) return program;
  Error error = refusal;
  if (program.error().code == ErrorCode::NotReadable) return program;
  if (program.error().code == ErrorCode::NotFound) {
    error.message = "stet reads this repository by git's own program, and git is not on the PATH: install git";
  } else {
    error.message += fmt::format(", and git says: {}", program.error().message);
  }
  return std::unexpected(std::move(error));
}

/// The answer of all that needs libgit2 where only git's program reads the repository.
Error comparisons_only(const std::string& directory) {
  return {ErrorCode::Unsupported, std::string(archive::kComparisonsOnly), directory};
}

}  // namespace

Result<Archive> Archive::open(const std::string& directory) {
  RepositoryPlace place;
  place.directory = directory;
  return open(place);
}

Result<Archive> Archive::open(const RepositoryPlace& place) {
  if (auto started = archive::initialise(); !started) return std::unexpected(std::move(started).error());
  auto state = std::make_unique<State>();
  const bool named = !place.git_directory.empty();
  auto repository = archive::open_repository(named ? place.git_directory : place.directory, !named);
  if (!repository && place.comparisons_only && repository.error().code == ErrorCode::Unsupported) {
    auto program = open_by_program(place, repository.error());
    if (!program) return std::unexpected(std::move(program).error());
    state->directory = program->is_bare() ? program->place().git_directory : program->place().work_tree;
    state->program = std::move(*program);
    return Archive(std::move(state));
  }
  if (!repository) return std::unexpected(std::move(repository).error());
  state->repository = std::move(*repository);
  git_repository* const raw = state->repository.get();
  if (!place.work_tree.empty()) {
    if (const int status = git_repository_set_workdir(raw, place.work_tree.c_str(), 0); status < 0) {
      return std::unexpected(archive::last_error(status, "cannot use the working tree"));
    }
  }
  bool is_read_by_program = false;
  if (!place.index_file.empty()) {
    state->index_file = std::filesystem::absolute(place.index_file).string();
    const auto used = use_index(raw, place.index_file);
    // Split, as `git commit PATH` makes it where core.splitIndex says so.
    is_read_by_program = !used && used.error().code == ErrorCode::Unsupported && place.comparisons_only &&
                         archive::GitProgram::is_installed();
    if (!used && !is_read_by_program) return std::unexpected(used.error());
  }
  auto odb = acquire<archive::Odb, git_repository_odb>("cannot open the objects", raw);
  if (!odb) return std::unexpected(std::move(odb).error());
  state->odb = std::move(*odb);
  state->directory = archive::without_slash(archive::root_of(raw));
  if (is_read_by_program) state->program = archive::program_of(*state);
  return Archive(std::move(state));
}

std::string Revisions::common_directory(const Archive& archive) {
  if (archive.state_->program) return archive.state_->program->place().common_directory + "/";
  return git_repository_commondir(archive.state_->repository.get());
}

Result<std::string> Revisions::tip(const Archive& archive) {
  const auto head = archive::read_head(archive.state_->repository.get());
  if (!head) return std::unexpected(head.error());
  return head->tip ? archive::hex(*head->tip) : std::string();
}

bool Archive::is_archive() const {
  if (state_->program) return false;
  const auto head = archive::read_head(state_->repository.get());
  if (!head || !head->tip) return false;
  const auto format = archive::format_of(state_->objects(), *head->tip);
  return format && *format == archive::Format::Known;
}

bool Archive::is_bare() const { return state_->is_bare(); }

bool Archive::is_shallow() const { return archive::is_shallow(*state_); }

std::string Archive::directory() const { return state_->directory; }

Result<std::vector<Release>> Archive::releases() const {
  if (state_->program) return std::unexpected(comparisons_only(state_->directory));
  const auto head = archive::read_head(state_->repository.get());
  if (!head) return std::unexpected(head.error());
  std::vector<Release> releases;
  if (!head->tip) return releases;
  const archive::Objects objects = state_->objects();
  if (is_archive()) {
    auto history = archive::archive_history(objects, *head->tip, {});
    if (!history) return std::unexpected(std::move(history).error());
    for (auto& [name, recorded] : history->releases) releases.push_back(without_digests(name, std::move(recorded)));
    return releases;
  }
  auto histories = archive::document_histories(objects, *head->tip);
  if (!histories) return std::unexpected(std::move(histories).error());
  for (auto& [path, versions] : *histories) {
    archive::mark_returns(versions);
    releases.push_back({path, std::move(versions)});
  }
  return releases;
}

Result<Release> Archive::release(std::string_view name, bool follow) const {
  if (state_->program) return std::unexpected(comparisons_only(state_->directory));
  const auto head = archive::read_head(state_->repository.get());
  if (!head) return std::unexpected(head.error());
  if (!head->tip) {
    return std::unexpected(Error{
        ErrorCode::NotFound, fmt::format("no release named '{}': this repository has no commit yet", one_line(name)),
        state_->directory});
  }
  return is_archive() ? archive_release(state_->objects(), *head->tip, name)
                      : path_release(*state_, *head->tip, name, follow);
}

Result<std::optional<std::string>> Archive::file(const std::string& path, const std::string& commit) const {
  const auto states = archive::states_of(*state_, {});
  if (!states) return std::unexpected(states.error());
  const auto snapshot = commit.empty() ? (*states)->head() : (*states)->snapshot(commit);
  if (!snapshot) return std::unexpected(snapshot.error());
  const auto found = (*states)->find(*snapshot, path);
  if (!found) return std::unexpected(found.error());
  if (!*found || !(*found)->is_file()) return std::optional<std::string>();
  auto text = std::move((*states)->blobs({(*found)->id}).front());
  if (!text) return std::unexpected(std::move(text).error());
  return std::optional(std::move(*text));
}

Result<Source> Archive::read(const Version& version) const {
  if (state_->program) return std::unexpected(comparisons_only(state_->directory));
  if (version.withdrawn) {
    return std::unexpected(Error{ErrorCode::NotFound, "withdrawn here: there is no text", version.path});
  }
  const auto id = archive::parse_id(version.blob);
  if (!id) return std::unexpected(id.error());
  auto blob = state_->objects().read(*id, GIT_OBJECT_BLOB);
  if (!blob) return std::unexpected(std::move(blob).error());
  const std::string which = version.number ? std::to_string(*version.number) : version.commit.substr(0, 10);
  const std::string_view bytes = archive::bytes_of(*blob);
  return Source::of_shared(std::shared_ptr<git_odb_object>(std::move(*blob)), bytes,
                           fmt::format("{}@{}", version.path, which), type_of_path(version.path));
}

}  // namespace stet
