// SPDX-License-Identifier: Apache-2.0
#include "archive/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "fmt/format.h"

namespace stet::archive {
namespace {

namespace fs = std::filesystem;

/// Writes all, or says why not in errno.
bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::unexpected<Error> cannot(std::string_view action, const std::string& path) {
  return std::unexpected(system_error(ErrorCode::CannotWrite, action, path));
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = other.release();
  }
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

int Descriptor::release() { return std::exchange(fd_, -1); }

std::string system_reason(int error) {
  if (error == ENOSPC || error == EDQUOT) return "no space left: make room and try again";
  return std::strerror(error);
}

Error system_error(ErrorCode code, std::string_view action, const std::string& path) {
  return {code, fmt::format("{}: {}", action, system_reason(errno)), path};
}

std::optional<struct stat> status_of(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

bool same_file(const struct stat& before, const struct stat& after) {
  return before.st_dev == after.st_dev && before.st_ino == after.st_ino;
}

Result<std::string> read_file(const std::string& path) {
  const auto refuse = [&] { return std::unexpected(system_error(ErrorCode::NotReadable, "cannot read", path)); };
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0) return refuse();
  if (!S_ISREG(status.st_mode)) return std::unexpected(Error{ErrorCode::NotReadable, "is no regular file", path});
  // One more, so that the end is found without making room for a file that grew.
  std::string bytes(static_cast<std::size_t>(status.st_size) + 1, '\0');
  std::size_t filled = 0;
  while (true) {
    if (filled == bytes.size()) bytes.resize(bytes.size() + 4096);
    const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refuse();
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!file || !write_all(file.get(), bytes)) return cannot("cannot write", path);
  if (::close(file.release()) != 0) return cannot("cannot write", path);
  return {};
}

Result<void> sync_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!file || ::fsync(file.get()) != 0) return cannot("cannot write", path);
  return {};
}

Result<void> sync_files(const std::string& folder) {
  std::error_code fault;
  for (const auto& entry : fs::recursive_directory_iterator(folder, fault)) {
    if (!entry.is_regular_file()) continue;
    if (auto synced = sync_file(entry.path().string()); !synced) return synced;
  }
  if (!fault) return {};
  return std::unexpected(
      Error{ErrorCode::CannotWrite, fmt::format("cannot read new files: {}", fault.message()), folder});
}

Result<void> sync_file_system(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file || ::syncfs(file.get()) != 0) return cannot("cannot write", path);
  return {};
}

Result<void> append_line(const std::string& path, std::string_view line) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0666));
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0) return cannot("cannot append to", path);
  if (write_all(file.get(), line)) return {};
  const auto error = cannot("cannot append to", path);
  if (::ftruncate(file.get(), status.st_size) != 0) return error;
  return error;
}

Result<void> rename_file(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return cannot("cannot put in place", to);
  return {};
}

Result<void> make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0777) == 0 || errno == EEXIST) return {};
  return cannot("cannot make the folder", path);
}

void share_like(const std::string& path, const std::string& model) {
  const auto like = status_of(model);
  const auto status = status_of(path);
  if (!like || !status || (like->st_mode & S_IWGRP) == 0) return;
  const mode_t mode = S_ISDIR(status->st_mode) ? like->st_mode & 07777 : like->st_mode & 0666;
  if (::chmod(path.c_str(), mode) != 0) return;
}

Result<void> make_folders(const std::string& path) {
  std::error_code fault;
  fs::create_directories(path, fault);
  if (!fault) return {};
  return std::unexpected(
      Error{ErrorCode::CannotWrite, fmt::format("cannot make the folder: {}", fault.message()), path});
}

void sync_folder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // A file system that cannot sync a folder says so, and there is nothing more to be done about it.
  if (folder && ::fsync(folder.get()) != 0) return;
}

void remove_file(const std::string& path) {
  if (::unlink(path.c_str()) != 0) return;
}

void remove_tree(const std::string& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

std::string parent_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? "/" : std::string(path.substr(0, slash));
}

}  // namespace stet::archive
