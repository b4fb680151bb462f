// SPDX-License-Identifier: Apache-2.0
#include "classify/wording.hpp"

namespace stet::classify {
namespace {

/// The white space up to the next sentence of the document's text: at a block's end what the block ends in (a no-break
/// space, say), a blank line, and what the next block begins with.
std::string trailing(const Document& document, SentenceIndex index) {
  const Sentence& sentence = document.sentence(index);
  const std::string_view text = document.text(document.block(sentence.block));
  const std::size_t next = to_size(index) + 1;
  const bool has_next = next < document.sentences.size();
  if (has_next && document.sentences[next].block == sentence.block)
    return std::string(text.substr(sentence.text.end, document.sentences[next].text.begin - sentence.text.end));
  std::string space = std::string(text.substr(sentence.text.end)) + "\n\n";
  if (has_next && to_size(document.sentences[next].block) == to_size(sentence.block) + 1) {
    const Sentence& behind = document.sentences[next];
    space += document.text(document.block(behind.block)).substr(0, behind.text.begin);
  }
  return space;
}

}  // namespace

Wording::Wording(const Document& document, SentenceSet sentences) {
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const Sentence& sentence = document.sentence(sentences[i]);
    pieces_.push_back({joined_.size(), sentence.block, sentence.text});
    if (sentences.size() == 1) {
      text_ = document.text(sentence);  // a single sentence needs no copy
      return;
    }
    joined_ += document.text(sentence);
    if (i + 1 < sentences.size()) joined_ += trailing(document, sentences[i]);
  }
  text_ = joined_;
}

std::optional<Wording::Place> Wording::place_of(ByteRange range) const {
  for (const Piece& piece : pieces_) {
    const std::size_t end = piece.begin + piece.range.size();
    if (range.begin < piece.begin || range.begin > end) continue;
    if (range.end > end) {
      // White space behind the sentence may belong to the edit.
      std::size_t last = range.end;
      while (last > end && (text_[last - 1] == ' ' || text_[last - 1] == '\n')) --last;
      if (last > end) continue;
      range.end = end;
    }
    const std::size_t shift = piece.range.begin;
    return Place{piece.block, {range.begin - piece.begin + shift, range.end - piece.begin + shift}};
  }
  return std::nullopt;
}

std::optional<std::size_t> Wording::offset_of(BlockIndex block, std::size_t block_offset) const {
  for (const Piece& piece : pieces_)
    if (piece.block == block && piece.range.begin <= block_offset && block_offset <= piece.range.end)
      return piece.begin + block_offset - piece.range.begin;
  return std::nullopt;
}

}  // namespace stet::classify
