// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <istream>
#include <iterator>
#include <ostream>

#include "cli/signals.hpp"
#include "report/escape.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

Error cannot_write(const std::string& place, int number) {
  return {.code = ErrorCode::CannotWrite,
          .message = fmt::format("cannot be written: {}", std::strerror(number)),
          .place = place};
}

/// 0, or errno.
int write_to(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

/// 0, or errno. What comes after a piece that could not be written is not.
int write_to(int descriptor, const Pieces& pieces) {
  int failed = 0;
  pieces([&](std::string_view piece) {
    if (failed == 0) failed = write_to(descriptor, piece);
  });
  return failed;
}

/// Into what is there already and is no file that could be replaced: a pipe, a device.
Result<void> write_into(const std::string& path, const Pieces& pieces) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  int failed = descriptor < 0 ? errno : write_to(descriptor, pieces);
  if (descriptor >= 0 && ::close(descriptor) != 0 && failed == 0) failed = errno;
  if (failed != 0) return std::unexpected(cannot_write(path, failed));
  return {};
}

/// Beside its target first, then renamed over it, so that a reader never sees half of it. A link stays, and so does the
/// mode of a file that is there.
Result<void> replace_file(const std::string& typed, const Pieces& pieces) {
  struct stat status {};
  const bool exists = ::stat(typed.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return std::unexpected(cannot_write(typed, EISDIR));
  if (exists && !S_ISREG(status.st_mode)) return write_into(typed, pieces);
  std::error_code none;
  const std::filesystem::path resolved = std::filesystem::weakly_canonical(typed, none);
  const std::string path = none ? typed : resolved.string();
  const SignalsHeld held;
  std::string temporary = path + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return std::unexpected(cannot_write(typed, errno));
  int failed = write_to(descriptor, pieces);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  if (failed == 0 && ::fchmod(descriptor, exists ? status.st_mode & 07777 : 0666 & ~mask) != 0) failed = errno;
  if (::close(descriptor) != 0 && failed == 0) failed = errno;
  if (failed == 0 && std::rename(temporary.c_str(), path.c_str()) != 0) failed = errno;
  if (failed == 0) return {};
  std::remove(temporary.c_str());
  return std::unexpected(cannot_write(typed, failed));
}

/// One line on standard error, in which nothing is a command to who runs stet, a build above all.
void say(std::string_view what, std::string_view place, std::string_view message, const Streams& streams) {
  const std::string where = place.empty() ? std::string() : text::printable(place) + ": ";
  streams.err << report::log_text(fmt::format("stet: {}{}{}\n", what, where, text::printable(message)));
}

bool is_on_path(const std::string& program, std::string_view path) {
  while (!path.empty()) {
    const std::string_view folder = path.substr(0, path.find(':'));
    path.remove_prefix(std::min(path.size(), folder.size() + 1));
    if (!folder.empty() && access((std::string(folder) + '/' + program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

/// Nothing where there is none: a small Debian has no less, and perhaps no pager.
std::string pager_command(const Environment& environment) {
  for (const char* name : {"GIT_PAGER", "PAGER"})
    if (const auto command = environment.variable(name)) return *command;
  const std::string path = environment.variable("PATH").value_or("");
  for (const char* usual : {"less", "pager"})
    if (is_on_path(usual, path)) return usual;
  return {};
}

}  // namespace

Result<void> stream(const Pieces& pieces, const Streams& streams) {
  errno = 0;
  pieces([&](std::string_view piece) { streams.out.write(piece.data(), static_cast<std::streamsize>(piece.size())); });
  streams.out.flush();
  if (!streams.out) return std::unexpected(cannot_write("standard output", errno));
  return {};
}

Result<void> emit_pieces(const Pieces& pieces, const std::string& output_file, bool for_person, const Streams& streams,
                         const Environment& environment) {
  if (!output_file.empty()) return replace_file(output_file, pieces);
  const std::string pager = for_person && environment.page ? pager_command(environment) : std::string();
  if (pager.empty() || pager == "cat") return stream(pieces, streams);
  std::string text;
  pieces([&](std::string_view piece) { text += piece; });
  if (environment.page(pager, text)) return {};
  return stream([&](const ReportSink& sink) { sink(text); }, streams);
}

Result<void> emit(const std::string& text, const std::string& output_file, bool for_person, const Streams& streams,
                  const Environment& environment) {
  return emit_pieces([&](const ReportSink& sink) { sink(text); }, output_file, for_person, streams, environment);
}

Error unreadable_input() {
  const bool closed = errno == EBADF;
  return {.code = ErrorCode::NotReadable,
          .message = closed ? std::string("is closed: give the text through a pipe, or name a file")
                            : fmt::format("cannot be read: {}", std::strerror(errno)),
          .place = "standard input"};
}

Result<std::string> standard_input(std::istream& in) {
  errno = 0;
  try {
    return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  } catch (const std::ios_base::failure&) {
    return std::unexpected(unreadable_input());
  }
}

Error usage_error(std::string message, std::string place) {
  return {.code = ErrorCode::InvalidInput, .message = std::move(message), .place = std::move(place)};
}

ExitStatus trouble(const Error& error, const Streams& streams) {
  say("", error.place, error.message, streams);
  return ExitStatus::Trouble;
}

void warn(std::string_view place, std::string_view message, const Streams& streams) {
  say("warning: ", place, message, streams);
}

void warn_of(const Document& document, const Streams& streams) {
  for (const Warning& warning : document.warnings) warn(warning.place, warning.message, streams);
}

}  // namespace stet::cli
