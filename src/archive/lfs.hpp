// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stet/result.hpp"

// Files that Git LFS keeps outside of git. https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
namespace stet::archive {

/// The SHA-256 that stands in place of a file's bytes, as 64 hexadecimal digits; empty for a pointer that is damaged.
/// Nothing where the bytes are no pointer.
[[nodiscard]] std::optional<std::string> lfs_pointer(std::string_view bytes);

/// The file's bytes, where Git LFS has brought them here: NotADocument, with what brings them, where it has not.
/// @param common_directory  The git directory that all working trees share.
[[nodiscard]] Result<std::string> lfs_text(const std::string& sha256, const std::string& common_directory);

}  // namespace stet::archive
