// SPDX-License-Identifier: Apache-2.0
#include "report/json_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

#include "text/vectors.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::report {
namespace {

/// Of a number of 64 bits.
constexpr std::size_t kMostDigits = 20;

/// Gives the end of what it wrote, behind which as much as a key has room for is overwritten: a copy of one size takes
/// two steps.
char* write_key(char* to, const JsonKey& key) {
  std::memcpy(to, key.bytes().data(), JsonKey::kRoom);
  return to + key.size();
}

/// Whether a character outside ASCII is escaped.
bool acts(char32_t code) {
  if (code < 0xC0) return code < 0xA0;
  if (code > 0x206F) return false;  // past them all
  return code == 0x2028 || code == 0x2029 || unicode::is_bidi_control(code);
}

void append_escape(std::string& out, char32_t code) {
  switch (code) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u";
  for (unsigned shift = 16; shift > 0; shift -= 4) out += kDigits[(code >> (shift - 4)) & 0xF];
}

void append_escaped(std::string& out, std::string_view utf8) {
  // What is escaped in ASCII, and the first bytes of some characters that are and many that are not: from U+0080 on C1
  // controls, from U+0600 on U+061C, from U+2000 on separators and the other bidi controls.
  const auto may_act = [](auto byte) {
    return (byte < 0x20) | (byte == '"') | (byte == '<') | (byte == '\\') | (byte == 0x7F) | (byte == 0xC2) |
           (byte == 0xD8) | (byte == 0xE2);
  };
  std::size_t written = 0;
  for (std::size_t position = text::find_byte(utf8, 0, may_act); position < utf8.size();
       position = text::find_byte(utf8, position, may_act)) {
    const unicode::CodePoint character = unicode::code_point_at(utf8, position);
    if (character.code < 0x80 || acts(character.code)) {
      out.append(utf8, written, position - written);
      append_escape(out, character.code);
      written = position + character.size;
    }
    position += character.size;
  }
  out.append(utf8, written, utf8.size() - written);
}

}  // namespace

/// A comma is due unless something was just opened or a key was just written. No value ends in one of those
/// characters, so the last one written tells.
bool JsonWriter::comma_is_due() const {
  if (out_.empty()) return false;
  const char last = out_.back();
  return last != '{' && last != '[' && last != ':' && last != '\n';
}

/// Half of a report's bytes are signs and names of a few bytes: each is written into place at once, comma and all.
template <class Write>
void JsonWriter::put(std::size_t most, Write write) {
  const std::size_t size = out_.size();
  const auto comma = static_cast<std::size_t>(comma_is_due());
  out_.resize_and_overwrite(size + 1 + most, [&](char* bytes, std::size_t) {
    char* const begin = bytes + size;
    *begin = ',';
    return static_cast<std::size_t>(write(begin + comma) - bytes);
  });
}

void JsonWriter::put(std::string_view piece) {
  put(piece.size(), [&](char* to) { return std::ranges::copy(piece, to).out; });
}

void JsonWriter::put(char piece) {
  put(1, [&](char* to) {
    *to = piece;
    return to + 1;
  });
}

void JsonWriter::pass_on() {
  if (sink_ == nullptr || out_.size() < kPiece) return;
  (*sink_)(std::string_view(out_).substr(0, out_.size() - 1));
  out_.erase(0, out_.size() - 1);  // the last character says whether a comma is due
}

JsonWriter& JsonWriter::begin_object() {
  put('{');
  return *this;
}

JsonWriter& JsonWriter::begin_object(std::initializer_list<JsonNumber> members) {
  put(1 + members.size() * (1 + JsonKey::kRoom + kMostDigits), [&](char* to) {
    char separator = '{';
    for (const JsonNumber& member : members) {
      *to++ = std::exchange(separator, ',');
      to = write_key(to, member.key);
      to = std::to_chars(to, to + kMostDigits, member.value).ptr;
    }
    return to;
  });
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_ += '}';
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  put('[');
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_ += ']';
  return *this;
}

JsonWriter& JsonWriter::key(const JsonKey& name) {
  put(JsonKey::kRoom, [&](char* to) { return write_key(to, name); });
  return *this;
}

JsonWriter& JsonWriter::key_named(std::string_view name) {
  put(name.size() + 3, [&](char* to) {
    *to++ = '"';
    to = std::ranges::copy(name, to).out;
    *to++ = '"';
    *to++ = ':';
    return to;
  });
  return *this;
}

JsonWriter& JsonWriter::word(std::string_view name) {
  put(name.size() + 2, [&](char* to) {
    *to++ = '"';
    to = std::ranges::copy(name, to).out;
    *to++ = '"';
    return to;
  });
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view bytes) {
  if (unicode::valid_prefix(bytes) == bytes.size()) return utf8(bytes);
  return utf8(unicode::replace_invalid(bytes));
}

JsonWriter& JsonWriter::utf8(std::string_view text) {
  constexpr std::size_t kSlice = std::size_t{1} << 16U;  // its escapes take six times that at most
  put('"');
  while (text.size() > kSlice) {
    std::size_t size = kSlice;
    while ((static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;  // inside a character
    append_escaped(out_, text.substr(0, size));
    text.remove_prefix(size);
    pass_on();
  }
  append_escaped(out_, text);
  out_ += '"';
  return *this;
}

JsonWriter& JsonWriter::string_or_null(std::string_view bytes) { return bytes.empty() ? null() : string(bytes); }

JsonWriter& JsonWriter::number(std::uint64_t value) {
  put(kMostDigits, [&](char* to) { return std::to_chars(to, to + kMostDigits, value).ptr; });
  return *this;
}

JsonWriter& JsonWriter::fraction(double value) {
  if (!(value > 0)) return number(0);
  if (value >= 1) return number(1);
  long thousandths = std::lround(value * 1000);
  if (thousandths < 1) thousandths = 1;
  if (thousandths > 999) thousandths = 999;
  std::array<char, 5> digits{'0', '.'};
  for (std::size_t i = digits.size(); i > 2; thousandths /= 10) digits[--i] = static_cast<char>('0' + thousandths % 10);
  std::string_view shown(digits.data(), digits.size());
  while (shown.ends_with('0')) shown.remove_suffix(1);
  put(shown);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  put(value ? "true" : "false");
  return *this;
}

JsonWriter& JsonWriter::null() {
  put("null");
  return *this;
}

}  // namespace stet::report
