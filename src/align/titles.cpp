// SPDX-License-Identifier: Apache-2.0
// A document's title, which is known by its place: where one is left on either side, it was retitled.
//
// Example: "# Terms of Service" became "# User Agreement", and the text below stayed.
//
// Case it gets wrong: a text that was replaced by another one as a whole under the same name.
// Cost: reading what stands before the title, which is front matter if anything.
#include "align/comparison.hpp"
#include "read/reader.hpp"

namespace stet::align {
namespace {

/// Bytes up to which a title begins: what stands before it is read, in each document whether it is a window or not.
constexpr std::size_t kTitleReach = std::size_t{16} * 1024;

/// Whether the first line is a heading of the first level that begins the document, and more follows it.
bool begins_with_title(const Document& document, const std::vector<Line>& lines) {
  if (lines.empty() || lines.front().block != 0 || lines.front().kind != BlockKind::Heading) return false;
  const Block& block = document.blocks.front();
  if (block.level != 1 || block.source.begin > kTitleReach) return false;
  const std::string_view behind = document.source.bytes().substr(block.source.end);
  return behind.find_first_not_of(" \t\r\n#=-") != std::string_view::npos && read::blocks_before(document) == 0;
}

}  // namespace

void tie_titles(Comparison& comparison) {
  if (comparison.left.empty() || comparison.right.empty()) return;
  if (!comparison.left_free(0) || !comparison.right_free(0)) return;
  if (!begins_with_title(*comparison.left_document, comparison.left) ||
      !begins_with_title(*comparison.right_document, comparison.right))
    return;
  const double score = comparison.likeness_of(0, 0).score;
  comparison.tie({{0}, {0}, MatchStage::InPlace, score, score});
}

}  // namespace stet::align
