// SPDX-License-Identifier: Apache-2.0
//
// Idea: two versions of a text are mostly equal at both ends, and what is equal is never read. Comparing, checking for
// UTF-8 and counting lines are all bound by memory, so each 32 KiB go through all three while they are in the cache.
//
//   before  AAAAAAAA bbb CCCCC      head AAAAAAAA: compared, checked and counted once, in `before`
//   after   AAAAAAAA dddd CCCCC     tail CCCCC: compared and checked once; bbb and dddd: each checked
//
// A character may lie across two blocks or across the end of the head; what is checked therefore ends at the last whole
// character, and the rest is checked with what follows it.
// Cost: one pass over both texts; where they differ from the first to the last byte, one check of each.
#include <algorithm>
#include <cstring>

#include "read/scan.hpp"
#include "read/window.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

/// Two blocks fit a first-level cache of 64 KiB or any second-level one; smaller ones gained nothing.
constexpr std::size_t kBlock = 32 * 1024;
/// The longest part of a UTF-8 sequence without its last byte.
constexpr std::size_t kOpenSequence = 3;

bool is_tail_byte(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

bool is_valid(std::string_view bytes) { return unicode::valid_prefix(bytes) == bytes.size(); }

class Comparison {
 public:
  Comparison(std::string_view before, std::string_view after) : before_(before), after_(after) {}

  std::optional<EqualEnds> run() {
    if (!walk_head() || !walk_tail()) return std::nullopt;
    // The tail is the same in both, so its checked part is counted from the end.
    const std::size_t checked_tail = before_.size() - checked_tail_begin_;
    for (const std::string_view text : {before_, after_}) {
      if (!is_valid(text.substr(checked_head_, text.size() - checked_tail - checked_head_))) return std::nullopt;
    }
    return ends_;
  }

 private:
  /// False when an invalid byte is met.
  bool walk_head() {
    const std::size_t limit = std::min(before_.size(), after_.size());
    while (ends_.head < limit) {
      const std::size_t size = std::min(kBlock, limit - ends_.head);
      const char* const one = before_.data() + ends_.head;
      const char* const other = after_.data() + ends_.head;
      const std::size_t equal = std::memcmp(one, other, size) == 0 ? size : common_prefix(one, other, size);
      if (!check_head(ends_.head, ends_.head + equal)) return false;
      ends_.head += equal;
      if (equal < size) break;
    }
    return true;
  }

  bool check_head(std::size_t begin, std::size_t end) {
    const Scanned found = scan(before_, begin, end);
    ends_.head_line_breaks += found.line_breaks;
    if (found.ascii && checked_head_ == begin) {
      checked_head_ = end;
      return true;
    }
    checked_head_ += unicode::valid_prefix(before_.substr(checked_head_, end - checked_head_));
    return end - checked_head_ <= kOpenSequence;
  }

  bool walk_tail() {
    checked_tail_begin_ = before_.size();
    const std::size_t limit = std::min(before_.size(), after_.size()) - ends_.head;
    while (ends_.tail < limit) {
      const std::size_t size = std::min(kBlock, limit - ends_.tail);
      const char* const one = before_.data() + before_.size() - ends_.tail;
      const char* const other = after_.data() + after_.size() - ends_.tail;
      const std::size_t equal =
          std::memcmp(one - size, other - size, size) == 0 ? size : common_suffix(one, other, size);
      const std::size_t end = before_.size() - ends_.tail;
      if (!check_tail(end - equal, end)) return false;
      ends_.tail += equal;
      if (equal < size) break;
    }
    return true;
  }

  bool check_tail(std::size_t begin, std::size_t end) {
    if (scan(before_, begin, end).ascii && checked_tail_begin_ == end) {
      checked_tail_begin_ = begin;
      return true;
    }
    // The first bytes may end a character that begins further in front.
    std::size_t whole = begin;
    while (whole < checked_tail_begin_ && whole - begin < kOpenSequence && is_tail_byte(before_[whole])) ++whole;
    if (!is_valid(before_.substr(whole, checked_tail_begin_ - whole))) return false;
    checked_tail_begin_ = whole;
    return true;
  }

  std::string_view before_;
  std::string_view after_;
  EqualEnds ends_;
  std::size_t checked_head_ = 0;
  std::size_t checked_tail_begin_ = 0;  ///< In `before_`.
};

}  // namespace

std::optional<EqualEnds> compare_utf8(std::string_view before, std::string_view after) {
  return Comparison(before, after).run();
}

}  // namespace stet::read
