// SPDX-License-Identifier: Apache-2.0
#include "cli/project.hpp"

#include <filesystem>

namespace stet::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFile = "stet.toml";

/// @param place  The file's name in errors.
Result<Settings> settings_in(const std::string& path, const std::string& place) {
  const Result<Source> source = Source::open(path, TextType::Plain);
  if (!source) return std::unexpected(source.error());
  return parse_settings(source->bytes(), place);
}

/// The nearest `stet.toml` from `folder` up to `root`; empty where there is none.
fs::path nearest_file(fs::path folder, const fs::path& root) {
  std::error_code none;
  const fs::path inside = folder.lexically_relative(root);
  if (inside.empty() || *inside.begin() == "..") folder = root;
  for (;; folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / kFile, none)) return folder / kFile;
    if (folder == root || folder == folder.parent_path()) return {};
  }
}

RepositoryPlace place_of(const CommonOptions& options, const Environment& environment) {
  RepositoryPlace place;
  place.directory = repository_directory(options);
  if (!options.repository.empty()) return place;
  place.git_directory = environment.variable("GIT_DIR").value_or("");
  place.work_tree = environment.variable("GIT_WORK_TREE").value_or("");
  place.index_file = environment.variable("GIT_INDEX_FILE").value_or("");
  return place;
}

}  // namespace

Result<Archive> open_repository(const CommonOptions& options, const Environment& environment) {
  return Archive::open(place_of(options, environment));
}

Result<Archive> open_for_comparison(const CommonOptions& options, const Environment& environment) {
  RepositoryPlace place = place_of(options, environment);
  place.comparisons_only = true;
  return Archive::open(place);
}

Result<Settings> named_settings(const CommonOptions& options) {
  return options.config.empty() ? Settings() : settings_in(options.config, options.config);
}

Result<Settings> project_settings(const CommonOptions& options, const Archive& repository, const std::string& commit) {
  if (!options.config.empty()) return named_settings(options);
  if (repository.is_bare()) {
    const auto text = repository.file(kFile, commit);
    if (!text) return std::unexpected(text.error());
    return *text ? parse_settings(**text, kFile) : Settings();
  }
  std::error_code failed;
  const fs::path root = fs::weakly_canonical(repository.directory(), failed);
  const fs::path found = nearest_file(fs::weakly_canonical(repository_directory(options), failed), root);
  if (found.empty()) return Settings();
  return settings_in(found.string(), found.lexically_relative(root).generic_string());
}

}  // namespace stet::cli
