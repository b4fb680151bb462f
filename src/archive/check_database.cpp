// SPDX-License-Identifier: Apache-2.0
//
// Every object of a repository, read in the order in which it lies on the disk, pack by pack. Each pack is opened
// alone, so that an object which lies in two of them is read from both, and a damaged copy cannot hide behind a sound
// one.
#include <fcntl.h>
#include <mbedtls/sha1.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "archive/files.hpp"
#include "archive/loose_objects.hpp"
#include "archive/names.hpp"
#include "archive/verify.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kProgressStep = 256;  ///< Objects between two reports of progress.
constexpr std::size_t kTrailer = 20;        ///< A SHA-1 ends a pack, and two end its index.

std::vector<std::string> packs_in(const std::string& folder) {
  std::vector<std::string> packs;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder + "/pack", none)) {
    if (entry.path().extension() == ".pack") packs.push_back(entry.path().string());
  }
  std::ranges::sort(packs);
  return packs;
}

bool is_sorted_before(const TreeEntry& before, const TreeEntry& after) {
  // git compares folders as if their names ended in a slash.
  const auto key = [](const TreeEntry& entry) { return std::string(entry.name) + (entry.is_tree() ? "/" : ""); };
  return key(before) < key(after) && before.name != after.name;
}

bool is_known_mode(std::uint32_t mode) {
  constexpr std::uint32_t kGroupWritable = 0100664;  // In old repositories.
  return mode == GIT_FILEMODE_TREE || mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE ||
         mode == GIT_FILEMODE_LINK || mode == GIT_FILEMODE_COMMIT || mode == kGroupWritable;
}

std::string tree_fault(std::string_view raw) {
  TreeCursor cursor(raw);
  std::optional<TreeEntry> before;
  std::size_t read = 0;
  while (const auto entry = cursor.next()) {
    read += std::string_view(raw.substr(read)).find('\0') + 1 + GIT_OID_RAWSZ;
    const std::string_view name = entry->name;
    if (!is_known_mode(entry->mode)) return fmt::format("'{}' is of no kind that git knows", one_line(name));
    if (!is_safe_path(name) || name.find('/') != name.npos) {
      return fmt::format("'{}' is no name for a file", one_line(name));
    }
    if (git_oid_is_zero(&entry->id) != 0) return fmt::format("'{}' names no object", one_line(name));
    if (before && !is_sorted_before(*before, *entry)) return "its entries are not in order";
    before = entry;
  }
  return read == raw.size() ? "" : "it ends in the middle of an entry";
}

/// "Name <email> seconds +hhmm"
bool is_identity(std::string_view line) {
  const std::size_t open = line.find('<');
  const std::size_t close = line.find("> ", open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) return false;
  std::string_view rest = line.substr(close + 2);
  if (rest.starts_with('-')) rest.remove_prefix(1);
  const std::size_t space = rest.find(' ');
  const auto digits = [](std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (space == std::string_view::npos || !digits(rest.substr(0, space))) return false;
  const std::string_view zone = rest.substr(space + 1);
  return zone.size() == 5 && (zone[0] == '+' || zone[0] == '-') && digits(zone.substr(1));
}

std::string commit_fault(const git_oid& id, std::string_view raw) {
  const auto fields = Objects(nullptr, false).parse_commit(id, raw);
  if (!fields) return "its header is not a commit's";
  if (!is_identity(fields->author)) return "it has no proper author";
  if (!is_identity(fields->committer)) return "it has no proper committer";
  return "";
}

std::string tag_fault(std::string_view raw) {
  return raw.starts_with("object ") && raw.find("\ntype ") == 47 && raw.find("\ntag ") != raw.npos
             ? ""
             : "its header is not a tag's";
}

std::string fault_of(const git_oid& id, git_object_t type, std::string_view raw) {
  switch (type) {
    case GIT_OBJECT_COMMIT:
      return commit_fault(id, raw);
    case GIT_OBJECT_TREE:
      return tree_fault(raw);
    case GIT_OBJECT_TAG:
      return tag_fault(raw);
    default:
      return "";
  }
}

/// git takes a sound copy where one lies beside a damaged one, so nothing that can still be read is lost.
std::string pack_remedy(const std::string& pack) {
  return fmt::format(
      "from a sound copy: `git clone -q --bare --no-local REMOTE sound.git`, `cp sound.git/objects/pack/pack-* {}` and "
      "`git repack -q -a -d`",
      shell_word(parent_of(pack)));
}

/// Reads all objects of one database, and counts.
class DatabaseReader {
 public:
  DatabaseReader(Database& database, Findings& findings, bool digests, const VerifyRequest& request, std::size_t total)
      : database_(database), findings_(findings), digests_(digests), request_(request), total_(total) {}

  /// @param place  The pack, or the folder of loose objects.
  void read_all(git_odb* odb, const std::string& place, bool packed) {
    odb_ = odb;
    place_ = place;
    packed_ = packed;
    const int status = git_odb_foreach(
        odb, [](const git_oid* id, void* self) { return static_cast<DatabaseReader*>(self)->read(*id); }, this);
    if (status < 0 && packed) {
      findings_.add({"pack-damaged", place, last_error(status, "git's pack cannot be read").message,
                     fmt::format("`rm -f {0}.idx` and `git index-pack {0}.pack` make its index anew; else {1}",
                                 shell_word(place.substr(0, place.size() - 5)), pack_remedy(place))});
    }
  }

 private:
  int read(const git_oid& id) {
    git_odb_object* raw = nullptr;
    const int status = git_odb_read(&raw, odb_, &id);
    const OdbObject object(raw);
    if (status == GIT_ENOTFOUND && packed_) {
      report_pack(id);
    } else if (status < 0) {
      report_damage(id, last_error(status, "").message.substr(2));
    } else {
      check(id, git_odb_object_type(raw), bytes_of(object));
    }
    if (request_.progress && ++done_ % kProgressStep == 0)
      request_.progress("objects", std::min(done_, total_), total_);
    return 0;
  }

  void check(const git_oid& id, git_object_t type, std::string_view raw) {
    if (const std::string fault = fault_of(id, type, raw); !fault.empty()) {
      findings_.add_object(
          id, {"object-malformed", hex(id), fmt::format("the {} is malformed: {}", git_object_type2string(type), fault),
               "it was written so: find out by what, and go on from a sound copy (`git clone`)"});
    }
    if (!database_.sound.insert(id)) return;
    if (type == GIT_OBJECT_COMMIT) database_.commits.push_back(id);
    if (type != GIT_OBJECT_BLOB || !digests_) return;
    database_.digests.push_back({id, sha256_of(raw)});
  }

  /// Its index lists the object, and libgit2 takes nothing from the pack.
  void report_pack(const git_oid& id) {
    if (std::exchange(unusable_, place_) != place_) {
      findings_.add({"pack-damaged", place_, "git's pack does not fit its index, and nothing in it can be read",
                     pack_remedy(place_)});
    }
    findings_.add_object_of_last(id);
  }

  void report_damage(const git_oid& id, const std::string& reason) {
    const std::string name = hex(id);
    const std::string file = fmt::format("{}/{:.2}/{}", place_, name, name.substr(2));
    findings_.add_object(
        id, {"object-damaged", name, fmt::format("cannot be read from {}: {}", packed_ ? place_ : file, reason),
             packed_ ? pack_remedy(place_)
                     : fmt::format("`rm -f {}`, then `git fetch --refetch REMOTE` brings it from a sound copy",
                                   shell_word(file))});
  }

  Database& database_;
  Findings& findings_;
  bool digests_;
  const VerifyRequest& request_;
  git_odb* odb_ = nullptr;
  std::string place_;
  bool packed_ = false;
  std::string unusable_;  ///< The pack that was reported as a whole.
  std::size_t done_ = 0;
  std::size_t total_;
};

/// Whether the file's last 20 bytes are the SHA-1 of those before them; nothing where it cannot be read.
std::optional<bool> has_its_checksum(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const auto status = status_of(path);
  if (!file || !status || status->st_size < static_cast<off_t>(kTrailer)) return std::nullopt;
  std::vector<unsigned char> buffer(std::size_t{1} << 18);
  std::array<unsigned char, kTrailer> digest{};
  auto rest = static_cast<std::size_t>(status->st_size) - kTrailer;
  mbedtls_sha1_context context;
  mbedtls_sha1_init(&context);
  mbedtls_sha1_starts_ret(&context);
  while (rest > 0) {
    const ssize_t got = ::read(file.get(), buffer.data(), std::min(rest, buffer.size()));
    if (got <= 0) return std::nullopt;
    mbedtls_sha1_update_ret(&context, buffer.data(), static_cast<std::size_t>(got));
    rest -= static_cast<std::size_t>(got);
  }
  mbedtls_sha1_finish_ret(&context, digest.data());
  if (::read(file.get(), buffer.data(), kTrailer) != static_cast<ssize_t>(kTrailer)) return std::nullopt;
  return std::equal(digest.begin(), digest.end(), buffer.begin());
}

void check_pack_files(const std::string& pack, Findings& findings) {
  const std::string stem = pack.substr(0, pack.size() - 5);
  if (!status_of(stem + ".idx")) {
    findings.add({"pack-damaged", pack, "git's pack has no index, so nothing in it is found",
                  fmt::format("`git index-pack {}`", shell_word(pack))});
    return;
  }
  if (has_its_checksum(stem + ".idx") != true) {
    findings.add({"pack-damaged", stem + ".idx", "the index of git's pack does not have its own checksum",
                  fmt::format("`rm -f {0}.idx` and `git index-pack {0}.pack`", shell_word(stem))});
  }
  if (has_its_checksum(pack) != true) {
    findings.add({"pack-damaged", pack, "git's pack does not have its own checksum", pack_remedy(pack)});
  }
}

/// How many objects a pack's index says there are; 0 where it cannot be read. Only progress depends on it.
std::size_t count_in(const std::string& pack) {
  constexpr off_t kLastOfFanout = 8 + 255 * 4;
  const Descriptor file(::open((pack.substr(0, pack.size() - 5) + ".idx").c_str(), O_RDONLY | O_CLOEXEC));
  std::array<unsigned char, 4> bytes{};
  if (!file || ::pread(file.get(), bytes.data(), bytes.size(), kLastOfFanout) != 4) return 0;
  std::size_t count = 0;
  for (const unsigned char byte : bytes) count = count << 8 | byte;
  return count;
}

std::size_t count_loose(const std::string& folder) {
  std::size_t count = 0;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (entry.path().filename().string().size() != 2) continue;
    for (auto file = fs::directory_iterator(entry.path(), none); file != fs::directory_iterator(); ++file) ++count;
  }
  return count;
}

/// A database that consists of what `Make` opens alone.
template <auto Make, class... Args>
Odb database_of(Args... args) {
  auto odb = acquire<Odb, git_odb_new>("cannot open the objects");
  git_odb_backend* backend = nullptr;
  if (!odb || Make(&backend, args...) < 0 || git_odb_add_backend(odb->get(), backend, 1) < 0) return nullptr;
  return std::move(*odb);
}

}  // namespace

Database check_database(const RepositoryState& state, bool digests, const VerifyRequest& request, Findings& findings) {
  const std::vector<std::string> folders = object_folders(state.repository.get());
  std::size_t total = 0;
  for (const std::string& folder : folders) {
    total += count_loose(folder);
    for (const std::string& pack : packs_in(folder)) total += count_in(pack);
  }
  Database database;
  DatabaseReader reader(database, findings, digests, request, total);
  for (const std::string& folder : folders) {
    if (const Odb loose = database_of<git_odb_backend_loose>(folder.c_str(), 0, 0, 0U, 0U);
        loose && guard_loose_objects(loose.get(), folder)) {
      reader.read_all(loose.get(), folder, false);
    }
    for (const std::string& pack : packs_in(folder)) {
      check_pack_files(pack, findings);
      const std::string index = pack.substr(0, pack.size() - 5) + ".idx";
      if (!status_of(index)) continue;
      if (const Odb packed = database_of<git_odb_backend_one_pack>(index.c_str())) {
        reader.read_all(packed.get(), pack, true);
      } else {
        findings.add({"pack-damaged", pack, last_error(-1, "git's pack cannot be opened").message, pack_remedy(pack)});
      }
    }
  }
  std::ranges::sort(database.digests, [](const BlobDigest& before, const BlobDigest& after) {
    return git_oid_cmp(&before.blob, &after.blob) < 0;
  });
  return database;
}

}  // namespace stet::archive
