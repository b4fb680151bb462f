// SPDX-License-Identifier: Apache-2.0
//
// Another repository's history as versions. One walk along the first parents notes, for each commit, the documents
// that have other bytes than before and those that are gone. Of a version only the ids of its commit and blob are
// kept; what is said about it is read from the commit when it is written.
//
// An archive keeps a release in one file, whatever its ending. So `terms.txt` that becomes `terms.md` in one commit is
// one release that goes on, and where both are there at a time the one that came later cannot be imported.
#include "archive/foreign_history.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <span>

#include "archive/history.hpp"
#include "archive/names.hpp"
#include "archive/path_filter.hpp"
#include "archive/state.hpp"
#include "archive/walk.hpp"
#include "fmt/format.h"
#include "unicode/charset.hpp"
#include "unicode/fold.hpp"
#include "unicode/utf8.hpp"

namespace stet::archive {
namespace {

/// One document in one commit.
struct Event {
  std::uint32_t commit = 0;  ///< In `Events::commits`.
  std::uint32_t path = 0;    ///< In `Events::paths`.
  std::optional<git_oid> blob;
};

struct Events {
  std::vector<git_oid> commits;
  std::vector<Timestamp> authored;  ///< Of each commit.
  std::vector<std::string> paths;
  std::vector<Event> events;             ///< In the order of history.
  std::map<std::string, NotRead> links;  ///< Symbolic links and submodules, by path.
};

std::string utf8(std::string_view text) {
  return unicode::valid_prefix(text) == text.size() ? std::string(text) : unicode::decode(text).utf8;
}

/// The release that a path would be.
std::string stem(std::string_view path) {
  const std::string_view release = archive::release_of(path);
  return unicode::valid_prefix(release) == release.size() ? unicode::compose(release) : std::string(release);
}

class ForeignWalk {
 public:
  ForeignWalk(const Objects& objects, const PathFilter& filter) : objects_(objects), filter_(filter) {}

  Result<Events> run(const git_oid& tip) {
    const auto walked = walk_first_parents(
        objects_, tip, [this](const ReadCommit& commit, const ReadCommit* parent) { return visit(commit, parent); });
    if (!walked) return std::unexpected(walked.error());
    std::reverse(found_.events.begin(), found_.events.end());
    return std::move(found_);
  }

 private:
  Result<void> visit(const ReadCommit& commit, const ReadCommit* parent) {
    const auto changes = tree_changes(objects_, parent ? &parent->fields.tree : nullptr, commit.fields.tree, true);
    if (!changes) return std::unexpected(changes.error());
    bool is_noted = false;
    for (const TreeChange& change : *changes) {
      if (!filter_.selects(change.path)) continue;
      if (!change.before && !change.after) {
        const bool is_submodule = change.after_mode == GIT_FILEMODE_COMMIT;
        found_.links.try_emplace(change.path,
                                 NotRead{change.path, is_submodule ? "is a submodule" : "is a symbolic link"});
        continue;
      }
      if (!is_noted) {
        found_.commits.push_back(commit.id);
        found_.authored.push_back(seconds_of(commit.fields.author));
        is_noted = true;
      }
      found_.events.push_back(
          {static_cast<std::uint32_t>(found_.commits.size() - 1), path_index(change.path), change.after});
    }
    return {};
  }

  std::uint32_t path_index(const std::string& path) {
    const auto [slot, is_new] = indices_.try_emplace(path, static_cast<std::uint32_t>(found_.paths.size()));
    if (is_new) found_.paths.push_back(path);
    return slot->second;
  }

  const Objects& objects_;
  const PathFilter& filter_;
  Events found_;
  std::map<std::string, std::uint32_t> indices_;
};

/// Calls `visit(events of one commit)` in the order of history.
template <class Visit>
void for_each_commit(const std::vector<Event>& events, const Visit& visit) {
  for (auto begin = events.begin(); begin != events.end();) {
    const auto end =
        std::find_if(begin, events.end(), [begin](const Event& event) { return event.commit != begin->commit; });
    visit(std::span(begin, end));
    begin = end;
  }
}

/// Paths that come while another file of the same release is there, and that file.
std::map<std::uint32_t, std::uint32_t> clashing(const Events& found, const std::vector<std::string>& stems) {
  std::map<std::string_view, std::uint32_t> present;
  std::map<std::uint32_t, std::uint32_t> clashes;
  for_each_commit(found.events, [&](std::span<const Event> events) {
    for (const Event& event : events) {
      const auto there = present.find(stems[event.path]);
      if (!event.blob && there != present.end() && there->second == event.path) present.erase(there);
    }
    for (const Event& event : events) {
      if (!event.blob || clashes.contains(event.path)) continue;
      const auto [there, is_new] = present.try_emplace(stems[event.path], event.path);
      if (there->second != event.path) clashes.emplace(event.path, there->second);
    }
  });
  return clashes;
}

/// What keeps the repository open while its versions are asked for.
struct ForeignRepository {
  RepositoryState state;
  Events found;
  std::vector<std::pair<std::uint32_t, git_oid>> versions;  ///< Commit and blob of each.

  [[nodiscard]] Result<Source> bytes(std::size_t version, const std::string& path) const {
    auto blob = state.objects().read(versions[version].second, GIT_OBJECT_BLOB);
    if (!blob) return std::unexpected(blob.error());
    const std::string_view bytes = bytes_of(*blob);
    return Source::of_shared(std::shared_ptr<git_odb_object>(std::move(*blob)), bytes, path);
  }

  [[nodiscard]] Result<IncomingDetails> details(std::size_t version, const std::string& path) const {
    const auto commit = read_commit(state.objects(), found.commits[versions[version].first]);
    if (!commit) return std::unexpected(commit.error());
    IncomingDetails details;
    const std::string_view author = commit->fields.author;
    const std::size_t open = author.find('<');
    const std::size_t close = author.rfind('>');
    if (open != std::string_view::npos && close != std::string_view::npos && open < close) {
      details.author_name = utf8(author.substr(0, open));
      details.author_email = utf8(author.substr(open + 1, close - open - 1));
    }
    const std::size_t space = author.rfind(' ');
    if (space != std::string_view::npos) details.author_offset = author.substr(space + 1);
    details.note = utf8(commit->fields.message);
    details.source = fmt::format("{}:{}", hex(commit->id), path);
    return details;
  }
};

/// Turns events into versions of files.
Incoming versions_of(ForeignRepository& foreign, const PathFilter& filter) {
  const Events& found = foreign.found;
  Incoming incoming;
  incoming.repeats_count = true;
  std::vector<std::string> stems;
  for (const std::string& path : found.paths) {
    stems.push_back(stem(path));
    const std::string_view leaf = leaf_of(path);
    const std::string extension(leaf.substr(stem_of(leaf).size()));
    incoming.files.push_back({path, extension, path, filter.names(path)});
  }
  const auto clashes = clashing(found, stems);
  for (const auto& [path, other] : clashes) {
    incoming.not_read.push_back(
        {found.paths[path],
         fmt::format("would be one release with '{}', which is there at the same time", one_line(found.paths[other]))});
  }
  for (const auto& [path, link] : found.links) incoming.not_read.push_back(link);
  std::map<std::string_view, Timestamp> latest_published;
  for_each_commit(found.events, [&](std::span<const Event> events) {
    std::set<std::string_view> written;
    for (const Event& event : events) {
      if (event.blob && !clashes.contains(event.path)) written.insert(stems[event.path]);
    }
    for (const Event& event : events) {
      if (clashes.contains(event.path) || (!event.blob && written.contains(stems[event.path]))) continue;
      // Clocks differ, and a rebased commit keeps its date. But nothing is withdrawn before it was published.
      Timestamp published = found.authored[event.commit];
      Timestamp& latest = latest_published.try_emplace(stems[event.path], 0).first->second;
      if (!event.blob) published = std::max(published, latest);
      latest = std::max(latest, published);
      incoming.versions.push_back({event.path, published, !event.blob});
      foreign.versions.emplace_back(event.commit, event.blob.value_or(git_oid{}));
    }
  });
  return incoming;
}

/// Documents whose last state in history is not the one with the latest date, which an archive has as its latest.
void warn_of_dates(Incoming& incoming, const Events& found) {
  struct Last {
    std::size_t in_history = 0;
    std::size_t by_date = 0;
  };
  std::map<std::string, Last> lasts;
  for (std::size_t i = 0; i < incoming.versions.size(); ++i) {
    const std::string name = stem(found.paths[incoming.versions[i].file]);
    Last& last = lasts.try_emplace(name, Last{i, i}).first->second;
    last.in_history = i;
    if (incoming.versions[i].published >= incoming.versions[last.by_date].published) last.by_date = i;
  }
  for (const auto& [name, last] : lasts) {
    if (last.in_history == last.by_date) continue;
    incoming.warnings.push_back({found.paths[incoming.versions[last.in_history].file],
                                 "the dates along its history go back: the latest version is the one with the latest "
                                 "date, not what HEAD has"});
  }
}

/// Every path that is neither a folder nor a file of the history nor a glob.
Result<void> check_paths(const Events& found, const PathFilter& filter, const std::string& directory) {
  for (const std::string& wanted : filter.literals()) {
    if (const auto link = found.links.find(wanted); link != found.links.end())
      return failure(ErrorCode::NotReadable, link->second.reason, wanted);
    const auto fits = [&](const std::string& path) {
      return path == wanted || (path.starts_with(wanted) && path[wanted.size()] == '/');
    };
    if (std::any_of(found.paths.begin(), found.paths.end(), fits)) continue;
    const std::string near = did_you_mean(nearest(wanted, found.paths));
    return failure(
        ErrorCode::NotFound,
        fmt::format("no document '{}' in the history of HEAD{}{}", one_line(wanted), near.empty() ? "" : "; ", near),
        directory);
  }
  return {};
}

}  // namespace

Result<Incoming> foreign_history(const std::string& directory, const std::vector<std::string>& paths) {
  if (auto started = initialise(); !started) return std::unexpected(std::move(started).error());
  auto foreign = std::make_shared<ForeignRepository>();
  auto repository = open_repository(directory, true);
  if (!repository) return std::unexpected(std::move(repository).error());
  foreign->state.repository = std::move(*repository);
  auto odb = acquire<Odb, git_repository_odb>("cannot open the objects", foreign->state.repository.get());
  if (!odb) return std::unexpected(std::move(odb).error());
  foreign->state.odb = std::move(*odb);
  foreign->state.directory = directory;
  const auto filter = PathFilter::make(paths);
  if (!filter) return std::unexpected(filter.error());
  const auto head = read_head(foreign->state.repository.get());
  if (!head) return std::unexpected(head.error());
  if (!head->tip) return failure(ErrorCode::NotFound, "this repository has no commit yet", directory);
  auto found = ForeignWalk(foreign->state.objects(), *filter).run(*head->tip);
  if (!found) return std::unexpected(std::move(found).error());
  foreign->found = std::move(*found);
  if (auto there = check_paths(foreign->found, *filter, directory); !there) {
    return std::unexpected(std::move(there).error());
  }
  Incoming incoming = versions_of(*foreign, *filter);
  warn_of_dates(incoming, foreign->found);
  std::vector<std::uint32_t> files;
  for (const IncomingVersion& version : incoming.versions) files.push_back(version.file);
  const auto path_of = [foreign, files = std::make_shared<const std::vector<std::uint32_t>>(std::move(files))](
                           std::size_t version) -> const std::string& {
    return foreign->found.paths[(*files)[version]];
  };
  incoming.bytes = [foreign, path_of](std::size_t version) { return foreign->bytes(version, path_of(version)); };
  incoming.details = [foreign, path_of](std::size_t version) { return foreign->details(version, path_of(version)); };
  incoming.place = path_of;
  return incoming;
}

}  // namespace stet::archive
