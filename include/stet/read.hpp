// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "stet/document.hpp"
#include "stet/result.hpp"
#include "stet/source.hpp"

namespace stet {

/// What becomes a sentence.
enum class SegmentUnit : std::uint8_t {
  Sentence,   ///< Sentences, as the language's rules find them.
  Line,       ///< Every non-empty line of the source.
  Paragraph,  ///< Every block.
};

/// Words that a project adds to what is known of a language (`[language.en]` in `stet.toml`).
struct LanguageWords {
  std::string language;                    ///< Primary tag, "en".
  std::vector<std::string> abbreviations;  ///< With or without the last full stop: "Ofcom."
  std::vector<std::string> starters;       ///< Words that begin a sentence after an abbreviation.
};

struct SegmentOptions {
  SegmentUnit unit = SegmentUnit::Sentence;
  std::string language;  ///< BCP 47, such as "de" or "pt-BR". Empty: the text's metadata, else the text, decides.
  std::vector<LanguageWords> words;
};

/// Reads a whole text: decodes it and takes it apart into metadata and blocks, none of them segmented.
///
/// NotADocument for a binary file. Invalid bytes are no error: each becomes U+FFFD, and one warning
/// counts them.
[[nodiscard]] Result<Document> read_document(const Source& source);

/// Whether `read_document` would take the source, for what only keeps it: NotADocument says why not. Costs a look at
/// its bytes.
[[nodiscard]] Result<void> check_readable(const Source& source);

/// Cuts every block of the document into sentences.
[[nodiscard]] Result<void> segment_document(Document& document, const SegmentOptions& options = {});

}  // namespace stet
