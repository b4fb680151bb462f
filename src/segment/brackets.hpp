// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace stet::segment {

/// Longest stretch, in bytes, between a bracket and the one that closes it, for the sentence not to be cut in
/// between. Longer ones are sections that somebody bracketed, or a bracket that was never closed.
inline constexpr std::size_t kBracketReach = 1000;

/// Whether a place lies inside brackets that its sentence opened.
///
/// Told of every bracket in text order. Looks ahead for closing ones only when asked, kBracketReach bytes at most, and
/// at each byte once, so that a text of brackets costs no more than any.
class Brackets {
 public:
  explicit Brackets(std::string_view text) : text_(text) {}

  /// One with which the sentence begins does not count: "(It rained. Nobody came.)" is two sentences.
  void open(std::size_t position, std::size_t sentence);
  void close();
  /// A new sentence begins at `position`: what opened before stays behind.
  void reset(std::size_t position) {
    if (outermost_ < position) depth_ = 0;
  }
  [[nodiscard]] bool is_open() const { return depth_ > 0; }
  /// Whether the outermost bracket open now was opened before `position` and is closed later.
  [[nodiscard]] bool closes_later(std::size_t position);

 private:
  /// A bracket that was looked at, and where the one that closes it is: 0 where none was found so far.
  struct Seen {
    std::size_t open = 0;
    std::size_t close = 0;
  };

  void look_ahead(std::size_t end);
  void forget();

  std::string_view text_;
  std::size_t outermost_ = 0;
  std::size_t depth_ = 0;
  std::size_t looked_ = 0;             ///< How far was looked ahead,
  std::vector<Seen> seen_;             ///< what was seen,
  std::size_t asked_ = 0;              ///< which of that stands at `outermost_` or behind it,
  std::vector<std::size_t> unclosed_;  ///< and the places in it of those that nothing closed yet.
};

}  // namespace stet::segment
