// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "align/align.hpp"
#include "stet/diff.hpp"

// Pairs of wordings written as one text with the edits marked in it, as in fixtures/edits/.
namespace stet::classify::test {

/// What an edit deletes and inserts, and what it is.
struct MarkedEdit {
  std::string deleted;
  std::string inserted;
  CategorySet categories;
  bool equal_value = false;
  friend bool operator==(const MarkedEdit&, const MarkedEdit&) = default;
};

/// "The fund holds [[300=>350|number]] shares.": both wordings, and the edits between them.
struct MarkedPair {
  std::string line;  ///< As written.
  std::string language;
  std::string before;
  std::string after;
  std::vector<std::size_t> before_cuts;  ///< Where sentences end, in bytes; the text's end not among them.
  std::vector<std::size_t> after_cuts;
  std::vector<MarkedEdit> edits;
  Severity severity = Severity::None;
  BlockKind kind = BlockKind::Paragraph;
};

/// "substantive heading | text": severity, then block kind where it is no paragraph. ‖ in the text ends a sentence.
[[nodiscard]] MarkedPair parse_marked(std::string_view line, std::string language);
/// The pairs of a file of such lines; # begins a comment.
[[nodiscard]] std::vector<MarkedPair> read_marked(const std::string& path, std::string language);

/// Documents of one block each and their alignment: sentence by sentence where there are as many, else one match.
struct AlignedPair {
  Document before;
  Document after;
  align::Alignment alignment;
};
[[nodiscard]] AlignedPair aligned(const MarkedPair& pair);
[[nodiscard]] Document document_of(const std::string& text, const std::vector<std::size_t>& cuts, BlockKind kind);

/// The edits of changes as deletions and insertions between two keeps, paired by their categories.
[[nodiscard]] std::vector<MarkedEdit> edits_of(const std::vector<Change>& changes);

}  // namespace stet::classify::test
