// SPDX-License-Identifier: Apache-2.0
//
// The hook is a script that names itself in its second line, with a hash of the rest: so stet knows its own, and knows
// when somebody has written into it. A foreign hook gets a second name first (a hard link, so that it stays the same
// file, mode and all), and then stet's is renamed over the first name; taking it away is the same rename backwards.
#include "stet/hook.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "archive/files.hpp"
#include "archive/state.hpp"
#include "fmt/format.h"
#include "text/hash.hpp"

namespace stet {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = "#!/bin/sh\n# stet-hook ";
constexpr std::string_view kKeptEnding = ".before-stet";
constexpr mode_t kHookMode = 0755;

/// @param quoted  The program's path in a shell's single quotes.
std::string script_body(const std::string& quoted) {
  return fmt::format(
      R"script(# stet's pre-commit hook. `stet hook uninstall` takes it away and puts back what was here before.
before=$(dirname -- "$0")/pre-commit{0}
if [ -x "$before" ]; then
  "$before" "$@" || exit
fi
stet=stet
command -v stet >/dev/null 2>&1 || stet={1}
if ! command -v "$stet" >/dev/null 2>&1; then
  echo 'stet: not found on the PATH, so nothing was checked and nothing was committed: install it, or commit with --no-verify' >&2
  exit 1
fi
"$stet" check --staged
status=$?
[ "$status" -eq 0 ] || echo 'stet: nothing was committed; `git commit --no-verify` commits unchecked' >&2
exit "$status"
)script",
      kKeptEnding, quoted);
}

std::string quoted(const std::string& path) {
  std::string text = "'";
  for (const char byte : path) text += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
  return text + "'";
}

std::string script_for(const std::string& program) {
  const std::string body = script_body(quoted(program.empty() ? "stet" : program));
  return fmt::format("{}{:016x}\n{}", kMark, text::hash(body), body);
}

Hook::State state_of(const std::string& script) {
  constexpr std::size_t kHashDigits = 16;
  if (!script.starts_with(kMark)) return Hook::State::Foreign;
  const std::size_t begin = kMark.size() + kHashDigits + 1;
  const std::string_view body = script.size() < begin ? std::string_view() : std::string_view(script).substr(begin);
  const bool intact = script.substr(kMark.size(), kHashDigits + 1) == fmt::format("{:016x}\n", text::hash(body));
  return intact ? Hook::State::Stet : Hook::State::Edited;
}

bool is_executable(const std::string& path) { return ::access(path.c_str(), X_OK) == 0; }

/// `core.hooksPath`, relative to where hooks run: the root of the working tree.
Result<std::string> hooks_folder(const archive::RepositoryState& state, const std::string& common) {
  if (state.program) {
    auto folder = state.program->answer({"rev-parse", "--path-format=absolute", "--git-path", "hooks"});
    if (folder) folder->resize(folder->find_last_not_of('\n') + 1);
    return folder;
  }
  auto config = archive::acquire<archive::Config, git_repository_config_snapshot>("cannot read git's configuration",
                                                                                  state.repository.get());
  if (!config) return std::unexpected(std::move(config).error());
  archive::Buffer value;
  const int status = git_config_get_path(&value.raw, config->get(), "core.hooksPath");
  if (status == 0 && !value.view().empty())
    return archive::without_slash(
        (fs::path(state.directory) / fs::path(std::string(value.view()))).lexically_normal().string());
  if (status < 0 && status != GIT_ENOTFOUND)
    return std::unexpected(archive::last_error(status, "cannot read core.hooksPath"));
  return archive::without_slash(common) + "/hooks";
}

bool lies_below(const std::string& path, const std::string& folder) {
  std::error_code failed;
  const fs::path relative = fs::weakly_canonical(path, failed).lexically_relative(fs::weakly_canonical(folder, failed));
  return !relative.empty() && *relative.begin() != "..";
}

Error edited_error(const Hook& hook) {
  return {ErrorCode::InvalidInput,
          "stet's hook was edited since it was installed: take stet's lines out of it by hand, so that nothing of "
          "yours is lost",
          hook.path};
}

/// Gives a foreign hook its second name. One that has it already was left by a run that was interrupted.
Result<void> keep_foreign(const Hook& hook) {
  const std::string kept = hook.path + std::string(kKeptEnding);
  const auto here = archive::status_of(hook.path);
  const auto there = archive::status_of(kept);
  if (here && there && archive::same_file(*here, *there)) return {};
  if (there)
    return failure(ErrorCode::InvalidInput,
                   "a hook is kept here already, and another one would take its place: move it away first", kept);
  if (::link(hook.path.c_str(), kept.c_str()) == 0) return {};
  if (errno != EPERM && errno != EOPNOTSUPP)
    return std::unexpected(archive::system_error(ErrorCode::CannotWrite, "cannot keep the hook that is there", kept));
  return archive::rename_file(hook.path, kept);  // A file system without hard links.
}

/// Beside its place first, then renamed over it.
Result<void> write_script(const Hook& hook, const std::string& script) {
  const std::string temporary = hook.path + ".stet-new";
  auto written = archive::write_file(temporary, script);
  if (written && ::chmod(temporary.c_str(), kHookMode) != 0)
    written = std::unexpected(archive::system_error(ErrorCode::CannotWrite, "cannot make it executable", temporary));
  if (written) written = archive::rename_file(temporary, hook.path);
  if (!written) archive::remove_file(temporary);
  return written;
}

}  // namespace

Result<Hook> read_hook(const Archive& repository) {
  const archive::RepositoryState& state = Revisions::state(repository);
  if (state.is_bare())
    return failure(ErrorCode::Unsupported, "a bare repository makes no commits, so it has no pre-commit hook",
                   state.directory);
  const std::string common = Revisions::common_directory(repository);
  const auto folder = hooks_folder(state, common);
  if (!folder) return std::unexpected(folder.error());
  Hook hook;
  hook.path = *folder + "/pre-commit";
  hook.is_shared = !lies_below(*folder, state.directory) && !lies_below(*folder, common);
  const std::string kept = hook.path + std::string(kKeptEnding);
  if (archive::status_of(kept)) hook.kept = kept;
  hook.kept_is_executable = !hook.kept.empty() && is_executable(kept);
  const auto there = archive::status_of(hook.path);
  if (!there) return hook;
  hook.state = Hook::State::Foreign;
  hook.is_executable = is_executable(hook.path);
  if (!S_ISREG(there->st_mode)) return hook;  // A link to somebody's script.
  const auto script = archive::read_file(hook.path);
  if (!script) return std::unexpected(script.error());
  hook.state = state_of(*script);
  return hook;
}

Result<Hook> install_hook(const Archive& repository, const std::string& program) {
  const auto hook = read_hook(repository);
  if (!hook) return hook;
  switch (hook->state) {
    case Hook::State::Edited:
      return std::unexpected(edited_error(*hook));
    case Hook::State::Foreign:
      if (std::error_code ignored; fs::is_directory(hook->path, ignored))
        return failure(ErrorCode::InvalidInput, "is a folder, where git looks for a hook", hook->path);
      if (auto kept = keep_foreign(*hook); !kept) return std::unexpected(std::move(kept).error());
      break;
    case Hook::State::None:
      if (!hook->kept.empty())
        return failure(ErrorCode::InvalidInput,
                       "is left from a hook of stet's that is gone: `stet hook uninstall` puts it back", hook->kept);
      if (auto made = archive::make_folders(archive::parent_of(hook->path)); !made)
        return std::unexpected(std::move(made).error());
      break;
    case Hook::State::Stet:
      break;
  }
  if (auto written = write_script(*hook, script_for(program)); !written)
    return std::unexpected(std::move(written).error());
  return read_hook(repository);
}

Result<Hook> uninstall_hook(const Archive& repository) {
  const auto hook = read_hook(repository);
  if (!hook) return hook;
  if (hook->state == Hook::State::Edited) return std::unexpected(edited_error(*hook));
  if (hook->state == Hook::State::Foreign) return hook;
  if (!hook->kept.empty()) {
    if (auto renamed = archive::rename_file(hook->kept, hook->path); !renamed)
      return std::unexpected(std::move(renamed).error());
  } else {
    archive::remove_file(hook->path);
  }
  return read_hook(repository);
}

}  // namespace stet
