// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stet/document.hpp"
#include "stet/read.hpp"
#include "stet/text.hpp"

namespace stet::segment {

/// A boundary that a rule of ours set, moved or took away, for `stet segment --explain`.
struct RuleTrace {
  std::size_t position = 0;  ///< In bytes of the block's text.
  std::string_view rule;     ///< Its name, with static storage.
  std::string_view action;   ///< "add", "drop" or "move".
};

/// Cuts blocks into sentences: the boundaries of UAX #29, mended by named rules, with data per language. A block's
/// sentences depend on that block's text and the language alone. One thread at a time.
class Segmenter {
 public:
  /// @param language  BCP 47 tag, "de" or "pt-BR"; a language without data gets the root rules.
  /// @param words     A project's own; those of other languages are passed over.
  explicit Segmenter(const std::string& language, SegmentUnit unit = SegmentUnit::Sentence,
                     std::span<const LanguageWords> words = {});
  /// Without some of the rules, for measuring what each is worth.
  [[nodiscard]] static Segmenter without_rules(const std::string& language, std::span<const std::string_view> rules);
  ~Segmenter();
  Segmenter(Segmenter&&) noexcept;

  [[nodiscard]] const std::string& language() const;

  /// Ranges in text order that tile `block_text` (white space goes with the sentence before it); none for empty text.
  [[nodiscard]] std::vector<TextRange> sentences(std::string_view block_text, std::vector<RuleTrace>* trace = nullptr);

  /// Appends the sentences of one block to `document.sentences`, trimmed. Code is cut at its lines.
  void segment_block(Document& document, BlockIndex block);

 private:
  struct State;
  explicit Segmenter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The language of a text by its script and its commonest words: "en", "zh"; "und" where nothing speaks for any.
/// Looks at the first 16 KiB at most. Deterministic; ties go to the first in alphabetical order.
[[nodiscard]] std::string detect_language(std::string_view text);

/// Remembers what the beginnings of texts speak for: versions of one text mostly have one beginning.
class LanguageMemory {
 public:
  LanguageMemory();
  ~LanguageMemory();
  LanguageMemory(LanguageMemory&&) noexcept;
  LanguageMemory& operator=(LanguageMemory&&) noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
  friend std::string language_of(const std::string& requested, const Document& before, const Document& after,
                                 LanguageMemory* memory);
};

/// The language to segment two texts in: `requested`, else their metadata (when both say the same or one says any),
/// else what the beginnings of both together speak for. Swapping the documents changes nothing.
/// The beginnings are those of the sources, so that a window gives what the whole gives.
/// @param memory  Of the comparisons before, if there were any; the answer is the same without.
[[nodiscard]] std::string language_of(const std::string& requested, const Document& before, const Document& after,
                                      LanguageMemory* memory = nullptr);

}  // namespace stet::segment
