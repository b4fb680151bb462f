// SPDX-License-Identifier: Apache-2.0
#include "archive/lfs.hpp"

#include "archive/files.hpp"
#include "archive/sha256.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

constexpr std::string_view kHeader = "version https://git-lfs.github.com/spec/";
constexpr std::string_view kDigest = "\noid sha256:";
constexpr std::size_t kDigits = 64;
constexpr std::size_t kMaxSize = 1024;  // Git LFS takes nothing longer for a pointer.

}  // namespace

std::optional<std::string> lfs_pointer(std::string_view bytes) {
  if (bytes.size() >= kMaxSize || !bytes.starts_with(kHeader)) return std::nullopt;
  const std::size_t key = bytes.find(kDigest);
  if (key == std::string_view::npos) return std::string();
  const std::string_view digest = bytes.substr(key + kDigest.size(), kDigits);
  const bool is_whole = digest.size() == kDigits && digest.find_first_not_of("0123456789abcdef") == std::string::npos;
  return is_whole ? std::string(digest) : std::string();
}

Result<std::string> lfs_text(const std::string& sha256, const std::string& common_directory) {
  if (sha256.empty()) return failure(ErrorCode::NotADocument, "is a damaged Git LFS pointer");
  const std::string path =
      fmt::format("{}/lfs/objects/{}/{}/{}", common_directory, sha256.substr(0, 2), sha256.substr(2, 2), sha256);
  auto text = read_file(path);
  if (text && archive::sha256(*text) == sha256) return text;
  return failure(ErrorCode::NotADocument,
                 "is a Git LFS pointer whose text is not here: `git lfs pull` brings those of HEAD, `git lfs fetch "
                 "--all` every one");
}

}  // namespace stet::archive
