// SPDX-License-Identifier: Apache-2.0
// Sentences in a row as one, where there are far too many of them.
//
// Idea: where a passage ends is for its last sentence to say (a hash of its text), not for how many there were before
// it. So what is put in moves no end but those nearest to it, and the passages behind are as they were.
//
// Example: of "A. B. C. D. E." with an end behind C., an "X." before B. changes the first passage alone.
//
// Case it gets wrong: where one text repeats, no sentence says so, and passages end by their size: one that is put in
// moves all ends up to the next other text. The passages are equal all the same.
//
// Cost: linear. Source: content-defined chunking, Muthitacharoen et al. (LBFS, 2001).
#include "segment/passages.hpp"

#include <cstdint>
#include <string_view>

namespace stet::segment {
namespace {

/// A passage is as long as a short sentence of prose at least, and as a long one at most.
constexpr std::size_t kShortest = 64;
constexpr std::size_t kLongest = 256;
/// One sentence in so many ends a passage that is long enough.
constexpr std::uint64_t kOneIn = 4;

/// FNV-1a, its high bits: the low ones depend on the last bytes alone.
bool ends_passage(std::string_view sentence) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char byte : sentence) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  return (hash >> 40U) % kOneIn == 0;
}

}  // namespace

void join_to_passages(Document& document) {
  std::size_t kept = 0;
  bool open = false;  // whether the last of those kept goes on
  for (const Sentence sentence : document.sentences) {
    if (open && document.sentences[kept - 1].block == sentence.block) {
      document.sentences[kept - 1].text.end = sentence.text.end;
    } else {
      const bool follows = kept > 0 && document.sentences[kept - 1].block == sentence.block;
      document.sentences[kept] = {sentence.block, follows ? document.sentences[kept - 1].in_block + 1 : 0,
                                  sentence.text};
      ++kept;
    }
    const std::size_t size = document.sentences[kept - 1].text.size();
    open = size < kLongest && (size < kShortest || !ends_passage(document.text(sentence)));
  }
  document.sentences.resize(kept);
  document.sentences.shrink_to_fit();
}

}  // namespace stet::segment
