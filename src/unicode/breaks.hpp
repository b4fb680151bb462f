// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// ICU's break iterators over UTF-8, counted in bytes.
namespace stet::unicode {

/// ICU's word status, reduced.
enum class WordKind : std::uint8_t { Space, Punctuation, Number, Letter, Kana, Ideograph };

struct WordBreak {
  std::size_t end = 0;  ///< The word runs from the break before it (or 0) to here.
  WordKind kind = WordKind::Punctuation;
};

/// Break iterators of one language, opened at first use and kept. Used by one thread at a time.
///
/// The text goes to UTF-16 in one reused buffer, and breaks are counted back to bytes; where the text
/// is ASCII they are the same.
class Breaks {
 public:
  /// @param language  BCP 47 tag or ICU locale; what ICU does not know gets its root rules.
  explicit Breaks(std::string language);
  ~Breaks();
  Breaks(Breaks&&) noexcept;
  Breaks& operator=(Breaks&&) noexcept;

  /// Ends of the sentences by ICU's stock rules (UAX #29), the last one `text.size()`; none for empty text.
  [[nodiscard]] std::vector<std::size_t> sentences(std::string_view text);
  /// The words and what is between them: they tile the text.
  [[nodiscard]] std::vector<WordBreak> words(std::string_view text);
  /// Ends of the grapheme clusters.
  [[nodiscard]] std::vector<std::size_t> graphemes(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace stet::unicode
