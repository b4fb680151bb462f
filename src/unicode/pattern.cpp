// SPDX-License-Identifier: Apache-2.0
#include "unicode/pattern.hpp"

#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include <algorithm>

#include "fmt/format.h"
#include "unicode/breaks.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::unicode {
namespace {

/// In ICU's unit, some 10,000 steps of its engine: a tenth of a second of an expression that goes astray, and more for
/// a text that takes long to read at all.
constexpr std::int32_t kStepLimit = 100;
constexpr std::size_t kBytesPerStep = 500;
/// Bytes of its backtracking stack.
constexpr std::int32_t kStackLimit = 8 << 20;

std::vector<UChar> utf16(std::string_view text) {
  std::vector<UChar> units(text.size() + 1);
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8WithSub(units.data(), static_cast<std::int32_t>(units.size()), &length, text.data(),
                       static_cast<std::int32_t>(text.size()), 0xFFFD, nullptr, &status);
  units.resize(static_cast<std::size_t>(length));
  return units;
}

/// Walks from UTF-16 positions, given in rising order, to bytes.
class Counter {
 public:
  explicit Counter(std::string_view text) : text_(text) {}
  std::size_t byte(std::size_t unit) {
    while (unit_ < unit && byte_ < text_.size()) {
      const CodePoint point = code_point_at(text_, byte_);
      byte_ += point.size;
      unit_ += point.code > 0xFFFF ? 2 : 1;
    }
    return byte_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::size_t unit_ = 0;
};

struct Close {
  void operator()(URegularExpression* expression) const noexcept { uregex_close(expression); }
};

}  // namespace

struct Pattern::State {
  std::unique_ptr<URegularExpression, Close> expression;
};

Pattern::Pattern(std::unique_ptr<State> state) : state_(std::move(state)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::compile(std::string_view expression, bool ignore_case) {
  const std::vector<UChar> units = utf16(expression);
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  auto state = std::make_unique<State>();
  state->expression.reset(uregex_open(units.data(), static_cast<std::int32_t>(units.size()),
                                      ignore_case ? UREGEX_CASE_INSENSITIVE : 0, &where, &status));
  if (U_FAILURE(status))
    return failure(ErrorCode::InvalidInput,
                   fmt::format("is no regular expression: {} at character {}", u_errorName(status), where.offset + 1));
  uregex_setStackLimit(state->expression.get(), kStackLimit, &status);
  return Pattern(std::move(state));
}

Result<std::vector<ByteRange>> Pattern::matches(std::string_view text) const {
  const std::vector<UChar> units = utf16(text);
  URegularExpression* const expression = state_->expression.get();
  UErrorCode status = U_ZERO_ERROR;
  uregex_setTimeLimit(expression, kStepLimit + static_cast<std::int32_t>(text.size() / kBytesPerStep), &status);
  uregex_setText(expression, units.data(), static_cast<std::int32_t>(units.size()), &status);
  Counter counter(text);
  std::vector<ByteRange> found;
  while (U_SUCCESS(status) && uregex_findNext(expression, &status)) {
    const std::int32_t begin = uregex_start(expression, 0, &status);
    const std::int32_t end = uregex_end(expression, 0, &status);
    if (U_FAILURE(status)) break;
    if (end <= begin) continue;
    const std::size_t first = counter.byte(static_cast<std::size_t>(begin));
    found.push_back({first, counter.byte(static_cast<std::size_t>(end))});
  }
  if (U_FAILURE(status))
    return failure(
        ErrorCode::Unsupported,
        "the regular expression takes too many steps: make it simpler, with fewer repetitions in repetitions");
  return found;
}

bool is_word_edge(std::string_view text, std::size_t position) {
  if (position == 0 || position >= text.size()) return true;
  std::size_t last = position - 1;
  while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
  const char32_t before = code_point_at(text, last).code;
  const char32_t after = code_point_at(text, position).code;
  const auto in_word = [](char32_t code) { return is_letter(code) || is_number(code); };
  if (!in_word(before) || !in_word(after)) return true;
  if (!is_unspaced_script(before) || !is_unspaced_script(after)) return false;
  const std::vector<WordBreak> words = Breaks("").words(text);
  return std::ranges::find(words, position, &WordBreak::end) != words.end();
}

}  // namespace stet::unicode
