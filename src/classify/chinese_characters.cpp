// SPDX-License-Identifier: Apache-2.0
// Traditional and simplified characters. A word in either is the same word; that a simplified one may stand for several
// does no harm where two texts are compared that say the same but for that.
//
// Cost: linear; the table is laid out by code point when the first Chinese text comes.
#include "classify/chinese_characters.hpp"

#include <array>

#include "text/embedded.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify_data {
extern const text::EmbeddedFile kFiles[];
}  // namespace stet::classify_data

namespace stet::classify {
namespace {

// Of the data: rows of pairs, each character three bytes long.
constexpr std::size_t kCharacterBytes = 3;
constexpr std::size_t kPairBytes = 2 * kCharacterBytes;

constexpr char32_t kFirst = 0x4E00;
constexpr char32_t kLast = 0x9FFF;
using Table = std::array<char16_t, kLast - kFirst + 1>;

/// For each character its simplified one; 0 for itself.
const Table& table() {
  static const Table laid_out = [] {
    Table table{};
    std::string_view rows = classify_data::kFiles[0].bytes;
    while (rows.starts_with('#')) rows.remove_prefix(rows.find('\n') + 1);
    while (!rows.empty()) {
      if (rows.front() == '\n') {
        rows.remove_prefix(1);
        continue;
      }
      table.at(unicode::code_point_at(rows, 0).code - kFirst) =
          static_cast<char16_t>(unicode::code_point_at(rows, kCharacterBytes).code);
      rows.remove_prefix(kPairBytes);
    }
    return table;
  }();
  return laid_out;
}

/// Where the next traditional character stands; the end of the text where none does.
std::size_t next_traditional(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if ((text[at] & '\x80') == 0) {
      ++at;
      continue;
    }
    const unicode::CodePoint point = unicode::code_point_at(text, at);
    if (point.code >= kFirst && point.code <= kLast && table()[point.code - kFirst] != 0) return at;
    at += point.size;
  }
  return at;
}

}  // namespace

std::string simplified(std::string_view text) {
  std::string written(text);
  for (std::size_t at = next_traditional(written, 0); at < written.size(); at = next_traditional(written, at)) {
    std::string plain;
    unicode::append(plain, table()[unicode::code_point_at(written, at).code - kFirst]);
    written.replace(at, kCharacterBytes, plain);
    at += kCharacterBytes;
  }
  return written;
}

std::string_view simplified(std::string_view text, std::string& written) {
  if (next_traditional(text, 0) == text.size()) return text;
  return written = simplified(text);
}

}  // namespace stet::classify
