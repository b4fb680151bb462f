// SPDX-License-Identifier: Apache-2.0
#include "archive/verify.hpp"

#include <algorithm>
#include <set>

#include "archive/files.hpp"
#include "archive/history.hpp"
#include "archive/loose_objects.hpp"
#include "archive/names.hpp"
#include "archive/trailers.hpp"
#include "fmt/format.h"
#include "unicode/fold.hpp"
#include "unicode/utf8.hpp"

namespace stet {
namespace archive {

void Findings::add_object(const git_oid& id, Problem problem) {
  if (!objects_.try_emplace(id, Known{problems_.size(), "", false}).second) return;
  add(std::move(problem));
}

void Findings::add_need(const git_oid& id, const std::string& version) {
  const auto found = objects_.find(id);
  if (found == objects_.end() || found->second.is_version) return;
  found->second.need = version;
  found->second.is_version = true;
}

void Findings::add_other_need(const git_oid& id, const std::string& what) {
  const auto found = objects_.find(id);
  if (found != objects_.end() && found->second.need.empty()) found->second.need = what;
}

std::vector<Problem> Findings::finish() {
  std::set<std::size_t> said;
  for (const auto& [id, known] : objects_) {
    if (known.need.empty() || !said.insert(known.problem).second) continue;
    problems_[known.problem].message += fmt::format("; {} needs it", known.need);
  }
  return std::move(problems_);
}

bool VerifyContext::wants(std::string_view release) const {
  return request.names.empty() || std::ranges::find(request.names, release) != request.names.end();
}

std::optional<LoadedCommit> load_commit(VerifyContext& context, const git_oid& id) {
  auto object = context.objects.read(id, GIT_OBJECT_COMMIT);
  if (object) {
    auto fields = context.objects.parse_commit(id, bytes_of(*object));
    if (fields) return LoadedCommit{id, std::move(*object), std::move(*fields)};
  }
  const bool missing = !context.objects.has(id);
  context.findings.add_object(
      id, {missing ? "object-missing" : "object-damaged", hex(id),
           missing ? "the commit is not here, and the history goes through it" : "the commit cannot be read",
           "`git fetch --refetch REMOTE` brings it from a sound copy"});
  context.findings.add_other_need(id, "the history");
  return std::nullopt;
}

std::string short_id(const git_oid& id) { return hex(id).substr(0, 10); }

std::string shell_word(std::string_view word) {
  const bool plain = !word.empty() && word.front() != '-' && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("./_-:@+").find(c) != std::string_view::npos;
  });
  if (plain) return std::string(word);
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string version_label(std::string_view release, std::uint32_t number) {
  return fmt::format("{}@{}", release, number);
}

std::string branch_name(const Head& head) {
  constexpr std::string_view kHeads = "refs/heads/";
  return head.branch.starts_with(kHeads) ? head.branch.substr(kHeads.size()) : "HEAD";
}

namespace {

/// While it lives, libgit2 hashes again whatever it reads, and keeps little of it.
class StrictReading {
 public:
  StrictReading() { set(1, kCacheWhileVerifying); }
  ~StrictReading() { set(0, kUsualCache); }
  StrictReading(const StrictReading&) = delete;
  StrictReading& operator=(const StrictReading&) = delete;

 private:
  static constexpr ssize_t kCacheWhileVerifying = ssize_t{16} << 20;
  static constexpr ssize_t kUsualCache = ssize_t{256} << 20;  // libgit2's own.
  static void set(int strict, ssize_t cache) {
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, strict);
    git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, cache);
  }
};

std::vector<std::string> composed(const std::vector<std::string>& names) {
  std::vector<std::string> result;
  for (const std::string& name : names) {
    result.push_back(unicode::valid_prefix(name) == name.size() ? unicode::compose(name) : name);
  }
  return result;
}

/// What the tip's stet.toml says of the archive, where the history shows that it is one.
void check_format_file(VerifyContext& context, const git_oid& tip, const CheckedHistory& history, Format format) {
  constexpr std::string_view kRemedy =
      "`git log -- stet.toml` finds the commit that had it right, `git checkout COMMIT -- stet.toml` and `git commit` "
      "put it back";
  switch (format) {
    case Format::Known:
      return;
    case Format::None:
      if (history.releases.empty()) return;
      context.findings.add({"format", short_id(tip),
                            "stet.toml does not say that this is an archive, and versions were "
                            "recorded here",
                            std::string(kRemedy)});
      return;
    case Format::Unknown:
      context.findings.add({"format", short_id(tip), "stet.toml names an archive format that is not 1",
                            "a newer stet may know it; else " + std::string(kRemedy)});
      return;
    case Format::Damaged:
      context.findings.add({"format", short_id(tip), "stet.toml is no valid TOML", std::string(kRemedy)});
      return;
  }
}

/// A repository whose history, not its tip, shows that it is an archive still is one.
bool has_versions(const CheckedHistory& history) {
  return std::ranges::any_of(history.releases, [](const auto& release) {
    return std::ranges::any_of(release.second, [](const FoundVersion& version) { return version.number > 0; });
  });
}

/// The one report of what a clone left out on purpose.
void check_clone(VerifyContext& context, bool is_archive) {
  if (context.missing_promised > 0) {
    context.findings.add(
        {"partial-clone", context.state.directory,
         fmt::format("a partial clone: {} objects are not here and cannot be checked", context.missing_promised),
         "`git fetch --refetch --no-filter` brings them"});
  }
  if (is_archive && context.objects.is_shallow()) {
    context.findings.add({"shallow-clone", context.state.directory,
                          "a shallow clone: older versions are not here and cannot be checked",
                          "`git fetch --unshallow` brings them"});
  }
}

Result<void> check_names(const VerifyContext& context, const CheckedHistory& history) {
  for (const std::string& name : context.request.names) {
    if (history.releases.contains(name) || context.lost.contains(name)) continue;
    const auto every = archive_history(context.objects, *read_head(context.state.repository.get())->tip, {});
    std::vector<std::string> names;
    if (every) {
      for (const auto& [other, path] : every->paths) names.push_back(other);
    }
    const std::string near = did_you_mean(nearest(name, names));
    return failure(ErrorCode::NotFound, fmt::format("no release named '{}': {}", one_line(name),
                                                    near.empty() ? "`stet list` shows those that there are" : near));
  }
  return {};
}

/// The steps after the objects, each of which needs the one before.
Result<void> check_commits(VerifyContext& context, const Head& head, Verification& verification) {
  CheckedHistory history = check_history(context, head);
  const auto format = format_of(context.objects, *head.tip);
  // Where it cannot be read nothing speaks against it.
  const bool archive = !format || *format != Format::None || has_versions(history);
  verification.is_archive = archive;
  if (!archive && !context.request.names.empty()) {
    return failure(ErrorCode::NotAnArchive, "a git repository, but no archive: `stet verify` without names checks it",
                   context.state.directory);
  }
  if (archive) {
    if (format) check_format_file(context, *head.tip, history, *format);
    check_releases(context, head, history);
    check_lost(context, head, history);
    if (auto known = check_names(context, history); !known) return known;
    check_working_tree(context, head, history);
    check_signatures(context, history);
    for (const auto& [name, versions] : history.releases) {
      const auto count =
          std::ranges::count_if(versions, [](const FoundVersion& version) { return version.number > 0; });
      verification.versions += static_cast<std::size_t>(count);
      verification.releases += count > 0 ? 1 : 0;
    }
  }
  check_clone(context, archive);
  return {};
}

}  // namespace
}  // namespace archive

Result<Verification> verify(const Archive& archive, const VerifyRequest& given) {
  VerifyRequest request = given;
  request.names = archive::composed(request.names);
  const archive::RepositoryState& state = Revisions::state(archive);
  git_repository* const raw = state.repository.get();
  const archive::StrictReading strict;
  archive::Findings findings;
  Verification verification;
  std::optional<archive::Database> database;
  if (request.names.empty()) database = archive::check_database(state, archive.is_archive(), request, findings);
  // With a cache of its own: what others read before was not hashed.
  const std::string folder = std::string(git_repository_commondir(raw)) + "objects";
  const auto odb = archive::acquire<archive::Odb, git_odb_open>("cannot open the objects", folder.c_str());
  if (!odb) return std::unexpected(odb.error());
  for (const std::string& each : archive::object_folders(raw))
    if (auto guarded = archive::guard_loose_objects(odb->get(), each); !guarded)
      return std::unexpected(guarded.error());
  const archive::Objects objects(odb->get(), git_repository_is_shallow(raw) == 1);
  if (database) git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);  // Each was hashed just now.
  archive::VerifyContext context{
      state, request, objects, database ? &*database : nullptr, findings, archive::is_partial_clone(raw), 0, {}, {}};
  const auto head = archive::read_head(raw);
  if (archive::is_head_damaged(context, head)) {
    // Only what stet left beside git's data can tell.
    verification.is_archive = archive::status_of(std::string(git_repository_commondir(raw)) + "stet").has_value();
  } else if (head->tip) {
    if (auto checked = archive::check_commits(context, *head, verification); !checked) {
      return std::unexpected(std::move(checked).error());
    }
  }
  if (database) verification.objects = database->sound.size();
  verification.problems = findings.finish();
  verification.notes = findings.take_notes();
  for (const FurtherCheck& check : request.further) {
    auto more = check(archive);
    if (!more) return std::unexpected(std::move(more).error());
    std::ranges::move(*more, std::back_inserter(verification.problems));
  }
  return verification;
}

}  // namespace stet
