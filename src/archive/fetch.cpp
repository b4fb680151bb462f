// SPDX-License-Identifier: Apache-2.0
#include "archive/fetch.hpp"

#include <algorithm>
#include <array>

#include "archive/files.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

/// How many more commits each step brings; behind the last comes all that is left. Most changes begin within the first.
constexpr std::array kDepths = {64, 512, 4096};

Result<std::string> remote_of(const GitProgram& git) {
  const auto partial = git.run({"config", "extensions.partialClone"});
  if (!partial) return std::unexpected(partial.error());
  if (partial->status == 0) return std::string(split_lines(partial->out).front());
  const auto listed = git.answer({"remote"});
  if (!listed) return std::unexpected(listed.error());
  const auto names = split_lines(*listed);
  if (std::ranges::find(names, "origin") != names.end()) return std::string("origin");
  if (names.size() == 1) return std::string(names.front());
  return failure(ErrorCode::Unsupported,
                 names.empty() ? "there is no remote to --fetch from: `git remote add origin URL` names one"
                               : "--fetch knows no remote to ask, since none is named origin: `git fetch REMOTE` first",
                 git.place().work_tree);
}

/// `git fetch` with these words, which begins no other work and writes nothing beside what was asked for.
/// @param negotiation  What is told of what is here: "default", or "noop" for single objects.
Result<Finished> fetch(const GitProgram& git, std::vector<std::string> words, std::string_view input = {},
                       std::string_view negotiation = "default") {
  std::vector<std::string> all{"-c", fmt::format("fetch.negotiationAlgorithm={}", negotiation), "fetch"};
  for (const char* const option :
       {"--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance"})
    all.emplace_back(option);
  all.insert(all.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
  return git.run(std::move(all), input, Network::Allowed);
}

Error fetch_error(const std::string& remote, const Finished& ran) {
  return {ErrorCode::NotReadable, fmt::format("git could not fetch from '{}': {}", remote, reason_of(ran)), ""};
}

/// Whether the remote answered and has nothing of that name.
bool says_unknown(const Finished& ran) {
  return std::ranges::any_of(
      std::array{"couldn't find remote ref", "not our ref", "unadvertised object", "no such remote ref"},
      [&](const char* words) { return ran.err.find(words) != std::string::npos; });
}

std::string shallow_boundary(const GitProgram& git) {
  return read_file(git.place().common_directory + "/shallow").value_or("");
}

std::string root_of_revision(const std::string& revision) { return revision.substr(0, revision.find_first_of("~^@:")); }

bool is_whole_id(const GitProgram& git, std::string_view word) {
  return word.size() == git.id_length() && word.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// The commit that a revision's beginning means here; empty where it means none.
std::string commit_here(const GitProgram& git, const std::string& root) {
  const auto ran = git.run({"rev-parse", "--verify", "--quiet", "--end-of-options", root + "^{commit}"});
  if (!ran || ran->status != 0) return {};
  const auto lines = split_lines(ran->out);
  return lines.empty() ? std::string() : std::string(lines.back());
}

std::string refspec_of(const GitProgram& git, const std::string& remote, const std::string& root) {
  if (is_whole_id(git, root)) return root;
  const std::string prefix = remote + "/";
  if (!root.starts_with(prefix)) return fmt::format("+refs/tags/{0}:refs/tags/{0}", root);
  return fmt::format("+refs/heads/{0}:refs/remotes/{1}{0}", root.substr(prefix.size()), prefix);
}

/// Brings the tip that a revision begins with, where it is not here; alone in a shallow clone, which stays shallow.
Result<void> fetch_tip(const GitProgram& git, const std::string& remote, const std::string& revision) {
  const std::string root = root_of_revision(revision);
  if (root.empty() || !commit_here(git, root).empty()) return {};
  std::vector<std::string> words;
  if (!shallow_boundary(git).empty()) words.emplace_back("--depth=1");
  words.insert(words.end(), {"--end-of-options", remote, refspec_of(git, remote, root)});
  const auto ran = fetch(git, std::move(words));
  if (!ran) return std::unexpected(ran.error());
  if (ran->status != 0 && !says_unknown(*ran)) return std::unexpected(fetch_error(remote, *ran));
  return {};
}

/// Deepens behind the tips of these revisions; servers that give no commit by its id deepen behind their branches.
Result<void> deepen(const GitProgram& git, const std::string& remote, const std::vector<std::string>& revisions,
                    const std::string& how) {
  std::vector<std::string> tips;
  for (const std::string& revision : revisions)
    if (std::string tip = commit_here(git, root_of_revision(revision)); !tip.empty()) tips.push_back(std::move(tip));
  std::vector<std::string> words{how, "--end-of-options", remote};
  words.insert(words.end(), tips.begin(), tips.end());
  auto ran = fetch(git, std::move(words));
  if (ran && ran->status != 0 && says_unknown(*ran)) ran = fetch(git, {how, "--end-of-options", remote});
  if (!ran) return std::unexpected(ran.error());
  if (ran->status != 0) return std::unexpected(fetch_error(remote, *ran));
  return {};
}

}  // namespace

Result<void> fetch_objects(const GitProgram& git, const std::vector<std::string>& ids) {
  const auto remote = remote_of(git);
  if (!remote) return std::unexpected(remote.error());
  std::string input;
  for (const std::string& id : ids) input += id + '\n';
  // As git fetches for itself what it misses; there is nothing to negotiate about.
  const auto ran = fetch(git, {"--filter=blob:none", "--stdin", "--end-of-options", *remote}, input, "noop");
  if (!ran) return std::unexpected(ran.error());
  if (ran->status != 0) return std::unexpected(fetch_error(*remote, *ran));
  return {};
}

Result<void> fetch_folders(const GitProgram& git, const std::vector<std::string>& trees) {
  const auto remote = remote_of(git);
  if (!remote) return std::unexpected(remote.error());
  for (const std::string& tree : trees) {
    const auto ran = git.run({"ls-tree", "-r", "-z", "--name-only", tree}, {}, Network::Allowed);
    if (!ran) return std::unexpected(ran.error());
    if (ran->status != 0) return std::unexpected(fetch_error(*remote, *ran));
  }
  return {};
}

Result<void> fetch_history(const GitProgram& git, const std::vector<std::string>& revisions,
                           const std::function<bool()>& is_enough) {
  const auto remote = remote_of(git);
  if (!remote) return std::unexpected(remote.error());
  for (const std::string& revision : revisions)
    if (auto fetched = fetch_tip(git, *remote, revision); !fetched) return fetched;
  for (std::size_t step = 0; !is_enough() && !shallow_boundary(git).empty(); ++step) {
    const bool is_last = step >= kDepths.size();
    if (step > kDepths.size()) break;
    const std::string how = is_last ? "--unshallow" : fmt::format("--deepen={}", kDepths[step]);
    if (auto deepened = deepen(git, *remote, revisions, how); !deepened) return deepened;
  }
  return {};
}

}  // namespace stet::archive
