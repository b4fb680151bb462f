// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "archive/files.hpp"
#include "archive/names.hpp"
#include "archive/state.hpp"
#include "fmt/format.h"

namespace stet {
namespace {

namespace fs = std::filesystem;
using archive::acquire;
using archive::Repository;

constexpr const char* kFirstMessage = "stet: archive of format 1\n";
/// A checkout has the published bytes exactly, whatever git's configuration says about line endings.
constexpr std::string_view kAttributes = "* -text -ident !filter !working-tree-encoding\n";

std::string initial_branch() {
  archive::Buffer name;
  const auto config = acquire<archive::Config, git_config_open_default>("cannot read git's configuration");
  if (!config || git_config_get_string_buf(&name.raw, config->get(), "init.defaultbranch") < 0) return "main";
  return name.view().empty() ? "main" : std::string(name.view());
}

Result<Repository> make_repository(const std::string& directory, bool bare) {
  const std::string branch = initial_branch();
  git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
  options.flags = GIT_REPOSITORY_INIT_MKPATH | (bare ? static_cast<unsigned>(GIT_REPOSITORY_INIT_BARE) : 0U);
  options.initial_head = branch.c_str();
  git_repository* raw = nullptr;
  const int status = git_repository_init_ext(&raw, directory.c_str(), &options);
  if (status == 0) return Repository(raw);
  Error error = archive::last_write_error(status, "cannot make a repository");
  error.place = directory;
  return std::unexpected(std::move(error));
}

/// What the folder is: nothing yet, a repository without a commit, or something that cannot become an archive.
Result<Repository> existing_repository(const std::string& directory, bool bare) {
  git_repository* raw = nullptr;
  const int status = git_repository_open_ext(&raw, directory.c_str(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
  if (status == GIT_ENOTFOUND) return Repository();
  // Any other failure has its own explanation.
  if (status < 0) return archive::open_repository(directory, false);
  Repository repository(raw);
  const auto head = archive::read_head(raw);
  if (!head) return std::unexpected(head.error());
  const bool is_bare = git_repository_is_bare(raw) == 1;
  if (!head->tip && is_bare == bare && !head->branch.empty()) return repository;
  if (!head->tip) {
    return failure(ErrorCode::InvalidInput,
                   is_bare ? "a bare repository: `stet init --bare` makes it an archive"
                           : "a repository with a working tree: `stet init` without --bare makes it an archive",
                   directory);
  }
  const auto opened = Archive::open(directory);
  if (!opened) return std::unexpected(opened.error());
  if (opened->is_archive()) return failure(ErrorCode::InvalidInput, "is an archive already", directory);
  return failure(
      ErrorCode::InvalidInput,
      "is a git repository with commits of its own, and an archive keeps nothing else: choose another folder",
      directory);
}

Result<void> check_folder(const std::string& directory, bool bare) {
  std::error_code ignored;
  if (!fs::exists(directory, ignored)) return {};
  if (!fs::is_directory(directory, ignored)) return failure(ErrorCode::InvalidInput, "is no folder", directory);
  if (bare && !fs::is_empty(directory, ignored)) {
    return failure(ErrorCode::InvalidInput, "is not empty, and a bare archive needs a folder of its own", directory);
  }
  const std::string format_file = directory + "/" + std::string(archive::kFormatFile);
  if (!archive::status_of(format_file)) return {};
  const auto text = archive::read_file(format_file);
  if (text && *text == archive::kFormatText) return {};  // Left by an `init` that was interrupted.
  return failure(ErrorCode::LocalChange, "is there already, and `stet init` makes its own: move it away", format_file);
}

/// The working file and its place in the index. Both may be there when the branch is not yet: then it is no archive.
Result<void> write_working_file(git_repository* repository) {
  const std::string root = git_repository_workdir(repository);
  const std::string path = root + std::string(archive::kFormatFile);
  if (auto written = archive::write_file(path, archive::kFormatText); !written) return written;
  auto index = acquire<archive::Index, git_repository_index>("cannot open git's index", repository);
  if (!index) return std::unexpected(std::move(index).error());
  const std::string file(archive::kFormatFile);
  int status = git_index_add_bypath(index->get(), file.c_str());
  if (status == 0) status = git_index_write(index->get());
  if (status < 0) return std::unexpected(archive::last_write_error(status, "cannot write git's index"));
  return {};
}

Result<void> write_first_commit(git_repository* repository, Timestamp now) {
  git_oid blob{};
  int status = git_blob_create_from_buffer(&blob, repository, archive::kFormatText.data(), archive::kFormatText.size());
  git_tree_update update{};
  const std::string file(archive::kFormatFile);
  update.action = GIT_TREE_UPDATE_UPSERT;
  update.id = blob;
  update.filemode = GIT_FILEMODE_BLOB;
  update.path = file.c_str();
  git_oid tree_id{};
  if (status == 0) status = git_tree_create_updated(&tree_id, repository, nullptr, 1, &update);
  if (status < 0) return std::unexpected(archive::last_write_error(status, "cannot write the first commit"));
  const auto tree = acquire<archive::Tree, git_tree_lookup>("cannot read the first tree", repository, &tree_id);
  if (!tree) return std::unexpected(tree.error());
  const auto author = archive::signature_at(repository, "author", now);
  if (!author) return std::unexpected(author.error());
  const auto committer = archive::signature_at(repository, "committer", now);
  if (!committer) return std::unexpected(committer.error());
  git_oid commit{};
  status = git_commit_create(&commit, repository, "HEAD", author->get(), committer->get(), nullptr, kFirstMessage,
                             tree->get(), 0, nullptr);
  if (status < 0) return std::unexpected(archive::last_write_error(status, "cannot write the first commit"));
  const std::string objects = std::string(git_repository_commondir(repository)) + "objects";
  for (const git_oid& object : {blob, tree_id, commit})
    archive::share_like(fmt::format("{}/{:.2}", objects, archive::hex(object)), objects);
  return {};
}

Result<void> fill(git_repository* repository, Timestamp now) {
  const std::string info = std::string(git_repository_commondir(repository)) + "info";
  if (auto made = archive::make_folders(info); !made) return made;
  if (!archive::status_of(info + "/attributes")) {
    if (auto written = archive::write_file(info + "/attributes", kAttributes); !written) return written;
  }
  if (git_repository_is_bare(repository) == 0) {
    if (auto written = write_working_file(repository); !written) return written;
  }
  return write_first_commit(repository, now);
}

/// Takes away what a failed `init` made: the repository, and the folder where it made that too.
void take_back(const std::string& directory, const std::string& git_directory, bool made_folder) {
  archive::remove_tree(git_directory);
  archive::remove_file(directory + "/" + std::string(archive::kFormatFile));
  if (made_folder) return archive::remove_tree(directory);
  // Where the repository was bare, it was the folder itself.
  if (!archive::make_folder(directory)) return;
}

}  // namespace

Result<Archive> Archive::init(const std::string& directory, bool bare, Timestamp now) {
  if (auto started = archive::initialise(); !started) return std::unexpected(std::move(started).error());
  std::error_code ignored;
  const bool new_folder = !fs::exists(directory, ignored);
  auto repository = new_folder ? Result<Repository>(Repository()) : existing_repository(directory, bare);
  if (!repository) return std::unexpected(std::move(repository).error());
  const bool is_new = *repository == nullptr;
  if (auto usable = check_folder(directory, bare && is_new); !usable) return std::unexpected(std::move(usable).error());
  if (is_new) {
    repository = make_repository(directory, bare);
    if (!repository) {
      if (new_folder) archive::remove_tree(directory);
      return std::unexpected(std::move(repository).error());
    }
  }
  git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
  auto filled = fill(repository->get(), now);
  git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 0);  // A writer syncs its files itself, all at once.
  if (!filled) {
    if (is_new) take_back(directory, git_repository_path(repository->get()), new_folder);
    return std::unexpected(std::move(filled).error());
  }
  return open(directory);
}

}  // namespace stet
