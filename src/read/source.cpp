// SPDX-License-Identifier: Apache-2.0
#include "stet/source.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "read/reader.hpp"

namespace stet {
namespace {

/// From here on a file is mapped: below, copying costs no more than mapping does, and a copy is safe from a program
/// that truncates the file.
constexpr std::size_t kMappedBytes = 64 * 1024;
/// By so many bytes it is judged whether something is a text at all.
constexpr std::size_t kJudgedBytes = 8 * 1024;
/// What is asked of a pipe at a time: what one holds on Linux.
constexpr std::size_t kReadBytes = 64 * 1024;

/// An open file, closed at the end of its scope.
class File {
 public:
  explicit File(const char* path) {
    do descriptor_ = ::open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (descriptor_ < 0 && errno == EINTR);
  }
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

/// Bytes of a file that are mapped for as long as this lives.
class Mapping {
 public:
  Mapping(void* address, std::size_t size) : address_(address), size_(size) {}
  ~Mapping() { ::munmap(address_, size_); }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

 private:
  void* address_;
  std::size_t size_;
};

Error directory_error(const std::string& path) {
  return {ErrorCode::NotADocument, "is a directory: name a file in it", path};
}

Error open_error(const std::string& path, int reason) {
  switch (reason) {
    case ENOENT:
    case ENOTDIR:
      return {ErrorCode::NotFound, "no such file: check the spelling and the current directory", path};
    case EACCES:
    case EPERM:
      return {ErrorCode::NotReadable, "may not be read: permission denied, `chmod u+r` allows it to its owner", path};
    case EISDIR:
      return directory_error(path);
    case ENXIO:
      return {ErrorCode::NotReadable, "is a socket or a device that is not there: name a file or a pipe", path};
    default:
      return {ErrorCode::NotReadable, "cannot be read: " + std::generic_category().message(reason), path};
  }
}

/// Whether what begins like this is refused however it goes on. A device may go on for ever.
bool is_hopeless(const std::string& beginning) {
  const auto decoded = read::decode(Source::of(beginning, {}));
  return !decoded && decoded.error().code == ErrorCode::NotADocument;
}

/// What it grows by holds anything.
void grow(std::string& bytes, std::size_t size) {
  bytes.resize_and_overwrite(size, [](char*, std::size_t all) { return all; });
}

/// All that can be read from here on, or errno; the beginning alone of what is no text.
std::expected<std::string, int> read_all(int descriptor, std::size_t expected) {
  std::string bytes;
  std::size_t used = 0;
  bool looked = expected > 0;
  for (;;) {
    // One byte more than expected, so that the end of a file is seen without growing.
    if (used == 0) grow(bytes, expected > 0 ? expected + 1 : kReadBytes);
    if (used == bytes.size()) grow(bytes, used * 2);
    const ssize_t got = ::read(descriptor, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(errno);
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (!looked && used >= kJudgedBytes) {
      looked = true;
      if (is_hopeless(bytes.substr(0, kJudgedBytes))) break;
    }
  }
  bytes.resize(used);
  return bytes;
}

bool ends_with_in_any_case(std::string_view text, std::string_view lower_ending) {
  if (text.size() < lower_ending.size()) return false;
  const std::string_view ending = text.substr(text.size() - lower_ending.size());
  return std::equal(ending.begin(), ending.end(), lower_ending.begin(), [](char one, char lower) {
    return (one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one) == lower;
  });
}

}  // namespace

TextType type_of_path(std::string_view path) {
  const bool markdown = ends_with_in_any_case(path, ".md") || ends_with_in_any_case(path, ".markdown");
  return markdown ? TextType::Markdown : TextType::Plain;
}

Source Source::of(std::string bytes, std::string label, TextType type) {
  auto owned = std::make_shared<const std::string>(std::move(bytes));
  const std::string_view view = *owned;
  return of_shared(std::move(owned), view, std::move(label), type);
}

Source Source::of_shared(std::shared_ptr<const void> owner, std::string_view bytes, std::string label, TextType type) {
  Source source;
  source.storage_ = std::move(owner);
  source.bytes_ = bytes;
  source.label_ = std::move(label);
  source.type_ = type;
  return source;
}

Source Source::with_label(std::string label) const {
  Source source = *this;
  source.label_ = std::move(label);
  return source;
}

Source Source::with_type(TextType type) const {
  Source source = *this;
  source.type_ = type;
  return source;
}

Result<Source> Source::open(const std::string& path, std::optional<TextType> type) {
  const TextType text_type = type ? *type : type_of_path(path);
  // The system would look at the part before a NUL.
  if (path.find('\0') != std::string::npos) return std::unexpected(open_error(path, ENOENT));
  const File file(path.c_str());
  if (!file.is_open()) return std::unexpected(open_error(path, errno));
  struct stat status = {};
  if (::fstat(file.descriptor(), &status) != 0) return std::unexpected(open_error(path, errno));
  if (S_ISDIR(status.st_mode)) return std::unexpected(directory_error(path));

  const std::size_t size = S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) : 0;
  if (size >= kMappedBytes) {
    void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file.descriptor(), 0);
    if (address != MAP_FAILED) {
      Source source;
      source.storage_ = std::make_shared<const Mapping>(address, size);
      source.bytes_ = {static_cast<const char*>(address), size};
      source.label_ = path;
      source.type_ = text_type;
      return source;
    }
  }
  auto bytes = read_all(file.descriptor(), size);
  if (!bytes) return std::unexpected(open_error(path, bytes.error()));
  return Source::of(std::move(*bytes), path, text_type);
}

}  // namespace stet
