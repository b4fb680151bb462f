// SPDX-License-Identifier: Apache-2.0
//
// Idea: two versions of a text are mostly equal at both ends, and what is equal is never read. Comparing, checking for
// UTF-8 and counting lines are all bound by memory, so each 32 KiB go through all three while they are in the cache.
//
//   before  AAAAAAAA bbb CCCCC      head AAAAAAAA: compared, checked and counted once, in `before`
//   after   AAAAAAAA dddd CCCCC     tail CCCCC: compared and checked once; bbb and dddd: each checked
//
// Whether a byte is right is judged by the three before it, so the first three bytes of the tail, which have others
// before them on either side, are checked with bbb and with dddd. Cost: one pass over both texts; where they differ
// from the first to the last byte, one check of each.
#include <algorithm>
#include <cstring>

#include "read/line_counter.hpp"
#include "read/scan.hpp"
#include "read/window.hpp"

namespace stet::read {
namespace {

/// Two blocks fit a first-level cache of 64 KiB or any second-level one; smaller ones gained nothing.
constexpr std::size_t kBlock = 32 * 1024;
/// How far a byte reaches that begins a character.
constexpr std::size_t kLookAhead = 3;

class Comparison {
 public:
  Comparison(std::string_view before, std::string_view after) : before_(before), after_(after) {}

  std::optional<EqualEnds> run() {
    walk_head();
    if (utf8_) walk_tail();
    check_middle(before_);
    check_middle(after_);
    if (!utf8_) return std::nullopt;
    return ends_;
  }

  /// With `before` known to be UTF-8: what is equal is only compared, and no line counted.
  std::optional<EqualEnds> run_after_known() {
    is_known_ = true;
    walk_head();
    walk_tail();
    check_middle(after_);
    if (!utf8_) return std::nullopt;
    return ends_;
  }

 private:
  void walk_head() {
    const std::size_t limit = std::min(before_.size(), after_.size());
    bool go_on = true;
    while (go_on && utf8_ && ends_.head < limit) {
      const std::size_t size = std::min(kBlock, limit - ends_.head);
      const char* const one = before_.data() + ends_.head;
      const char* const other = after_.data() + ends_.head;
      const std::size_t equal = std::memcmp(one, other, size) == 0 ? size : common_prefix(one, other, size);
      if (!is_known_) {
        const Scanned found = scan(before_, ends_.head, ends_.head + equal);
        utf8_ = found.utf8;
        ends_.head_line_breaks += found.line_breaks;
      }
      ends_.head += equal;
      go_on = equal == size;
    }
  }

  void walk_tail() {
    const std::size_t limit = std::min(before_.size(), after_.size()) - ends_.head;
    bool go_on = true;
    while (go_on && utf8_ && ends_.tail < limit) {
      const std::size_t size = std::min(kBlock, limit - ends_.tail);
      const std::size_t end = before_.size() - ends_.tail;
      const char* const one = before_.data() + end;
      const char* const other = after_.data() + after_.size() - ends_.tail;
      const std::size_t equal =
          std::memcmp(one - size, other - size, size) == 0 ? size : common_suffix(one, other, size);
      if (!is_known_) utf8_ = scan(before_, end - equal, end).utf8;
      ends_.tail += equal;
      go_on = equal == size;
    }
  }

  void check_middle(std::string_view text) {
    const std::size_t end = std::min(text.size() - ends_.tail + kLookAhead, text.size());
    utf8_ = utf8_ && scan(text, ends_.head, end).utf8 && ends_with_whole_character(text);
  }

  std::string_view before_;
  std::string_view after_;
  EqualEnds ends_;
  bool is_known_ = false;
  bool utf8_ = true;
};

}  // namespace

std::optional<EqualEnds> compare_utf8(std::string_view before, std::string_view after) {
  return Comparison(before, after).run();
}

std::optional<EqualEnds> compare_utf8(std::string_view before, std::string_view after, CountedPlace& counted) {
  auto equal = Comparison(before, after).run_after_known();
  if (!equal) return equal;
  LineCounter lines(before, counted.position, counted.line_breaks);
  equal->head_line_breaks = lines.at(equal->head);
  // Whether a CR ends a line is told by the byte after it, which may be another in the next text.
  counted.position = equal->head - static_cast<std::size_t>(before.substr(0, equal->head).ends_with('\r'));
  counted.line_breaks = lines.at(counted.position);
  return equal;
}

}  // namespace stet::read
