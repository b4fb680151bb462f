// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "read/window.hpp"
#include "stet/document.hpp"
#include "stet/result.hpp"

// The parts of `stet::read_document`, for the pipeline, which decodes first, then compares, then reads windows.
namespace stet::read {

class PieceMemory;

/// A source in UTF-8, and what had to be done for that.
struct DecodedSource {
  Source source;  ///< The one given where that was valid UTF-8 already (nothing is copied).
  std::string encoding = "UTF-8";
  std::size_t replaced_bytes = 0;
};

/// Checks that the source is a text that a reader takes, and decodes it. Positions are from here on bytes
/// of the decoded source, a BOM and CRs counted. NotADocument names the types read.
[[nodiscard]] Result<DecodedSource> decode(const Source& source);

/// Two sources decoded, and how far they are equal. The equal head and tail are looked at once.
struct DecodedPair {
  DecodedSource before;
  DecodedSource after;
  EqualEnds equal;
};
[[nodiscard]] Result<DecodedPair> decode_pair(const Source& before, const Source& after);

/// The same of a text that was decoded before, which is not looked at again but for comparing.
[[nodiscard]] Result<DecodedPair> decode_pair(const DecodedSource& before, const Source& after, CountedPlace& counted);

/// The windows of a decoded pair; nothing is compared again.
[[nodiscard]] inline Windows differing_windows(const DecodedPair& pair) {
  return differing_windows(pair.before.source, pair.after.source, pair.equal);
}

using PartFilter = std::function<bool(std::string_view)>;

/// Reads a window of a decoded source: metadata and blocks, by the source's type. Metadata is the whole
/// text's, wherever the window lies.
/// @param memory  Of parts that were read before; may be null.
/// @param wanted  Says of a part of Markdown whether it is to be read, where it is read in parts; may be empty.
[[nodiscard]] Result<Document> read_window(const DecodedSource& decoded, const Window& window,
                                           PieceMemory* memory = nullptr, const PartFilter& wanted = {});

/// How many blocks of the source stand before those of the document, which was read from a window of it.
/// Cost: reading that part.
[[nodiscard]] std::size_t blocks_before(const Document& document);

/// The whole as a window.
[[nodiscard]] Window whole(const Source& source);

/// One file a format: what each reader gives (dispatch in reader.cpp).
void read_plain_text(Document& document, const Window& window);
Result<void> read_markdown(Document& document, const Window& window, PieceMemory* memory, const PartFilter& wanted);

}  // namespace stet::read
