// SPDX-License-Identifier: Apache-2.0
#include "unicode/breaks.hpp"

#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include <memory>
#include <utility>

#include "unicode/utf8.hpp"

namespace stet::unicode {
namespace {

struct CloseIterator {
  void operator()(UBreakIterator* iterator) const noexcept { ubrk_close(iterator); }
};
using Iterator = std::unique_ptr<UBreakIterator, CloseIterator>;

WordKind word_kind(std::int32_t status) {
  if (status >= UBRK_WORD_IDEO) return WordKind::Ideograph;
  if (status >= UBRK_WORD_KANA) return WordKind::Kana;
  if (status >= UBRK_WORD_LETTER) return WordKind::Letter;
  if (status >= UBRK_WORD_NUMBER) return WordKind::Number;
  return WordKind::Punctuation;
}

/// Text in UTF-16 for ICU, and the way back: positions asked for in rising order cost one walk in all.
class Utf16 {
 public:
  void assign(std::string_view text) {
    text_ = text;
    units_.resize(text.size() + 1);
    ascii_ = is_ascii(text);
    unit_ = 0;
    byte_ = 0;
    if (ascii_) {
      for (std::size_t i = 0; i < text.size(); ++i)
        units_[i] = static_cast<char16_t>(static_cast<unsigned char>(text[i]));
      length_ = static_cast<std::int32_t>(text.size());
      return;
    }
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(units_.data(), static_cast<std::int32_t>(units_.size()), &length_, text.data(),
                  static_cast<std::int32_t>(text.size()), &status);
  }

  [[nodiscard]] const char16_t* data() const { return units_.data(); }
  [[nodiscard]] std::int32_t length() const { return length_; }

  /// The byte at which a UTF-16 unit stands; `unit` not below the one asked for last.
  [[nodiscard]] std::size_t byte_of(std::int32_t unit) {
    if (ascii_) return static_cast<std::size_t>(unit);
    while (unit_ < unit) {
      const auto lead = static_cast<unsigned char>(text_[byte_]);
      byte_ += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      unit_ += lead < 0xF0 ? 1 : 2;
    }
    return byte_;
  }

 private:
  std::string_view text_;
  std::vector<char16_t> units_;
  std::int32_t length_ = 0;
  bool ascii_ = true;
  std::int32_t unit_ = 0;
  std::size_t byte_ = 0;
};

}  // namespace

struct Breaks::State {
  std::string language;
  Iterator sentences;
  Iterator words;
  Iterator graphemes;
  Utf16 buffer;

  /// Opens at first use; ICU falls back to its root rules for a language that it does not know.
  UBreakIterator* started(Iterator& iterator, UBreakIteratorType type, std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    if (!iterator) iterator.reset(ubrk_open(type, language.c_str(), nullptr, 0, &status));
    if (U_FAILURE(status) || !iterator) {
      status = U_ZERO_ERROR;
      iterator.reset(ubrk_open(type, "", nullptr, 0, &status));
    }
    buffer.assign(text);
    ubrk_setText(iterator.get(), buffer.data(), buffer.length(), &status);
    return iterator.get();
  }

  std::vector<std::size_t> ends(Iterator& iterator, UBreakIteratorType type, std::string_view text) {
    std::vector<std::size_t> found;
    if (text.empty()) return found;
    UBreakIterator* const breaks = started(iterator, type, text);
    for (std::int32_t at = ubrk_next(breaks); at != UBRK_DONE; at = ubrk_next(breaks))
      found.push_back(buffer.byte_of(at));
    if (found.empty() || found.back() != text.size()) found.push_back(text.size());
    return found;
  }
};

Breaks::Breaks(std::string language) : state_(std::make_unique<State>()) { state_->language = std::move(language); }
Breaks::~Breaks() = default;
Breaks::Breaks(Breaks&&) noexcept = default;
Breaks& Breaks::operator=(Breaks&&) noexcept = default;

std::vector<std::size_t> Breaks::sentences(std::string_view text) {
  return state_->ends(state_->sentences, UBRK_SENTENCE, text);
}

std::vector<std::size_t> Breaks::graphemes(std::string_view text) {
  return state_->ends(state_->graphemes, UBRK_CHARACTER, text);
}

std::vector<WordBreak> Breaks::words(std::string_view text) {
  std::vector<WordBreak> found;
  if (text.empty()) return found;
  UBreakIterator* const breaks = state_->started(state_->words, UBRK_WORD, text);
  std::size_t begin = 0;
  for (std::int32_t at = ubrk_next(breaks); at != UBRK_DONE; at = ubrk_next(breaks)) {
    const std::size_t end = state_->buffer.byte_of(at);
    WordKind kind = word_kind(ubrk_getRuleStatus(breaks));
    if (kind == WordKind::Punctuation && (text[begin] == ' ' || text[begin] == '\t' || text[begin] == '\n'))
      kind = WordKind::Space;
    found.push_back({end, kind});
    begin = end;
  }
  return found;
}

}  // namespace stet::unicode
