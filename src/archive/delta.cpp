// SPDX-License-Identifier: Apache-2.0
//
// Deltas as git's packs hold them ("Deltified representation" in git's gitformat-pack). A delta is the two lengths and
// then instructions: copy so many bytes from there in `before`, or insert these.
//
// The equal head and tail are found by comparing memory. What lies between in `before` is cut into blocks of 16 bytes
// that go into a hash table; at each byte of `after` the next 16 are looked up, and a match is extended both ways (the
// scheme of Josh MacDonald's xdelta, "File System Support for Delta Compression", 2000). For
//
//     before  The ferry sails on 1 June. Children travel free.
//     after   The ferry sails on 15 June. Children travel free.
//
// it is: copy 20 from 0, insert "5", copy 28 from 20.
//
// Of equal blocks only the first is in the table, so a text of many equal lines gets more instructions than it needs.
// A common piece shorter than 31 bytes may hold no whole block and be inserted. Cost: linear in both lengths.
#include "archive/delta.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace stet::archive {
namespace {

constexpr std::size_t kBlock = 16;
constexpr std::size_t kMostCopied = 0x10000;  // A size of 0 means this; some readers of packs take nothing longer.
constexpr std::size_t kMostInserted = 127;    // Seven bits of the instruction's byte.

/// Appends a number in groups of seven bits, the lowest first.
void append_length(std::string& out, std::size_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>((value & 0x7F) | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

void append_copy(std::string& out, std::size_t offset, std::size_t size) {
  while (size > 0) {
    const std::size_t part = std::min(size, kMostCopied);
    const std::size_t written = part == kMostCopied ? 0 : part;
    const std::size_t at = out.size();
    unsigned command = 0x80;
    out.push_back('\0');
    for (unsigned i = 0; i < 4; ++i) {
      const auto byte = static_cast<unsigned char>(offset >> (8 * i));
      if (byte == 0) continue;
      command |= 1U << i;
      out.push_back(static_cast<char>(byte));
    }
    for (unsigned i = 0; i < 2; ++i) {
      const auto byte = static_cast<unsigned char>(written >> (8 * i));
      if (byte == 0) continue;
      command |= 0x10U << i;
      out.push_back(static_cast<char>(byte));
    }
    out[at] = static_cast<char>(command);
    offset += part;
    size -= part;
  }
}

void append_insertion(std::string& out, std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, kMostInserted);
    out.push_back(static_cast<char>(part.size()));
    out.append(part);
    bytes.remove_prefix(part.size());
  }
}

std::size_t equal_head(std::string_view before, std::string_view after) {
  const std::size_t most = std::min(before.size(), after.size());
  std::size_t head = 0;
  constexpr std::size_t kStride = 64;
  while (head + kStride <= most && std::memcmp(before.data() + head, after.data() + head, kStride) == 0)
    head += kStride;
  while (head < most && before[head] == after[head]) ++head;
  return head;
}

std::size_t equal_tail(std::string_view before, std::string_view after) {
  const std::size_t most = std::min(before.size(), after.size());
  const char* const before_end = before.data() + before.size();
  const char* const after_end = after.data() + after.size();
  std::size_t tail = 0;
  constexpr std::size_t kStride = 64;
  while (tail + kStride <= most && std::memcmp(before_end - tail - kStride, after_end - tail - kStride, kStride) == 0)
    tail += kStride;
  while (tail < most && *(before_end - tail - 1) == *(after_end - tail - 1)) ++tail;
  return tail;
}

std::uint64_t hash_of(const char* block) {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::memcpy(&low, block, sizeof low);
  std::memcpy(&high, block + sizeof low, sizeof high);
  // Odd constants without a pattern: the fractions of the golden ratio and of the square root of 3, times 2^64.
  const std::uint64_t mixed = (low * 0x9E3779B97F4A7C15U) ^ (std::rotl(high, 29) * 0xBB67AE8584CAA73BU);
  return (mixed ^ (mixed >> 32)) * 0x9E3779B97F4A7C15U;
}

}  // namespace

/// The search in what lies between the equal ends.
class DeltaMaker::Matching {
 public:
  /// @param base  Where `before` begins in the whole.
  Matching(std::vector<std::uint32_t>& table, std::string_view before, std::size_t base)
      : table_(table), before_(before), base_(base) {
    const std::size_t size = std::bit_ceil(std::max<std::size_t>(before.size() / kBlock * 2, 16));
    shift_ = 64 - std::countr_zero(size);
    table_.assign(size, 0);
    for (std::size_t at = 0; at + kBlock <= before.size(); at += kBlock) {
      std::uint32_t& slot = table_[hash_of(before.data() + at) >> shift_];
      if (slot == 0) slot = static_cast<std::uint32_t>(at + 1);
    }
  }

  /// Appends the instructions for `after`; false once `out` is longer than `limit`.
  bool run(std::string_view after, std::string& out, std::size_t limit) const {
    std::size_t pending = 0;  // From here on nothing is written yet.
    std::size_t at = 0;
    while (at + kBlock <= after.size()) {
      const std::uint32_t slot = table_[hash_of(after.data() + at) >> shift_];
      if (slot == 0 || std::memcmp(before_.data() + slot - 1, after.data() + at, kBlock) != 0) {
        if (++at - pending + out.size() > limit) return false;
        continue;
      }
      std::size_t from = slot - 1;
      std::size_t begin = at;
      while (begin > pending && from > 0 && before_[from - 1] == after[begin - 1]) {
        --begin;
        --from;
      }
      const std::size_t size = equal_head(before_.substr(from), after.substr(begin));
      append_insertion(out, after.substr(pending, begin - pending));
      append_copy(out, base_ + from, size);
      pending = at = begin + size;
    }
    append_insertion(out, after.substr(pending));
    return out.size() <= limit;
  }

 private:
  std::vector<std::uint32_t>& table_;
  std::string_view before_;
  std::size_t base_;
  int shift_ = 0;
};

std::optional<std::string> DeltaMaker::make(std::string_view before, std::string_view after, std::size_t limit) {
  constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (before.size() >= kMost || after.size() >= kMost) return std::nullopt;
  std::string out;
  append_length(out, before.size());
  append_length(out, after.size());
  const std::size_t head = equal_head(before, after);
  const std::size_t tail = equal_tail(before.substr(head), after.substr(head));
  append_copy(out, 0, head);
  const std::string_view between = after.substr(head, after.size() - head - tail);
  const std::string_view replaced = before.substr(head, before.size() - head - tail);
  if (replaced.size() < kBlock || between.size() < kBlock) {
    append_insertion(out, between);
  } else if (!Matching(table_, replaced, head).run(between, out, limit)) {
    return std::nullopt;
  }
  append_copy(out, before.size() - tail, tail);
  if (out.size() > limit) return std::nullopt;
  return out;
}

}  // namespace stet::archive
