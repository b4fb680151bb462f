// SPDX-License-Identifier: Apache-2.0
//
// An index of version 2 (gitformat-pack): "\377tOc", the version, 256 counts, and for each object its name, a checksum
// and four bytes that say where in the pack it begins; where these have their highest bit, which of the eight bytes
// behind them do. Older ones are libgit2's to read.
//
// Cost: four bytes read of each object that is packed.
#include "archive/pack_offsets.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "archive/files.hpp"
#include "archive/verify.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic("\377tOc\0\0\0\2", 8);
constexpr std::uint64_t kCounts = 256 * 4;
constexpr std::uint64_t kName = 20;
constexpr std::uint64_t kBeforeObjects = 12;
constexpr std::uint64_t kBehindObjects = 20;
constexpr std::uint64_t kIndexTrailers = 40;
constexpr std::uint32_t kIsLarge = 0x80000000;

template <std::size_t kBytes>
std::uint64_t number_at(const unsigned char* bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < kBytes; ++i) number = number << 8 | bytes[i];
  return number;
}

bool read_at(const Descriptor& file, std::uint64_t place, std::vector<unsigned char>& bytes) {
  return ::pread(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(place)) ==
         static_cast<ssize_t>(bytes.size());
}

/// True also where it is no such index, or too short for what it says, which libgit2 sees.
bool points_into_its_pack(const std::string& index, std::uint64_t pack_size) {
  const Descriptor file(::open(index.c_str(), O_RDONLY | O_CLOEXEC));
  const auto status = status_of(index);
  std::vector<unsigned char> begin(kMagic.size() + kCounts);
  if (!file || !status || !read_at(file, 0, begin)) return true;
  if (!std::equal(kMagic.begin(), kMagic.end(), reinterpret_cast<const char*>(begin.data()))) return true;
  const std::uint64_t count = number_at<4>(begin.data() + begin.size() - 4);
  const std::uint64_t offsets = begin.size() + count * (kName + 4);
  const std::uint64_t large = offsets + count * 4;
  const auto size = static_cast<std::uint64_t>(status->st_size);
  if (large + kIndexTrailers > size) return true;
  const std::uint64_t large_count = (size - kIndexTrailers - large) / 8;
  const auto is_inside = [&](std::uint64_t place) {
    return place >= kBeforeObjects && place + kBehindObjects < pack_size;
  };
  std::vector<unsigned char> places(count * 4);
  if (!read_at(file, offsets, places)) return true;
  std::vector<unsigned char> place(8);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t offset = number_at<4>(places.data() + 4 * i);
    if ((offset & kIsLarge) == 0) {
      if (!is_inside(offset)) return false;
      continue;
    }
    const std::uint64_t which = offset & ~std::uint64_t{kIsLarge};
    if (which >= large_count || !read_at(file, large + 8 * which, place) || !is_inside(number_at<8>(place.data())))
      return false;
  }
  return true;
}

}  // namespace

Result<void> check_pack_offsets(const std::string& folder) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder + "/pack", none)) {
    if (entry.path().extension() != ".idx") continue;
    fs::path pack = entry.path();
    const auto status = status_of(pack.replace_extension(".pack").string());
    if (!status || points_into_its_pack(entry.path().string(), static_cast<std::uint64_t>(status->st_size))) continue;
    return std::unexpected(Error{ErrorCode::NotReadable,
                                 fmt::format("points outside of its pack: `rm -f {}` and `git index-pack {}`",
                                             shell_word(entry.path().string()), shell_word(pack.string())),
                                 entry.path().string()});
  }
  return {};
}

}  // namespace stet::archive
