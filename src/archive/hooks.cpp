// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "archive/state.hpp"

namespace stet {

Result<std::string> hooks_directory(const Archive& repository) {
  namespace fs = std::filesystem;
  const archive::RepositoryState& state = Revisions::state(repository);
  auto config = archive::acquire<archive::Config, git_repository_config_snapshot>("cannot read git's configuration",
                                                                                  state.repository.get());
  if (!config) return std::unexpected(std::move(config).error());
  archive::Buffer value;
  const int status = git_config_get_path(&value.raw, config->get(), "core.hooksPath");
  if (status == 0 && !value.view().empty())  // Relative to where hooks run: the root of the working tree.
    return (fs::path(state.directory) / fs::path(std::string(value.view()))).lexically_normal().string();
  if (status < 0 && status != GIT_ENOTFOUND)
    return std::unexpected(archive::last_error(status, "cannot read core.hooksPath"));
  return archive::without_slash(Revisions::common_directory(repository)) + "/hooks";
}

}  // namespace stet
