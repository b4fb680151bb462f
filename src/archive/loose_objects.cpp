// SPDX-License-Identifier: Apache-2.0
//
// A loose object is its header and its bytes, deflated: "blob 12", NUL, twelve bytes. Everything about it is checked
// before anything is taken: that it is deflated, that it ends, that it holds as much as it says.
//
// Asked behind the packs and before libgit2's own reader, which looks no further where this one finds a fault.
#include "archive/loose_objects.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "archive/files.hpp"
#include "archive/state.hpp"

namespace stet::archive {
namespace {

namespace fs = std::filesystem;

/// That of libgit2's packs, behind which it comes; its own loose objects have 1.
constexpr int kPriority = 2;

/// Longer than any header.
constexpr std::size_t kHeaderBytes = 64;

/// Deflated bytes hold at most so many times as many (RFC 1951: 258 in two bits).
constexpr std::uint64_t kMostInflated = 1032;

int fault(const char* words) {
  git_error_set_str(GIT_ERROR_ODB, words);
  return GIT_ERROR;
}

/// A deflated text that is inflated a piece at a time.
class Inflating {
 public:
  explicit Inflating(std::string_view bytes) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib reads it alone
    stream_.avail_in = static_cast<uInt>(bytes.size());
    usable_ = inflateInit(&stream_) == Z_OK;
  }
  ~Inflating() { inflateEnd(&stream_); }
  Inflating(const Inflating&) = delete;
  Inflating& operator=(const Inflating&) = delete;

  /// Fills `to` as far as there is something sound, and gives how far.
  std::size_t take(char* to, std::size_t size) {
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    std::size_t left = size;
    while (left > 0 && usable_ && !ended_) {
      const uInt room = static_cast<uInt>(std::min<std::size_t>(left, std::size_t{1} << 30U));
      stream_.avail_out = room;
      const int status = inflate(&stream_, Z_SYNC_FLUSH);
      left -= room - stream_.avail_out;
      ended_ = status == Z_STREAM_END;
      usable_ = ended_ || (status == Z_OK && room != stream_.avail_out);
    }
    return size - left;
  }
  /// Whether nothing comes any more.
  bool ends() {
    char more = 0;
    return take(&more, 1) == 0 && ended_;
  }

 private:
  z_stream stream_{};
  bool usable_ = false;
  bool ended_ = false;
};

struct Header {
  git_object_t type = GIT_OBJECT_INVALID;
  std::size_t size = 0;
  std::size_t bytes = 0;  ///< Of the header, with the NUL.
};

std::optional<Header> header_of(std::string_view begin) {
  const std::size_t end = begin.find('\0');
  const std::size_t space = begin.substr(0, end).find(' ');
  if (end == std::string_view::npos || space == std::string_view::npos) return std::nullopt;
  Header header;
  header.type = git_object_string2type(std::string(begin.substr(0, space)).c_str());
  const char* const last = begin.data() + end;
  const auto [read, failed] = std::from_chars(begin.data() + space + 1, last, header.size);
  header.bytes = end + 1;
  if (git_object_typeisloose(header.type) == 0 || failed != std::errc() || read != last) return std::nullopt;
  return header;
}

struct Reader : git_odb_backend {
  std::string folder;
};

/// The file's bytes: "…/objects/12/3456…".
int load(std::string& bytes, const git_odb_backend* self, const git_oid& id) {
  const std::string name = hex(id);
  auto file = read_file(static_cast<const Reader*>(self)->folder + '/' + name.substr(0, 2) + '/' + name.substr(2));
  if (!file) return file.error().code == ErrorCode::NotFound ? GIT_ENOTFOUND : GIT_PASSTHROUGH;
  bytes = std::move(*file);
  return bytes.size() > std::numeric_limits<uInt>::max() ? GIT_PASSTHROUGH : 0;
}

int read(void** data, std::size_t* size, git_object_t* type, git_odb_backend* self, const git_oid* id) {
  std::string bytes;
  if (const int status = load(bytes, self, *id); status != 0) return status;
  Inflating inflating(bytes);
  std::array<char, kHeaderBytes> begin{};
  const std::size_t begun = inflating.take(begin.data(), begin.size());
  const auto header = header_of({begin.data(), begun});
  if (!header) return fault("a loose object has no header");
  const std::size_t held = begun - header->bytes;
  if (held > header->size || header->size > bytes.size() * kMostInflated)
    return fault("a loose object does not hold what it says");
  auto* const object = static_cast<char*>(git_odb_backend_data_alloc(self, header->size + 1));
  if (object == nullptr) return GIT_ERROR;
  std::copy_n(begin.data() + header->bytes, held, object);
  const std::size_t more = inflating.take(object + held, header->size - held);
  if (held + more != header->size || !inflating.ends()) {
    git_odb_backend_data_free(self, object);
    return fault("a loose object does not hold what it says");
  }
  object[header->size] = '\0';
  *data = object;
  *size = header->size;
  *type = header->type;
  return 0;
}

int read_header(std::size_t* size, git_object_t* type, git_odb_backend* self, const git_oid* id) {
  std::string bytes;
  if (const int status = load(bytes, self, *id); status != 0) return status;
  Inflating inflating(bytes);
  std::array<char, kHeaderBytes> begin{};
  const auto header = header_of({begin.data(), inflating.take(begin.data(), begin.size())});
  if (!header) return fault("a loose object has no header");
  *size = header->size;
  *type = header->type;
  return 0;
}

int read_prefix(git_oid* id, void** data, std::size_t* size, git_object_t* type, git_odb_backend* self,
                const git_oid* prefix, std::size_t digits) {
  const std::string wanted = hex(*prefix).substr(0, digits);
  std::vector<std::string> found;
  std::error_code none;
  for (const auto& entry :
       fs::directory_iterator(static_cast<const Reader*>(self)->folder + '/' + wanted.substr(0, 2), none)) {
    std::string name = wanted.substr(0, 2) + entry.path().filename().string();
    if (name.starts_with(wanted) && parse_id(name)) found.push_back(std::move(name));
  }
  if (found.empty()) return GIT_ENOTFOUND;
  if (found.size() > 1) return GIT_EAMBIGUOUS;
  *id = *parse_id(found.front());
  return read(data, size, type, self, id);
}

/// libgit2's own reader names them all.
int name_none(git_odb_backend* /*self*/, git_odb_foreach_cb /*callback*/, void* /*payload*/) { return 0; }

void free_reader(git_odb_backend* self) { delete static_cast<Reader*>(self); }

}  // namespace

std::vector<std::string> object_folders(git_repository* repository) {
  std::vector<std::string> folders{std::string(git_repository_commondir(repository)) + "objects"};
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const auto alternates = read_file(folders[i] + "/info/alternates");
    if (!alternates) continue;
    std::string_view rest = *alternates;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (line.empty() || line.starts_with('#')) continue;
      std::string folder = without_slash((fs::path(folders[i]) / line).lexically_normal().string());
      if (std::ranges::find(folders, folder) == folders.end()) folders.push_back(std::move(folder));
    }
  }
  return folders;
}

Result<void> guard_loose_objects(git_odb* database, const std::string& folder) {
  auto reader = std::make_unique<Reader>();
  int status = git_odb_init_backend(reader.get(), GIT_ODB_BACKEND_VERSION);
  reader->folder = folder;
  reader->read = read;
  reader->read_header = read_header;
  reader->read_prefix = read_prefix;
  reader->foreach = name_none;
  reader->free = free_reader;
  if (status == 0) status = git_odb_add_backend(database, reader.get(), kPriority);
  if (status < 0) return std::unexpected(last_error(status, "cannot open the objects"));
  (void)reader.release();  // the database's now
  return {};
}

}  // namespace stet::archive
