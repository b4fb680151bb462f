// SPDX-License-Identifier: Apache-2.0
#include "stet/history.hpp"

#include "archive/history.hpp"
#include "history/state.hpp"
#include "unicode/fold.hpp"
#include "unicode/utf8.hpp"

namespace stet {
namespace {

std::string name_in_index(const Archive& archive, std::string_view name) {
  if (archive.is_archive())
    return unicode::valid_prefix(name) == name.size() ? unicode::compose(name) : std::string(name);
  while (name.starts_with("./")) name.remove_prefix(2);
  return std::string(name);
}

std::optional<Counts> counts_of(const Version& version, const history::StepCounts& step) {
  if (version.withdrawn || !step.readable) return std::nullopt;
  return Counts{step.summary, step.bounded};
}

}  // namespace

History::History(std::unique_ptr<State> state) : state_(std::move(state)) {}
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;
History::~History() = default;

History History::open(const Archive& archive, const HistoryOptions& options) {
  return History(std::make_unique<State>(archive, options));
}

const std::vector<std::string>& History::complaints() const { return state_->complaints; }

Result<Release> History::release(std::string_view name, bool follow) {
  State& state = *state_;
  return state.over_index([&]() -> Result<Release> {
    if (!state.database || state.tip.empty()) return state.archive.release(name, follow);
    if (state.head.tip != state.tip) return std::unexpected(history::index_incomplete());
    const std::string indexed = name_in_index(state.archive, name);
    const bool follows_renames = follow && !state.head.archive;
    auto versions = follows_renames ? state.followed_versions(indexed) : state.versions(indexed);
    if (!versions) return std::unexpected(std::move(versions).error());
    if (!*versions) return state.archive.release(name, follow);
    archive::mark_returns(**versions);
    return Release{indexed, std::move(**versions), follows_renames};
  });
}

Result<std::vector<Release>> History::releases() {
  State& state = *state_;
  return state.over_index([&]() -> Result<std::vector<Release>> {
    if (!state.database || state.tip.empty()) return state.archive.releases();
    if (state.head.tip != state.tip) return std::unexpected(history::index_incomplete());
    const auto names = state.database->names();
    if (!names) return std::unexpected(names.error());
    if (names->size() != state.head.releases) return std::unexpected(history::index_damaged("releases are missing"));
    std::vector<Release> releases;
    for (const std::string& name : *names) {
      auto versions = state.versions(name);
      if (!versions) return std::unexpected(std::move(versions).error());
      if (!*versions) return std::unexpected(history::index_damaged("a release is missing"));
      archive::mark_returns(**versions);
      releases.push_back({name, std::move(**versions)});
    }
    return releases;
  });
}

Result<std::vector<std::optional<Counts>>> History::known_counts(const Release& release) {
  State& state = *state_;
  std::vector<std::optional<Counts>> known(release.versions.size());
  return state.over_index([&]() -> Result<std::vector<std::optional<Counts>>> {
    if (!state.database) return known;
    const auto [name, is_followed] = history::key_of(release);
    const auto read = state.database->read_release(name, is_followed, [&](std::string_view bytes) -> Result<void> {
      const auto steps = history::unpack_counts(bytes, release.versions);
      if (!steps) return std::unexpected(steps.error());
      for (std::size_t i = 0; i < steps->size(); ++i) known[i] = counts_of(release.versions[i], (*steps)[i]);
      return {};
    });
    if (!read) return std::unexpected(read.error());
    return known;
  });
}

Result<std::vector<std::optional<Counts>>> History::counts(const Release& release) {
  State& state = *state_;
  return state.over_index([&]() -> Result<std::vector<std::optional<Counts>>> {
    const auto record = state.followed(release, history::Depth::Counts);
    if (!record) return std::unexpected(record.error());
    std::vector<std::optional<Counts>> all;
    for (std::size_t i = 0; i < release.versions.size(); ++i)
      all.push_back(counts_of(release.versions[i], history::counts_of((*record)->steps[i])));
    return all;
  });
}

}  // namespace stet
