// SPDX-License-Identifier: Apache-2.0
//
// Idea: bytes are looked at in vectors of 16, in the compiler's own vector type, so that one source serves every
// processor; where only a few positions matter, eight bytes in a word do (Knuth, TAOCP 4A, 7.1.3, "broadword").
// A count is kept in bytes, 16 at a time, and emptied before one of them can overflow.
// Cost: one load and three operations for each vector; in the cache that is hidden behind the next load from memory.
#include "read/scan.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace stet::read {
namespace {

/// What every processor of 64 bits has registers for; wider ones gained nothing against memory.
constexpr std::size_t kVector = 16;
/// Vectors until a byte of a count could overflow.
constexpr std::size_t kRound = 255;

using Bytes = std::uint8_t __attribute__((vector_size(kVector)));
using Mask = signed char __attribute__((vector_size(kVector)));
using Words = std::uint64_t __attribute__((vector_size(kVector)));

Bytes load(const char* from) {
  Bytes bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

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

bool holds_line_end(Bytes bytes) { return any(ones_where(bytes == '\n') | ones_where(bytes == '\r')); }

std::uint64_t load_word(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

constexpr std::uint64_t repeat(std::uint64_t byte) { return byte * 0x0101010101010101ULL; }

/// The high bit of each byte of `word` that is zero, exactly.
std::uint64_t zero_bytes(std::uint64_t word) { return ~(((word & repeat(0x7F)) + repeat(0x7F)) | word | repeat(0x7F)); }

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

}  // namespace

Scanned scan(std::string_view bytes, std::size_t begin, std::size_t end) {
  Scanned found;
  Bytes seen = {};
  Bytes returns = {};
  std::size_t position = begin;
  while (position + kVector <= end) {
    Bytes counts = {};
    for (std::size_t i = 0; i < kRound && position + kVector <= end; ++i, position += kVector) {
      const Bytes here = load(bytes.data() + position);
      seen |= here;
      counts += ones_where(here == '\n');
      returns |= ones_where(here == '\r');
    }
    found.line_breaks += sum(counts);
  }
  bool has_return = any(returns);
  unsigned char last = 0;
  for (; position < end; ++position) {
    last |= static_cast<unsigned char>(bytes[position]);
    found.line_breaks += bytes[position] == '\n';
    has_return = has_return || bytes[position] == '\r';
  }
  if (has_return) found.line_breaks += lone_returns(bytes, begin, end);
  found.ascii = !any(seen & 0x80) && last < 0x80;
  return found;
}

std::size_t line_breaks(std::string_view bytes, std::size_t begin, std::size_t end) {
  return scan(bytes, begin, end).line_breaks;
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

std::size_t next_special(std::string_view bytes, std::size_t begin, std::size_t end) {
  std::size_t position = begin;
  // The byte after the word is loaded with it, so that two spaces are seen across words.
  for (; position + 9 <= end; position += 8) {
    const std::uint64_t word = load_word(bytes.data() + position);
    const std::uint64_t after = load_word(bytes.data() + position + 1);
    const std::uint64_t controls = zero_bytes(word & repeat(0xE0));
    const std::uint64_t pairs = zero_bytes((word ^ repeat(' ')) | (after ^ repeat(' ')));
    const std::uint64_t special = controls | pairs;
    if (special != 0) return position + static_cast<std::size_t>(std::countr_zero(special)) / 8;
  }
  for (; position < end; ++position) {
    if (static_cast<unsigned char>(bytes[position]) < 0x20) return position;
    if (bytes[position] == ' ' && position + 1 < end && bytes[position + 1] == ' ') return position;
  }
  return end;
}

std::size_t next_line_end(std::string_view bytes, std::size_t begin, std::size_t end) {
  std::size_t position = begin;
  while (position + kVector <= end && !holds_line_end(load(bytes.data() + position))) position += kVector;
  while (position < end && !is_line_end(bytes[position])) ++position;
  return position;
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
