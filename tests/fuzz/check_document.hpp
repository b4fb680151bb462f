// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include "stet/read.hpp"
#include "unicode/utf8.hpp"

namespace stet::fuzz {

/// Reads any bytes as a document and holds what every document must hold: texts are valid UTF-8, blocks lie inside the
/// source, and sentences inside their blocks. Aborts where one does not.
inline void check_document(const std::uint8_t* data, std::size_t size, TextType type) {
  const Source source = Source::of(std::string(data, data + size), "input", type);
  Result<Document> document = read_document(source);
  if (!document) return;
  if (!segment_document(*document)) return;
  const std::size_t bytes = document->source.bytes().size();
  for (const Block& block : document->blocks) {
    const std::string_view text = document->text(block);
    if (unicode::valid_prefix(text) != text.size()) std::abort();
    if (block.source.begin > block.source.end || block.source.end > bytes) std::abort();
  }
  for (const Sentence& sentence : document->sentences)
    if (sentence.text.end > document->text(document->block(sentence.block)).size() || sentence.text.empty())
      std::abort();
}

}  // namespace stet::fuzz
