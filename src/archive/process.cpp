// SPDX-License-Identifier: Apache-2.0
#include "archive/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iterator>
#include <utility>

#include "archive/files.hpp"
#include "archive/pipe_signal.hpp"
#include "fmt/format.h"

extern char** environ;

namespace stet::archive {
namespace {

struct Pipe {
  Descriptor read;
  Descriptor write;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return std::unexpected(system_error(ErrorCode::Internal, "cannot make a pipe", ""));
  }
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

std::string_view name_of_variable(std::string_view variable) { return variable.substr(0, variable.find('=')); }

/// The process's environment with these changes, and with messages in one language.
std::vector<std::string> environment_with(std::vector<std::string> changes) {
  changes.emplace_back("LC_ALL=C.UTF-8");
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const bool changed = std::ranges::any_of(
        changes, [&](const std::string& change) { return name_of_variable(change) == name_of_variable(*variable); });
    if (!changed) variables.emplace_back(*variable);
  }
  std::ranges::copy_if(changes, std::back_inserter(variables),
                       [](const std::string& change) { return change.find('=') != std::string::npos; });
  return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// How soon a signal that is held back here reaches the program, which may be waiting for a network.
constexpr int kSignalPollMilliseconds = 100;

/// Gives the program its input and takes what it writes, whichever it is ready for. Its status, where it was ended
/// because of a signal: programs of its own may keep the pipes open.
std::optional<int> exchange_with(pid_t child, Pipe& in, Pipe& out, Pipe& err, std::string_view input,
                                 Finished& finished) {
  bool told = false;
  if (input.empty()) in.write = Descriptor();
  ::fcntl(in.write.get(), F_SETFL, O_NONBLOCK);
  std::array<char, 65536> buffer{};
  while (out.read || err.read) {
    std::array<pollfd, 3> polled = {pollfd{in.write.get(), POLLOUT, 0}, pollfd{out.read.get(), POLLIN, 0},
                                    pollfd{err.read.get(), POLLIN, 0}};
    if (::poll(polled.data(), polled.size(), kSignalPollMilliseconds) < 0 && errno != EINTR) return std::nullopt;
    if (is_interrupted() && !std::exchange(told, true)) ::kill(child, SIGTERM);
    int status = 0;
    if (told && ::waitpid(child, &status, WNOHANG) == child) return status;
    if (in.write && polled[0].revents != 0) {
      const ssize_t given = ::write(in.write.get(), input.data(), input.size());
      if (given > 0) input.remove_prefix(static_cast<std::size_t>(given));
      if (input.empty() || (given < 0 && errno != EAGAIN && errno != EINTR)) in.write = Descriptor();
    }
    const auto take = [&](Descriptor& end, const pollfd& state, std::string& text) {
      if (!end || state.revents == 0) return;
      const ssize_t got = ::read(end.get(), buffer.data(), buffer.size());
      if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
      if (got == 0 || (got < 0 && errno != EINTR)) end = Descriptor();
    };
    take(out.read, polled[1], finished.out);
    take(err.read, polled[2], finished.err);
  }
  return std::nullopt;
}

}  // namespace

bool is_interrupted() {
  sigset_t pending;
  sigemptyset(&pending);
  ::sigpending(&pending);
  return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 ||
         sigismember(&pending, SIGHUP) == 1;
}

Result<Finished> run_program(const std::vector<std::string>& words, std::string_view input,
                             const std::vector<std::string>& changes) {
  auto in = make_pipe();
  auto out = make_pipe();
  auto err = make_pipe();
  for (const auto* pipe : {&in, &out, &err}) {
    if (!*pipe) return std::unexpected(pipe->error());
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in->read.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out->write.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err->write.get(), STDERR_FILENO);
  std::vector<std::string> arguments = words;
  std::vector<std::string> variables = environment_with(changes);
  // Signals that are held back here are not held back there.
  posix_spawnattr_t attributes;
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setsigmask(&attributes, &none);
  pid_t child = 0;
  const int fault = ::posix_spawnp(&child, arguments.front().c_str(), &actions, &attributes,
                                   pointers_to(arguments).data(), pointers_to(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (fault != 0) {
    return std::unexpected(
        Error{ErrorCode::NotFound, fmt::format("cannot be run: {}", std::strerror(fault)), words.front()});
  }
  in->read = Descriptor();
  out->write = Descriptor();
  err->write = Descriptor();
  const PipeSignalIgnored ignored;
  Finished finished;
  int status = 0;
  if (const auto ended = exchange_with(child, *in, *out, *err, input, finished)) {
    status = *ended;
  } else {
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return finished;
}

Result<Finished> run_git(git_repository* repository, std::vector<std::string> words, std::string_view input) {
  const std::string root = root_of(repository);
  std::vector<std::string> all{"git", "-C", root, std::string("--git-dir=") + git_repository_path(repository)};
  if (git_repository_is_bare(repository) == 0) all.push_back("--work-tree=" + root);
  all.insert(all.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
  return run_program(all, input);
}

std::string reason_of(const Finished& finished) {
  // git says first what it tripped over, and then what it therefore cannot do.
  std::string_view rest = finished.err;
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.starts_with("warning: ") || line.starts_with("hint: ")) continue;
    for (const std::string_view prefix : {"fatal: ", "error: ", "remote: "}) {
      if (line.starts_with(prefix)) line.remove_prefix(prefix.size());
    }
    if (std::string words = one_line(line); !words.empty()) return words;
  }
  return fmt::format("it ended with status {}", finished.status);
}

}  // namespace stet::archive
