// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "archive/files.hpp"
#include "archive/git_program.hpp"
#include "archive/loose_objects.hpp"
#include "archive/pack_offsets.hpp"
#include "archive/state.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

namespace fs = std::filesystem;

/// What libgit2 says of the shapes that it cannot open, and what mends each.
struct Refusal {
  std::string_view words;  ///< Found in libgit2's message.
  ErrorCode code;
  std::string_view message;
};
constexpr Refusal kRefusals[] = {
    // libgit2 1.5.1 says the first where the setting is nowhere, and the second where it lists others.
    {"safe.directory", ErrorCode::NotReadable, kForeignOwner},
    {"is not owned by current user", ErrorCode::NotReadable, kForeignOwner},
    {"extensions.objectformat", ErrorCode::Unsupported, kComparisonsOnly},
    {"unsupported extension", ErrorCode::Unsupported, kUnknownFormat},
    {"unsupported repository version", ErrorCode::Unsupported, kUnknownFormat},
};

/// The folder at or above this one that has a repository, as far as names tell; else the folder itself. Absolute.
fs::path folder_of_repository(const std::string& directory) {
  std::error_code failed;
  const fs::path start = fs::weakly_canonical(directory, failed);
  for (fs::path folder = start; !folder.empty(); folder = folder.parent_path()) {
    const bool is_bare = fs::exists(folder / "HEAD", failed) && fs::exists(folder / "objects", failed);
    if (is_bare || fs::exists(fs::symlink_status(folder / ".git", failed))) return folder;
    if (folder == folder.parent_path()) break;
  }
  return start;
}

/// What a `.git` that is a file says of a repository which is not there: of a working tree or submodule that was moved.
std::optional<Error> moved_repository(const fs::path& folder) {
  constexpr std::string_view kKey = "gitdir: ";
  const fs::path file = folder / ".git";
  std::error_code failed;
  if (!fs::is_regular_file(file, failed)) return std::nullopt;
  const auto text = read_file(file.string());
  if (!text || !text->starts_with(kKey)) return std::nullopt;
  const fs::path named = text->substr(kKey.size(), text->find('\n') - kKey.size());
  const fs::path whole = (folder / named).lexically_normal();
  if (fs::exists(whole, failed)) return std::nullopt;
  return Error{ErrorCode::NotFound,
               fmt::format("names a repository that is not there, {}: `git worktree repair {}` in the repository mends "
                           "what was moved",
                           one_line(whole.string()), one_line(folder.string())),
               file.string()};
}

Error open_error(int status, const std::string& directory) {
  Error error = last_error(status, "cannot open the repository");
  const fs::path folder = folder_of_repository(directory);
  for (const Refusal& refusal : kRefusals) {
    if (error.message.find(refusal.words) == std::string::npos) continue;
    const std::string reason = error.message.substr(error.message.find(": ") + 2);
    return {refusal.code, fmt::format(fmt::runtime(refusal.message), folder.string(), reason), folder.string()};
  }
  if (status == GIT_ENOTFOUND) {
    if (auto moved = moved_repository(folder)) return *moved;
    return {ErrorCode::NotFound,
            "no git repository here or above: `stet init` makes an archive, --repo names a folder that has one",
            directory};
  }
  error.place = directory;
  return error;
}

std::string config_text(git_config* config, const char* key) {
  Buffer value;
  if (config == nullptr || git_config_get_string_buf(&value.raw, config, key) < 0) return {};
  return std::string(value.view());
}

/// git drops these from names itself.
std::string without_marks(std::string text) {
  std::erase_if(text, [](char c) { return c == '<' || c == '>' || c == '\n' || c == '\0'; });
  return text;
}

/// Sees to it that damaged objects are errors, the repository's own and those of its alternates.
Result<void> guard_objects(git_repository* repository) {
  const auto database = acquire<Odb, git_repository_odb>("cannot open the objects", repository);
  if (!database) return std::unexpected(database.error());
  for (const std::string& folder : object_folders(repository)) {
    if (auto checked = check_pack_offsets(folder); !checked) return checked;
    if (auto guarded = guard_loose_objects(database->get(), folder); !guarded) return guarded;
  }
  return {};
}

}  // namespace

Objects RepositoryState::objects() const { return {odb.get(), git_repository_is_shallow(repository.get()) == 1}; }

std::string without_slash(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

Result<Repository> open_repository(const std::string& directory, bool search) {
  std::error_code ignored;
  if (!fs::exists(directory, ignored)) {
    return std::unexpected(Error{ErrorCode::NotFound, "no such folder", directory});
  }
  git_repository* raw = nullptr;
  const unsigned flags = search ? 0 : static_cast<unsigned>(GIT_REPOSITORY_OPEN_NO_SEARCH);
  if (const int status = git_repository_open_ext(&raw, directory.c_str(), flags, nullptr); status < 0) {
    return std::unexpected(open_error(status, directory));
  }
  Repository repository(raw);
  if (auto guarded = guard_objects(raw); !guarded) return std::unexpected(std::move(guarded).error());
  return repository;
}

bool is_partial_clone(git_repository* repository) {
  const auto config = acquire<Config, git_repository_config_snapshot>("", repository);
  if (!config) return false;
  // Without a pattern: libgit2 1.5.1 loses 20 KiB for each setting that does not match one.
  const auto is_promise = [](const git_config_entry* entry, void*) {
    const std::string_view name = entry->name;
    const bool is_remote = name.starts_with("remote.") && name.ends_with(".promisor");
    return is_remote || name == "extensions.partialclone" ? 1 : 0;
  };
  return git_config_foreach(config->get(), is_promise, nullptr) == 1;
}

Error index_error(int status) {
  Error error = last_error(status, "cannot read git's index");
  const auto says = [&](std::string_view words) { return error.message.find(words) != std::string::npos; };
  // Extensions that must be understood have names in lower case: `link` of a split index, `sdir` of a sparse one.
  if (says("'link'"))
    return {ErrorCode::Unsupported, "git's index is split: `git update-index --no-split-index` joins it", ""};
  if (says("'sdir'"))
    return {ErrorCode::Unsupported, "git's index is sparse: `git sparse-checkout init --no-sparse-index` fills it", ""};
  if (says("extension")) {
    error.code = ErrorCode::Unsupported;
    return error;
  }
  error.code = ErrorCode::NotReadable;
  error.message += ": `rm` it, and `git reset` makes it anew";
  return error;
}

Result<Index> open_index(git_repository* repository) {
  git_index* raw = nullptr;
  int status = git_repository_index(&raw, repository);
  Index index(raw);
  if (status == 0) status = git_index_read(raw, 0);
  if (status < 0) return std::unexpected(index_error(status));
  return index;
}

Result<Head> read_head(git_repository* repository) {
  auto head = acquire<Reference, git_reference_lookup>("cannot read HEAD", repository, "HEAD");
  if (!head) return std::unexpected(std::move(head).error());
  Head result;
  if (const char* const branch = git_reference_symbolic_target(head->get()); branch != nullptr) result.branch = branch;
  git_oid tip{};
  const int status = git_reference_name_to_id(&tip, repository, "HEAD");
  if (status == GIT_ENOTFOUND) return result;
  if (status < 0) return std::unexpected(last_error(status, "cannot read HEAD"));
  result.tip = tip;
  if (result.branch.empty()) return result;
  auto resolved = acquire<Reference, git_reference_resolve>("cannot read HEAD", head->get());
  if (!resolved) return std::unexpected(std::move(resolved).error());
  result.branch = git_reference_name(resolved->get());
  return result;
}

Result<git_oid> tree_of(const Objects& objects, const git_oid& commit) {
  const auto object = objects.read(commit, GIT_OBJECT_COMMIT);
  if (!object) return std::unexpected(object.error());
  const auto fields = objects.parse_commit(commit, bytes_of(*object));
  if (!fields) return std::unexpected(fields.error());
  return fields->tree;
}

Result<Signature> signature_at(git_repository* repository, std::string_view role, Timestamp seconds) {
  auto config = acquire<Config, git_repository_config_snapshot>("cannot read git's configuration", repository);
  if (!config) return std::unexpected(std::move(config).error());
  const auto setting = [&](std::string_view field, std::string_view fallback) {
    for (const std::string_view section : {role, std::string_view("user")}) {
      const std::string value = without_marks(config_text(config->get(), fmt::format("{}.{}", section, field).c_str()));
      if (!one_line(value).empty()) return value;
    }
    return std::string(fallback);
  };
  const std::string name = setting("name", "stet");
  const std::string email = setting("email", "stet@localhost");
  return acquire<Signature, git_signature_new>("cannot sign a commit", name.c_str(), email.c_str(), seconds, 0);
}

}  // namespace stet::archive
