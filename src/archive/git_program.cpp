// SPDX-License-Identifier: Apache-2.0
#include "archive/git_program.hpp"

#include <filesystem>

#include "archive/state.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

namespace fs = std::filesystem;

/// What keeps git from a network: it asks the promisor of a partial clone for every object that is missing. Debian 12's
/// git 2.39.5 heeds GIT_NO_LAZY_FETCH, older ones may not. `-c remote.X.promisor=false` does not stop that, since
/// `extensions.partialClone` names it too, nor does `-c protocol.allow=never` where `protocol.X.allow` says otherwise.
/// GIT_ALLOW_PROTOCOL goes before all settings, and there is no protocol of this name.
constexpr const char* kNoProtocol = "GIT_ALLOW_PROTOCOL=none";
constexpr const char* kNoLazyFetch = "GIT_NO_LAZY_FETCH=1";

/// What names a repository in the environment: the command line does.
const std::vector<std::string> kPlaceVariables = {"GIT_DIR",        "GIT_WORK_TREE", "GIT_INDEX_FILE",
                                                  "GIT_COMMON_DIR", "GIT_PREFIX",    "GIT_NAMESPACE"};

std::vector<std::string> base_variables(Network network) {
  std::vector<std::string> variables = kPlaceVariables;
  variables.emplace_back("GIT_OPTIONAL_LOCKS=0");
  variables.emplace_back("GIT_TERMINAL_PROMPT=0");
  if (network == Network::Never) variables.insert(variables.end(), {kNoProtocol, kNoLazyFetch});
  return variables;
}

std::string first_line(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

/// Sets a variable in place of taking it away.
void set(std::vector<std::string>& variables, std::string_view name, const std::string& value) {
  if (value.empty()) return;
  std::erase(variables, name);
  variables.push_back(fmt::format("{}={}", name, value));
}

Error open_error(const Finished& ran, const std::string& directory) {
  if (ran.err.find("dubious ownership") != std::string::npos)
    return {ErrorCode::NotReadable, fmt::format(kForeignOwner, directory), directory};
  return {ErrorCode::Unsupported, one_line(ran.err.starts_with("fatal: ") ? ran.err.substr(7) : ran.err), directory};
}

}  // namespace

Result<GitProgram> GitProgram::open(const RepositoryPlace& place) {
  std::vector<std::string> variables = base_variables(Network::Never);
  set(variables, "GIT_DIR", place.git_directory);
  set(variables, "GIT_WORK_TREE", place.work_tree);
  const auto ask = [&](std::vector<std::string> words) {
    std::vector<std::string> all{"git", "-C", place.directory.empty() ? "." : place.directory, "rev-parse",
                                 "--path-format=absolute"};
    all.insert(all.end(), words.begin(), words.end());
    return run_program(all, {}, variables);
  };
  const auto facts = ask({"--show-object-format", "--is-bare-repository", "--git-dir"});
  if (!facts) return std::unexpected(facts.error());
  if (facts->status != 0) return std::unexpected(open_error(*facts, place.directory));
  const auto lines = split_lines(facts->out);
  const auto common = ask({"--git-common-dir"});
  if (!common) return std::unexpected(common.error());
  if (lines.size() < 3 || common->status != 0) return std::unexpected(open_error(*common, place.directory));
  GitPlace found{.git_directory = std::string(lines[2]),
                 .common_directory = first_line(common->out),
                 .work_tree = {},
                 .index_file = {},
                 .object_format = std::string(lines[0])};
  if (!place.index_file.empty()) found.index_file = fs::absolute(place.index_file).string();
  if (lines[1] == "true") return GitProgram(std::move(found));
  const auto top = ask({"--show-toplevel"});
  if (!top) return std::unexpected(top.error());
  // Inside of the git directory there is no way up to the working tree but by its name.
  found.work_tree = top->status == 0 ? first_line(top->out) : fs::path(found.git_directory).parent_path().string();
  return GitProgram(std::move(found));
}

bool GitProgram::is_installed() {
  const auto ran = run_program({"git", "--version"});
  return ran && ran->status == 0;
}

Result<Finished> GitProgram::run(std::vector<std::string> words, std::string_view input, Network network,
                                 const std::vector<std::string>& more) const {
  // What the repository would have watch its files is a program of whoever made the repository.
  std::vector<std::string> all{"git",
                               "-C",
                               is_bare() ? place_.git_directory : place_.work_tree,
                               "-c",
                               "core.fsmonitor=false",
                               "--git-dir=" + place_.git_directory,
                               "--literal-pathspecs"};
  if (!is_bare()) all.push_back("--work-tree=" + place_.work_tree);
  all.insert(all.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
  std::vector<std::string> variables = base_variables(network);
  set(variables, "GIT_INDEX_FILE", place_.index_file);
  variables.insert(variables.end(), more.begin(), more.end());
  return run_program(all, input, variables);
}

Result<std::string> GitProgram::answer(std::vector<std::string> words, std::string_view input, Network network) const {
  const std::string command = words.front();
  auto ran = run(std::move(words), input, network);
  if (!ran) return std::unexpected(std::move(ran).error());
  if (ran->status == 0) return std::move(ran->out);
  return failure(ErrorCode::NotReadable, fmt::format("`git {}`: {}", command, reason_of(*ran)));
}

std::string GitProgram::empty_tree() const {
  return std::string(place_.object_format == "sha256" ? kEmptyTreeSha256 : kEmptyTree);
}

std::vector<std::string_view> split_at_nul(std::string_view text) {
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    const std::size_t end = text.find('\0');
    pieces.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return pieces;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

}  // namespace stet::archive
