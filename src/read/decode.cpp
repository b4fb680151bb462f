// SPDX-License-Identifier: Apache-2.0
//
// From the bytes of a source to UTF-8. What is UTF-8 already, nearly everything, is checked and not copied.
//
// UTF-8 or not is a vote: each sequence of bytes from 0x80 on is valid or not, and the majority decides. "é" in
// windows-1252 is one byte and hardly ever valid by chance; a UTF-8 file cut in the middle of a character has one
// invalid sequence among many. Wrong for a Shift-JIS text of few words whose bytes happen to pair up.
#include <algorithm>
#include <utility>

#include "read/reader.hpp"
#include "read/scan.hpp"
#include "read/signature.hpp"
#include "unicode/charset.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

/// How far an escape sequence of ISO-2022-JP is looked for: that encoding is all ASCII bytes.
constexpr std::size_t kEscapeBytes = 8 * 1024;

Error not_a_document(const Source& source, std::string what) {
  return {ErrorCode::NotADocument, std::move(what), source.label()};
}

bool switches_to_japanese(std::string_view bytes) {
  const std::string_view first = bytes.substr(0, kEscapeBytes);
  return first.find("\x1B$B") != std::string_view::npos || first.find("\x1B$@") != std::string_view::npos;
}

/// Whether the bytes say that they are another encoding, though they may be valid UTF-8 as well.
bool says_other_encoding(std::string_view bytes) {
  return unicode::wide_encoding(bytes).has_value() || switches_to_japanese(bytes);
}

/// What no reader takes, by its bytes as they came.
std::optional<Error> refusal(const Source& source) {
  const std::string_view bytes = source.bytes();
  if (const auto kind = known_binary(bytes)) {
    return not_a_document(source, "is " + std::string(*kind) + ": " + std::string(kTypesRead));
  }
  if (is_lfs_pointer(bytes)) {
    return not_a_document(source, "is a Git LFS pointer, not the text itself: `git lfs pull` fetches it");
  }
  if (!says_other_encoding(bytes) && has_many_controls(bytes)) {
    return not_a_document(source, "is binary (more than 1 % control bytes): " + std::string(kTypesRead));
  }
  return std::nullopt;
}

struct Vote {
  std::size_t valid = 0;
  std::size_t invalid = 0;
  std::size_t invalid_bytes = 0;
};

/// How many bytes of the sequence that begins here belong together although it is broken off: Unicode's "maximal
/// subpart of an ill-formed subsequence" (Unicode 15, 3.9, table 3-8).
std::size_t broken_length(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = at(0);
  if (lead < 0xE0 || lead > 0xF4 || bytes.size() < 2) return 1;
  const unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (at(1) < least || at(1) > most) return 1;
  return lead >= 0xF0 && bytes.size() > 2 && (at(2) & 0xC0) == 0x80 ? 3 : 2;
}

Vote count_votes(std::string_view bytes) {
  Vote vote;
  while (!bytes.empty()) {
    const std::string_view valid = bytes.substr(0, unicode::valid_prefix(bytes));
    vote.valid += unicode::count_multibyte(valid).valid;
    bytes.remove_prefix(valid.size());
    if (bytes.empty()) break;
    const std::size_t broken = broken_length(bytes);
    ++vote.invalid;
    vote.invalid_bytes += broken;
    bytes.remove_prefix(broken);
  }
  return vote;
}

DecodedSource with_text(const Source& source, std::string utf8, std::string encoding, std::size_t replaced_bytes) {
  return {Source::of(std::move(utf8), source.label(), source.type()), std::move(encoding), replaced_bytes};
}

/// For bytes that are not valid UTF-8, or say that they are something else.
Result<DecodedSource> convert(const Source& source) {
  const std::string_view bytes = source.bytes();
  if (!says_other_encoding(bytes)) {
    const Vote vote = count_votes(bytes);
    if (vote.valid > vote.invalid || bytes.starts_with(unicode::kByteOrderMark)) {
      return with_text(source, unicode::replace_invalid(bytes), "UTF-8", vote.invalid_bytes);
    }
  }
  unicode::Decoded decoded = unicode::decode(bytes);
  if (has_many_controls(decoded.utf8)) {
    return std::unexpected(not_a_document(source, "is binary (more than 1 % control bytes, read as " +
                                                      decoded.encoding + "): " + std::string(kTypesRead)));
  }
  return with_text(source, std::move(decoded.utf8), std::move(decoded.encoding), decoded.replaced_bytes);
}

Result<DecodedSource> decode_text(const Source& source) {
  const std::string_view bytes = source.bytes();
  if (says_other_encoding(bytes) || !is_utf8(bytes)) return convert(source);
  return DecodedSource{source, "UTF-8", 0};
}

}  // namespace

Result<DecodedSource> decode(const Source& source) {
  if (auto error = refusal(source)) return std::unexpected(*std::move(error));
  return decode_text(source);
}

Result<DecodedPair> decode_pair(const Source& before, const Source& after) {
  for (const Source* source : {&before, &after}) {
    if (auto error = refusal(*source)) return std::unexpected(*std::move(error));
  }
  if (!says_other_encoding(before.bytes()) && !says_other_encoding(after.bytes())) {
    if (const auto equal = compare_utf8(before.bytes(), after.bytes())) {
      return DecodedPair{{before, "UTF-8", 0}, {after, "UTF-8", 0}, *equal};
    }
  }
  auto decoded_before = decode_text(before);
  if (!decoded_before) return std::unexpected(std::move(decoded_before).error());
  auto decoded_after = decode_text(after);
  if (!decoded_after) return std::unexpected(std::move(decoded_after).error());
  const auto equal = compare_utf8(decoded_before->source.bytes(), decoded_after->source.bytes());
  return DecodedPair{*std::move(decoded_before), *std::move(decoded_after), equal.value_or(EqualEnds{})};
}

Result<DecodedPair> decode_pair(const DecodedSource& before, const Source& after, CountedPlace& counted) {
  if (auto error = refusal(after)) return std::unexpected(*std::move(error));
  if (!says_other_encoding(after.bytes())) {
    if (const auto equal = compare_utf8(before.source.bytes(), after.bytes(), counted))
      return DecodedPair{before, {after, "UTF-8", 0}, *equal};
  }
  auto decoded = decode_text(after);
  if (!decoded) return std::unexpected(std::move(decoded).error());
  const auto equal = compare_utf8(before.source.bytes(), decoded->source.bytes(), counted);
  return DecodedPair{before, *std::move(decoded), equal.value_or(EqualEnds{})};
}

}  // namespace stet::read
