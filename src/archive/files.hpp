// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <optional>
#include <string>
#include <string_view>

#include "stet/result.hpp"

// Files as a writer that may be killed at any moment needs them: whole, synced, renamed into place.
namespace stet::archive {

/// A file descriptor that is closed once.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] explicit operator bool() const { return fd_ >= 0; }
  [[nodiscard]] int release();

 private:
  int fd_ = -1;
};

/// Why the system refused, from errno; and how to mend it where that is clear.
[[nodiscard]] std::string system_reason(int error);
/// `action`, and why the system refused it (errno). CannotWrite, or NotReadable for an `action` that reads.
[[nodiscard]] Error system_error(ErrorCode code, std::string_view action, const std::string& path);

/// What is at a path, symbolic links not followed; nothing where there is nothing.
[[nodiscard]] std::optional<struct stat> status_of(const std::string& path);
[[nodiscard]] bool same_file(const struct stat& before, const struct stat& after);

/// The bytes of a regular file; links and devices are refused.
[[nodiscard]] Result<std::string> read_file(const std::string& path);
/// Makes or replaces a file. Whether its bytes are on the disk is for `sync_file` to see to.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);
/// Returns when a file's bytes are on the disk.
[[nodiscard]] Result<void> sync_file(const std::string& path);
/// The same for every file below a folder: one after the other costs little more than one, when all were written first.
[[nodiscard]] Result<void> sync_files(const std::string& folder);
/// Returns when everything that was written to a path's file system is on the disk: for very many files.
[[nodiscard]] Result<void> sync_file_system(const std::string& path);
/// Appends a line to a file; a line that does not fit leaves the file as it was.
[[nodiscard]] Result<void> append_line(const std::string& path, std::string_view line);
[[nodiscard]] Result<void> rename_file(const std::string& from, const std::string& to);
/// Makes a folder that may be there already.
[[nodiscard]] Result<void> make_folder(const std::string& path);
/// Lets the group of a path write to it where the model's may: `git init --shared` lets several users publish. What
/// belongs to another of them has been given it already.
void share_like(const std::string& path, const std::string& model);
/// Makes it and the folders above it.
[[nodiscard]] Result<void> make_folders(const std::string& path);
/// Makes the names in a folder last.
void sync_folder(const std::string& path);
/// Removes a file if it is there.
void remove_file(const std::string& path);
/// Removes a folder and all below it.
void remove_tree(const std::string& path);
/// The folder that a path is in.
[[nodiscard]] std::string parent_of(std::string_view path);

}  // namespace stet::archive
