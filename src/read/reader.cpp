// SPDX-License-Identifier: Apache-2.0
#include "read/reader.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "stet/read.hpp"

namespace stet {
namespace read {
namespace {

/// What a reader of the text should know about how its bytes were read.
std::optional<std::string> decoding_warning(const DecodedSource& decoded) {
  const std::size_t replaced = decoded.replaced_bytes;
  const std::string shown =
      fmt::format("{} {}", replaced, replaced == 1 ? "byte that is shown as U+FFFD" : "bytes that are shown as U+FFFD");
  if (decoded.encoding != "UTF-8") {
    return fmt::format("is no UTF-8 and was read as {}{}", decoded.encoding, replaced == 0 ? "" : ", with " + shown);
  }
  if (replaced == 0) return std::nullopt;
  return "is UTF-8 with " + shown + " because they are not";
}

/// Positions in a document have 32 bits.
bool is_too_large(std::string_view text) { return text.size() > std::numeric_limits<std::uint32_t>::max(); }

Error too_large(const Source& source) {
  return {ErrorCode::Unsupported, "is too large: 4 GiB of text at most", source.label()};
}

}  // namespace

Result<Document> read_window(const DecodedSource& decoded, const Window& window, PieceMemory* memory,
                             const PartFilter& wanted) {
  if (is_too_large(decoded.source.bytes())) return std::unexpected(too_large(decoded.source));
  Document document;
  document.source = decoded.source;
  document.read_from = window.bytes.begin;
  document.encoding = decoded.encoding;
  document.replaced_bytes = decoded.replaced_bytes;
  if (auto warning = decoding_warning(decoded)) {
    document.warnings.push_back({decoded.source.label(), *std::move(warning)});
  }
  switch (decoded.source.type()) {
    case TextType::Plain:
      read_plain_text(document, window);
      break;
    case TextType::Markdown:
      if (auto done = read_markdown(document, window, memory, wanted); !done)
        return std::unexpected(std::move(done).error());
      break;
  }
  // Tabs in code are written out.
  if (is_too_large(document.buffer)) return std::unexpected(too_large(decoded.source));
  return document;
}

std::size_t blocks_before(const Document& document) {
  if (document.read_from == 0) return 0;
  const auto head = read_window({.source = document.source}, {{0, document.read_from}, 1, false});
  return head ? head->blocks.size() : 0;
}

}  // namespace read

Result<void> check_readable(const Source& source) {
  auto decoded = read::decode(source);
  if (!decoded) return std::unexpected(std::move(decoded).error());
  return {};
}

Result<Document> read_document(const Source& source) {
  auto decoded = read::decode(source);
  if (!decoded) return std::unexpected(std::move(decoded).error());
  return read::read_window(*decoded, read::whole(decoded->source));
}

}  // namespace stet
