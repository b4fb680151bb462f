// SPDX-License-Identifier: Apache-2.0
// Finding the few places of a long sentence that differ, at the speed of comparing memory.
//
// Equal ends go first. What remains, if long, is cut into pieces where the text itself says so (a space after a byte
// pattern that comes up once in some hundred bytes), so that an insertion moves no later cut; equal pieces are paired
// and only those between them are looked at. Each window is then widened by kContext bytes of equal text, to spaces.
//
// Case it gets wrong: in text without any space the cut falls on any character after the context, so a dictionary word
// may be cut in two there; it is equal on both sides, so nothing shows.
// Cost: linear. Source: content-defined chunking, Muthitacharoen et al. (LBFS, 2001).
#include "classify/windows.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <unordered_map>

#include "align/sequence.hpp"

namespace stet::classify {
namespace {

// Longer than any date, amount or name that a recogniser knows.
constexpr std::size_t kContext = 160;
// How far beyond the context a space is looked for.
constexpr std::size_t kSnap = 64;
// Below this, cutting saves nothing.
constexpr std::size_t kShortText = 2'048;
// A middle longer than this is cut into pieces.
constexpr std::size_t kLongMiddle = 16'384;
// A cut where this many bits of a hash of the last eight bytes are zero: a piece of 256 bytes on average.
constexpr std::uint64_t kCutMask = (1U << 5U) - 1;

std::size_t common_head(std::string_view one, std::string_view other) {
  const std::size_t length = std::min(one.size(), other.size());
  std::size_t at = 0;
  constexpr std::size_t kBlock = 4096;
  while (at + kBlock <= length && std::memcmp(one.data() + at, other.data() + at, kBlock) == 0) at += kBlock;
  while (at < length && one[at] == other[at]) ++at;
  return at;
}

std::size_t common_tail(std::string_view one, std::string_view other) {
  const std::size_t length = std::min(one.size(), other.size());
  std::size_t count = 0;
  constexpr std::size_t kBlock = 4096;
  while (count + kBlock <= length && std::memcmp(one.data() + one.size() - count - kBlock,
                                                 other.data() + other.size() - count - kBlock, kBlock) == 0)
    count += kBlock;
  while (count < length && one[one.size() - 1 - count] == other[other.size() - 1 - count]) ++count;
  return count;
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// Pieces of a text, ends first to last; cuts depend on the bytes just before them alone.
std::vector<std::size_t> piece_ends(std::string_view text) {
  std::vector<std::size_t> ends;
  std::uint64_t last_bytes = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    last_bytes = (last_bytes << 8U) | static_cast<unsigned char>(text[i]);
    if (text[i] != ' ') continue;
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15U;
    if ((((last_bytes * kMultiplier) >> 40U) & kCutMask) == 0) ends.push_back(i + 1);
  }
  if (ends.empty() || ends.back() != text.size()) ends.push_back(text.size());
  return ends;
}

std::vector<std::uint32_t> piece_ids(std::string_view text, const std::vector<std::size_t>& ends,
                                     std::unordered_map<std::string_view, std::uint32_t>& known) {
  std::vector<std::uint32_t> ids;
  ids.reserve(ends.size());
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    ids.push_back(
        known.emplace(text.substr(begin, end - begin), static_cast<std::uint32_t>(known.size())).first->second);
    begin = end;
  }
  return ids;
}

/// Differing ranges of two long middles that begin at the given offsets.
std::vector<Window> differing_pieces(std::string_view before, std::string_view after) {
  std::unordered_map<std::string_view, std::uint32_t> known;
  const std::vector<std::size_t> before_ends = piece_ends(before);
  const std::vector<std::size_t> after_ends = piece_ends(after);
  const std::vector<std::uint32_t> before_ids = piece_ids(before, before_ends, known);
  const std::vector<std::uint32_t> after_ids = piece_ids(after, after_ends, known);
  std::vector<Window> windows;
  Window gap;
  const auto close = [&](std::size_t before_end, std::size_t after_end) {
    gap.before.end = before_end;
    gap.after.end = after_end;
    if (!gap.before.empty() || !gap.after.empty()) windows.push_back(gap);
  };
  const auto begin_of = [](const std::vector<std::size_t>& ends, std::size_t i) { return i == 0 ? 0 : ends[i - 1]; };
  for (const align::IndexPair& pair : align::common_subsequence(before_ids, after_ids)) {
    close(begin_of(before_ends, pair.before), begin_of(after_ends, pair.after));
    gap.before.begin = before_ends[pair.before];
    gap.after.begin = after_ends[pair.after];
  }
  close(before.size(), after.size());
  return windows;
}

/// Takes equal text around a window in, then on to a space, a line break or, in text without them, a character.
class Widener {
 public:
  Widener(std::string_view before, std::string_view after) : before_(before), after_(after) {}

  /// How many bytes before the window are equal on both sides, at least down to `floor` of the before side.
  void widen(Window& window, std::size_t room_left, std::size_t room_right) const {
    const std::size_t left = left_extent(window, room_left);
    window.before.begin -= left;
    window.after.begin -= left;
    const std::size_t right = right_extent(window, room_right);
    window.before.end += right;
    window.after.end += right;
  }

 private:
  [[nodiscard]] std::size_t left_extent(const Window& window, std::size_t room) const {
    if (room <= kContext + kSnap) return room;
    for (std::size_t extent = kContext; extent < kContext + kSnap; ++extent)
      if (before_[window.before.begin - extent - 1] == ' ') return extent;
    std::size_t extent = kContext;
    while (extent < room && is_continuation(before_[window.before.begin - extent])) ++extent;
    return extent;
  }

  [[nodiscard]] std::size_t right_extent(const Window& window, std::size_t room) const {
    if (room <= kContext + kSnap) return room;
    for (std::size_t extent = kContext; extent < kContext + kSnap; ++extent)
      if (before_[window.before.end + extent] == ' ') return extent;
    std::size_t extent = kContext;
    while (extent < room && is_continuation(before_[window.before.end + extent])) ++extent;
    return extent;
  }

  std::string_view before_;
  std::string_view after_;
};

/// Takes equal ends off a window; an empty one may remain.
Window trimmed(std::string_view before, std::string_view after, Window window) {
  const auto part = [](std::string_view text, ByteRange range) { return text.substr(range.begin, range.size()); };
  std::size_t head = common_head(part(before, window.before), part(after, window.after));
  while (head > 0 && window.before.begin + head < before.size() && is_continuation(before[window.before.begin + head]))
    --head;
  window.before.begin += head;
  window.after.begin += head;
  std::size_t tail = common_tail(part(before, window.before), part(after, window.after));
  while (tail > 0 && is_continuation(before[window.before.end - tail])) --tail;
  window.before.end -= tail;
  window.after.end -= tail;
  return window;
}

}  // namespace

std::vector<Window> differing_windows(std::string_view before, std::string_view after) {
  const Window all{{0, before.size()}, {0, after.size()}};
  if (std::max(before.size(), after.size()) <= kShortText) return {all};
  const Window middle = trimmed(before, after, all);
  std::vector<Window> windows;
  if (std::max(middle.before.size(), middle.after.size()) <= kLongMiddle) {
    windows.push_back(middle);
  } else {
    const auto pieces = differing_pieces(before.substr(middle.before.begin, middle.before.size()),
                                         after.substr(middle.after.begin, middle.after.size()));
    for (Window piece : pieces) {
      piece.before.begin += middle.before.begin;
      piece.before.end += middle.before.begin;
      piece.after.begin += middle.after.begin;
      piece.after.end += middle.after.begin;
      windows.push_back(trimmed(before, after, piece));
    }
  }
  const Widener widener(before, after);
  std::vector<Window> widened;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const std::size_t room_left =
        i == 0 ? windows[i].before.begin : windows[i].before.begin - windows[i - 1].before.end;
    const std::size_t room_right =
        (i + 1 == windows.size() ? before.size() : windows[i + 1].before.begin) - windows[i].before.end;
    Window window = windows[i];
    widener.widen(window, room_left, room_right);
    if (!widened.empty() && widened.back().before.end >= window.before.begin) {
      widened.back().before.end = window.before.end;
      widened.back().after.end = window.after.end;
    } else {
      widened.push_back(window);
    }
  }
  return widened;
}

}  // namespace stet::classify
