// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <ostream>

#include "text/printable.hpp"

namespace stet::cli {
namespace {

Error cannot_write(const std::string& place, int number) {
  return {.code = ErrorCode::CannotWrite,
          .message = fmt::format("cannot be written: {}", std::strerror(number)),
          .place = place};
}

/// Beside its target first, then renamed over it, so that a reader never sees half of it.
Result<void> replace_file(const std::string& path, const std::string& text) {
  const std::string temporary = path + ".stet-tmp";
  errno = 0;
  {
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.flush();
    if (!file) {
      const int number = errno;
      std::remove(temporary.c_str());
      return std::unexpected(cannot_write(path, number));
    }
  }
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    const int number = errno;
    std::remove(temporary.c_str());
    return std::unexpected(cannot_write(path, number));
  }
  return {};
}

std::string pager_command(const Environment& environment) {
  for (const char* name : {"GIT_PAGER", "PAGER"})
    if (const auto command = environment.variable(name)) return *command;
  return "less";
}

}  // namespace

Result<void> emit(const std::string& text, const std::string& output_file, bool for_person, const Streams& streams,
                  const Environment& environment) {
  if (!output_file.empty()) return replace_file(output_file, text);
  if (for_person && environment.page) {
    const std::string command = pager_command(environment);
    if (!command.empty() && command != "cat" && environment.page(command, text)) return {};
  }
  errno = 0;
  streams.out.write(text.data(), static_cast<std::streamsize>(text.size()));
  streams.out.flush();
  if (!streams.out) return std::unexpected(cannot_write("standard output", errno));
  return {};
}

Error usage_error(std::string message, std::string place) {
  return {.code = ErrorCode::InvalidInput, .message = std::move(message), .place = std::move(place)};
}

ExitStatus trouble(const Error& error, const Streams& streams) {
  const std::string place = error.place.empty() ? std::string() : text::printable(error.place) + ": ";
  streams.err << "stet: " << place << text::printable(error.message) << '\n';
  return ExitStatus::Trouble;
}

void warn(std::string_view place, std::string_view message, const Streams& streams) {
  const std::string where = place.empty() ? std::string() : text::printable(place) + ": ";
  streams.err << "stet: warning: " << where << text::printable(message) << '\n';
}

}  // namespace stet::cli
