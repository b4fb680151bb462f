// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "archive/pipe_signal.hpp"
#include "cli/run.hpp"
#include "text/memory.hpp"

namespace {

using stet::cli::Environment;

std::optional<std::string> variable(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  if (value == nullptr) return std::nullopt;
  return std::string(value);
}

/// SOURCE_DATE_EPOCH where a reproducible run asks for it, else the clock.
stet::Timestamp now() {
  if (const auto fixed = variable("SOURCE_DATE_EPOCH")) {
    char* end = nullptr;
    const long long seconds = std::strtoll(fixed->c_str(), &end, 10);
    if (end != fixed->c_str() && *end == '\0') return seconds;
  }
  return static_cast<stet::Timestamp>(std::time(nullptr));
}

/// A standard stream that came closed is opened the wrong way round: using it fails, and no file that is opened later
/// gets its number and what was meant for the stream.
void hold_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(descriptor, F_GETFD) == -1 && open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY) == -1)
      return;
}

unsigned terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  if (const auto columns = variable("COLUMNS")) {
    const unsigned long width = std::strtoul(columns->c_str(), nullptr, 10);
    if (width > 0 && width < 10'000) return static_cast<unsigned>(width);
  }
  return 80;
}

/// Pipes the text into the pager; its early end is no error.
bool page(const std::string& command, const std::string& text) {
  setenv("LESS", "FRX", 0);
  setenv("LV", "-c", 0);
  std::FILE* const pager = popen(command.c_str(), "w");
  if (pager == nullptr) return false;
  const stet::archive::PipeSignalIgnored ignored;
  std::fwrite(text.data(), 1, text.size(), pager);
  const int status = pclose(pager);
  // 127: the shell found no such pager, so nothing was shown.
  return !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
}

void become(const std::vector<std::string>& words) {
  std::vector<std::string> copies = words;
  std::vector<char*> pointers;
  for (std::string& word : copies) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  execvp(pointers.front(), pointers.data());
}

void keep(std::shared_ptr<const void> kept) {
  static auto& all = *new std::vector<std::shared_ptr<const void>>;  // never deleted: that is what it is for
  all.push_back(std::move(kept));
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);     // a file that may not grow so far is one that cannot be written
  std::ios::sync_with_stdio(false);  // makes buffers that few runs fill: before memory is asked for
  stet::text::keep_memory();
  hold_standard_streams();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  Environment environment;
  environment.variable = variable;
  environment.now = now();
  environment.out_is_terminal = isatty(STDOUT_FILENO) != 0;
  environment.err_is_terminal = isatty(STDERR_FILENO) != 0;
  environment.width = environment.out_is_terminal ? terminal_width() : 0;
  if (environment.out_is_terminal) environment.page = page;
  environment.become = become;
  environment.keep = keep;
  std::error_code unknown;
  environment.program = std::filesystem::read_symlink("/proc/self/exe", unknown).string();
  try {
    return static_cast<int>(stet::cli::run(arguments, {std::cin, std::cout, std::cerr}, environment));
  } catch (const std::bad_alloc&) {
    std::cerr << "stet: out of memory\n";
  } catch (const std::exception& exception) {
    std::cerr << "stet: internal error: " << exception.what() << '\n';
  }
  return static_cast<int>(stet::cli::ExitStatus::Trouble);
}
