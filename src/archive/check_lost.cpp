// SPDX-License-Identifier: Apache-2.0
//
// Versions that were recorded and that the branch does not hold: what `git reset --hard`, a forced push or a rebase
// leaves. Where a commit is met first says what became of it: the branch's own reflog, another branch, or nothing but
// the object database.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include "archive/files.hpp"
#include "archive/journal.hpp"
#include "archive/names.hpp"
#include "archive/trailers.hpp"
#include "archive/verify.hpp"
#include "fmt/format.h"
#include "text/iso_time.hpp"

namespace stet::archive {
namespace {

namespace fs = std::filesystem;

/// A place that a commit can be reached from.
struct Witness {
  git_oid commit{};
  std::string_view code;
  std::string name;    ///< Of the place, for people.
  std::string remote;  ///< Of a remote-tracking branch.
};

/// The ids in a reflog, the newest last.
std::vector<git_oid> ids_in_reflog(const std::string& path) {
  std::vector<git_oid> ids;
  const auto text = read_file(path);
  if (!text) return ids;
  for (std::size_t at = 0; at < text->size();) {
    const std::size_t end = std::min(text->find('\n', at), text->size());
    const std::string_view line = std::string_view(*text).substr(at, end - at);
    for (const std::size_t start : {std::size_t{0}, std::size_t{GIT_OID_HEXSZ + 1}}) {
      if (line.size() < start + GIT_OID_HEXSZ) continue;
      if (const auto id = parse_id(line.substr(start, GIT_OID_HEXSZ))) ids.push_back(*id);
    }
    at = end + 1;
  }
  return ids;
}

/// A reference that cannot be read, or names nothing that is there.
void report_reference(const VerifyContext& context, const std::string& name, std::string message,
                      bool is_head = false) {
  const std::string common = git_repository_commondir(context.state.repository.get());
  if (name == "HEAD") {
    const std::string file = std::string(git_repository_path(context.state.repository.get())) + name;
    context.findings.add({"reference-damaged", name, std::move(message),
                          fmt::format("`echo 'ref: refs/heads/BRANCH' > {}`", shell_word(file))});
    return;
  }
  std::string remedy = fmt::format("`rm -f {}`", shell_word(common + name));
  std::vector<git_oid> ids = ids_in_reflog(common + "logs/" + name);
  // A branch that was deleted took its reflog along.
  if (ids.empty() && is_head) {
    ids = ids_in_reflog(std::string(git_repository_path(context.state.repository.get())) + "logs/HEAD");
  }
  std::ranges::reverse(ids);
  const auto there = std::ranges::find_if(ids, [&](const git_oid& id) { return context.objects.has(id); });
  remedy += there != ids.end()
                ? fmt::format(", then `git update-ref {} {}`, what its reflog has", shell_word(name), hex(*there))
                : fmt::format(", then `git fetch REMOTE {0}:{0}` from a sound copy", shell_word(name));
  context.findings.add({"reference-damaged", name, std::move(message), std::move(remedy)});
}

class LostVersions {
 public:
  LostVersions(VerifyContext& context, const Head& head, const CheckedHistory& history)
      : context_(context),
        head_(head),
        history_(history),
        raw_(context.state.repository.get()),
        common_(git_repository_commondir(raw_)) {}

  void run() {
    set_back();
    other_references();
    other_reflogs();
    pass_over_abandoned();
    if (context_.database != nullptr) unreachable(context_.database->commits);
  }

 private:
  [[nodiscard]] bool is_met(const git_oid& id) const { return history_.commits.contains(id) || met_.contains(id); }

  /// What this branch itself had, the newest first.
  void set_back() {
    std::vector<git_oid> ids = ids_in_reflog(common_ + "logs/" + head_.branch);
    std::ranges::reverse(ids);
    for (const git_oid& id : ids) {
      follow({id, "branch-set-back", fmt::format("the reflog of {}", branch_name(head_)), ""}, false);
    }
    if (const auto text = read_file(std::string(git_repository_path(raw_)) + "ORIG_HEAD")) {
      if (const auto id = parse_id(text->substr(0, text->find('\n')))) {
        follow({*id, "branch-set-back", "ORIG_HEAD", ""}, false);
      }
    }
  }

  /// All there are. libgit2 passes over those that are damaged, so their files are looked at too.
  [[nodiscard]] std::set<std::string> reference_names() const {
    std::set<std::string> sorted;
    git_strarray names{};
    if (git_reference_list(&names, raw_) == 0) sorted.insert(names.strings, names.strings + names.count);
    git_strarray_dispose(&names);
    std::error_code none;
    for (const auto& entry : fs::recursive_directory_iterator(common_ + "refs", none)) {
      const std::string name = entry.path().string().substr(common_.size());
      if (entry.is_regular_file(none) && !name.ends_with(".lock")) sorted.insert(name);
    }
    return sorted;
  }

  void other_references() {
    for (const std::string& name : reference_names()) {
      git_oid id{};
      const auto reference = acquire<Reference, git_reference_lookup>("", raw_, name.c_str());
      const int status = reference ? git_reference_name_to_id(&id, raw_, name.c_str()) : GIT_ERROR;
      if (status == GIT_ENOTFOUND) continue;  // A symbolic one, of a branch that is not there yet.
      if (status < 0) {
        report_reference(context_, name, last_error(status, "cannot be read").message);
        continue;
      }
      if (!context_.objects.has(id)) {
        if (context_.database == nullptr || context_.findings.is_known(id)) continue;
        report_reference(context_, name, fmt::format("names the object {}, which is not here", hex(id)));
        continue;
      }
      const auto peeled = acquire<Object, git_reference_peel>("", reference->get(), GIT_OBJECT_COMMIT);
      if (!peeled) continue;
      constexpr std::string_view kRemotes = "refs/remotes/";
      std::string remote;
      if (name.starts_with("refs/stet/")) remote = "REMOTE";  // A `sync` that was killed.
      if (name.starts_with(kRemotes))
        remote = name.substr(kRemotes.size(), name.find('/', kRemotes.size()) - kRemotes.size());
      follow({*git_object_id(peeled->get()), "version-elsewhere", name, remote}, true);
    }
  }

  void other_reflogs() {
    std::vector<std::string> logs;
    std::error_code none;
    for (const std::string& root : {common_ + "logs", std::string(git_repository_path(raw_)) + "logs"}) {
      for (const auto& entry : fs::recursive_directory_iterator(root, none)) {
        if (entry.is_regular_file()) logs.push_back(entry.path().string());
      }
    }
    std::ranges::sort(logs);
    for (const std::string& log : logs) {
      for (const git_oid& id : ids_in_reflog(log)) {
        follow({id, "version-elsewhere", "the reflog " + log.substr(log.find("logs/") + 5), ""}, false);
      }
    }
  }

  /// What a writer made that was killed before it moved the branch was never recorded, so it is not lost. What it had
  /// built on was.
  void pass_over_abandoned() {
    const Workshop workshop(common_);
    std::vector<Abandoned> all = read_abandoned(workshop);
    if (const auto plan = read_journal(workshop); plan && *plan) all.push_back({(*plan)->after, (*plan)->before});
    for (const Abandoned& each : all) {
      const auto last = parse_id(each.after);
      const auto before = parse_id(each.before);
      std::optional<git_oid> id = last ? std::optional(*last) : std::nullopt;
      while (id && !(before && git_oid_equal(&*id, &*before) != 0) && !is_met(*id) && context_.objects.has(*id)) {
        met_.insert(*id);
        const auto commit = load_commit(context_, *id);
        id.reset();
        if (commit && commit->fields.parents.size() == 1) id = commit->fields.parents.front();
      }
    }
  }

  /// From the newest down: those first that are no other's parent.
  void unreachable(const std::vector<git_oid>& commits) {
    IdSet parents;
    std::vector<git_oid> lost;
    for (const git_oid& id : commits) {
      if (is_met(id)) continue;
      lost.push_back(id);
      const auto commit = load_commit(context_, id);
      if (!commit) continue;
      for (const git_oid& parent : commit->fields.parents) parents.insert(parent);
    }
    std::ranges::sort(lost, IdLess());
    for (const git_oid& id : lost) {
      if (!parents.contains(id)) follow({id, "version-unreachable", "", ""}, false);
    }
  }

  /// Looks at every commit below the place that was not met before.
  void follow(const Witness& witness, bool must_be_whole) {
    std::vector<git_oid> waiting{witness.commit};
    while (!waiting.empty()) {
      const git_oid id = waiting.back();
      waiting.pop_back();
      if (is_met(id) || git_oid_is_zero(&id) != 0) continue;
      // A reflog may speak of what was cleared away since.
      if (!must_be_whole && !context_.objects.has(id)) continue;
      met_.insert(id);
      const auto commit = look_at(id, witness);
      if (!commit) continue;
      if (must_be_whole && context_.database != nullptr) {
        check_tree(context_, commit->fields.tree, short_id(id), nullptr);
      }
      waiting.insert(waiting.end(), commit->fields.parents.rbegin(), commit->fields.parents.rend());
    }
  }

  std::optional<LoadedCommit> look_at(const git_oid& id, const Witness& witness) {
    auto commit = load_commit(context_, id);
    if (!commit) return commit;
    const auto record = parse_record(commit->fields.message);
    if (!record || !record->number || !context_.wants(record->release)) return commit;
    const auto file = find_release_file(context_.objects, commit->fields.tree, record->release);
    if (!file || !*file) return commit;
    FoundVersion version;
    version.number = *record->number;
    version.published = record->published.value_or(seconds_of(commit->fields.author));
    version.commit = id;
    version.blob = (*file)->blob;
    version.extension = (*file)->path.substr(record->release.size());
    if (!is_on_branch(record->release, version)) report(record->release, version, witness);
    return commit;
  }

  /// Whether it was recorded again: by `stet sync`, or by a rebase.
  [[nodiscard]] bool is_on_branch(const std::string& release, const FoundVersion& version) const {
    const auto found = history_.releases.find(release);
    if (found == history_.releases.end()) return false;
    return std::ranges::any_of(found->second, [&](const FoundVersion& other) {
      return other.number > 0 && other.published == version.published && git_oid_equal(&other.blob, &version.blob) != 0;
    });
  }

  void report(const std::string& release, const FoundVersion& version, const Witness& witness) {
    context_.lost.insert(release);
    const std::string branch = branch_name(head_);
    const std::string id = short_id(version.commit);
    std::string message;
    if (witness.code == "branch-set-back") {
      message =
          fmt::format("recorded in {}, and the branch {} was set back behind it ({} has it)", id, branch, witness.name);
    } else if (witness.code == "version-elsewhere") {
      message = fmt::format("recorded in {}, which {} has and the branch {} has not", id, witness.name, branch);
    } else {
      message = fmt::format(
          "recorded in {}, which no branch has: the branch was set back, or a writer was killed before "
          "it moved it",
          id);
    }
    context_.findings.add({std::string(witness.code), version_label(release, version.number), std::move(message),
                           remedy(release, version, witness)});
  }

  [[nodiscard]] std::string remedy(const std::string& release, const FoundVersion& version, const Witness& witness) {
    if (!witness.remote.empty()) return fmt::format("`stet sync {}`", shell_word(witness.remote));
    std::string text;
    if (git_graph_descendant_of(raw_, &witness.commit, &*head_.tip) == 1) {
      text = fmt::format("`git merge --ff-only {}` brings it back", short_id(witness.commit));
    } else {
      text = fmt::format("{} records it again", publish_command(release, version));
    }
    if (witness.code == "version-unreachable") text += "; `git prune --expire=now` forgets it";
    return text;
  }

  VerifyContext& context_;
  const Head& head_;
  const CheckedHistory& history_;
  git_repository* raw_;
  std::string common_;
  IdSet met_;
};

}  // namespace

void check_lost(VerifyContext& context, const Head& head, const CheckedHistory& history) {
  // Below what cannot be read there may be anything, and it would seem to be lost.
  if (history.complete) LostVersions(context, head, history).run();
}

namespace {

/// Whether versions were recorded here, whatever the branches say.
bool has_recorded(const VerifyContext& context) {
  if (context.database == nullptr) return false;
  return std::ranges::any_of(context.database->commits, [&](const git_oid& id) {
    const auto commit = context.objects.read(id, GIT_OBJECT_COMMIT);
    return commit && bytes_of(*commit).find("\nStet-Version: ") != std::string_view::npos;
  });
}

}  // namespace

bool is_head_damaged(const VerifyContext& context, const Result<Head>& head) {
  git_repository* const raw = context.state.repository.get();
  if (head && !head->tip) {
    if (!has_recorded(context)) return false;
    const bool names_one = head->branch.starts_with("refs/heads/") && head->branch.size() > 11;
    report_reference(context, names_one ? head->branch : "HEAD",
                     "HEAD names a branch that is not there, and versions were recorded here", true);
    return true;
  }
  if (head) {
    if (context.objects.has(*head->tip)) return false;
    const std::string name = head->branch.empty() ? "HEAD" : head->branch;
    report_reference(context, name, fmt::format("names the commit {}, which is not here", hex(*head->tip)), true);
    return true;
  }
  const std::string file = std::string(git_repository_path(raw)) + "HEAD";
  const auto text = read_file(file);
  constexpr std::string_view kMark = "ref: ";
  if (text && text->starts_with(kMark)) {
    report_reference(context, text->substr(kMark.size(), text->find('\n') - kMark.size()), head.error().message, true);
  } else {
    report_reference(context, "HEAD", head.error().message);
  }
  return true;
}

std::string publish_command(const std::string& release, const FoundVersion& version) {
  return fmt::format("`git cat-file blob {} | stet publish - --as {} --date {} --ext {}`", short_id(version.blob),
                     shell_word(release), text::format_iso_time(version.published),
                     shell_word(version.extension.empty() ? ".txt" : version.extension));
}

}  // namespace stet::archive
