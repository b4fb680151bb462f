// SPDX-License-Identifier: Apache-2.0
#include "cli/versions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/printable.hpp"

namespace stet::cli {

std::string label_of(const Release& release, const Version& version) {
  if (!version.number) return fmt::format("{} (withdrawn)", release.name);
  return fmt::format("{}@{}", release.name, *version.number);
}

std::string earlier_path(const Release& release, const Version& version) {
  return release.follows_renames && version.path != release.name ? version.path : std::string();
}

std::string earlier_name_words(const Release& release, const Version& version) {
  const std::string path = earlier_path(release, version);
  return path.empty() ? path : ", as " + text::printable(path);
}

std::vector<Version> recorded_versions(const Release& release) {
  std::vector<Version> recorded;
  std::ranges::copy_if(release.versions, std::back_inserter(recorded),
                       [](const Version& version) { return !version.withdrawn; });
  return recorded;
}

Result<Source> read_version(const Archive& archive, const Release& release, const Version& version,
                            const CommonOptions& options) {
  const Result<Source> source = archive.read(version);
  if (!source) return source;
  return source->with_label(label_of(release, version))
      .with_type(requested_type(options).value_or(type_of_path(version.path)));
}

}  // namespace stet::cli
