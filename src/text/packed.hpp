// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Numbers and texts as bytes, for what is stored. Numbers are LEB128, so that the small ones take one byte.
namespace stet::text {

class PackedWriter {
 public:
  PackedWriter& number(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_.push_back(static_cast<char>(value | 0x80));
      value >>= 7;
    }
    bytes_.push_back(static_cast<char>(value));
    return *this;
  }
  /// A number of either sign; those near 0 are short.
  PackedWriter& difference(std::int64_t value) {
    return number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  PackedWriter& text(std::string_view text) {
    number(text.size());
    bytes_ += text;
    return *this;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads what the writer wrote. Past the end, or where bytes mean nothing, it gives zeros and `ok()` is false from then
/// on: a caller asks once, at its end.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : rest_(bytes) {}

  [[gnu::always_inline]] std::uint64_t number() {
    // Most are below 128.
    if (!rest_.empty() && (rest_.front() & 0x80) == 0) {
      const auto small = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      return small;
    }
    return longer_number();
  }
  std::int64_t difference() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  std::string_view text() {
    const std::uint64_t size = number();
    if (size > rest_.size()) {
      ok_ = false;
      return {};
    }
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }
  /// A count of things of which each takes a byte at least: never more than there are bytes.
  std::size_t count() {
    const std::uint64_t value = number();
    if (value <= rest_.size()) return value;
    ok_ = false;
    return 0;
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  /// What was not read yet.
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::uint64_t longer_number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    ok_ = false;
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace stet::text
