// SPDX-License-Identifier: Apache-2.0
//
// Idea: the index knows the versions of every document under its own path. A history that goes on under earlier names
// is put together out of these: from the commit in which the document came, what it was renamed from had gone there,
// and its versions before that are the rest. So only the commits in which a document came are looked at.
//
//   new.md   v(c3) v(c4)           old.md   v(c1) v(c2) gone(c3)           new.md followed   c1 c2 c3 c4
#include <algorithm>
#include <iterator>

#include "archive/history.hpp"
#include "archive/renamed_from.hpp"
#include "history/state.hpp"

namespace stet {
namespace history {
namespace {

/// The latest version in which a document came as another one renamed, and the path of that.
struct Rename {
  std::size_t version = 0;
  std::string former_path;
};

Result<std::optional<Rename>> last_rename(const archive::RepositoryState& repository,
                                          const std::vector<Version>& versions, const std::string& path) {
  for (std::size_t i = versions.size(); i-- > 0;) {
    const bool came = !versions[i].withdrawn && (i == 0 || versions[i - 1].withdrawn);
    if (!came) continue;
    const auto commit = archive::parse_id(versions[i].commit);
    if (!commit) return std::unexpected(commit.error());
    auto former = archive::renamed_from(repository, *commit, path);
    if (!former) return std::unexpected(std::move(former).error());
    if (*former) return Rename{i, std::move(**former)};
  }
  return std::optional<Rename>();
}

}  // namespace

RecordKey key_of(const Release& release) {
  const auto has_other_path = [&](const Version& version) { return version.path != release.name; };
  return {release.name, release.follows_renames && std::ranges::any_of(release.versions, has_other_path)};
}

}  // namespace history

Result<std::optional<std::vector<Version>>> History::State::versions(const std::string& name) {
  std::optional<std::vector<Version>> versions;
  const auto found = database->read_release(name, false, [&](std::string_view bytes) -> Result<void> {
    auto unpacked = history::unpack_versions(bytes);
    if (!unpacked) return std::unexpected(std::move(unpacked).error());
    versions = std::move(*unpacked);
    return {};
  });
  if (!found) return std::unexpected(found.error());
  return versions;
}

Result<std::optional<std::vector<Version>>> History::State::followed_versions(const std::string& name) {
  std::string document = name;
  auto own = versions(document);
  if (!own || !*own) return own;
  std::vector<Version> rest = std::move(**own);
  std::vector<Version> followed;
  for (;;) {
    const auto rename = history::last_rename(Revisions::state(archive), rest, document);
    if (!rename) return std::unexpected(rename.error());
    const auto begin = rest.begin() + static_cast<std::ptrdiff_t>(*rename ? (*rename)->version : 0);
    followed.insert(followed.begin(), begin, rest.end());
    if (!*rename) break;
    const std::string commit = begin->commit;
    document = (*rename)->former_path;
    own = versions(document);
    if (!own || !*own) return own;
    rest = std::move(**own);
    const auto gone = std::ranges::find(rest, commit, &Version::commit);
    if (gone == rest.end()) return std::unexpected(history::index_damaged("the index lacks a version of " + document));
    rest.erase(gone, rest.end());
  }
  archive::number_in_order(followed);
  return followed;
}

}  // namespace stet
