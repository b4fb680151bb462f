// SPDX-License-Identifier: Apache-2.0
#include "intake/files.hpp"

#include "archive/files.hpp"
#include "fmt/format.h"
#include "stet/read.hpp"

namespace stet::intake {
namespace {

/// git holds no larger blob on every platform, and no reader reads one.
constexpr off_t kLargest = off_t{1} << 31;

}  // namespace

Result<void> check_file(const std::string& path) {
  const auto status = archive::status_of(path);
  if (!status) return failure(ErrorCode::NotFound, "no such file", path);
  if (S_ISLNK(status->st_mode)) return failure(ErrorCode::NotReadable, "is a symbolic link", path);
  if (S_ISDIR(status->st_mode)) return failure(ErrorCode::NotReadable, "is a folder", path);
  if (!S_ISREG(status->st_mode)) return failure(ErrorCode::NotReadable, "is no regular file", path);
  if (status->st_size >= kLargest) return failure(ErrorCode::NotReadable, "is larger than 2 GiB", path);
  return {};
}

Result<Source> text_of(const std::string& path) {
  auto bytes = archive::read_file(path);
  if (!bytes) {
    // What there is in its place says more than the system does.
    if (auto there = check_file(path); !there) return std::unexpected(std::move(there).error());
    return std::unexpected(std::move(bytes).error());
  }
  Source source = Source::of(std::move(*bytes), path);
  if (auto readable = check_readable(source); !readable) return std::unexpected(std::move(readable).error());
  return source;
}

}  // namespace stet::intake
