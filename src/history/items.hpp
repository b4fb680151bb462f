// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stet/result.hpp"

namespace stet::history {

/// Where items that were stored before are fetched from: the index's database.
class ItemSource {
 public:
  virtual ~ItemSource() = default;
  /// Takes bytes that are there until it returns.
  using Use = std::function<Result<void>(std::string_view bytes)>;
  /// Gives `use` a page as `Items::page` gave it. InvalidInput where it is missing or damaged; else what `use` gives,
  /// which asks for no other page meanwhile.
  [[nodiscard]] virtual Result<void> read_page(char kind, std::uint32_t page, const Use& use) = 0;
  /// Items stored under that hash; it takes a look at each to know which are meant.
  [[nodiscard]] virtual Result<std::vector<std::uint32_t>> stored_under(char kind, std::uint64_t hash) = 0;
};

/// Distinct byte strings, numbered from 0 in the order in which they came. In a real archive one sentence in
/// twenty-four is distinct, so everything that is said of sentences is said of their numbers.
///
/// They lie in pages of kItemsPerPage, which is how they are stored and fetched. One thread at a time.
class Items {
 public:
  static constexpr std::uint32_t kItemsPerPage = 256;

  /// @param kind    Tells one collection from another in the source.
  /// @param source  Of the first `stored` of them; may be null where there are none. Must outlive this.
  explicit Items(char kind, ItemSource* source = nullptr, std::uint32_t stored = 0);

  /// The number of `bytes`, a new one where they were never seen.
  [[nodiscard]] Result<std::uint32_t> intern(std::string_view bytes);
  /// Fetches the pages of these, of all, so that `get` may be asked for them.
  [[nodiscard]] Result<void> need(std::span<const std::uint32_t> numbers);
  [[nodiscard]] Result<void> need_all();
  /// The bytes of one that was interned or needed. Valid until the next call that is not const.
  [[nodiscard]] std::string_view get(std::uint32_t number) const {
    const Page& page = pages_[number / kItemsPerPage];
    const std::uint32_t at = number % kItemsPerPage;
    assert(at < page.ends.size());
    const std::uint32_t begin = at == 0 ? 0 : page.ends[at - 1];
    return std::string_view(page.bytes).substr(page.base + begin, page.ends[at] - begin);
  }

  /// The items of a page. Item `i` of it ends at `ends[i]`, where the next begins.
  struct View {
    std::string_view bytes;
    std::span<const std::uint32_t> ends;
    [[nodiscard]] std::string_view item(std::size_t i) const {
      const std::uint32_t begin = i == 0 ? 0 : ends[i - 1];
      return bytes.substr(begin, ends[i] - begin);
    }
  };
  /// Gives `use` a page, needed or not, which then is not held in memory: a copy costs more than a look at all of it.
  [[nodiscard]] Result<void> read(std::uint32_t page, const std::function<void(const View&)>& use);

  [[nodiscard]] bool is_stored() const { return source_ != nullptr; }
  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] std::uint32_t pages() const { return (size_ + kItemsPerPage - 1) / kItemsPerPage; }
  /// Bytes of the items that are new since the last `stored_now`.
  [[nodiscard]] std::size_t new_bytes() const { return new_bytes_; }

  /// A page that must be stored, and the hashes of the items that are new.
  struct New {
    std::uint64_t hash;
    std::uint32_t number;
  };
  [[nodiscard]] std::vector<std::uint32_t> changed_pages() const;
  [[nodiscard]] std::string page(std::uint32_t page) const;
  [[nodiscard]] const std::vector<New>& new_items() const { return new_; }
  /// All of it is in the source now. What is held in memory is let go.
  void stored_now();

 private:
  struct Page {
    std::string bytes;
    std::size_t base = 0;             ///< Where the items begin in them: a stored page says first where they end.
    std::vector<std::uint32_t> ends;  ///< From there.
  };
  [[nodiscard]] Result<void> load(std::uint32_t page);
  [[nodiscard]] bool is_loaded(std::uint32_t page) const { return source_ == nullptr || !pages_[page].ends.empty(); }
  /// Where the items of a stored page end, and where in its bytes they begin.
  [[nodiscard]] Result<std::size_t> read_ends(std::uint32_t page, std::string_view bytes,
                                              std::vector<std::uint32_t>& ends) const;

  char kind_;
  ItemSource* source_;
  std::uint32_t size_ = 0;
  std::uint32_t stored_ = 0;
  std::size_t new_bytes_ = 0;
  std::vector<Page> pages_;  ///< By number; one without ends is not loaded.
  std::unordered_multimap<std::uint64_t, std::uint32_t> known_;
  std::vector<New> new_;
  std::vector<std::uint32_t> ends_;  ///< Of the page that was read last.
};

}  // namespace stet::history
