// SPDX-License-Identifier: Apache-2.0
//
// A walk over the branch's commits, newest first: what each says of itself against what it holds.
#include <algorithm>

#include "archive/history.hpp"
#include "archive/names.hpp"
#include "archive/trailers.hpp"
#include "archive/verify.hpp"
#include "fmt/format.h"
#include "text/iso_time.hpp"

namespace stet::archive {
namespace {

constexpr Timestamp kDaySeconds = 24 * 60 * 60;

constexpr std::string_view kRewordRemedy =
    "if it was never pushed, `git rebase -i {0}^` and `reword` it; else a sound copy has the right one: `git fetch "
    "REMOTE` and `git reset --hard REMOTE/{1}`";

class HistoryWalk {
 public:
  HistoryWalk(VerifyContext& context, const Head& head) : context_(context), branch_(branch_name(head)) {}

  CheckedHistory run(const git_oid& tip) {
    std::vector<git_oid> waiting{tip};
    while (!waiting.empty()) {
      const git_oid id = waiting.back();
      waiting.pop_back();
      if (!history_.commits.insert(id)) continue;
      const auto commit = take(id);
      if (!commit) {
        history_.complete = false;
        continue;
      }
      const auto& parents = commit->fields.parents;
      if (parents.size() > 1 && !history_.merge) history_.merge = id;
      visit(*commit);
      waiting.insert(waiting.end(), parents.rbegin(), parents.rend());
      if (context_.request.progress && history_.commits.size() % 256 == 0) {
        context_.request.progress("commits", history_.commits.size(), 0);
      }
    }
    if (history_.signed_commits.empty() && !unsigned_.empty()) history_.unsigned_versions = {unsigned_.front()};
    for (auto& [name, versions] : history_.releases) {
      std::ranges::stable_sort(versions, {}, [](const FoundVersion& version) {
        return std::pair(version.published, version.number == 0 ? ~0U : version.number);
      });
    }
    return std::move(history_);
  }

 private:
  /// In a line of commits the parent of one is the next, and was read already.
  std::optional<LoadedCommit> take(const git_oid& id) {
    if (parent_ && git_oid_equal(&parent_->id, &id)) return std::exchange(parent_, std::nullopt);
    return load_commit(context_, id);
  }

  void visit(const LoadedCommit& commit) {
    const std::string_view release = release_in(commit.fields.message);
    if (context_.database != nullptr) {
      check_tree(context_, commit.fields.tree, release.empty() ? short_id(commit.id) : std::string(release), &history_);
    }
    const auto changes = changes_of(commit);
    if (!changes) {
      history_.complete = false;
      return;
    }
    note_signature(commit);
    const bool sound = check_trailers(commit, *changes);
    const auto record = parse_record(commit.fields.message);
    if (!record) return look_for_withdrawals(commit, *changes);
    if (!context_.wants(record->release)) return;
    check_record(commit, *record, *changes, sound);
  }

  /// What it changed of its first parent's files; nothing where a tree cannot be read.
  std::optional<std::vector<TreeChange>> changes_of(const LoadedCommit& commit) {
    parent_.reset();
    if (!commit.fields.parents.empty()) parent_ = load_commit(context_, commit.fields.parents.front());
    if (!commit.fields.parents.empty() && !parent_) return std::nullopt;
    auto changes = tree_changes(context_.objects, parent_ ? &parent_->fields.tree : nullptr, commit.fields.tree);
    return changes ? std::optional(std::move(*changes)) : std::nullopt;
  }

  void note_signature(const LoadedCommit& commit) {
    const std::string_view raw = bytes_of(commit.object);
    if (raw.substr(0, raw.find("\n\n")).find("\ngpgsig ") != std::string_view::npos) {
      history_.signed_commits.push_back(commit.id);
      history_.unsigned_versions.insert(history_.unsigned_versions.end(), unsigned_.begin(), unsigned_.end());
      unsigned_.clear();
    } else if (!release_in(commit.fields.message).empty()) {
      unsigned_.push_back(commit.id);
    }
  }

  void report(const LoadedCommit& commit, std::string_view code, std::string where, std::string message) {
    context_.findings.add({std::string(code), std::move(where), std::move(message),
                           fmt::format(fmt::runtime(kRewordRemedy), short_id(commit.id), shell_word(branch_))});
  }

  /// Whether nothing is wrong with them.
  bool check_trailers(const LoadedCommit& commit, const std::vector<TreeChange>& changes) {
    const std::string_view message = commit.fields.message;
    std::string_view release = release_in(message);
    if (release.empty()) {
      // A subject alone says nothing unless the commit does what it says.
      release = release_in_subject(message);
      const auto is_of = [&](const TreeChange& change) { return release_of(change.path) == release; };
      const bool has_other = message.find("\nStet-Version: ") != message.npos;
      if (!has_other && std::ranges::none_of(changes, is_of)) return true;
    }
    if (!context_.wants(release)) return true;
    const std::vector<TrailerFault> faults = trailer_faults(message);
    for (const TrailerFault& fault : faults) {
      report(commit, fault.is_missing ? "trailer-missing" : "trailer-malformed", hex(commit.id),
             fmt::format("{} in its last paragraph, which records a version of '{}'", fault.what, one_line(release)));
    }
    return faults.empty();
  }

  void check_record(const LoadedCommit& commit, const Record& record, const std::vector<TreeChange>& changes,
                    bool sound) {
    const std::string where = record.number ? version_label(record.release, *record.number) : hex(commit.id);
    if (const auto named = release_file(record.release, ".txt"); !named || named->name != record.release) {
      report(
          commit, "trailer-malformed", hex(commit.id),
          fmt::format("Stet-Release is no name of a release: {}", named ? "it is not in NFC" : named.error().message));
    }
    if (sound && !is_subject_of(commit.fields.message, record)) {
      const std::string_view subject = commit.fields.message.substr(0, commit.fields.message.find('\n'));
      report(commit, "subject-mismatch", where,
             fmt::format("commit {} has the subject '{}', its trailers say {}", short_id(commit.id), one_line(subject),
                         record.number ? fmt::format("version {} of '{}'", *record.number, one_line(record.release))
                                       : fmt::format("'{}'", one_line(record.release))));
    }
    // Where a shallow clone ends everything seems to be new.
    const bool cut_off = context_.objects.is_shallow() && commit.fields.parents.empty();
    for (const TreeChange& change : cut_off ? std::vector<TreeChange>() : changes) {
      if (commit.fields.parents.size() == 1 && release_of(change.path) == record.release) continue;
      report(commit, "file-mismatch", where,
             fmt::format("commit {} says that it is of '{}', and changes '{}'", short_id(commit.id),
                         one_line(record.release), one_line(change.path)));
      break;
    }
    if (record.number) add_version(commit, record, where);
  }

  void add_version(const LoadedCommit& commit, const Record& record, const std::string& where) {
    FoundVersion version;
    version.number = *record.number;
    version.commit = commit.id;
    version.published = record.published.value_or(seconds_of(commit.fields.author));
    const auto file = find_release_file(context_.objects, commit.fields.tree, record.release);
    if (!file) {
      history_.complete = false;
    } else if (!*file) {
      report(commit, "file-mismatch", where,
             fmt::format("commit {} has no file of '{}'", short_id(commit.id), one_line(record.release)));
    } else {
      version.blob = (*file)->blob;
      version.extension = (*file)->path.substr(record.release.size());
      check_digest(commit, record, version, where);
    }
    check_dates(commit, record, where);
    history_.releases[record.release].push_back(std::move(version));
  }

  void check_digest(const LoadedCommit& commit, const Record& record, const FoundVersion& version,
                    const std::string& where) {
    const auto digest = digest_of(version.blob, where);
    if (!digest || record.sha256.empty()) return;
    const std::string actual = hex(*digest);
    if (actual == record.sha256) return;
    report(commit, "sha256-mismatch", where,
           fmt::format("its bytes have SHA-256 {}…, commit {} says {:.16}…", actual.substr(0, 16), short_id(commit.id),
                       one_line(record.sha256)));
  }

  /// The SHA-256 of a blob; where its bytes cannot be had, nothing, and a problem that names the version.
  std::optional<Sha256> digest_of(const git_oid& blob, const std::string& where) {
    if (context_.database == nullptr) return digest_now(blob, where);
    const auto& digests = context_.database->digests;
    const auto found = std::lower_bound(
        digests.begin(), digests.end(), blob,
        [](const BlobDigest& digest, const git_oid& wanted) { return git_oid_cmp(&digest.blob, &wanted) < 0; });
    if (found != digests.end() && git_oid_equal(&found->blob, &blob)) return found->sha256;
    if (context_.database->sound.contains(blob)) return digest_now(blob, where);
    context_.findings.add_need(blob, where);
    return std::nullopt;
  }

  std::optional<Sha256> digest_now(const git_oid& blob, const std::string& where);

  void check_dates(const LoadedCommit& commit, const Record& record, const std::string& where) {
    const Timestamp recorded = seconds_of(commit.fields.committer);
    if (recorded > context_.request.now + kDaySeconds) {
      context_.findings.add(
          {"date-absurd", where,
           fmt::format("it was recorded on {}, which is yet to come", text::format_iso_time(recorded)),
           "set this machine's clock right; if the clock of the machine that recorded it was wrong, "
           "nothing else is"});
    }
    if (!record.published) return;
    const Timestamp authored = seconds_of(commit.fields.author);
    if (authored != std::max<Timestamp>(*record.published, 0)) {
      report(
          commit, "date-mismatch", where,
          fmt::format("Stet-Published is {}, the author date of commit {} is {}",
                      text::format_iso_time(*record.published), short_id(commit.id), text::format_iso_time(authored)));
    }
    if (!is_plausible_date(*record.published, recorded)) {
      report(commit, "date-absurd", where,
             fmt::format("it says that it was published on {}, and was recorded on {}",
                         text::format_iso_time(*record.published), text::format_iso_time(recorded)));
    }
  }

  /// As the log has them: a commit without our trailers that takes a release's file away.
  void look_for_withdrawals(const LoadedCommit& commit, const std::vector<TreeChange>& changes) {
    if (commit.fields.parents.size() != 1) return;
    for (const TreeChange& change : changes) {
      const std::string release(release_of(change.path));
      if (change.after || !context_.wants(release)) continue;
      const auto still = find_release_file(context_.objects, commit.fields.tree, release);
      if (!still || *still) continue;
      FoundVersion withdrawal;
      withdrawal.published = seconds_of(commit.fields.author);
      withdrawal.commit = commit.id;
      history_.releases[release].push_back(std::move(withdrawal));
    }
  }

  VerifyContext& context_;
  std::string branch_;
  CheckedHistory history_;
  std::optional<LoadedCommit> parent_;
  std::vector<git_oid> unsigned_;  ///< Versions older than every signed commit so far.
};

std::optional<Sha256> HistoryWalk::digest_now(const git_oid& blob, const std::string& where) {
  const auto object = context_.objects.read(blob, GIT_OBJECT_BLOB);
  if (!object) {
    context_.findings.add_object(blob, {"object-damaged", hex(blob), object.error().message,
                                        "`stet verify` without names says where it lies and what mends it"});
    context_.findings.add_need(blob, where);
    return std::nullopt;
  }
  return sha256_of(bytes_of(*object));
}

/// Numbers of one release: each once, and none left out.
void check_numbers(VerifyContext& context, const std::string& release, const std::vector<FoundVersion>& versions,
                   const CheckedHistory& history) {
  std::map<std::uint32_t, std::vector<git_oid>> commits;
  for (const FoundVersion& version : versions) {
    if (version.number > 0) commits[version.number].push_back(version.commit);
  }
  std::uint32_t expected = 1;
  for (const auto& [number, same] : commits) {
    if (same.size() > 1) {
      const std::string base = history.merge ? short_id(*history.merge) + "^1" : short_id(same.back()) + "^";
      context.findings.add(
          {"number-duplicate", version_label(release, number),
           fmt::format("commits {} and {} both record it", short_id(same[1]), short_id(same[0])),
           fmt::format(
               "`git reset --hard {}` goes back to before they came together, then `stet sync REMOTE` gives new "
               "numbers",
               base)});
    }
    if (number != expected && history.complete && !context.objects.is_shallow()) {
      const std::string gone = number == expected + 1 ? fmt::format("version {} is", expected)
                                                      : fmt::format("versions {} to {} are", expected, number - 1);
      context.findings.add({"number-gap", version_label(release, expected),
                            fmt::format("{} not there, though version {} is", gone, number),
                            "`stet sync REMOTE` brings it from a copy that has it"});
    }
    expected = number + 1;
  }
}

/// What the branch holds of a release is what was published last.
void check_tip(VerifyContext& context, const git_oid& tree, const Head& head, const std::string& release,
               const std::vector<FoundVersion>& versions) {
  const bool has_versions =
      std::ranges::any_of(versions, [](const FoundVersion& version) { return version.number > 0; });
  if (!has_versions) return;
  const FoundVersion& last = versions.back();
  const auto file = find_release_file(context.objects, tree, release);
  if (!file) return;
  const std::string branch = branch_name(head);
  if (last.number == 0) {
    if (!*file) return;
    context.findings.add({"branch-tip", release,
                          fmt::format("'{}' is on the branch {}, though it was withdrawn in {}",
                                      one_line((*file)->path), branch, short_id(last.commit)),
                          fmt::format("`git rm {0}` and `git commit` withdraw it again, `git show HEAD:{0} | stet "
                                      "publish - --as {1} --ext {2}` makes it a version",
                                      shell_word((*file)->path), shell_word(release),
                                      shell_word((*file)->path.substr(release.size())))});
    return;
  }
  const std::string path = release + last.extension;
  if (*file && (*file)->path == path && git_oid_equal(&(*file)->blob, &last.blob)) return;
  context.findings.add(
      {"branch-tip", release,
       *file ? fmt::format("'{}' on the branch {} is not version {}, which was published last", one_line((*file)->path),
                           branch, last.number)
             : fmt::format("there is no file of it on the branch {}, and no commit withdrew it", branch),
       fmt::format("`git checkout {} -- {}` and `git commit` put version {} back; `stet publish` makes what is there a "
                   "version",
                   short_id(last.commit), shell_word(path), last.number)});
}

}  // namespace

CheckedHistory check_history(VerifyContext& context, const Head& head) {
  return HistoryWalk(context, head).run(*head.tip);
}

void check_releases(VerifyContext& context, const Head& head, const CheckedHistory& history) {
  const auto tree = tree_of(context.objects, *head.tip);
  for (const auto& [release, versions] : history.releases) {
    check_numbers(context, release, versions, history);
    if (tree) check_tip(context, *tree, head, release, versions);
  }
}

void check_tree(VerifyContext& context, const git_oid& tree, const std::string& needed_by, CheckedHistory* history) {
  if (!context.trees.insert(tree)) return;
  const auto object = context.objects.read(tree, GIT_OBJECT_TREE);
  const auto is_missing = [&](const git_oid& id) { return !context.findings.is_known(id) && !context.objects.has(id); };
  const auto report_missing = [&](const git_oid& id, std::string_view type) {
    if (context.promised) {
      ++context.missing_promised;
      return;
    }
    context.findings.add_object(id, {"object-missing", hex(id), fmt::format("the {} is not here", type),
                                     "`git fetch --refetch REMOTE` brings it from a sound copy"});
    context.findings.add_other_need(id, needed_by);
  };
  if (!object) {
    if (history != nullptr) history->complete = false;
    if (is_missing(tree)) report_missing(tree, "folder");
    context.findings.add_other_need(tree, needed_by);
    return;
  }
  TreeCursor cursor(bytes_of(*object));
  while (const auto entry = cursor.next()) {
    if (entry->mode == GIT_FILEMODE_COMMIT) continue;  // A submodule's commit lies in another repository.
    if (entry->is_tree()) {
      check_tree(context, entry->id, needed_by, history);
      continue;
    }
    if (!context.trees.insert(entry->id)) continue;
    if (context.database != nullptr && context.database->sound.contains(entry->id)) continue;
    if (is_missing(entry->id)) report_missing(entry->id, "text");
    context.findings.add_other_need(entry->id, fmt::format("'{}' in {}", one_line(entry->name), needed_by));
  }
}

}  // namespace stet::archive
