// SPDX-License-Identifier: Apache-2.0
#include "history/database.hpp"

#include <sqlite3.h>

#include <cstring>
#include <filesystem>

#include "fmt/format.h"
#include "history/fault.hpp"
#include "text/hash.hpp"

namespace stet::history {
namespace {

/// Goes up whenever the tables, or the bytes in them, are laid out anew.
constexpr int kSchemaVersion = 3;
/// How long another writer is waited for, in milliseconds: longer than a writer holds everyone up, which is while it
/// writes what it has in memory.
constexpr int kPatience = 5000;

constexpr const char* kSchema =
    "CREATE TABLE head(id INTEGER PRIMARY KEY, data BLOB NOT NULL);"
    "CREATE TABLE release(name BLOB NOT NULL, followed INTEGER NOT NULL, data BLOB NOT NULL,"
    " PRIMARY KEY(name, followed));"
    "CREATE TABLE page(id INTEGER PRIMARY KEY, data BLOB NOT NULL);"
    "CREATE TABLE item(hash INTEGER PRIMARY KEY, number INTEGER NOT NULL);"
    "CREATE TABLE comparison(id INTEGER PRIMARY KEY, texts BLOB NOT NULL, data BLOB NOT NULL);";

constexpr std::size_t kSealSize = sizeof(std::uint64_t);

std::string seal(std::string_view bytes, std::uint64_t key) {
  const std::uint64_t sum = text::hash(bytes, key);
  std::string out;
  for (std::size_t i = 0; i < kSealSize; ++i) out.push_back(static_cast<char>(sum >> (8 * i)));
  return out;
}

/// The bytes, and a checksum of them and of the key that they are stored under.
std::string sealed(std::string_view bytes, std::uint64_t key) { return std::string(bytes) + seal(bytes, key); }

/// A part of what was stored.
Result<std::string_view> unsealed(std::string_view stored, std::uint64_t key) {
  if (stored.size() >= kSealSize) {
    const std::string_view bytes = stored.substr(0, stored.size() - kSealSize);
    if (stored.substr(bytes.size()) == seal(bytes, key)) return bytes;
  }
  return std::unexpected(index_damaged("the index is damaged"));
}

std::string_view blob(sqlite3_stmt* statement, int column) {
  const void* const bytes = sqlite3_column_blob(statement, column);
  const int size = sqlite3_column_bytes(statement, column);
  return bytes == nullptr ? std::string_view()
                          : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

void bind_bytes(sqlite3_stmt* statement, int place, std::string_view bytes) {
  sqlite3_bind_blob64(statement, place, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

constexpr std::uint64_t kHeadKey = 1;
std::uint64_t release_key(std::string_view name, bool followed) { return text::hash(name, followed ? 3 : 2); }
std::uint64_t comparison_key(std::string_view texts) { return text::hash(texts, 4); }
/// Of two comparisons with one of these, which is rare, the one is kept that came last.
std::int64_t comparison_id(std::string_view texts) { return static_cast<std::int64_t>(text::hash(texts)); }
std::int64_t page_id(char kind, std::uint32_t page) { return static_cast<std::int64_t>(kind) << 32 | page; }
/// Of two items with one of these, which is rare, the second is not found again, and stored again when it comes again.
std::int64_t item_hash(char kind, std::uint64_t hash) {
  constexpr unsigned kHashBits = 48;  // Small keys take less room.
  return static_cast<std::int64_t>((hash + static_cast<std::uint64_t>(kind)) >> (64 - kHashBits));
}
/// The kinds are told apart by the last bit: the number stays small.
std::int64_t item_number(char kind, std::uint32_t number) {
  return static_cast<std::int64_t>(number) << 1 | (kind == 's' ? 1 : 0);
}

/// Rewinds a statement when its rows were read, so that it holds no lock and no bound text.
class Rewound {
 public:
  explicit Rewound(sqlite3_stmt* statement) : statement_(statement) {}
  Rewound(const Rewound&) = delete;
  Rewound& operator=(const Rewound&) = delete;
  ~Rewound() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_;
};

}  // namespace

void Database::Close::operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
void Database::Finish::operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }

Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

void Database::remove(const std::string& path) {
  std::error_code ignored;
  for (const char* ending : {"-journal", "-wal", "-shm", ""}) std::filesystem::remove(path + ending, ignored);
}

Result<Database> Database::open(const std::string& path, bool create) {
  std::error_code ignored;
  const bool exists = std::filesystem::exists(path, ignored);
  if (!exists && !create) return failure(ErrorCode::NotFound, "there is no index", kIndexPlace);
  // A journal that a deleted index left is no danger: SQLite drops it where the database is empty.
  if (!exists) std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  // What is read is mapped: room for twenty pages, which each connection would take and touch first, is never used.
  // (Refused where SQLite is at work already, and then it is only memory.)
  static const int no_pages_ahead = sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, 0);
  static_cast<void>(no_pages_ahead);
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
  const int status = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  Database database{std::unique_ptr<sqlite3, Close>(raw)};
  if (status != SQLITE_OK) return std::unexpected(database.error(status));
  sqlite3_busy_timeout(raw, kPatience);
  if (auto prepared = database.prepare_schema(create); !prepared) return std::unexpected(prepared.error());
  return database;
}

Result<void> Database::prepare_schema(bool create) {
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // What is read is mapped: nobody shortens the file while someone reads, and a copy of each page, 4 KiB a call, costs
  // more than what is done with it.
  if (auto set = run("PRAGMA mmap_size=1073741824"); !set) return set;
  const auto found = schema_version();
  if (!found) return std::unexpected(found.error());
  if (*found == kSchemaVersion) return {};
  if (*found != 0 || !create) return std::unexpected(index_damaged("the index has another schema"));
  if (auto begun = begin(true); !begun) return begun;
  // Another program may have made the tables while this one waited for its turn.
  const auto now = schema_version();
  Result<void> made;
  if (!now) made = std::unexpected(now.error());
  if (made && *now == 0) made = run(kSchema);
  if (made && *now == 0) made = run(fmt::format("PRAGMA user_version={}", kSchemaVersion).c_str());
  if (!made) {
    rollback();
    return made;
  }
  return commit();
}

Result<int> Database::schema_version() {
  Statement version;
  const auto statement = prepared(version, "PRAGMA user_version");
  if (!statement) return std::unexpected(statement.error());
  const auto row = step(*statement);
  if (!row) return std::unexpected(row.error());
  return *row ? sqlite3_column_int(*statement, 0) : 0;
}

Error Database::error(int status) const {
  const std::string message = database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(status);
  switch (status & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::Busy, "another program is writing the index", kIndexPlace};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
      return {ErrorCode::CannotWrite, fmt::format("cannot write the index: {}", message), kIndexPlace};
    default:
      return {ErrorCode::InvalidInput, fmt::format("the index is damaged: {}", message), kIndexPlace};
  }
}

Result<void> Database::run(const char* sql) {
  const int status = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (status != SQLITE_OK) return std::unexpected(error(status));
  return {};
}

Result<sqlite3_stmt*> Database::prepared(Statement& statement, const char* sql) {
  if (statement) return statement.get();
  sqlite3_stmt* raw = nullptr;
  const int status = sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (status != SQLITE_OK) return std::unexpected(error(status));
  statement.reset(raw);
  return raw;
}

Result<bool> Database::step(sqlite3_stmt* statement) {
  const int status = sqlite3_step(statement);
  if (status == SQLITE_ROW) return true;
  if (status == SQLITE_DONE) return false;
  return std::unexpected(error(status));
}

bool Database::can_be_written_now() {
  sqlite3_busy_timeout(database_.get(), 0);
  const bool can = begin(true).has_value();
  rollback();
  sqlite3_busy_timeout(database_.get(), kPatience);
  return can;
}

Result<void> Database::prepare_writing() {
  if (can_write_) return {};
  // A cache: what a power failure takes from it is noticed by its checksums. Pages that are not written yet stay in
  // memory, so that readers wait for a commit only.
  for (const char* pragma :
       {"PRAGMA page_size=4096", "PRAGMA synchronous=OFF", "PRAGMA cache_spill=OFF", "PRAGMA temp_store=MEMORY"})
    if (auto set = run(pragma); !set) return set;
  can_write_ = true;
  return {};
}

Result<void> Database::begin(bool write) {
  if (write)
    if (auto prepared = prepare_writing(); !prepared) return prepared;
  if (auto begun = run(write ? "BEGIN IMMEDIATE" : "BEGIN"); !begun) return begun;
  open_ = true;
  return {};
}

Result<void> Database::commit() {
  auto done = run("COMMIT");
  if (!done) {
    rollback();
    return done;
  }
  open_ = false;
  return done;
}

void Database::rollback() {
  if (open_) sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  open_ = false;
}

Result<std::string> Database::head() {
  const auto statement = prepared(get_head_, "SELECT data FROM head WHERE id=0");
  if (!statement) return std::unexpected(statement.error());
  const Rewound rewound(*statement);
  const auto row = step(*statement);
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::string();
  const auto bytes = unsealed(blob(*statement, 0), kHeadKey);
  if (!bytes) return std::unexpected(bytes.error());
  return std::string(*bytes);
}

Result<void> Database::put_head(std::string_view packed) {
  const auto statement = prepared(set_head_, "INSERT OR REPLACE INTO head VALUES(0, ?)");
  if (!statement) return std::unexpected(statement.error());
  const Rewound rewound(*statement);
  bind_bytes(*statement, 1, sealed(packed, kHeadKey));
  if (const auto done = step(*statement); !done) return std::unexpected(done.error());
  return {};
}

Result<std::optional<std::string>> Database::release(std::string_view name, bool followed) {
  std::optional<std::string> bytes;
  const auto found = read_release(name, followed, [&](std::string_view stored) -> Result<void> {
    bytes = stored;
    return {};
  });
  if (!found) return std::unexpected(found.error());
  return bytes;
}

Result<bool> Database::read_release(std::string_view name, bool followed, const Use& use) {
  const auto statement = prepared(get_release_, "SELECT data FROM release WHERE name=? AND followed=?");
  if (!statement) return std::unexpected(statement.error());
  const Rewound rewound(*statement);
  bind_bytes(*statement, 1, name);
  sqlite3_bind_int(*statement, 2, followed ? 1 : 0);
  const auto row = step(*statement);
  if (!row) return std::unexpected(row.error());
  if (!*row) return false;
  const auto bytes = unsealed(blob(*statement, 0), release_key(name, followed));
  if (!bytes) return std::unexpected(bytes.error());
  if (auto used = use(*bytes); !used) return std::unexpected(std::move(used).error());
  return true;
}

Result<std::size_t> Database::each_release(const UseRelease& use) {
  Statement all;
  const auto statement = prepared(all, "SELECT name, data FROM release WHERE followed=0");
  if (!statement) return std::unexpected(statement.error());
  for (std::size_t count = 0;; ++count) {
    const auto row = step(*statement);
    if (!row) return std::unexpected(row.error());
    if (!*row) return count;
    const std::string_view name = blob(*statement, 0);
    const auto bytes = unsealed(blob(*statement, 1), release_key(name, false));
    if (!bytes) return std::unexpected(bytes.error());
    if (auto used = use(name, *bytes); !used) return std::unexpected(std::move(used).error());
  }
}

Result<std::vector<std::string>> Database::names(bool followed) {
  Statement all;
  const auto statement = prepared(all, "SELECT name FROM release WHERE followed=? ORDER BY name");
  if (!statement) return std::unexpected(statement.error());
  sqlite3_bind_int(*statement, 1, followed ? 1 : 0);
  std::vector<std::string> names;
  for (;;) {
    const auto row = step(*statement);
    if (!row) return std::unexpected(row.error());
    if (!*row) return names;
    names.emplace_back(blob(*statement, 0));
  }
}

Result<void> Database::put_release(std::string_view name, std::string_view packed, bool followed) {
  const auto statement = prepared(set_release_, "INSERT OR REPLACE INTO release VALUES(?, ?, ?)");
  if (!statement) return std::unexpected(statement.error());
  const Rewound rewound(*statement);
  bind_bytes(*statement, 1, name);
  sqlite3_bind_int(*statement, 2, followed ? 1 : 0);
  bind_bytes(*statement, 3, sealed(packed, release_key(name, followed)));
  if (const auto done = step(*statement); !done) return std::unexpected(done.error());
  return {};
}

Result<void> Database::drop_release(std::string_view name) {
  const auto statement = prepared(drop_release_, "DELETE FROM release WHERE name=? AND followed=0");
  if (!statement) return std::unexpected(statement.error());
  const Rewound rewound(*statement);
  bind_bytes(*statement, 1, name);
  if (const auto done = step(*statement); !done) return std::unexpected(done.error());
  return {};
}

Result<void> Database::drop_followed() { return run("DELETE FROM release WHERE followed=1"); }

Result<void> Database::put_items(char kind, const Items& items) {
  const auto page_statement = prepared(set_page_, "INSERT OR REPLACE INTO page VALUES(?, ?)");
  if (!page_statement) return std::unexpected(page_statement.error());
  for (const std::uint32_t page : items.changed_pages()) {
    const Rewound rewound(*page_statement);
    const std::int64_t id = page_id(kind, page);
    sqlite3_bind_int64(*page_statement, 1, id);
    bind_bytes(*page_statement, 2, sealed(items.page(page), static_cast<std::uint64_t>(id)));
    if (const auto done = step(*page_statement); !done) return std::unexpected(done.error());
  }
  const auto item_statement = prepared(add_item_, "INSERT OR IGNORE INTO item VALUES(?, ?)");
  if (!item_statement) return std::unexpected(item_statement.error());
  for (const Items::New& item : items.new_items()) {
    const Rewound rewound(*item_statement);
    sqlite3_bind_int64(*item_statement, 1, item_hash(kind, item.hash));
    sqlite3_bind_int64(*item_statement, 2, item_number(kind, item.number));
    if (const auto done = step(*item_statement); !done) return std::unexpected(done.error());
  }
  return {};
}

Result<bool> Database::read_comparison(std::string_view texts, const Use& use) {
  const auto statement = prepared(get_comparison_, "SELECT texts, data FROM comparison WHERE id=?");
  if (!statement) return std::unexpected(statement.error());
  const Rewound rewound(*statement);
  sqlite3_bind_int64(*statement, 1, comparison_id(texts));
  const auto row = step(*statement);
  if (!row) return std::unexpected(row.error());
  if (!*row || blob(*statement, 0) != texts) return false;
  const auto bytes = unsealed(blob(*statement, 1), comparison_key(texts));
  if (!bytes) return std::unexpected(bytes.error());
  if (auto used = use(*bytes); !used) return std::unexpected(std::move(used).error());
  return true;
}

Result<void> Database::put_comparison(std::string_view texts, std::string_view packed) {
  const auto statement = prepared(set_comparison_, "INSERT OR REPLACE INTO comparison VALUES(?, ?, ?)");
  if (!statement) return std::unexpected(statement.error());
  const Rewound rewound(*statement);
  sqlite3_bind_int64(*statement, 1, comparison_id(texts));
  bind_bytes(*statement, 2, texts);
  bind_bytes(*statement, 3, sealed(packed, comparison_key(texts)));
  if (const auto done = step(*statement); !done) return std::unexpected(done.error());
  return {};
}

Result<void> Database::check_comparisons() {
  Statement all;
  const auto statement = prepared(all, "SELECT texts, data FROM comparison");
  if (!statement) return std::unexpected(statement.error());
  for (;;) {
    const auto row = step(*statement);
    if (!row) return std::unexpected(row.error());
    if (!*row) return {};
    const auto bytes = unsealed(blob(*statement, 1), comparison_key(blob(*statement, 0)));
    if (!bytes) return std::unexpected(bytes.error());
  }
}

Result<void> Database::clear() {
  return run("DELETE FROM head; DELETE FROM release; DELETE FROM page; DELETE FROM item; DELETE FROM comparison");
}

Result<void> Database::read_page(char kind, std::uint32_t page, const Use& use) {
  const auto statement = prepared(get_page_, "SELECT data FROM page WHERE id=?");
  if (!statement) return std::unexpected(statement.error());
  const Rewound rewound(*statement);
  const std::int64_t id = page_id(kind, page);
  sqlite3_bind_int64(*statement, 1, id);
  const auto row = step(*statement);
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::unexpected(index_damaged("a page of the index is missing"));
  const auto bytes = unsealed(blob(*statement, 0), static_cast<std::uint64_t>(id));
  if (!bytes) return std::unexpected(bytes.error());
  return use(*bytes);
}

Result<std::vector<std::uint32_t>> Database::stored_under(char kind, std::uint64_t hash) {
  const auto statement = prepared(get_items_, "SELECT number FROM item WHERE hash=?");
  if (!statement) return std::unexpected(statement.error());
  const Rewound rewound(*statement);
  sqlite3_bind_int64(*statement, 1, item_hash(kind, hash));
  std::vector<std::uint32_t> numbers;
  for (;;) {
    const auto row = step(*statement);
    if (!row) return std::unexpected(row.error());
    if (!*row) return numbers;
    const auto number = static_cast<std::uint32_t>(sqlite3_column_int64(*statement, 0) >> 1);
    if (item_number(kind, number) == sqlite3_column_int64(*statement, 0)) numbers.push_back(number);
  }
}

}  // namespace stet::history
