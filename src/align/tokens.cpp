// SPDX-License-Identifier: Apache-2.0
#include "align/tokens.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "read/scan.hpp"
#include "text/ascii_letters.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::align {
namespace {

/// Bytes of either end by which a longer sentence is compared. Sentences of 4 KiB are lists or tables run together; the
/// comparison of their words in order takes 2 ms at this length, and grows with the square.
constexpr std::size_t kSampledEnd = 2048;

enum class TokenClass : std::uint8_t { Outside, Letter, Digit, Alone };

constexpr std::array<TokenClass, 0x80> kAscii = [] {
  std::array<TokenClass, 0x80> classes{};
  for (std::size_t digit = '0'; digit <= '9'; ++digit) classes[digit] = TokenClass::Digit;
  for (std::size_t letter = 'a'; letter <= 'z'; ++letter) classes[letter] = classes[letter - 0x20] = TokenClass::Letter;
  return classes;
}();

TokenClass class_of(char32_t code) {
  if (code < 0x80) return kAscii[code];
  if (unicode::is_unspaced_script(code)) return TokenClass::Alone;
  if (unicode::is_letter(code)) return TokenClass::Letter;
  return unicode::is_number(code) ? TokenClass::Digit : TokenClass::Outside;
}

/// Writes the hash of each three characters that follow each other.
class GramWriter {
 public:
  /// @param count  How many `grams` holds; it has room for one more with each character.
  GramWriter(std::vector<std::uint16_t>& grams, std::size_t count) : grams_(grams), count_(count) {}

  void put(char32_t code) {
    window_ = ((window_ << 21) | code) & 0x7FFFFFFFFFFFFFFFU;
    // The high bits of the product depend on all three. Two grams in 65,536 fall together: too few to matter.
    grams_[count_] = static_cast<std::uint16_t>((window_ * 0x9E3779B97F4A7C15U) >> 48);
    count_ += static_cast<std::size_t>(window_ >> 42 != 0);
  }
  void put_all(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const unicode::CodePoint point = unicode::code_point_at(text, at);
      put(point.code);
      at += point.size;
    }
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  std::vector<std::uint16_t>& grams_;
  std::size_t count_;
  std::uint64_t window_ = 0;  ///< The last three code points, 21 bits each.
};

}  // namespace

std::vector<std::string_view> tokens(std::string_view folded) {
  std::vector<std::string_view> found;
  append_tokens(folded, found);
  return found;
}

void append_tokens(std::string_view folded, std::vector<std::string_view>& found) {
  std::size_t begin = 0;
  bool inside = false;
  TokenClass last = TokenClass::Outside;
  const auto take = [&](std::size_t first, std::size_t end) { found.emplace_back(folded.data() + first, end - first); };
  const auto close = [&](std::size_t end) {
    if (inside) take(begin, end);
    inside = false;
  };
  for (std::size_t at = 0; at < folded.size();) {
    // Most of a text: letters of a word, and the space behind it.
    if (text::is_ascii_letter(folded[at])) {
      if (last == TokenClass::Alone) close(at);
      const std::size_t first = at;
      at = text::letters_end(folded, at + 1);
      if (!inside && at < folded.size() && folded[at] == ' ') {
        take(first, at++);
        last = TokenClass::Outside;
        continue;
      }
      if (!inside) begin = first;
      inside = true;
      last = TokenClass::Letter;
      continue;
    }
    if (folded[at] == ' ') {
      close(at++);
      last = TokenClass::Outside;
      continue;
    }
    const unicode::CodePoint point = unicode::code_point_at(folded, at);
    TokenClass current = class_of(point.code);
    if (current == TokenClass::Outside && last == TokenClass::Digit && at + 1 < folded.size() &&
        (point.code == '.' || point.code == ',' || point.code == ':') &&
        class_of(unicode::code_point_at(folded, at + 1).code) == TokenClass::Digit)
      current = TokenClass::Digit;  // 3.5 is one number
    if (current == TokenClass::Outside || current == TokenClass::Alone || last == TokenClass::Alone) close(at);
    if (current != TokenClass::Outside && !inside) {
      begin = at;
      inside = true;
    }
    last = current;
    at += point.size;
  }
  close(folded.size());
}

std::vector<std::uint16_t> trigrams(std::span<const std::string_view> parts) {
  std::size_t most = 0;  // one for each code point, and the space behind the last
  for (const std::string_view part : parts) most += part.size() + 1;
  std::vector<std::uint16_t> grams(most);
  std::size_t count = 0;
  for (const std::string_view part : parts) {
    GramWriter writer(grams, count);
    writer.put(' ');
    writer.put_all(part);
    writer.put(' ');
    count = writer.count();
  }
  grams.resize(count);
  return grams;
}

/// From a few on by the low byte, then by the high one (radix sort).
void sort_trigrams(std::span<std::uint16_t> grams) {
  constexpr std::size_t kFew = 48;
  if (grams.size() < kFew) {
    std::ranges::sort(grams);
    return;
  }
  std::array<std::array<std::uint32_t, 256>, 2> places{};
  for (const std::uint16_t gram : grams) {
    ++places[0][gram & 0xFFU];
    ++places[1][gram >> 8U];
  }
  for (auto& digit : places) {
    std::uint32_t next = 0;
    for (std::uint32_t& place : digit) next += std::exchange(place, next);
  }
  std::vector<std::uint16_t> halfway(grams.size());
  for (const std::uint16_t gram : grams) halfway[places[0][gram & 0xFFU]++] = gram;
  for (const std::uint16_t gram : halfway) grams[places[1][gram >> 8U]++] = gram;
}

std::optional<CommonEnds> common_ends(std::string_view left, std::string_view right) {
  const std::size_t shorter = std::min(left.size(), right.size());
  std::size_t head = read::common_prefix(left.data(), right.data(), shorter);
  while (head > 0 && !unicode::begins_character(left, head)) --head;
  std::size_t tail = read::common_suffix(left.data() + left.size(), right.data() + right.size(), shorter - head);
  while (tail > 0 && !unicode::begins_character(left, left.size() - tail)) --tail;
  if (head == 0 || tail == 0 || 2 * (head + tail) < std::max(left.size(), right.size())) return std::nullopt;

  // A trigram belongs to the character in its middle. Of those in the common beginning all but the last have both of
  // their neighbours there, so have those in the common end but for the first.
  CommonEnds ends;
  ends.trigram_count = unicode::count_code_points(left.substr(0, head)) - 1 +
                       unicode::count_code_points(left.substr(left.size() - tail)) - 1;
  const std::size_t last_of_head = head - unicode::code_point_before(left, head).size;
  const std::size_t before_it = last_of_head - unicode::code_point_before(left, last_of_head).size;
  const auto middle = [&](std::string_view text) {
    const std::size_t first_of_tail = text.size() - tail;
    const std::size_t behind_it = first_of_tail + unicode::code_point_at(text, first_of_tail).size;
    const std::size_t end =
        behind_it == text.size() ? behind_it : behind_it + unicode::code_point_at(text, behind_it).size;
    std::vector<std::uint16_t> grams(end - before_it + 1);
    GramWriter writer(grams, 0);
    if (last_of_head == 0) writer.put(' ');
    writer.put_all(text.substr(before_it, end - before_it));
    if (behind_it == text.size()) writer.put(' ');
    grams.resize(writer.count());
    return grams;
  };
  ends.left_middle = middle(left);
  ends.right_middle = middle(right);
  return ends;
}

bool is_sampled(std::string_view folded) { return folded.size() > 2 * kSampledEnd; }

Sample sampled(std::string_view folded) {
  if (!is_sampled(folded)) return Sample(folded);
  std::size_t head = kSampledEnd;
  while (!unicode::begins_character(folded, head)) --head;
  std::size_t tail = folded.size() - kSampledEnd;
  while (!unicode::begins_character(folded, tail)) ++tail;
  return Sample(folded.substr(0, head), folded.substr(tail));
}

}  // namespace stet::align
