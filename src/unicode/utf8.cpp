// SPDX-License-Identifier: Apache-2.0
#include "unicode/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace stet::unicode {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

std::uint64_t load_word(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

bool is_tail(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/// Length of the valid sequence that begins at `position`, or 0 (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view bytes, std::size_t position) {
  const std::size_t left = bytes.size() - position;
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[position + i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return left >= 2 && is_tail(at(1)) ? 2 : 0;
  if (left < 3 || !is_tail(at(1)) || !is_tail(at(2))) return 0;
  if (lead < 0xF0) {
    if (lead == 0xE0 && at(1) < 0xA0) return 0;
    if (lead == 0xED && at(1) > 0x9F) return 0;
    return 3;
  }
  if (left < 4 || !is_tail(at(3))) return 0;
  if (lead == 0xF0 && at(1) < 0x90) return 0;
  if (lead == 0xF4 && at(1) > 0x8F) return 0;
  return 4;
}

}  // namespace

void append(std::string& text, char32_t code) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

std::size_t valid_prefix(std::string_view bytes) {
  std::size_t position = 0;
  while (position < bytes.size()) {
    while (position + 8 <= bytes.size() && (load_word(bytes.data() + position) & kHighBits) == 0) position += 8;
    if (position >= bytes.size()) break;
    const std::size_t length = sequence_length(bytes, position);
    if (length == 0) return position;
    position += length;
  }
  return position;
}

MultibyteCount count_multibyte(std::string_view bytes) {
  MultibyteCount count;
  for (std::size_t position = 0; position < bytes.size();) {
    if (position + 8 <= bytes.size() && (load_word(bytes.data() + position) & kHighBits) == 0) {
      position += 8;
      continue;
    }
    const std::size_t length = sequence_length(bytes, position);
    if (length == 0) ++count.invalid_bytes;
    if (length > 1) ++count.valid;
    position += length == 0 ? 1 : length;
  }
  return count;
}

std::string replace_invalid(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  while (!bytes.empty()) {
    const std::size_t valid = valid_prefix(bytes);
    text.append(bytes.substr(0, valid));
    bytes.remove_prefix(valid);
    if (bytes.empty()) break;
    append(text, kReplacement);
    bytes.remove_prefix(1);
  }
  return text;
}

std::size_t count_code_points(std::string_view text) {
  const std::size_t ascii = ascii_prefix(text, 0);
  return ascii + static_cast<std::size_t>(std::ranges::count_if(
                     text.substr(ascii), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

std::size_t ascii_prefix(std::string_view bytes, std::size_t from) {
  while (from + sizeof kHighBits <= bytes.size() && (load_word(bytes.data() + from) & kHighBits) == 0)
    from += sizeof kHighBits;
  while (from < bytes.size() && (bytes[from] & '\x80') == 0) ++from;
  return from;
}

bool is_ascii(std::string_view bytes) {
  std::uint64_t seen = 0;
  std::size_t at = 0;
  for (; at + sizeof seen <= bytes.size(); at += sizeof seen) seen |= load_word(bytes.data() + at);
  for (; at < bytes.size(); ++at) seen |= static_cast<unsigned char>(bytes[at]);
  return (seen & kHighBits) == 0;
}

}  // namespace stet::unicode
