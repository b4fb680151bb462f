// SPDX-License-Identifier: Apache-2.0
#include "history/items.hpp"

#include <algorithm>

#include "history/fault.hpp"
#include "text/hash.hpp"
#include "text/packed.hpp"

namespace stet::history {

Items::Items(char kind, ItemSource* source, std::uint32_t stored)
    : kind_(kind), source_(source), size_(stored), stored_(stored), pages_(pages()) {}

Result<std::size_t> Items::read_ends(std::uint32_t page, std::string_view bytes,
                                     std::vector<std::uint32_t>& ends) const {
  const std::uint32_t count = std::min(kItemsPerPage, stored_ - page * kItemsPerPage);
  text::PackedReader reader(bytes);
  std::uint64_t end = 0;
  ends.clear();
  ends.reserve(count);
  for (std::uint32_t i = 0; i < count && end <= bytes.size(); ++i) {
    end += std::min<std::uint64_t>(reader.number(), bytes.size() + 1);
    ends.push_back(static_cast<std::uint32_t>(end));
  }
  const std::string_view items = reader.text();
  const bool is_all = items.data() + items.size() == bytes.data() + bytes.size();
  if (!reader.ok() || items.size() != end || !is_all)
    return std::unexpected(index_damaged("a page of the index is not what was stored"));
  return static_cast<std::size_t>(items.data() - bytes.data());
}

Result<void> Items::load(std::uint32_t page) {
  if (is_loaded(page)) return {};
  return source_->read_page(kind_, page, [&](std::string_view bytes) -> Result<void> {
    Page loaded;
    const auto base = read_ends(page, bytes, loaded.ends);
    if (!base) return std::unexpected(base.error());
    loaded.base = *base;
    loaded.bytes = bytes;
    pages_[page] = std::move(loaded);
    return {};
  });
}

Result<void> Items::read(std::uint32_t page, const std::function<void(const View&)>& use) {
  if (page >= pages_.size()) return std::unexpected(index_damaged("the index names what it does not hold"));
  if (is_loaded(page)) {
    const Page& held = pages_[page];
    use({std::string_view(held.bytes).substr(held.base), held.ends});
    return {};
  }
  return source_->read_page(kind_, page, [&](std::string_view bytes) -> Result<void> {
    const auto base = read_ends(page, bytes, ends_);
    if (!base) return std::unexpected(base.error());
    use({bytes.substr(*base), ends_});
    return {};
  });
}

Result<std::uint32_t> Items::intern(std::string_view bytes) {
  const std::uint64_t hash = text::hash(bytes);
  const auto [first, last] = known_.equal_range(hash);
  for (auto entry = first; entry != last; ++entry)
    if (get(entry->second) == bytes) return entry->second;
  if (source_ != nullptr && stored_ > 0) {
    const auto stored = source_->stored_under(kind_, hash);
    if (!stored) return std::unexpected(stored.error());
    for (const std::uint32_t number : *stored) {
      if (number >= stored_) continue;
      if (auto loaded = load(number / kItemsPerPage); !loaded) return std::unexpected(loaded.error());
      if (get(number) != bytes) continue;
      known_.emplace(hash, number);
      return number;
    }
  }
  // The page that a new item goes to may be half full of stored ones.
  const std::uint32_t number = size_;
  if (number / kItemsPerPage == pages_.size()) pages_.emplace_back();
  if (number % kItemsPerPage != 0)
    if (auto loaded = load(number / kItemsPerPage); !loaded) return std::unexpected(loaded.error());
  Page& page = pages_[number / kItemsPerPage];
  page.bytes += bytes;
  page.ends.push_back(static_cast<std::uint32_t>(page.bytes.size() - page.base));
  ++size_;
  new_bytes_ += bytes.size();
  known_.emplace(hash, number);
  new_.push_back({hash, number});
  return number;
}

Result<void> Items::need(std::span<const std::uint32_t> numbers) {
  for (const std::uint32_t number : numbers) {
    if (number >= size_) return std::unexpected(index_damaged("the index names what it does not hold"));
    if (auto loaded = load(number / kItemsPerPage); !loaded) return loaded;
  }
  return {};
}

Result<void> Items::need_all() {
  for (std::uint32_t page = 0; page < pages_.size(); ++page)
    if (auto loaded = load(page); !loaded) return loaded;
  return {};
}

std::vector<std::uint32_t> Items::changed_pages() const {
  std::vector<std::uint32_t> changed;
  if (size_ == stored_) return changed;
  for (std::uint32_t page = stored_ / kItemsPerPage; page < pages(); ++page) changed.push_back(page);
  return changed;
}

std::string Items::page(std::uint32_t page) const {
  const Page& held = pages_[page];
  text::PackedWriter writer;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : held.ends) {
    writer.number(end - begin);
    begin = end;
  }
  writer.text(std::string_view(held.bytes).substr(held.base));
  return writer.take();
}

void Items::stored_now() {
  stored_ = size_;
  new_bytes_ = 0;
  new_.clear();
  known_.clear();
  pages_.assign(pages(), {});
}

}  // namespace stet::history
