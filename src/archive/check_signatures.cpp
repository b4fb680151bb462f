// SPDX-License-Identifier: Apache-2.0
//
// Signatures are git's affair: its program knows the formats, the keyrings and whom the user trusts. One process
// answers for all commits.
#include <charconv>

#include "archive/process.hpp"
#include "archive/verify.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

constexpr std::string_view kSshRemedy =
    "add the signer's key to the file that `git config gpg.ssh.allowedSignersFile` names, if it is to be trusted";

/// What git's letter (`%G?`) says; nothing for a good signature.
std::optional<Problem> judged(char letter, const std::string& commit, std::string_view key) {
  const bool ssh = key.starts_with("SHA256:") || key.empty();
  const std::string by = key.empty() ? std::string() : fmt::format(" by the key {}", one_line(key));
  switch (letter) {
    case 'G':
      return std::nullopt;
    case 'B':
      return Problem{"signature-bad", commit, fmt::format("the signature{} does not fit the commit", by),
                     "the commit or its signature was altered: go on from a sound copy (`git clone`)"};
    case 'R':
      return Problem{"signature-bad", commit, fmt::format("it is signed{}, which was revoked", by),
                     "ask who held the key when the commit was made"};
    case 'U':
      return Problem{
          "signature-unknown", commit, fmt::format("it is signed{}, which nobody here vouches for", by),
          ssh ? std::string(kSshRemedy) : fmt::format("`gpg --lsign-key {}`, if it is to be trusted", one_line(key))};
    case 'X':
    case 'Y':
      return Problem{"signature-unknown", commit, fmt::format("it is signed{}, and signature or key has expired", by),
                     fmt::format("`gpg --refresh-keys {}`, if the key was prolonged", one_line(key))};
    case 'E':
      return Problem{"signature-unknown", commit, fmt::format("it is signed{}, which is not here", by),
                     fmt::format("`gpg --recv-keys {}`, if it is to be trusted", one_line(key))};
    default:
      return Problem{"signature-unknown", commit, "it is signed, and git cannot say by whom", std::string(kSshRemedy)};
  }
}

/// Takes one of git's lines, "ID LETTER KEY", apart.
std::optional<Problem> judged_line(std::string_view line) {
  if (line.size() < GIT_OID_HEXSZ + 2) return std::nullopt;
  const std::string_view key = line.size() > GIT_OID_HEXSZ + 3 ? line.substr(GIT_OID_HEXSZ + 3) : std::string_view();
  return judged(line[GIT_OID_HEXSZ + 1], std::string(line.substr(0, GIT_OID_HEXSZ)), key);
}

/// Whether the archive's own configuration asks for signatures. What the user asks for elsewhere is said of what they
/// commit, not of what others recorded here.
bool asks_for_signatures(git_repository* repository) {
  auto config = acquire<Config, git_repository_config>("", repository);
  if (!config) return false;
  const auto local = acquire<Config, git_config_open_level>("", config->get(), GIT_CONFIG_LEVEL_LOCAL);
  int wanted = 0;
  return local && git_config_get_bool(&wanted, local->get(), "commit.gpgsign") == 0 && wanted != 0;
}

}  // namespace

void check_signatures(VerifyContext& context, const CheckedHistory& history) {
  git_repository* const raw = context.state.repository.get();
  if (asks_for_signatures(raw)) {
    for (const git_oid& id : history.unsigned_versions) {
      context.findings.add({"signature-missing", hex(id),
                            "it is not signed, and this archive's configuration asks for it",
                            fmt::format("`git rebase --exec 'git commit --amend --no-edit -S' {}^` signs it and what "
                                        "follows, if nothing was pushed; `git config commit.gpgsign false` asks for "
                                        "none",
                                        short_id(id))});
    }
  }
  if (history.signed_commits.empty()) return;
  std::string input;
  for (const git_oid& id : history.signed_commits) input += hex(id) + '\n';
  const auto ran = run_git(raw, {"log", "--no-walk=unsorted", "--stdin", "--format=%H %G? %GK"}, input);
  if (!ran || ran->status != 0) {
    context.findings.add({"signature-unknown", hex(history.signed_commits.front()),
                          fmt::format("{} signed commits cannot be verified: {}", history.signed_commits.size(),
                                      ran ? reason_of(*ran) : "git " + ran.error().message),
                          "`git log --show-signature` must work here"});
    return;
  }
  std::string_view rest = ran->out;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (auto problem = judged_line(line)) context.findings.add(std::move(*problem));
  }
}

}  // namespace stet::archive
