// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "stet/report.hpp"

namespace stet::report {

/// A key as it is written, quotation marks and colon and all, put together by the compiler: half of what a report says
/// of a change are keys.
class JsonKey {
 public:
  static constexpr std::size_t kRoom = 32;

  /// @param name  A literal in plain ASCII; it is not escaped.
  template <std::size_t kSize>
  consteval JsonKey(const char (&name)[kSize])  // NOLINT(google-explicit-constructor): it stands for the literal
      : size_(kSize + 2) {
    static_assert(kSize + 2 <= kRoom);
    bytes_[0] = '"';
    for (std::size_t i = 0; i + 1 < kSize; ++i) bytes_[i + 1] = name[i];
    bytes_[kSize] = '"';
    bytes_[kSize + 1] = ':';
  }
  [[nodiscard]] const std::array<char, kRoom>& bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::array<char, kRoom> bytes_{};
  std::size_t size_;
};

/// A member that is a number.
struct JsonNumber {
  JsonKey key;
  std::uint64_t value = 0;
};

/// Appends JSON to a string, value after value, without a tree in between: output may be hundreds of
/// megabytes, and equal values give equal bytes.
///
/// The caller keeps the grammar (a key before each value of an object, ends that match); the writer sets
/// the commas. Nothing in a string acts where the JSON ends up: control characters, DEL, C1 controls, line and
/// paragraph separators and bidi controls are escaped, for terminals and logs, and `<`, for a script element.
///
///     JsonWriter json(out);
///     json.begin_object().key("line").number(9).key("text").string("…").end_object();
class JsonWriter {
 public:
  /// @param out  Empty, or ending in a line feed, or in the middle of an object or array.
  explicit JsonWriter(std::string& out) : out_(out) {}
  /// @param sink  Gets what is written in pieces, at `pass_on`; must outlive this.
  JsonWriter(std::string& out, const ReportSink& sink) : out_(out), sink_(&sink) { out_.reserve(kPiece + kPiece / 4); }
  /// Hands over what is written so far, if that is worth it; the rest stays in the string.
  void pass_on();

  JsonWriter& begin_object();
  /// With its first members.
  JsonWriter& begin_object(std::initializer_list<JsonNumber> members);
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(const JsonKey& name);
  /// A key that is known only now: plain ASCII, which is not escaped.
  JsonWriter& key_named(std::string_view name);

  /// A string that is plain ASCII and has nothing to be escaped: a name of stet's own.
  JsonWriter& word(std::string_view name);
  /// Any bytes: a path, a label. What is no UTF-8 becomes U+FFFD.
  JsonWriter& string(std::string_view bytes);
  /// Text that is known to be valid UTF-8, such as a document's. Not checked: that would cost as much as writing it.
  JsonWriter& utf8(std::string_view text);
  /// The string, or null for an empty one.
  JsonWriter& string_or_null(std::string_view bytes);
  JsonWriter& number(std::uint64_t value);
  /// From 0 to 1 in at most three decimals. Only 0 is written as 0 and only 1 as 1, so that what is nearly
  /// equal does not look equal.
  JsonWriter& fraction(double value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();

 private:
  [[nodiscard]] bool comma_is_due() const;
  /// Writes what begins a value or is one, behind the comma that is due.
  /// @param write  Is given where to write at most so many bytes, and gives their end.
  template <class Write>
  void put(std::size_t most, Write write);
  void put(std::string_view piece);
  void put(char piece);

  /// Bytes that are worth handing over: what is written next stands where they stood.
  static constexpr std::size_t kPiece = std::size_t{1} << 14U;
  std::string& out_;
  const ReportSink* sink_ = nullptr;
};

}  // namespace stet::report
