// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "support/generated_text.hpp"

namespace stet::test {

/// A sentence, and the versions (from 0) that brought its wording and its earliest ancestor.
struct KnownSentence {
  std::string text;
  std::size_t since = 0;
  std::size_t origin = 0;
};

/// A text as paragraphs of sentences.
using KnownText = std::vector<std::vector<KnownSentence>>;

/// One version: what it says, and the bytes in which it was published.
struct KnownVersion {
  KnownText text;
  std::string bytes;
};

/// A history made up from a seed: sentences are reworded, added, removed, moved, split and merged, paragraphs change
/// places, lines are wrapped anew and quotation marks change their form. What became of each sentence is known.
[[nodiscard]] std::vector<KnownVersion> known_history(std::size_t versions, std::uint32_t seed);

/// The sentences of a text in order.
[[nodiscard]] std::vector<KnownSentence> sentences_of(const KnownText& text);

/// A version's paragraphs as one line each, with plain quotation marks: what a phrase is looked for in.
[[nodiscard]] std::vector<std::string> plain_paragraphs(const KnownText& text);

}  // namespace stet::test
