// SPDX-License-Identifier: Apache-2.0
#include "read/signature.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace stet::read {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t offset;
  std::string_view bytes;
  std::string_view kind;
};

/// From the formats' specifications. Each is long or odd enough that no text begins so.
constexpr std::array kSignatures = std::to_array<Signature>({
    {0, "\x89PNG\r\n\x1A\n"sv, "a PNG image"},
    {0, "\xFF\xD8\xFF"sv, "a JPEG image"},
    {0, "GIF87a"sv, "a GIF image"},
    {0, "GIF89a"sv, "a GIF image"},
    {8, "WEBP"sv, "a WebP image"},
    {0, "II*\0"sv, "a TIFF image"},
    {0, "MM\0*"sv, "a TIFF image"},
    {0, "\0\0\1\0"sv, "an icon"},
    {0, "8BPS\0"sv, "a Photoshop image"},
    {0, "%PDF-"sv, "a PDF"},
    {0, "%!PS-"sv, "a PostScript file"},
    {0, "{\\rtf"sv, "an RTF file"},
    {0, "PK\3\4"sv, "a ZIP container (DOCX, ODT, EPUB and others are)"},
    {0, "PK\5\6"sv, "an empty ZIP container"},
    {0, "PK\7\x08"sv, "a ZIP container in parts"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an OLE container (DOC, XLS, PPT and others are)"},
    {0, "\x1F\x8B"sv, "gzip data"},
    {4, "1AY&SY"sv, "bzip2 data"},
    {0, "\xFD\x37zXZ\0"sv, "xz data"},
    {0, "\x28\xB5\x2F\xFD"sv, "Zstandard data"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "a 7z container"},
    {0, "Rar!\x1A\7"sv, "a RAR container"},
    {257, "ustar"sv, "a tar archive"},
    {0, "\x7F\x45LF"sv, "an ELF program"},
    {0, "\xCA\xFE\xBA\xBE"sv, "a Java class or a Mach-O program"},
    {0, "\xCF\xFA\xED\xFE"sv, "a Mach-O program"},
    {0, "\0asm"sv, "a WebAssembly program"},
    {0, "SQLite format 3\0"sv, "an SQLite database"},
    {4, "ftyp"sv, "an MP4 file"},
    {0, "OggS\0"sv, "an Ogg file"},
    {0, "fLaC\0"sv, "a FLAC file"},
    {0, "ID3\3\0"sv, "an MP3 file"},
    {0, "ID3\4\0"sv, "an MP3 file"},
    {8, "WAVEfmt "sv, "a WAVE file"},
    {8, "AVI LIST"sv, "an AVI file"},
    {0, "\x1A\x45\xDF\xA3"sv, "a Matroska or WebM file"},
    {0, "wOFF"sv, "a web font"},
    {0, "wOF2"sv, "a web font"},
    {0, "\0\1\0\0\0"sv, "a TrueType font"},
});

/// How many of the first bytes are looked at, and the share of controls up to which they may be text (INTERFACE.md,
/// "What is read").
constexpr std::size_t kLookedAt = 8 * 1024;
constexpr std::size_t kControlsInHundred = 1;

constexpr bool is_control(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return (value < 0x20 && (value < 0x08 + 1 || value > 0x0D)) || value == 0x7F;
}

/// The magic bytes of a container whose name is given further on ("RIFF", then "WEBP") must be there too.
bool is_plausible(const Signature& signature, std::string_view bytes) {
  if (signature.offset == 8) return bytes.starts_with("RIFF");
  if (signature.bytes == "1AY&SY") return bytes.starts_with("BZh");
  if (signature.bytes == "ftyp") return bytes.starts_with('\0');
  return true;
}

}  // namespace

std::optional<std::string_view> known_binary(std::string_view bytes) {
  for (const Signature& signature : kSignatures) {
    if (bytes.size() < signature.offset + signature.bytes.size()) continue;
    if (bytes.substr(signature.offset, signature.bytes.size()) == signature.bytes && is_plausible(signature, bytes)) {
      return signature.kind;
    }
  }
  return std::nullopt;
}

bool has_many_controls(std::string_view bytes) {
  const std::string_view first = bytes.substr(0, kLookedAt);
  // In pieces of one size, which the compiler turns into a few instructions each.
  constexpr std::size_t kPiece = 64;
  std::size_t controls = 0;
  std::size_t at = 0;
  for (; at + kPiece <= first.size(); at += kPiece) {
    unsigned char in_piece = 0;
    for (std::size_t i = 0; i < kPiece; ++i)
      in_piece = static_cast<unsigned char>(in_piece + (is_control(first[at + i]) ? 1 : 0));
    controls += in_piece;
  }
  for (; at < first.size(); ++at) controls += static_cast<std::size_t>(is_control(first[at]));
  return controls > 1 && controls * 100 > first.size() * kControlsInHundred;
}

bool is_lfs_pointer(std::string_view bytes) {
  // The specification of Git LFS: at most 1,024 bytes, the version line first, then the object's id.
  return bytes.size() < 1024 && bytes.starts_with("version https://git-lfs.github.com/spec/v1\n") &&
         bytes.find("\noid sha256:") != std::string_view::npos;
}

}  // namespace stet::read
