// SPDX-License-Identifier: Apache-2.0
//
// A pack is a header, the objects one after the other, and the SHA-1 of all that; its index has the objects' ids in
// order, the CRC-32 of what stands in the pack for each, and where (git's gitformat-pack). The number of objects
// stands in the header and is known at the end, so the file is read once more for the checksum.
//
// zlib's level 1: the texts are a few kilobytes and mostly deltas, of which level 6 saves 4 % for twice the time.
#include "archive/pack.hpp"

#include <fcntl.h>
#include <mbedtls/sha1.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>

#include "fmt/format.h"

namespace stet::archive {
namespace {

constexpr std::size_t kBuffered = 256 * 1024;
/// As many as git makes itself (`pack.depth`): each costs whoever reads the last of them one more step.
constexpr unsigned kMaxDepth = 50;
/// Up to here bytes are stored as they are: mostly a folder's delta, two copies round an id, in which there is nothing
/// to be compressed; and the codes for a text that short take longer to find than its pack to read.
constexpr std::size_t kStored = 80;
constexpr std::uint64_t kLargeOffset = 0x80000000;  // From here on an offset takes eight bytes.
constexpr std::string_view kPackHeader("PACK\0\0\0\2", 8);
constexpr std::string_view kIndexHeader("\377tOc\0\0\0\2", 8);
constexpr unsigned kDeltaType = 6;  // OFS_DELTA

void append_big_endian(std::string& out, std::uint64_t value, unsigned bytes) {
  while (bytes-- > 0) out.push_back(static_cast<char>(value >> (8 * bytes)));
}

/// What a zlib stream of bytes that are not compressed looks like (RFC 1950, RFC 1951 section 3.2.4).
std::string stored(std::string_view bytes) {
  const auto size = static_cast<unsigned>(bytes.size());
  std::string out("\x78\x01\x01", 3);
  for (const unsigned half : {size, ~size}) {
    out.push_back(static_cast<char>(half));
    out.push_back(static_cast<char>(half >> 8));
  }
  out.append(bytes);
  append_big_endian(out, adler32(1, reinterpret_cast<const Bytef*>(bytes.data()), size), 4);
  return out;
}

std::string_view id_bytes(const git_oid& id) { return {reinterpret_cast<const char*>(id.id), GIT_OID_RAWSZ}; }

/// Type and length as an object begins in a pack.
std::string object_header(unsigned type, std::uint64_t size) {
  std::string header;
  unsigned byte = (type << 4) | static_cast<unsigned>(size & 0xF);
  size >>= 4;
  while (size > 0) {
    header.push_back(static_cast<char>(byte | 0x80));
    byte = static_cast<unsigned>(size & 0x7F);
    size >>= 7;
  }
  header.push_back(static_cast<char>(byte));
  return header;
}

/// How far before the delta its base begins, in git's own numbers of seven bits.
std::string base_distance(std::uint64_t distance) {
  std::string reversed(1, static_cast<char>(distance & 0x7F));
  while ((distance >>= 7) > 0) reversed.push_back(static_cast<char>(0x80 | (--distance & 0x7F)));
  return {reversed.rbegin(), reversed.rend()};
}

class Sha1 {
 public:
  Sha1() {
    mbedtls_sha1_init(&context_);
    mbedtls_sha1_starts_ret(&context_);
  }
  ~Sha1() { mbedtls_sha1_free(&context_); }
  Sha1(const Sha1&) = delete;
  Sha1& operator=(const Sha1&) = delete;

  void add(std::string_view bytes) {
    mbedtls_sha1_update_ret(&context_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  }
  std::string end() {
    std::string digest(GIT_OID_RAWSZ, '\0');
    mbedtls_sha1_finish_ret(&context_, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
  }

 private:
  mbedtls_sha1_context context_{};
};

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

}  // namespace

/// One zlib stream that is used again and again.
struct PackWriter::Compressor {
  Compressor(int window_bits, int memory) {
    [[maybe_unused]] const int status = deflateInit2(&stream, 1, Z_DEFLATED, window_bits, memory, Z_DEFAULT_STRATEGY);
    assert(status == Z_OK || status == Z_MEM_ERROR);
  }
  ~Compressor() { deflateEnd(&stream); }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;

  /// Gives `bytes`, compressed, to `take(piece)` in pieces; false where `take` does or zlib has no memory.
  template <class Take>
  bool run(std::string_view bytes, const Take& take) {
    if (deflateReset(&stream) != Z_OK) return false;
    std::array<char, 16 * 1024> out;
    int status = Z_OK;
    while (status != Z_STREAM_END) {
      if (stream.avail_in == 0) {
        const std::string_view part = bytes.substr(0, 1U << 30);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(part.data()));
        stream.avail_in = static_cast<uInt>(part.size());
        bytes.remove_prefix(part.size());
      }
      stream.next_out = reinterpret_cast<Bytef*>(out.data());
      stream.avail_out = static_cast<uInt>(out.size());
      status = deflate(&stream, bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
      if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) return false;
      if (!take(std::string_view(out.data(), out.size() - stream.avail_out))) return false;
    }
    return true;
  }

  z_stream stream{};
};

std::size_t PackWriter::IdHash::operator()(const git_oid& id) const {
  std::size_t value = 0;
  std::memcpy(&value, id.id, sizeof value);
  return value;
}

PackWriter::PackWriter(std::string folder, Descriptor file)
    : folder_(std::move(folder)),
      file_(std::move(file)),
      small_(std::make_unique<Compressor>(12, 4)),
      large_(std::make_unique<Compressor>(15, 8)) {}

PackWriter::~PackWriter() {
  if (file_) remove_file(folder_ + "/pack");
}

Result<std::unique_ptr<PackWriter>> PackWriter::create(const std::string& folder) {
  const std::string path = folder + "/pack";
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!file) return std::unexpected(system_error(ErrorCode::CannotWrite, "cannot write", path));
  std::unique_ptr<PackWriter> writer(new PackWriter(folder, std::move(file)));
  writer->buffer_.reserve(kBuffered * 2);
  writer->buffer_ = kPackHeader;
  append_big_endian(writer->buffer_, 0, 4);
  return writer;
}

Result<void> PackWriter::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t count = ::write(file_.get(), rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::unexpected(system_error(ErrorCode::CannotWrite, "cannot write", folder_ + "/pack"));
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  written_ += buffer_.size();
  buffer_.clear();
  return {};
}

Result<void> PackWriter::append(std::string_view bytes) {
  buffer_.append(bytes);
  return buffer_.size() < kBuffered ? Result<void>() : flush();
}

/// Resetting a stream costs in proportion to its tables, and most objects are a few hundred bytes.
PackWriter::Compressor& PackWriter::compressor(std::size_t size) {
  constexpr std::size_t kSmall = 1024;
  return size <= kSmall ? *small_ : *large_;
}

Result<Packed> PackWriter::add(git_object_t type, std::string_view bytes, const DeltaBase* base) {
  Packed packed;
  // libgit2's SHA-1 notices bytes that were made to collide, and gives an error.
  if (const int status = git_odb_hash(&packed.id, bytes.data(), bytes.size(), type); status < 0) {
    return std::unexpected(last_error(status, "cannot hash the object"));
  }
  const auto [slot, is_new] = known_.try_emplace(packed.id);
  if (!is_new) return slot->second;
  packed.offset = this->bytes();
  std::optional<std::string> delta;
  const bool fits = base != nullptr && base->packed.depth < kMaxDepth && base->bytes.size() <= kLargestDelta &&
                    bytes.size() <= kLargestDelta;
  if (fits) delta = deltas_.make(base->bytes, bytes, bytes.size() / 2);
  const std::string_view content = delta ? std::string_view(*delta) : bytes;
  std::string header = object_header(delta ? kDeltaType : static_cast<unsigned>(type), content.size());
  if (delta) {
    header += base_distance(packed.offset - base->packed.offset);
    packed.depth = base->packed.depth + 1;
  }
  slot->second = packed;
  uLong crc = crc32(0, nullptr, 0);
  Result<void> appended;
  const auto take = [&](std::string_view piece) {
    crc = crc32(crc, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size()));
    appended = append(piece);
    return appended.has_value();
  };
  const bool is_tiny = content.size() <= kStored;
  const bool done = take(header) && (is_tiny ? take(stored(content)) : compressor(content.size()).run(content, take));
  if (!appended) return std::unexpected(std::move(appended).error());
  if (!done) return failure(ErrorCode::Internal, "zlib cannot compress: not enough memory");
  entries_.push_back({packed.id, static_cast<std::uint32_t>(crc), packed.offset});
  return packed;
}

/// Of the whole file.
Result<std::string> PackWriter::checksum() const {
  Sha1 sum;
  std::string part(kBuffered, '\0');
  for (std::uint64_t at = 0; at < written_;) {
    const ssize_t count = ::pread(file_.get(), part.data(), part.size(), static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return std::unexpected(system_error(ErrorCode::CannotWrite, "cannot read back", folder_ + "/pack"));
    sum.add(std::string_view(part.data(), static_cast<std::size_t>(count)));
    at += static_cast<std::uint64_t>(count);
  }
  return sum.end();
}

std::string PackWriter::index_bytes(std::string_view pack_checksum) {
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& left, const Entry& right) { return git_oid_cmp(&left.id, &right.id) < 0; });
  std::string out(kIndexHeader);
  std::size_t up_to = 0;
  for (unsigned first = 0; first < 256; ++first) {
    while (up_to < entries_.size() && entries_[up_to].id.id[0] <= first) ++up_to;
    append_big_endian(out, up_to, 4);
  }
  for (const Entry& entry : entries_) out.append(id_bytes(entry.id));
  for (const Entry& entry : entries_) append_big_endian(out, entry.crc, 4);
  std::string large;
  for (const Entry& entry : entries_) {
    const bool is_large = entry.offset >= kLargeOffset;
    append_big_endian(out, is_large ? kLargeOffset | (large.size() / 8) : entry.offset, 4);
    if (is_large) append_big_endian(large, entry.offset, 8);
  }
  out.append(large).append(pack_checksum);
  Sha1 sum;
  sum.add(out);
  return out + sum.end();
}

Result<void> PackWriter::finish() {
  const std::string path = folder_ + "/pack";
  if (auto flushed = flush(); !flushed) return flushed;
  std::string count;
  append_big_endian(count, entries_.size(), 4);
  if (::pwrite(file_.get(), count.data(), count.size(), kPackHeader.size()) != static_cast<ssize_t>(count.size())) {
    return std::unexpected(system_error(ErrorCode::CannotWrite, "cannot write", path));
  }
  const auto sum = checksum();
  if (!sum) return std::unexpected(sum.error());
  buffer_ = *sum;
  if (auto flushed = flush(); !flushed) return flushed;
  const std::string name = folder_ + "/pack-" + hexadecimal(*sum);
  if (auto written = write_file(name + ".idx", index_bytes(*sum)); !written) return written;
  constexpr mode_t kReadOnly = 0444;  // As git's own are: nobody changes them.
  const bool sealed = ::chmod((name + ".idx").c_str(), kReadOnly) == 0 && ::fchmod(file_.get(), kReadOnly) == 0;
  if (!sealed) return std::unexpected(system_error(ErrorCode::CannotWrite, "cannot write", name));
  if (::close(file_.release()) != 0) return std::unexpected(system_error(ErrorCode::CannotWrite, "cannot write", path));
  return rename_file(path, name + ".pack");
}

}  // namespace stet::archive
