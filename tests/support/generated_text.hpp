// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace stet::test {

/// Pseudo-random numbers that are the same on every machine (the standard's distributions are not).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  /// From 0 to `sides - 1`.
  std::size_t roll(std::size_t sides) { return sides == 0 ? 0 : static_cast<std::size_t>(engine_() % sides); }
  bool chance(std::size_t percent) { return roll(100) < percent; }

 private:
  std::mt19937_64 engine_;
};

/// A text as paragraphs of sentences, before it is laid out as bytes.
using Paragraphs = std::vector<std::vector<std::string>>;

/// Prose in a script: Latin with marks, Cyrillic, Greek, Arabic, Hebrew, Devanagari, Thai, Han, Kana, Hangul, or a mix
/// of hostile Unicode (controls, joiners, bidi overrides, lone combining marks, astral and unassigned code points).
[[nodiscard]] Paragraphs generated_text(Dice& dice, std::size_t sentences);

/// The text after so many random edits: a word replaced, dropped or put in, a sentence added, removed, moved, split,
/// merged, typography changed, a paragraph break put in or taken out.
[[nodiscard]] Paragraphs edited(Paragraphs text, Dice& dice, std::size_t edits);

/// The bytes, wrapped at random places that are white space, with LF or CRLF.
[[nodiscard]] std::string laid_out(const Paragraphs& text, Dice& dice);

}  // namespace stet::test
