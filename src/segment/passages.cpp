// SPDX-License-Identifier: Apache-2.0
// Sentences in a row as one, where there are far too many of them. Cost: linear.
#include "segment/passages.hpp"

#include "text/passage_end.hpp"

namespace stet::segment {

void join_to_passages(Document& document, std::size_t first) {
  std::vector<Sentence>& sentences = document.sentences;
  std::size_t kept = first;
  bool open = false;  // whether the last of those kept goes on
  for (std::size_t i = first; i < sentences.size(); ++i) {
    const Sentence sentence = sentences[i];
    const bool follows = kept > first && sentences[kept - 1].block == sentence.block;
    if (open && follows) {
      sentences[kept - 1].text.end = sentence.text.end;
    } else {
      sentences[kept] = {sentence.block, follows ? sentences[kept - 1].in_block + 1 : 0, sentence.text};
      ++kept;
    }
    open = !text::ends_passage(sentences[kept - 1].text.size(), document.text(sentence));
  }
  sentences.resize(kept);
}

}  // namespace stet::segment
