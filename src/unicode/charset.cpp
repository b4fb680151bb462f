// SPDX-License-Identifier: Apache-2.0
#include "unicode/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

#include "unicode/utf8.hpp"

namespace stet::unicode {
namespace {

template <auto Close>
struct CloseWith {
  void operator()(auto* handle) const noexcept { Close(handle); }
};
using Converter = std::unique_ptr<UConverter, CloseWith<ucnv_close>>;
using Detector = std::unique_ptr<UCharsetDetector, CloseWith<ucsdet_close>>;

/// What the detector sees: more gains nothing, and its cost grows with it.
constexpr std::size_t kDetectedBytes = 64 * 1024;
/// How many of the first bytes are looked at for the NULs that UTF-16 and UTF-32 leave in most scripts.
constexpr std::size_t kPatternBytes = 4096;

bool begins_with(std::string_view bytes, std::string_view mark) { return bytes.substr(0, mark.size()) == mark; }

/// Share of NULs among the bytes at `offset`, `offset + step`, …, in percent.
std::size_t null_share(std::string_view bytes, std::size_t offset, std::size_t step) {
  std::size_t seen = 0;
  std::size_t nulls = 0;
  for (std::size_t i = offset; i < bytes.size(); i += step) {
    ++seen;
    nulls += bytes[i] == '\0';
  }
  return seen == 0 ? 0 : nulls * 100 / seen;
}

std::string detected_encoding(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const Detector detector(ucsdet_open(&status));
  const std::string_view sample = bytes.substr(0, kDetectedBytes);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  const char* name = match == nullptr ? nullptr : ucsdet_getName(match, &status);
  if (U_FAILURE(status) || name == nullptr) return "windows-1252";
  const std::string_view found = name;
  // What calls itself Latin-1 uses windows-1252's quotation marks and dashes (WHATWG Encoding reads it so too);
  // UTF-8 was ruled out before, and a UTF-16 without mark or pattern is a wrong guess.
  if (found == "ISO-8859-1" || found == "UTF-8" || found.starts_with("UTF-")) return "windows-1252";
  return std::string(found);
}

}  // namespace

std::optional<std::string> wide_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (begins_with(bytes, "\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (begins_with(bytes, "\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (begins_with(bytes, "\xFF\xFE"sv)) return "UTF-16LE";
  if (begins_with(bytes, "\xFE\xFF"sv)) return "UTF-16BE";
  const std::string_view sample = bytes.substr(0, kPatternBytes);
  if (sample.size() < 8 || bytes.size() % 2 != 0 || sample.find('\0') == std::string_view::npos) return std::nullopt;
  // Latin text leaves nearly every second byte NUL, any script with spaces and line feeds some and never the other
  // half.
  const std::size_t even = null_share(sample, 0, 2);
  const std::size_t odd = null_share(sample, 1, 2);
  if (odd >= 40 && even == 0) return "UTF-16LE";
  if (even >= 40 && odd == 0) return "UTF-16BE";
  return std::nullopt;
}

Decoded decode(std::string_view bytes) {
  Decoded decoded;
  const std::optional<std::string> wide = wide_encoding(bytes);
  decoded.encoding = wide ? *wide : detected_encoding(bytes);
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(decoded.encoding.c_str(), &status));
  if (U_FAILURE(status)) {
    status = U_ZERO_ERROR;
    decoded.encoding = "windows-1252";
    converter.reset(ucnv_open("windows-1252", &status));
  }
  // Piece by piece through UTF-16; a byte that means nothing becomes U+FFFD, the default callback.
  std::vector<char16_t> units(64 * 1024);
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  // A byte becomes three at most, and room that is not used costs nothing; growing would copy what is there.
  constexpr std::size_t kMostBytes = 3;
  decoded.utf8.reserve(kMostBytes * bytes.size());
  bool more = true;
  char32_t pending = 0;
  while (more) {
    status = U_ZERO_ERROR;
    char16_t* target = units.data();
    ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, source_end, nullptr, true, &status);
    more = status == U_BUFFER_OVERFLOW_ERROR;
    for (const char16_t* unit = units.data(); unit != target; ++unit) {
      if (pending != 0) {
        append(decoded.utf8, 0x10000 + ((pending - 0xD800) << 10) + (static_cast<char32_t>(*unit) - 0xDC00));
        pending = 0;
      } else if (*unit >= 0xD800 && *unit < 0xDC00) {
        pending = *unit;
      } else {
        decoded.replaced_bytes += *unit == 0xFFFD;
        append(decoded.utf8, *unit);
      }
    }
    if (!more && U_FAILURE(status)) break;
  }
  return decoded;
}

}  // namespace stet::unicode
