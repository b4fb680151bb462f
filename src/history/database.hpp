// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "history/items.hpp"
#include "stet/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace stet::history {

/// The index on the disk: a table of releases, the pages of the items, and a line that says what all of it is about.
///
/// Everything is stored with a checksum, so damage is noticed when it is read: InvalidInput, upon which the whole is
/// made anew. Busy says that another program writes and did not end in time.
class Database final : public ItemSource {
 public:
  /// Opens the file; makes it, and its folder, where `create`. NotFound, CannotWrite, or InvalidInput for another file
  /// or another schema.
  [[nodiscard]] static Result<Database> open(const std::string& path, bool create);
  /// Removes the file and what SQLite keeps beside it.
  static void remove(const std::string& path);

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database() override;

  /// Whether nobody else writes at this moment, and this may.
  [[nodiscard]] bool can_be_written_now();
  /// Begins to read one state of the index, or to write the next.
  [[nodiscard]] Result<void> begin(bool write);
  /// Ends reading, or makes what was written last.
  [[nodiscard]] Result<void> commit();
  /// Ends either; what was written is gone.
  void rollback();

  [[nodiscard]] Result<std::string> head();
  [[nodiscard]] Result<void> put_head(std::string_view packed);
  /// @param followed  The history that goes on under earlier names, which is kept besides a release's own.
  [[nodiscard]] Result<std::optional<std::string>> release(std::string_view name, bool followed = false);
  /// The same without a copy: gives `use` the bytes, which asks for no other release meanwhile, and says whether there
  /// are any.
  [[nodiscard]] Result<bool> read_release(std::string_view name, bool followed, const Use& use);
  [[nodiscard]] Result<std::vector<std::string>> names(bool followed = false);
  /// Gives `use` the name and the bytes of each release under its own name, in no order, and says how many there are:
  /// one pass, where asking for one after the other looks each up.
  using UseRelease = std::function<Result<void>(std::string_view name, std::string_view bytes)>;
  [[nodiscard]] Result<std::size_t> each_release(const UseRelease& use);
  [[nodiscard]] Result<void> put_release(std::string_view name, std::string_view packed, bool followed = false);
  [[nodiscard]] Result<void> drop_release(std::string_view name);
  [[nodiscard]] Result<void> drop_followed();
  /// Stores what is new in a collection. The caller then says `stored_now`.
  [[nodiscard]] Result<void> put_items(char kind, const Items& items);
  /// What a comparison decided, under two texts: `use` gets it where it is there; gives whether it is.
  [[nodiscard]] Result<bool> read_comparison(std::string_view texts, const Use& use);
  [[nodiscard]] Result<void> put_comparison(std::string_view texts, std::string_view packed);
  /// Reads all, of which none may be damaged.
  [[nodiscard]] Result<void> check_comparisons();
  /// Empties it.
  [[nodiscard]] Result<void> clear();

  [[nodiscard]] Result<void> read_page(char kind, std::uint32_t page, const Use& use) override;
  [[nodiscard]] Result<std::vector<std::uint32_t>> stored_under(char kind, std::uint64_t hash) override;

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept;
  };
  struct Finish {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finish>;
  explicit Database(std::unique_ptr<sqlite3, Close> database) : database_(std::move(database)) {}

  [[nodiscard]] Error error(int status) const;
  [[nodiscard]] Result<void> run(const char* sql);
  [[nodiscard]] Result<sqlite3_stmt*> prepared(Statement& statement, const char* sql);
  /// Steps once: whether there is a row.
  [[nodiscard]] Result<bool> step(sqlite3_stmt* statement);
  [[nodiscard]] Result<void> prepare_schema(bool create);
  [[nodiscard]] Result<int> schema_version();
  /// What costs a reader more than it gains.
  [[nodiscard]] Result<void> prepare_writing();

  std::unique_ptr<sqlite3, Close> database_;
  Statement get_head_, set_head_, get_release_, set_release_, drop_release_, get_page_, set_page_, get_items_,
      add_item_, get_comparison_, set_comparison_;
  bool open_ = false;       ///< A transaction is.
  bool can_write_ = false;  ///< `prepare_writing` did its part.
};

}  // namespace stet::history
