// SPDX-License-Identifier: Apache-2.0
//
// Idea: bytes are looked at in vectors of 16, in the compiler's own vector type, so that one source serves every
// processor; where only a few positions matter, eight bytes in a word do (Knuth, TAOCP 4A, 7.1.3, "broadword").
// A count is kept in bytes, 16 at a time, and emptied before one of them can overflow.
//
// UTF-8 is checked byte by byte against the three bytes before it, all in vectors (after Keiser and Lemire, "Validating
// UTF-8 in less than one instruction per byte", 2021, with comparisons in place of their table look-ups): a byte must
// be 10xxxxxx exactly where one of them asks for it, and some pairs are never right. So a stretch can begin anywhere.
//
//   byte           E2 80 9C 41      “A
//   asked for         x  x          the byte before is a lead, or the one before that one of three or four
//   is 10xxxxxx       x  x
//
// Cost: ASCII at one load and a handful of operations for 16 bytes, other scripts at about 40 operations.
#include "read/scan.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "text/vectors.hpp"

namespace stet::read {
namespace {

using text::Bytes;
using text::kVector;  // wider ones gained nothing against memory
using text::load;

/// Vectors until a byte of a count could overflow.
constexpr std::size_t kRound = 254;
/// The lowest bit of each byte of a word.
constexpr std::uint64_t kLowBits = 0x0101010101010101;
/// A character of four bytes asks for the byte that is three further on.
constexpr std::size_t kLookBack = 3;

using Mask = signed char __attribute__((vector_size(kVector)));
using Words = std::uint64_t __attribute__((vector_size(kVector)));

bool any(Bytes bytes) {
  Words words;
  std::memcpy(&words, &bytes, sizeof words);
  return (words[0] | words[1]) != 0;
}

std::size_t sum(Bytes bytes) {
  std::size_t total = 0;
  for (std::size_t i = 0; i < kVector; ++i) total += bytes[i];
  return total;
}

Bytes ones_where(Mask mask) {
  Bytes bytes;
  std::memcpy(&bytes, &mask, sizeof bytes);
  return bytes & 1;
}

std::uint64_t load_word(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

bool holds_line_end(Bytes bytes) { return any(ones_where(bytes == '\n') | ones_where(bytes == '\r')); }

bool is_lone_return(std::string_view bytes, std::size_t position) {
  return bytes[position] == '\r' && (position + 1 >= bytes.size() || bytes[position + 1] != '\n');
}

/// Carriage returns that no line feed follows.
std::size_t lone_returns(std::string_view bytes, std::size_t begin, std::size_t end) {
  std::size_t count = 0;
  std::size_t position = begin;
  while (position + kVector < std::min(end, bytes.size())) {
    Bytes counts = {};
    for (std::size_t i = 0; i < kRound && position + kVector < std::min(end, bytes.size()); ++i, position += kVector) {
      counts +=
          ones_where(load(bytes.data() + position) == '\r') & ones_where(load(bytes.data() + position + 1) != '\n');
    }
    count += sum(counts);
  }
  for (; position < end; ++position) count += is_lone_return(bytes, position);
  return count;
}

/// What is wrong with 16 bytes, where `from` points to them and the three before them.
Bytes utf8_errors(const char* from) {
  const Bytes byte = load(from);
  const Bytes before = load(from - 1);
  const Bytes is_tail = ones_where((byte & 0xC0) == 0x80);
  const Bytes asked_for =
      ones_where(before >= 0xC0) | ones_where(load(from - 2) >= 0xE0) | ones_where(load(from - 3) >= 0xF0);
  const Bytes never = ones_where(byte >= 0xF5) | ones_where((byte & 0xFE) == 0xC0);
  const Bytes overlong =
      (ones_where(before == 0xE0) & ones_where(byte < 0xA0)) | (ones_where(before == 0xF0) & ones_where(byte < 0x90));
  const Bytes surrogate = ones_where(before == 0xED) & ones_where(byte > 0x9F);
  const Bytes too_great = ones_where(before == 0xF4) & ones_where(byte > 0x8F);
  return (is_tail ^ asked_for) | never | overlong | surrogate | too_great;
}

/// The same for a few bytes at the edges, of which not all neighbours exist: those that do not are taken for ASCII.
bool is_utf8_at_edge(std::string_view bytes, std::size_t begin, std::size_t end) {
  while (begin < end) {
    char padded[kLookBack + kVector] = {};
    const std::size_t first = begin - std::min(begin, kLookBack);
    const std::size_t size = std::min(end - begin, kVector);
    std::memcpy(padded + kLookBack - (begin - first), bytes.data() + first, begin - first + size);
    const Bytes errors = utf8_errors(padded + kLookBack);
    for (std::size_t i = 0; i < size; ++i) {
      if (errors[i] != 0) return false;
    }
    begin += size;
  }
  return true;
}

/// A scan in progress. Vectors of ASCII after ASCII are not looked at closer.
class Scan {
 public:
  Scan(std::string_view bytes, std::size_t begin, std::size_t end) : bytes_(bytes), begin_(begin), end_(end) {}

  Scanned run() {
    Scanned found;
    const std::size_t first = std::min(std::max(begin_, kLookBack), end_);
    found.line_breaks += edge(begin_, first);
    std::size_t position = first;
    while (position + 2 * kVector <= end_) {
      Bytes counts = {};
      const std::size_t stop = std::min(end_, position + kRound * kVector);
      for (; position + 2 * kVector <= stop; position += 2 * kVector) counts += look(bytes_.data() + position);
      found.line_breaks += sum(counts);
    }
    found.line_breaks += edge(position, end_);
    if (has_return_ || any(returns_)) found.line_breaks += lone_returns(bytes_, begin_, end_);
    found.utf8 = !wrong_ && !any(errors_);
    return found;
  }

 private:
  /// Two vectors; gives their line feeds.
  Bytes look(const char* from) {
    const Bytes one = load(from);
    const Bytes two = load(from + kVector);
    returns_ |= ones_where(one == '\r') | ones_where(two == '\r');
    const bool ascii = !any((one | two) & 0x80);
    if (!ascii || !after_ascii_) errors_ |= utf8_errors(from) | utf8_errors(from + kVector);
    after_ascii_ = ascii;
    return ones_where(one == '\n') + ones_where(two == '\n');
  }

  std::size_t edge(std::size_t begin, std::size_t end) {
    wrong_ = wrong_ || !is_utf8_at_edge(bytes_, begin, end);
    const std::string_view few = bytes_.substr(begin, end - begin);
    has_return_ = has_return_ || few.find('\r') != std::string_view::npos;
    return static_cast<std::size_t>(std::count(few.begin(), few.end(), '\n'));
  }

  std::string_view bytes_;
  std::size_t begin_;
  std::size_t end_;
  Bytes errors_ = {};
  Bytes returns_ = {};
  bool after_ascii_ = false;
  bool wrong_ = false;
  bool has_return_ = false;
};

}  // namespace

Scanned scan(std::string_view bytes, std::size_t begin, std::size_t end) { return Scan(bytes, begin, end).run(); }

bool ends_with_whole_character(std::string_view bytes) {
  for (std::size_t back = 1; back <= std::min(kLookBack, bytes.size()); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if (byte < 0x80) return true;
    if (byte >= 0xC0) return back >= (byte >= 0xF0 ? 4U : byte >= 0xE0 ? 3U : 2U);
  }
  return true;
}

bool is_utf8(std::string_view bytes) { return scan(bytes, 0, bytes.size()).utf8 && ends_with_whole_character(bytes); }

std::size_t count_of(char wanted, std::string_view bytes) {
  const auto value = static_cast<std::uint8_t>(wanted);
  std::size_t count = 0;
  std::size_t position = 0;
  while (position + kVector <= bytes.size()) {
    Bytes counts = {};
    const std::size_t stop = std::min(bytes.size(), position + kRound * kVector);
    for (; position + kVector <= stop; position += kVector) {
      counts += ones_where(load(bytes.data() + position) == value);
    }
    count += sum(counts);
  }
  for (; position < bytes.size(); ++position) count += bytes[position] == wanted;
  return count;
}

template <std::size_t kCount>
std::array<std::size_t, kCount> count_of_each(std::array<char, kCount> wanted, std::string_view bytes) {
  std::array<std::size_t, kCount> count{};
  std::size_t position = 0;
  while (position + kVector <= bytes.size()) {
    std::array<Bytes, kCount> counts{};
    const std::size_t stop = std::min(bytes.size(), position + kRound * kVector);
    for (; position + kVector <= stop; position += kVector) {
      const Bytes byte = load(bytes.data() + position);
#pragma GCC unroll 4  // so that each count has a register
      for (std::size_t i = 0; i < kCount; ++i) counts[i] += ones_where(byte == static_cast<std::uint8_t>(wanted[i]));
    }
    for (std::size_t i = 0; i < kCount; ++i) count[i] += sum(counts[i]);
  }
  for (; position < bytes.size(); ++position)
    for (std::size_t i = 0; i < kCount; ++i) count[i] += bytes[position] == wanted[i];
  return count;
}
template std::array<std::size_t, 2> count_of_each(std::array<char, 2> wanted, std::string_view bytes);
template std::array<std::size_t, 4> count_of_each(std::array<char, 4> wanted, std::string_view bytes);

CountedMarks count_of_marks(std::array<char, 3> wanted, std::string_view bytes) {
  const auto value = [&](std::size_t i) { return static_cast<std::uint8_t>(wanted.at(i)); };
  const std::array<std::uint8_t, 3> values{value(0), value(1), value(2)};
  CountedMarks found;
  Bytes seen = {};
  std::size_t position = 0;
  while (position + kVector <= bytes.size()) {
    Bytes counts = {};
    const std::size_t stop = std::min(bytes.size(), position + kRound * kVector);
    for (; position + kVector <= stop; position += kVector) {
      const Bytes byte = load(bytes.data() + position);
      seen |= byte;
      counts += ones_where(byte == values[0]) | ones_where(byte == values[1]) | ones_where(byte == values[2]);
    }
    found.count += sum(counts);
  }
  found.ascii = !any(seen & 0x80);
  for (; position < bytes.size(); ++position) {
    const char byte = bytes[position];
    found.count += byte == wanted[0] || byte == wanted[1] || byte == wanted[2];
    found.ascii = found.ascii && (byte & '\x80') == 0;
  }
  return found;
}

std::size_t line_breaks(std::string_view bytes, std::size_t begin, std::size_t end) {
  // Short stretches, a word or two of a line, are the rule.
  if (end - begin < 4 * kVector) {
    std::size_t count = 0;
    for (std::size_t i = begin; i < end; ++i) count += bytes[i] == '\n' || is_lone_return(bytes, i);
    return count;
  }
  const auto [feeds, returns] = count_of_each(std::array{'\n', '\r'}, bytes.substr(begin, end - begin));
  return feeds + (returns > 0 ? lone_returns(bytes, begin, end) : 0);
}

std::size_t common_prefix(const char* one, const char* other, std::size_t limit) {
  std::size_t equal = 0;
  for (; equal + 8 <= limit; equal += 8) {
    const std::uint64_t difference = load_word(one + equal) ^ load_word(other + equal);
    if (difference != 0) return equal + static_cast<std::size_t>(std::countr_zero(difference)) / 8;
  }
  while (equal < limit && one[equal] == other[equal]) ++equal;
  return equal;
}

std::size_t common_suffix(const char* one_end, const char* other_end, std::size_t limit) {
  std::size_t equal = 0;
  for (; equal + 8 <= limit; equal += 8) {
    const std::uint64_t difference = load_word(one_end - equal - 8) ^ load_word(other_end - equal - 8);
    if (difference != 0) return equal + static_cast<std::size_t>(std::countl_zero(difference)) / 8;
  }
  while (equal < limit && *(one_end - equal - 1) == *(other_end - equal - 1)) ++equal;
  return equal;
}

std::size_t find_bytes(std::string_view bytes, std::string_view wanted, std::size_t from) {
  // Places with its first byte and, as far on, its last one: few are not it.
  constexpr std::size_t kStride = 4 * kVector;
  const std::size_t last = wanted.size() - 1;
  const auto first_byte = static_cast<std::uint8_t>(wanted.front());
  const auto last_byte = static_cast<std::uint8_t>(wanted.back());
  const auto may_begin = [&](std::size_t at) -> Mask {
    return (load(bytes.data() + at) == first_byte) & (load(bytes.data() + at + last) == last_byte);
  };
  std::size_t at = from;
  for (; at + last + kStride <= bytes.size(); at += kStride) {
    const std::array<Mask, 4> there{may_begin(at), may_begin(at + kVector), may_begin(at + 2 * kVector),
                                    may_begin(at + 3 * kVector)};
    if (!any(ones_where(there[0] | there[1] | there[2] | there[3]))) continue;
    std::array<char, kStride> places;
    std::memcpy(places.data(), there.data(), kStride);
    for (std::size_t word = 0; word < kStride; word += sizeof(std::uint64_t)) {
      for (std::uint64_t left = load_word(places.data() + word) & kLowBits; left != 0; left &= left - 1) {
        const std::size_t place = at + word + static_cast<std::size_t>(std::countr_zero(left)) / 8;
        if (bytes.substr(place, wanted.size()) == wanted) return place;
      }
    }
  }
  return bytes.find(wanted, at);
}

std::size_t next_special(std::string_view bytes, std::size_t begin, std::size_t end) {
  std::size_t position = begin;
  // The byte after the vector is loaded with it, so that two spaces are seen across vectors.
  for (; position + kVector < end; position += kVector) {
    const Bytes byte = load(bytes.data() + position);
    const Bytes after = load(bytes.data() + position + 1);
    const std::size_t place = text::first_set((byte < 0x20) | ((byte == ' ') & (after == ' ')));
    if (place < kVector) return position + place;
  }
  for (; position < end; ++position) {
    if (static_cast<unsigned char>(bytes[position]) < 0x20) return position;
    if (bytes[position] == ' ' && position + 1 < end && bytes[position + 1] == ' ') return position;
  }
  return end;
}

bool may_be_mark(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return (value >= '!' && value <= '*') || (value >= '<' && value <= '>') || (value >= '[' && value <= '`') ||
         value >= '~';
}

std::size_t next_mark(std::string_view bytes, std::size_t begin) {
  const auto within = [](Bytes byte, unsigned char first, unsigned char last) {
    return ones_where(byte - first <= static_cast<unsigned char>(last - first));
  };
  std::size_t position = begin;
  for (; position + kVector <= bytes.size(); position += kVector) {
    const Bytes byte = load(bytes.data() + position);
    const std::size_t place = text::first_set(within(byte, '!', '*') | within(byte, '<', '>') | within(byte, '[', '`') |
                                              ones_where(byte >= '~'));
    if (place < kVector) return position + place;
  }
  while (position < bytes.size() && !may_be_mark(bytes[position])) ++position;
  return position;
}

std::size_t next_line_end(std::string_view bytes, std::size_t begin, std::size_t end) {
  // Most lines are short. In longer ones each kind of line end is looked for by itself, block by block: a text may have
  // but one of them.
  constexpr std::size_t kBlock = 256;
  if (begin >= end) return end;
  const std::size_t near = std::min(end, begin + kBlock);
  const auto is_end = [](auto byte) { return (byte == '\n') | (byte == '\r'); };
  if (const std::size_t found = text::find_byte(bytes.substr(0, near), begin, is_end); found < near) return found;
  for (std::size_t position = near; position < end; position += kBlock) {
    const char* const from = bytes.data() + position;
    std::size_t size = std::min(kBlock, end - position);
    const auto* const feed = static_cast<const char*>(std::memchr(from, '\n', size));
    if (feed != nullptr) size = static_cast<std::size_t>(feed - from);
    const auto* const carriage = static_cast<const char*>(std::memchr(from, '\r', size));
    if (carriage != nullptr) return static_cast<std::size_t>(carriage - bytes.data());
    if (feed != nullptr) return position + size;
  }
  return end;
}

std::size_t after_last_line_end(std::string_view bytes, std::size_t end) {
  std::size_t position = end;
  while (position >= kVector && !holds_line_end(load(bytes.data() + position - kVector))) position -= kVector;
  while (position > 0 && !is_line_end(bytes[position - 1])) --position;
  return position;
}

std::size_t next_line(std::string_view bytes, std::size_t position) {
  const std::size_t line_end = next_line_end(bytes, position, bytes.size());
  if (line_end == bytes.size()) return line_end;
  return line_end + (bytes.substr(line_end, 2) == "\r\n" ? 2 : 1);
}

}  // namespace stet::read
